/**
 * First half of the index build: the keys of up to 16,384 rows are collected, grouped
 * by counting (no comparison sort of postings) and handed out as a sorted run.
 */

import { release } from '../../kernel/release.ts';

/** Rows of one run: a quarter of a chunk, to keep the memory of a build small. */
export const RUN_SLOTS = 16_384;

/** The postings of one run, keys ascending; the documents (numbered within the run) of key `i` follow those of `i − 1`. */
export interface Run {
  readonly keys: Float64Array;
  readonly counts: Uint32Array;
  readonly docs: Uint16Array;
}

/** A slot takes two doubles: the key, and the document that had it last with the number of documents that have it. */
const SLOT_NUMBERS = 2;
const SLOT_WORDS = 4;
const LAST = 2;
const COUNT = 3;

/** The slots of the hash table. Everything about a key lies together: one miss of the processor's cache for each. */
class Slots {
  readonly mask: number;
  readonly keys: Float64Array;
  readonly words: Int32Array;

  constructor(size: number) {
    const memory = new ArrayBuffer(size * SLOT_NUMBERS * 8);
    this.mask = size - 1;
    this.keys = new Float64Array(memory);
    this.words = new Int32Array(memory);
  }

  /** The slot of a key, or the empty one where it belongs; no key is 0. */
  find(key: number): number {
    let slot = hashOf(key) & this.mask;
    for (;;) {
      const found = this.keys[slot * SLOT_NUMBERS]!;
      if (found === key || found === 0) return slot;
      slot = (slot + 1) & this.mask;
    }
  }
}

export class ChunkCollector {
  private slots = new Slots(1 << 17);
  private terms = 0;
  private pairs = new Uint32Array(1 << 20);
  private used = 0;
  private readonly docEnds = new Uint32Array(RUN_SLOTS);
  private doc = 0;

  /** Documents collected so far. */
  get size(): number {
    return this.doc;
  }

  /** Adds a key (not 0) to the current document; doubled keys count once. */
  readonly add = (key: number): void => {
    const { slots } = this;
    const slot = slots.find(key);
    const word = slot * SLOT_WORDS;
    if (slots.words[word + COUNT] === 0) {
      if (this.terms * 2 > slots.mask) {
        this.grow();
        return this.add(key);
      }
      slots.keys[slot * SLOT_NUMBERS] = key;
      this.terms++;
    } else if (slots.words[word + LAST] === this.doc) return;
    slots.words[word + LAST] = this.doc;
    slots.words[word + COUNT]!++;
    if (this.used === this.pairs.length) this.growPairs();
    this.pairs[this.used++] = slot;
  };

  /** Ends the current document. */
  endDocument(): void {
    this.docEnds[this.doc++] = this.used;
  }

  /** A table twice as large; the pairs follow their keys. */
  private grow(): void {
    const old = this.slots;
    const next = new Slots((old.mask + 1) * 2);
    const places = new Uint32Array(old.mask + 1);
    for (let slot = 0; slot <= old.mask; slot++) {
      if (old.words[slot * SLOT_WORDS + COUNT] === 0) continue;
      const key = old.keys[slot * SLOT_NUMBERS]!;
      const place = next.find(key);
      next.keys[place * SLOT_NUMBERS] = key;
      next.words[place * SLOT_WORDS + LAST] = old.words[slot * SLOT_WORDS + LAST]!;
      next.words[place * SLOT_WORDS + COUNT] = old.words[slot * SLOT_WORDS + COUNT]!;
      places[slot] = place;
    }
    for (let i = 0; i < this.used; i++) this.pairs[i] = places[this.pairs[i]!]!;
    release(old.keys);
    this.slots = next;
  }

  private growPairs(): void {
    const larger = new Uint32Array(this.pairs.length * 2);
    larger.set(this.pairs);
    release(this.pairs);
    this.pairs = larger;
  }

  /** The collected postings in key order; the collector is empty afterwards. */
  takeRun(): Run {
    const { slots } = this;
    const sorted = this.sortedKeys();
    const counts = new Uint32Array(this.terms);
    let total = 0;
    for (let i = 0; i < sorted.length; i++) {
      const word = slots.find(sorted[i]!) * SLOT_WORDS;
      counts[i] = slots.words[word + COUNT]!;
      // From here on: where the next document of the key goes.
      slots.words[word + LAST] = total;
      total += counts[i]!;
    }
    const docs = new Uint16Array(total);
    for (let doc = 0, p = 0; doc < this.doc; doc++) {
      for (; p < this.docEnds[doc]!; p++) docs[slots.words[this.pairs[p]! * SLOT_WORDS + LAST]!++] = doc;
    }
    this.clear();
    return { keys: sorted, counts, docs };
  }

  private sortedKeys(): Float64Array {
    const { keys, mask } = this.slots;
    const sorted = new Float64Array(this.terms);
    for (let slot = 0, n = 0; slot <= mask; slot++) if (keys[slot * SLOT_NUMBERS] !== 0) sorted[n++] = keys[slot * SLOT_NUMBERS]!;
    return sorted.sort();
  }

  /** Gives the memory back; the collector cannot be used any more. */
  dispose(): void {
    release(this.slots.keys, this.pairs);
    this.slots = new Slots(1);
    this.pairs = new Uint32Array(0);
  }

  private clear(): void {
    this.slots.keys.fill(0);
    this.terms = 0;
    this.used = 0;
    this.doc = 0;
  }
}

const LOW_PART = 1 / 4_294_967_296;

function hashOf(key: number): number {
  const low = key | 0;
  const high = (key * LOW_PART) | 0;
  let h = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 13);
}
