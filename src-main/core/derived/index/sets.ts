/**
 * Sets of rows within one chunk of 65,536 slots: a sorted array of 16-bit numbers when
 * small, a bitmap when large. A query is evaluated chunk by chunk, newest first.
 */
export const CHUNK_BITS = 16;
export const CHUNK_SLOTS = 65_536;
export const BITMAP_WORDS = 2048;
/** From here on a bitmap (8 KiB) is smaller than an array. */
export const ARRAY_MAX = 4096;

export interface ChunkSet {
  readonly size: number;
  /** Ascending; null when `bits` is used. */
  readonly docs: Uint16Array | null;
  readonly bits: Uint32Array | null;
}

export const EMPTY_SET: ChunkSet = { size: 0, docs: new Uint16Array(0), bits: null };

/** A set of ascending 16-bit numbers. */
export function arraySet(docs: Uint16Array): ChunkSet {
  return { size: docs.length, docs, bits: null };
}

/** A set given as 2048 words; `size` may be an upper bound. */
export function bitSet(bits: Uint32Array, size: number): ChunkSet {
  return { size, docs: null, bits };
}

/** A set of slots that grows: 8 KiB for each chunk it has members in. */
export class SlotSet {
  private readonly chunks = new Map<number, Uint32Array>();

  add(slot: number): void {
    let bits = this.chunks.get(slot >>> CHUNK_BITS);
    if (!bits) this.chunks.set(slot >>> CHUNK_BITS, (bits = new Uint32Array(BITMAP_WORDS)));
    bits[(slot & (CHUNK_SLOTS - 1)) >>> 5]! |= 1 << (slot & 31);
  }

  has(slot: number): boolean {
    const bits = this.chunks.get(slot >>> CHUNK_BITS);
    return bits !== undefined && (bits[(slot & (CHUNK_SLOTS - 1)) >>> 5]! & (1 << (slot & 31))) !== 0;
  }
}

/** Members of both. */
export function intersect(a: ChunkSet, b: ChunkSet): ChunkSet {
  if (a.size === 0 || b.size === 0) return EMPTY_SET;
  if (a.docs && b.docs) return a.size <= b.size ? intersectArrays(a.docs, b.docs) : intersectArrays(b.docs, a.docs);
  if (a.docs) return filterByBits(a.docs, b.bits!);
  if (b.docs) return filterByBits(b.docs, a.bits!);
  const out = new Uint32Array(BITMAP_WORDS);
  for (let i = 0; i < BITMAP_WORDS; i++) out[i] = a.bits![i]! & b.bits![i]!;
  return bitSet(out, Math.min(a.size, b.size));
}

function filterByBits(docs: Uint16Array, bits: Uint32Array): ChunkSet {
  const out = new Uint16Array(docs.length);
  let n = 0;
  for (let i = 0; i < docs.length; i++) {
    const d = docs[i]!;
    if (bits[d >>> 5]! & (1 << (d & 31))) out[n++] = d;
  }
  return arraySet(out.subarray(0, n));
}

function intersectArrays(few: Uint16Array, many: Uint16Array): ChunkSet {
  const out = new Uint16Array(few.length);
  let n = 0;
  let at = 0;
  const gallop = many.length > few.length * 8;
  for (let i = 0; i < few.length; i++) {
    const d = few[i]!;
    if (gallop) at = lowerBound(many, d, at);
    else while (at < many.length && many[at]! < d) at++;
    if (at >= many.length) break;
    if (many[at] === d) out[n++] = d;
  }
  return arraySet(out.subarray(0, n));
}

/** Index of the first element ≥ `value`, searched from `from` on. */
export function lowerBound(sorted: Uint16Array | Uint32Array | Float64Array, value: number, from = 0): number {
  let lo = from;
  let hi = sorted.length;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (sorted[mid]! < value) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

/** Members of any. */
export function union(sets: readonly ChunkSet[]): ChunkSet {
  const full = sets.filter((s) => s.size > 0);
  if (full.length === 0) return EMPTY_SET;
  if (full.length === 1) return full[0]!;
  const total = full.reduce((n, s) => n + s.size, 0);
  if (full.length === 2 && full[0]!.docs && full[1]!.docs && total <= ARRAY_MAX) return mergeArrays(full[0]!.docs, full[1]!.docs);
  const bits = new Uint32Array(BITMAP_WORDS);
  for (const set of full) addTo(bits, set);
  return bitSet(bits, Math.min(total, CHUNK_SLOTS));
}

function mergeArrays(a: Uint16Array, b: Uint16Array): ChunkSet {
  const out = new Uint16Array(a.length + b.length);
  let n = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? a[i]! : 65_536;
    const y = j < b.length ? b[j]! : 65_536;
    out[n++] = Math.min(x, y);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return arraySet(out.subarray(0, n));
}

/** Adds a set to a bitmap. */
export function addTo(bits: Uint32Array, set: ChunkSet): void {
  if (set.docs) {
    for (let i = 0; i < set.docs.length; i++) bits[set.docs[i]! >>> 5]! |= 1 << (set.docs[i]! & 31);
  } else if (set.bits) {
    for (let i = 0; i < BITMAP_WORDS; i++) bits[i]! |= set.bits[i]!;
  }
}

/** Exact number of members. */
export function countOf(set: ChunkSet): number {
  if (set.docs) return set.docs.length;
  let n = 0;
  for (const word of set.bits!) n += popCount(word);
  return n;
}

function popCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Members from the largest down. */
export function* descending(set: ChunkSet): Generator<number> {
  if (set.docs) {
    for (let i = set.docs.length - 1; i >= 0; i--) yield set.docs[i]!;
    return;
  }
  const bits = set.bits!;
  for (let w = BITMAP_WORDS - 1; w >= 0; w--) {
    let word = bits[w]!;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word);
      yield w * 32 + bit;
      word &= ~(1 << bit);
    }
  }
}
