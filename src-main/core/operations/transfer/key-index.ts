/**
 * Which customer has this phone, WeChat id, e-mail, code or name? An open-addressing table
 * of 53-bit hashes in typed arrays: 16 bytes a slot, so that a million customers with four
 * keys each fit in some 70–130 MB outside the JavaScript heap. A hash hit is a candidate; the
 * caller compares the real keys.
 */
export interface KeyIndex {
  /** Adds a key of a customer (or of a row, by negative number). Several may share a key. */
  add(key: string, ref: number): void;
  /** Candidates for a key, in the order they were added. */
  find(key: string): readonly number[];
  readonly size: number;
}

const START_SLOTS = 1 << 12;
const MAX_LOAD = 0.7;
const NONE: readonly number[] = [];

/** An empty index. */
export function createKeyIndex(): KeyIndex {
  let hashes = new Float64Array(START_SLOTS);
  let refs = new Float64Array(START_SLOTS);
  let used = 0;
  const put = (hash: number, ref: number, toHashes: Float64Array, toRefs: Float64Array): boolean => {
    const mask = toHashes.length - 1;
    let slot = (hash % 4_294_967_296) & mask;
    while (toHashes[slot] !== 0) {
      if (toHashes[slot] === hash && toRefs[slot] === ref) return false;
      slot = (slot + 1) & mask;
    }
    toHashes[slot] = hash;
    toRefs[slot] = ref;
    return true;
  };
  const grow = (): void => {
    const next = [new Float64Array(hashes.length * 2), new Float64Array(hashes.length * 2)] as const;
    for (let i = 0; i < hashes.length; i++) if (hashes[i] !== 0) put(hashes[i] ?? 0, refs[i] ?? 0, next[0], next[1]);
    [hashes, refs] = next;
  };
  return {
    add(key, ref) {
      if (used + 1 > hashes.length * MAX_LOAD) grow();
      if (put(hashOf(key), ref, hashes, refs)) used++;
    },
    find(key) {
      const hash = hashOf(key);
      const mask = hashes.length - 1;
      let slot = (hash % 4_294_967_296) & mask;
      let found: number[] | null = null;
      while (hashes[slot] !== 0) {
        if (hashes[slot] === hash) (found ??= []).push(refs[slot] ?? 0);
        slot = (slot + 1) & mask;
      }
      return found ?? NONE;
    },
    get size() {
      return used;
    },
  };
}

/** Two 32-bit hashes joined to 53 bits; never 0, which marks an empty slot. */
function hashOf(key: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13);
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  a = Math.imul(a ^ (a >>> 15), 0x846ca68b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return (b >>> 11) * 4_294_967_296 + ((a ^ (a >>> 16)) >>> 0) || 1;
}
