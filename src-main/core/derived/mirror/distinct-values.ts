/** Distinct texts of one column, numbered as they are met. */
import { release } from '../../kernel/release.ts';
import type { Arena } from './collation.ts';

/** Numbers values 1, 2, 3 … in the order they are first met; the empty value is 0. */
export class DistinctValues {
  // Room for every row, and for all their units at once: pages that are never written take no memory, and nothing is copied to grow.
  private units: Uint16Array;
  private readonly starts: Uint32Array;
  private used = 0;
  private size = 0;
  private table = new Int32Array(1 << 12);
  private text = new Uint16Array(1 << 10);

  /** `units`: of all values together, doubled ones too; more make it grow. */
  constructor(rows: number, units: number) {
    this.starts = new Uint32Array(rows + 1);
    this.units = new Uint16Array(units);
  }

  /** Codes of one piece as `text-builder.ts` wrote it, to `codes`; answers its rows. */
  addPiece(data: Uint8Array, codes: Uint32Array): number {
    const head = new Uint32Array(data.buffer, data.byteOffset, 2);
    const rows = head[0]!;
    const lengths = new Uint16Array(data.buffer, data.byteOffset + 8, rows);
    const units = new Uint16Array(data.buffer, data.byteOffset + 8 + rows * 2, head[1]);
    for (let r = 0, at = 0; r < rows; r++) {
      const n = lengths[r]!;
      if (n > 0) codes[r] = this.codeOf(units, at, n);
      at += n;
    }
    return rows;
  }

  /** The code of one text. */
  codeOfText(text: string): number {
    if (text === '') return 0;
    const { length } = text;
    if (length > this.text.length) this.text = new Uint16Array(length * 2);
    for (let i = 0; i < length; i++) this.text[i] = text.charCodeAt(i);
    return this.codeOf(this.text, 0, length);
  }

  /** Gives the memory back, the arena's too. */
  dispose(): void {
    release(this.units, this.starts, this.table);
  }

  /** All values; no more can be added. */
  arena(): Arena {
    release(this.table);
    return { units: this.units, starts: this.starts, size: this.size };
  }

  private codeOf(from: Uint16Array, at: number, n: number): number {
    let hash = n;
    for (let i = 0; i < n; i++) hash = Math.imul(hash ^ from[at + i]!, 0x01000193) ^ (hash >>> 15);
    const mask = this.table.length - 1;
    let slot = mix(hash) & mask;
    for (;;) {
      const code = this.table[slot]!;
      if (code === 0) break;
      if (this.same(code - 1, from, at, n)) return code;
      slot = (slot + 1) & mask;
    }
    this.table[slot] = this.append(from, at, n);
    const code = this.table[slot]!;
    if (this.size * 2 > this.table.length) this.rehash();
    return code;
  }

  private same(value: number, from: Uint16Array, at: number, n: number): boolean {
    const start = this.starts[value]!;
    if (this.starts[value + 1]! - start !== n) return false;
    for (let i = 0; i < n; i++) if (this.units[start + i] !== from[at + i]) return false;
    return true;
  }

  private append(from: Uint16Array, at: number, n: number): number {
    if (this.used + n > this.units.length) {
      const larger = new Uint16Array(Math.max(Math.ceil(this.units.length * 1.5), this.used + n));
      larger.set(this.units);
      release(this.units);
      this.units = larger;
    }
    this.units.set(from.subarray(at, at + n), this.used);
    this.used += n;
    this.starts[++this.size] = this.used;
    return this.size;
  }

  private rehash(): void {
    const slots = this.table.length * 2;
    release(this.table);
    this.table = new Int32Array(slots);
    const mask = this.table.length - 1;
    for (let value = 0; value < this.size; value++) {
      const start = this.starts[value]!;
      const n = this.starts[value + 1]! - start;
      let hash = n;
      for (let i = 0; i < n; i++) hash = Math.imul(hash ^ this.units[start + i]!, 0x01000193) ^ (hash >>> 15);
      let slot = mix(hash) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = value + 1;
    }
  }
}

function mix(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
