/**
 * Hashes of match keys in two halves of 32 bits. A hash can be begun with a prefix and go
 * on unit by unit, so that a key made of several texts needs no string of its own.
 */
export interface KeyHash {
  /** Chooses the part of the index (its upper bits). */
  place: number;
  /** Kept in the index; its lower bits are the place in the part. */
  tag: number;
}

/** A hash under way. */
export interface HashState {
  a: number;
  b: number;
}

const START: HashState = { a: 0x811c9dc5 | 0, b: 0x9e3779b9 | 0 };

/** A fresh state, or one that goes on from another. */
export function hashState(from: HashState = START): HashState {
  return { a: from.a, b: from.b };
}

/** Takes in one UTF-16 unit. */
export function hashUnit(state: HashState, unit: number): void {
  state.a = Math.imul(state.a ^ unit, 0x01000193);
  state.b = Math.imul(state.b ^ unit, 0x85ebca6b) ^ (state.b >>> 13);
}

/** Takes in `text[0 … end)`. */
export function hashText(state: HashState, text: string, end = text.length): void {
  let { a, b } = state;
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 13);
  }
  state.a = a;
  state.b = b;
}

/** The state after a prefix, to begin many keys with. */
export function hashPrefix(text: string): HashState {
  const state = hashState();
  hashText(state, text);
  return state;
}

/** Ends a hash; the state stays and can go on. */
export function finishHash(state: HashState, out: KeyHash): void {
  let { a, b } = state;
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  a = Math.imul(a ^ (a >>> 15), 0x846ca68b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 13), 0x7feb352d);
  out.place = a ^ (a >>> 16);
  out.tag = b ^ (b >>> 16);
}

const own = hashState();

/** The hash of a whole key. */
export function hashKey(key: string, out: KeyHash): void {
  own.a = START.a;
  own.b = START.b;
  hashText(own, key);
  finishHash(own, out);
}
