/**
 * Every contact key of a book for bulk work: open addressing over typed arrays, 12
 * bytes a place, so a million customers with two and a half keys each take 40 MB.
 * Keys are known by a 32-bit hash, so among millions a wrong hit happens now and then:
 * the row decides.
 */
import type { KeyKind } from './contact-keys.ts';
import { keyHash } from './contact-keys.ts';

const MAX_LOAD = 0.8;

export class KeySet {
  private hashes: Uint32Array;
  private ids: Float64Array;
  private used = 0;

  /** `expected` keys fit without growing. */
  constructor(expected = 1000) {
    const places = roomFor(expected);
    this.hashes = new Uint32Array(places);
    this.ids = new Float64Array(places);
  }

  /** Keys held. */
  get size(): number {
    return this.used;
  }

  /** Bytes of the tables. */
  get bytes(): number {
    return this.hashes.byteLength + this.ids.byteLength;
  }

  /** Notes that `id` has the key; the same pair twice counts once. */
  add(kind: KeyKind, key: string, id: number): void {
    if ((this.used + 1) / this.ids.length > MAX_LOAD) this.grow();
    this.put(keyHash(kind, key), id);
  }

  private put(hash: number, id: number): void {
    let at = place(hash, this.ids.length);
    while (this.ids[at] !== 0) {
      if (this.hashes[at] === hash && this.ids[at] === id) return;
      at = at + 1 === this.ids.length ? 0 : at + 1;
    }
    this.hashes[at] = hash;
    this.ids[at] = id;
    this.used++;
  }

  /** Ids that (but for a rare collision) have the key, in the order they were added. */
  find(kind: KeyKind, key: string): number[] {
    const hash = keyHash(kind, key);
    const found: number[] = [];
    let at = place(hash, this.ids.length);
    while (this.ids[at] !== 0) {
      if (this.hashes[at] === hash) found.push(this.ids[at]!);
      at = at + 1 === this.ids.length ? 0 : at + 1;
    }
    return found;
  }

  private grow(): void {
    const { hashes, ids } = this;
    const places = roomFor(Math.ceil(this.used * 1.5));
    this.hashes = new Uint32Array(places);
    this.ids = new Float64Array(places);
    this.used = 0;
    for (let i = 0; i < ids.length; i++) if (ids[i] !== 0) this.put(hashes[i]!, ids[i]!);
  }
}

function roomFor(keys: number): number {
  return Math.max(64, Math.ceil(keys / MAX_LOAD) + 8);
}

/** Multiply-shift onto any table length (no power of two needed). */
function place(hash: number, length: number): number {
  return Math.floor((hash / 4_294_967_296) * length);
}
