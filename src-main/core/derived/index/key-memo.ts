/**
 * Keys of texts that come again and again (titles, notes, names): kept instead of made
 * anew. A field whose texts hardly ever repeat is found out soon and costs nothing more.
 */
import { ownText } from '../../kernel/own-text.ts';
import type { Emit } from './keys.ts';

const MAX_TEXTS = 8192;
const TRIAL = 4000;
/** One in four must be known, or remembering costs more than it saves. */
const WORTH = 0.25;

export interface KeyMemo {
  /** Emits the keys of `text`, made by `make` when they are not known. */
  emit(text: string, emit: Emit, make: (text: string, emit: Emit) => void): void;
}

/** An empty memo for each of several fields. */
export function createKeyMemos<F extends string>(fields: readonly F[]): Readonly<Record<F, KeyMemo>> {
  return Object.fromEntries(fields.map((field) => [field, createKeyMemo()])) as Record<F, KeyMemo>;
}

/** An empty memo for the texts of one field. */
export function createKeyMemo(): KeyMemo {
  const known = new Map<string, Float64Array>();
  let made: number[] = [];
  const collect = (key: number): void => void made.push(key);
  let asked = 0;
  let hits = 0;
  let useless = false;
  return {
    emit(text, emit, make) {
      if (useless) return make(text, emit);
      asked++;
      let keys = known.get(text);
      if (keys === undefined) {
        made = [];
        make(text, collect);
        keys = Float64Array.from(new Set(made));
        if (known.size < MAX_TEXTS) known.set(ownText(text), keys);
      } else hits++;
      for (let i = 0; i < keys.length; i++) emit(keys[i]!);
      if (asked < TRIAL) return;
      useless = hits < asked * WORTH;
      if (useless) known.clear();
      asked = hits = 0;
    },
  };
}
