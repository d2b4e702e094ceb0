/**
 * The customers an import reads and changes: the real ones inside a transaction, or, for a
 * preview, the same with the changes kept in memory. One piece of code decides over both, so
 * a preview counts what the import will do.
 */
import type { Fields, RowStore } from '../../changes/rows.ts';
import { imageOf, sameValue } from '../../changes/rows.ts';
import type { Writer } from '../../changes/write.ts';
import type { Matchable } from './matching.ts';
import { createTextArena } from './text-arena.ts';

export interface Shelf {
  /** Fields of a living customer; `null` when gone, or for a row of a long preview that is not kept in memory. */
  get(ref: number): Fields | null;
  create(fields: Fields): number;
  /** True when something really changed; `incoming` is what the patch was made from. */
  update(ref: number, patch: Fields, incoming: Fields): boolean;
}

/** The book itself, inside the transaction of `w`. */
export function writingShelf(w: Writer): Shelf {
  return {
    get: (ref) => livingFields(w.get('customer', ref)),
    create: (fields) => w.createImage('customer', imageOf('customer', fields, w.now)),
    update(ref, patch) {
      const before = w.get('customer', ref);
      if (!before || !differs(patch, before.fields)) return false;
      w.update('customer', ref, patch);
      return true;
    },
  };
}

/** Changes of customers that wait; they are kept with the import, so a crash loses none. */
export interface Later {
  readonly ref: number;
  /** The fields as the file has them, to be joined again when their turn comes. */
  readonly incoming: Fields;
}

/** Like `writingShelf`, but changes wait: `overlay` shows them to later rows, `later` is told of each. */
export function waitingShelf(w: Writer, overlay: Map<number, Fields>, later: (change: Later) => void): Shelf {
  const live = writingShelf(w);
  return {
    get: (ref) => overlay.get(ref) ?? live.get(ref),
    create: (fields) => live.create(fields),
    update(ref, patch, incoming) {
      const before = overlay.get(ref) ?? live.get(ref);
      if (!before || !differs(patch, before)) return false;
      // Read back from JSON: texts of the file are slices that would keep whole pieces of it in memory.
      overlay.set(ref, JSON.parse(JSON.stringify({ ...before, ...patch })) as Fields);
      later({ ref, incoming });
      return true;
    },
  };
}

function differs(patch: Fields, before: Fields): boolean {
  return Object.keys(patch).some((field) => !sameValue(patch[field], before[field]));
}

function livingFields(row: { readonly fields: Fields; readonly deletedAt: number | null } | null): Fields | null {
  return row && row.deletedAt === null ? row.fields : null;
}

/** Rows of a preview kept whole; of the others only what matching looks at. */
const KEPT_ROWS = 50_000;

/**
 * The book as it would become; nothing is written. New rows get negative numbers. In a file of more
 * than 50,000 new customers, a later row of the same file that matches one of the others counts as an
 * update even when it would change nothing.
 */
export function dryShelf(rows: RowStore): Shelf {
  const changed = new Map<number, Fields>();
  const others = createTextArena();
  let created = 0;
  const get = (ref: number): Fields | null => {
    const kept = changed.get(ref);
    if (kept) return kept;
    if (ref > 0) return livingFields(rows.get('customer', ref));
    const text = others.get(-ref - 1 - KEPT_ROWS);
    return text === null ? null : (JSON.parse(text) as Fields);
  };
  return {
    get,
    create(fields) {
      created++;
      if (created <= KEPT_ROWS) changed.set(-created, fields);
      else others.add(JSON.stringify(identityOf(fields)));
      return -created;
    },
    update(ref, patch) {
      const before = get(ref);
      if (!before || !differs(patch, before)) return false;
      if (ref >= -KEPT_ROWS && changed.size < 2 * KEPT_ROWS) changed.set(ref, { ...before, ...patch });
      return true;
    },
  };
}

function identityOf({ name, company, code, phones, wechats, emails }: Fields): Fields {
  return { name, company, code, phones, wechats, emails };
}

/** What matching needs of stored fields. */
export function matchableOf(fields: Fields): Matchable {
  return fields as unknown as Matchable;
}
