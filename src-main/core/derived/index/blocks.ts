/**
 * Blocks of the index: sorted keys with their postings. Block = u32 count, u32 unused,
 * count × f64 key, (count + 1) × u32 offset, payload. A payload is `varint(n × 2)` and n
 * delta varints of slots (rare key), or `varint(chunks × 2 + 1)`, `varint(first row)` and
 * per chunk, newest first, `varint(chunk) varint(size)`: frequent keys keep each chunk as
 * a row of its own, u16 numbers or, above 4096 of them, a bitmap.
 */
import { bytesOf, PARTS } from '../snapshot/file.ts';
import type { SnapshotReader, SnapshotWriter } from '../snapshot/file.ts';
import { ARRAY_MAX, arraySet, BITMAP_WORDS, bitSet, CHUNK_SLOTS, EMPTY_SET, lowerBound } from './sets.ts';
import type { ChunkSet } from './sets.ts';

const BLOCK_BYTES = 6000;
const INLINE_MAX = 1024;

export interface ChunkDocs {
  readonly chunk: number;
  readonly docs: Uint16Array;
}

/** Packs keys in ascending order into blocks of the snapshot. */
export class BlockWriter {
  private readonly out: SnapshotWriter;
  private readonly firsts: number[] = [];
  private keys: number[] = [];
  private offsets: number[] = [];
  private payload = new Uint8Array(64 * 1024);
  private used = 0;
  private heavyRows = 0;

  constructor(out: SnapshotWriter) {
    this.out = out;
  }

  /** Adds a key larger than all before; `lists` have ascending chunks. */
  add(key: number, lists: readonly ChunkDocs[]): void {
    let total = 0;
    for (const list of lists) total += list.docs.length;
    this.keys.push(key);
    this.offsets.push(this.used);
    if (total <= INLINE_MAX) this.addInline(lists, total);
    else this.addHeavy(lists);
    if (this.used + this.keys.length * 12 >= BLOCK_BYTES) this.flush();
  }

  private addInline(lists: readonly ChunkDocs[], total: number): void {
    this.varint(total * 2);
    let before = 0;
    for (const list of lists) {
      const base = list.chunk * CHUNK_SLOTS;
      for (let i = 0; i < list.docs.length; i++) {
        const slot = base + list.docs[i]!;
        this.varint(slot - before);
        before = slot;
      }
    }
  }

  private addHeavy(lists: readonly ChunkDocs[]): void {
    this.varint(lists.length * 2 + 1);
    this.varint(this.heavyRows);
    for (let i = lists.length - 1; i >= 0; i--) {
      const { chunk, docs } = lists[i]!;
      this.varint(chunk);
      this.varint(docs.length);
      this.out.put(PARTS.heavy, this.heavyRows++, docs.length <= ARRAY_MAX ? bytesOf(docs) : bytesOf(bitmapOf(docs)));
    }
  }

  private varint(value: number): void {
    if (this.used + 8 > this.payload.length) {
      const larger = new Uint8Array(this.payload.length * 2);
      larger.set(this.payload);
      this.payload = larger;
    }
    let v = value;
    while (v >= 128) {
      this.payload[this.used++] = (v & 127) | 128;
      v >>>= 7;
    }
    this.payload[this.used++] = v;
  }

  private flush(): void {
    const n = this.keys.length;
    if (n === 0) return;
    this.offsets.push(this.used);
    const head = 8 + n * 8 + (n + 1) * 4;
    const block = new Uint8Array(head + this.used);
    new Uint32Array(block.buffer, 0, 1)[0] = n;
    new Float64Array(block.buffer, 8, n).set(this.keys);
    new Uint32Array(block.buffer, 8 + n * 8, n + 1).set(this.offsets);
    block.set(this.payload.subarray(0, this.used), head);
    this.out.put(PARTS.blocks, this.firsts.length, block);
    this.firsts.push(this.keys[0]!);
    this.keys = [];
    this.offsets = [];
    this.used = 0;
  }

  /** Writes the last block; answers the first key of every block. */
  finish(): Float64Array {
    this.flush();
    return Float64Array.from(this.firsts);
  }
}

function bitmapOf(docs: Uint16Array): Uint32Array {
  const bits = new Uint32Array(BITMAP_WORDS);
  for (let i = 0; i < docs.length; i++) bits[docs[i]! >>> 5]! |= 1 << (docs[i]! & 31);
  return bits;
}

/** The rows that have one key, chunk by chunk. */
export interface PostingList {
  readonly size: number;
  chunk(chunk: number): ChunkSet;
}

interface Block {
  readonly keys: Float64Array;
  readonly offsets: Uint32Array;
  readonly payload: Uint8Array;
}

const CACHED_BLOCKS = 256;
/** Rows of frequent keys kept: at most 8 KiB each. */
const CACHED_ROWS = 1024;

/** Looks keys up in a snapshot. */
export class BlockReader {
  private readonly source: SnapshotReader;
  private readonly firsts: Float64Array;
  private readonly cache = new Map<number, Block>();
  private readonly rows = new Map<number, ChunkSet>();

  constructor(source: SnapshotReader) {
    this.source = source;
    const data = source.get(PARTS.blockFirst, 0);
    this.firsts = data ? new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8) : new Float64Array(0);
  }

  /** Postings of one key; `null` when no row has it. */
  find(key: number): PostingList | null {
    const no = this.blockOf(key);
    if (no < 0) return null;
    const block = this.block(no);
    const at = lowerBound(block.keys, key);
    return block.keys[at] === key ? this.listAt(block, at) : null;
  }

  /** Calls `visit` with the postings of every key in `[from, to)`. */
  forRange(from: number, to: number, visit: (list: PostingList) => void): void {
    for (let no = Math.max(0, this.blockOf(from)); no < this.firsts.length && this.firsts[no]! < to; no++) {
      const block = this.block(no);
      for (let at = lowerBound(block.keys, from); at < block.keys.length && block.keys[at]! < to; at++) visit(this.listAt(block, at));
    }
  }

  /** True when there is any key in `[from, to)`. */
  has(from: number, to: number): boolean {
    for (let no = Math.max(0, this.blockOf(from)); no < this.firsts.length && this.firsts[no]! < to; no++) {
      const { keys } = this.block(no);
      const at = lowerBound(keys, from);
      if (at < keys.length) return keys[at]! < to;
    }
    return false;
  }

  private blockOf(key: number): number {
    const at = lowerBound(this.firsts, key);
    return this.firsts[at] === key ? at : at - 1;
  }

  private block(no: number): Block {
    const known = this.cache.get(no);
    if (known) return known;
    const data = this.source.get(PARTS.blocks, no);
    if (!data) throw new Error(`search index: block ${no} is missing`);
    const n = new Uint32Array(data.buffer, data.byteOffset, 1)[0]!;
    const block: Block = {
      keys: new Float64Array(data.buffer, data.byteOffset + 8, n),
      offsets: new Uint32Array(data.buffer, data.byteOffset + 8 + n * 8, n + 1),
      payload: data.subarray(8 + n * 8 + (n + 1) * 4),
    };
    if (this.cache.size >= CACHED_BLOCKS) this.cache.delete(this.cache.keys().next().value!);
    this.cache.set(no, block);
    return block;
  }

  private listAt(block: Block, at: number): PostingList {
    const bytes = new VarintReader(block.payload, block.offsets[at]!);
    const head = bytes.next();
    return head % 2 === 0 ? inlineList(bytes, head / 2) : this.heavyList(bytes, (head - 1) / 2);
  }

  private heavyList(bytes: VarintReader, chunks: number): PostingList {
    const first = bytes.next();
    const rowOf = new Map<number, { readonly row: number; readonly size: number }>();
    let size = 0;
    for (let i = 0; i < chunks; i++) {
      const chunk = bytes.next();
      const n = bytes.next();
      rowOf.set(chunk, { row: first + i, size: n });
      size += n;
    }
    const load = (row: number, n: number): ChunkSet => this.heavyRow(row, n);
    return {
      size,
      chunk(chunk) {
        const entry = rowOf.get(chunk);
        if (!entry) return EMPTY_SET;
        return load(entry.row, entry.size);
      },
    };
  }

  private heavyRow(row: number, size: number): ChunkSet {
    const known = this.rows.get(row);
    if (known) return known;
    const data = this.source.get(PARTS.heavy, row);
    if (!data) throw new Error(`search index: row ${row} is missing`);
    const { buffer, byteOffset } = data;
    const set = size <= ARRAY_MAX ? arraySet(new Uint16Array(buffer, byteOffset, size)) : bitSet(new Uint32Array(buffer, byteOffset, BITMAP_WORDS), size);
    if (this.rows.size >= CACHED_ROWS) this.rows.delete(this.rows.keys().next().value!);
    this.rows.set(row, set);
    return set;
  }
}

function inlineList(bytes: VarintReader, size: number): PostingList {
  const slots = new Uint32Array(size);
  let slot = 0;
  for (let i = 0; i < size; i++) slots[i] = slot += bytes.next();
  return {
    size,
    chunk(chunk) {
      const base = chunk * CHUNK_SLOTS;
      const from = lowerBound(slots, base);
      const to = lowerBound(slots, base + CHUNK_SLOTS, from);
      if (from === to) return EMPTY_SET;
      const docs = new Uint16Array(to - from);
      for (let i = from; i < to; i++) docs[i - from] = slots[i]! - base;
      return arraySet(docs);
    },
  };
}

class VarintReader {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}
