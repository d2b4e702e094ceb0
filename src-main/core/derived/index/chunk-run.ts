/**
 * First half of the index build: the keys of up to 16,384 rows are collected, grouped
 * by counting (no comparison sort of postings) and handed out as a sorted run.
 */

/** Rows of one run: a quarter of a chunk, to keep the memory of a build small. */
export const RUN_SLOTS = 16_384;

/** The postings of one run, keys ascending; the documents (numbered within the run) of key `i` follow those of `i − 1`. */
export interface Run {
  readonly keys: Float64Array;
  readonly counts: Uint32Array;
  readonly docs: Uint16Array;
}

export class ChunkCollector {
  private capacity = 1 << 16;
  private table = new Int32Array(this.capacity * 2);
  private keys = new Float64Array(this.capacity);
  private lastDoc = new Int32Array(this.capacity);
  private counts = new Uint32Array(this.capacity);
  private terms = 0;
  private pairs = new Uint32Array(1 << 20);
  private used = 0;
  private readonly docEnds = new Uint32Array(RUN_SLOTS);
  private doc = 0;

  /** Documents collected so far. */
  get size(): number {
    return this.doc;
  }

  /** Adds a key to the current document; doubled keys count once. */
  readonly add = (key: number): void => {
    const term = this.termOf(key);
    if (this.lastDoc[term] === this.doc) return;
    this.lastDoc[term] = this.doc;
    this.counts[term]!++;
    if (this.used === this.pairs.length) this.growPairs();
    this.pairs[this.used++] = term;
  };

  /** Ends the current document. */
  endDocument(): void {
    this.docEnds[this.doc++] = this.used;
  }

  private termOf(key: number): number {
    const mask = this.table.length - 1;
    let at = hashOf(key) & mask;
    for (;;) {
      const term = this.table[at]! - 1;
      if (term < 0) break;
      if (this.keys[term] === key) return term;
      at = (at + 1) & mask;
    }
    if (this.terms === this.capacity) {
      this.growTerms();
      return this.termOf(key);
    }
    this.table[at] = this.terms + 1;
    this.keys[this.terms] = key;
    this.lastDoc[this.terms] = -1;
    this.counts[this.terms] = 0;
    return this.terms++;
  }

  private growTerms(): void {
    this.capacity *= 2;
    this.keys = grown(this.keys, new Float64Array(this.capacity));
    this.lastDoc = grown(this.lastDoc, new Int32Array(this.capacity));
    this.counts = grown(this.counts, new Uint32Array(this.capacity));
    this.table = new Int32Array(this.capacity * 2);
    const mask = this.table.length - 1;
    for (let term = 0; term < this.terms; term++) {
      let at = hashOf(this.keys[term]!) & mask;
      while (this.table[at] !== 0) at = (at + 1) & mask;
      this.table[at] = term + 1;
    }
  }

  private growPairs(): void {
    this.pairs = grown(this.pairs, new Uint32Array(this.pairs.length * 2));
  }

  /** The collected postings in key order; the collector is empty afterwards. */
  takeRun(): Run {
    const sorted = this.keys.slice(0, this.terms).sort();
    const counts = new Uint32Array(this.terms);
    const nextAt = new Uint32Array(this.terms);
    let total = 0;
    for (let i = 0; i < sorted.length; i++) {
      const term = this.termOf(sorted[i]!);
      counts[i] = this.counts[term]!;
      nextAt[term] = total;
      total += counts[i]!;
    }
    const docs = new Uint16Array(total);
    for (let doc = 0, p = 0; doc < this.doc; doc++) {
      for (; p < this.docEnds[doc]!; p++) docs[nextAt[this.pairs[p]!]!++] = doc;
    }
    this.clear();
    return { keys: sorted, counts, docs };
  }

  /** Gives the memory back; the collector cannot be used any more. */
  dispose(): void {
    this.table = new Int32Array(1);
    this.keys = new Float64Array(0);
    this.lastDoc = new Int32Array(0);
    this.counts = new Uint32Array(0);
    this.pairs = new Uint32Array(0);
  }

  private clear(): void {
    this.table.fill(0);
    this.terms = 0;
    this.used = 0;
    this.doc = 0;
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

function hashOf(key: number): number {
  const low = key | 0;
  const high = (key / 4_294_967_296) | 0;
  let h = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 13);
}
