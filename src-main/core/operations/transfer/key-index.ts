/**
 * Which customer has this phone, WeChat id, e-mail, code or name? Open addressing over
 * hashes of 38 bits, 8 bytes a slot: a million customers with five keys each fit in some
 * 80 MB outside the JavaScript heap. The table is cut into 64 parts, so that growing never
 * needs the whole of it twice. A hit is a candidate; the caller compares the real keys.
 */
import { release } from '../../kernel/release.ts';
import { hashKey, type KeyHash } from './key-hash.ts';

export interface KeyIndex {
  /** Adds a key of a customer (or of a row, by negative number). Several may share a key. */
  add(key: string, ref: number): void;
  /** Candidates for a key, in the order they were added. */
  find(key: string): readonly number[];
  /** The same for a key that is hashed already. */
  addHash(place: number, tag: number, ref: number): void;
  hasHash(place: number, tag: number): boolean;
  readonly size: number;
  /** Gives the memory back; nothing is found any more. */
  release(): void;
}

const PARTS = 64;
const PART_SHIFT = 26;
const START_SLOTS = 64;
const NONE: readonly number[] = [];

/** Slots in pairs: tag, number of the customer + 1 (0 = empty). */
interface Part {
  slots: Int32Array;
  used: number;
}

/** An empty index. */
export function createKeyIndex(): KeyIndex {
  const parts = Array.from({ length: PARTS }, (): Part => ({ slots: new Int32Array(START_SLOTS * 2), used: 0 }));
  const refs = createRefs();
  const own: KeyHash = { place: 0, tag: 0 };
  let size = 0;

  const addHash = (place: number, tag: number, ref: number): void => {
    const part = parts[place >>> PART_SHIFT]!;
    // Slots are pairs of numbers: 70 % of the slots.
    if (part.used * 20 > part.slots.length * 7) part.slots = grown(part.slots);
    if (!put(part.slots, tag, ref, refs)) return;
    part.used++;
    size++;
  };
  return {
    addHash,
    add(key, ref) {
      hashKey(key, own);
      addHash(own.place, own.tag, ref);
    },
    hasHash(place, tag) {
      const { slots } = parts[place >>> PART_SHIFT]!;
      const mask = slots.length - 2;
      for (let at = (tag << 1) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) if (slots[at] === tag) return true;
      return false;
    },
    find(key) {
      hashKey(key, own);
      const { slots } = parts[own.place >>> PART_SHIFT]!;
      const mask = slots.length - 2;
      let found: number[] | null = null;
      for (let at = (own.tag << 1) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) {
        if (slots[at] === own.tag) (found ??= []).push(refs.at(slots[at + 1]! - 1));
      }
      return found ?? NONE;
    },
    get size() {
      return size;
    },
    release() {
      for (const part of parts) {
        release(part.slots);
        part.slots = new Int32Array(START_SLOTS * 2);
        part.used = 0;
      }
      refs.release();
      size = 0;
    },
  };
}

function put(slots: Int32Array, tag: number, ref: number, refs: Refs): boolean {
  const mask = slots.length - 2;
  let at = (tag << 1) & mask;
  while (slots[at + 1] !== 0) {
    if (slots[at] === tag && refs.at(slots[at + 1]! - 1) === ref) return false;
    at = (at + 2) & mask;
  }
  slots[at] = tag;
  slots[at + 1] = refs.numberOf(ref) + 1;
  return true;
}

/** Twice the room. Begins behind an empty slot, so that equal keys keep their order. */
function grown(old: Int32Array): Int32Array {
  const slots = new Int32Array(old.length * 2);
  const mask = slots.length - 2;
  let start = 0;
  while (old[start + 1] !== 0) start += 2;
  for (let n = 0; n < old.length; n += 2) {
    const from = (start + n) & (old.length - 2);
    if (old[from + 1] === 0) continue;
    let at = (old[from]! << 1) & mask;
    while (slots[at + 1] !== 0) at = (at + 2) & mask;
    slots[at] = old[from]!;
    slots[at + 1] = old[from + 1]!;
  }
  release(old);
  return slots;
}

/** The customers behind the numbers of the slots. */
interface Refs {
  at(no: number): number;
  /** A number for this customer; the keys of one come one after the other and share it. */
  numberOf(ref: number): number;
  release(): void;
}

function createRefs(): Refs {
  let refs = new Float64Array(1 << 12);
  let used = 0;
  return {
    at: (no) => refs[no]!,
    numberOf(ref) {
      if (used > 0 && refs[used - 1] === ref) return used - 1;
      if (used === refs.length) {
        const larger = new Float64Array(refs.length * 2);
        larger.set(refs);
        release(refs);
        refs = larger;
      }
      refs[used] = ref;
      return used++;
    },
    release() {
      release(refs);
      refs = new Float64Array(1 << 12);
      used = 0;
    },
  };
}
