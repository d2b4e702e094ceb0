/**
 * The customers an import reads and changes: the real ones inside a transaction, or, for a
 * preview, the same with the changes kept in memory. One piece of code decides over both, so
 * a preview counts what the import will do.
 */
import type { Fields, RowStore } from '../../changes/rows.ts';
import { imageOf, sameValue } from '../../changes/rows.ts';
import type { Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { prepared } from '../../changes/statements.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { ConsentCells } from '../../../../shared/modules/consents.ts';
import type { ConsentKind } from '../../../../shared/modules/customers.ts';
import { customerNumbering } from '../../domain/numbering/index.ts';
import { contactValues, type CustomerRow } from '../../derived/row.ts';
import { freshEntries, knownConsents, knownFrom, writeConsents } from './consent-cells.ts';
import type { Matchable } from './matching.ts';
import { createTextArena } from './text-arena.ts';

export interface Shelf {
  /** Fields of a living customer; `null` when gone. */
  get(ref: number): Fields | null;
  /** What matching looks at, of the same customers; reads less. */
  identity(ref: number): Matchable | null;
  create(fields: Fields): number;
  /** True when something really changed; `incoming` is what the patch was made from. */
  update(ref: number, patch: Fields, incoming: Fields): boolean;
  /** Writes down what a row says of notice and consent; true when any of it is new. */
  agree(ref: number, cells: ConsentCells): boolean;
}

/** The book itself, inside the transaction of `w`. */
export function writingShelf(w: Writer): Shelf {
  const number = customerNumbering(w);
  return {
    get: (ref) => livingFields(w.get('customer', ref)),
    identity: (ref) => identityOf(w.db, ref),
    create: (fields) => w.createImage('customer', imageOf('customer', { ...fields, code: number(fields['code'] as string | null) }, w.now)),
    update(ref, patch) {
      const before = w.get('customer', ref);
      if (!before || !differs(patch, before.fields)) return false;
      w.update('customer', ref, patch);
      return true;
    },
    agree: (ref, cells) => writeConsents(w, ref, cells, isoDate(w.now)),
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
    identity(ref) {
      const changed = overlay.get(ref);
      return changed ? matchableOf(changed) : live.identity(ref);
    },
    create: (fields) => live.create(fields),
    update(ref, patch, incoming) {
      const before = overlay.get(ref) ?? live.get(ref);
      if (!before || !differs(patch, before)) return false;
      // Read back from JSON: texts of the file are slices that would keep whole pieces of it in memory.
      overlay.set(ref, JSON.parse(JSON.stringify({ ...before, ...patch })) as Fields);
      later({ ref, incoming });
      return true;
    },
    // No index is built beside an import with such columns (import.job.ts).
    agree: (ref, cells) => live.agree(ref, cells),
  };
}

function differs(patch: Fields, before: Fields): boolean {
  return Object.keys(patch).some((field) => !sameValue(patch[field], before[field]));
}

const IDENTITY = 'SELECT name, code, company, phones, wechats, emails FROM customer WHERE id = ? AND deleted_at IS NULL';
type IdentityRow = Pick<CustomerRow, 'name' | 'code' | 'company' | 'phones' | 'wechats' | 'emails'>;

/** What matching looks at, of a living customer; `null` when gone. */
export function identityOf(db: Db, ref: number): Matchable | null {
  const row = prepared(db.raw, IDENTITY).get(ref) as IdentityRow | undefined;
  if (!row) return null;
  const list = (json: string | null) => contactValues(json).map((value) => ({ value }));
  const { name, code, company } = row;
  // Most candidates are looked at by their name alone.
  return { name, code, company, get phones() { return list(row.phones); }, get wechats() { return list(row.wechats); }, get emails() { return list(row.emails); } }; // prettier-ignore
}

function livingFields(row: { readonly fields: Fields; readonly deletedAt: number | null } | null): Fields | null {
  return row && row.deletedAt === null ? row.fields : null;
}

/** Rows of a preview kept as they are; the others are packed. */
const KEPT_ROWS = 50_000;

export interface DryBook {
  readonly rows: RowStore;
  readonly db: Db;
  /** Civil date. */
  readonly today: string;
}

/** The book as it would become; nothing is written. New rows get negative numbers. */
export function dryShelf({ rows, db, today }: DryBook, keptRows = KEPT_ROWS): Shelf {
  const kept = new Map<number, Fields>();
  const packed = createTextArena();
  /** Where new customers are packed, in their order, and where those that changed since. */
  const firstPlaces: number[] = [];
  const places = new Map<number, number>();
  /** Entries of earlier rows, latest first. */
  const agreed = new Map<number, readonly { readonly kind: ConsentKind; readonly date: string }[]>();
  let created = 0;
  const get = (ref: number): Fields | null => {
    const known = kept.get(ref);
    if (known) return known;
    const place = places.get(ref) ?? firstPlaces[-ref - 1 - keptRows];
    if (place !== undefined) return JSON.parse(packed.get(place) ?? 'null') as Fields | null;
    return ref > 0 ? livingFields(rows.get('customer', ref)) : null;
  };
  return {
    get,
    identity(ref) {
      const fields = get(ref);
      return fields && matchableOf(fields);
    },
    create(fields) {
      created++;
      if (created <= keptRows) kept.set(-created, fields);
      else firstPlaces.push(packed.add(JSON.stringify(fields)));
      return -created;
    },
    update(ref, patch) {
      const before = get(ref);
      if (!before || !differs(patch, before)) return false;
      const after = { ...before, ...patch };
      if (kept.has(ref) || (ref > 0 && kept.size < 2 * keptRows)) kept.set(ref, after);
      else places.set(ref, packed.add(JSON.stringify(after)));
      return true;
    },
    agree(ref, cells) {
      const before = agreed.get(ref) ?? [];
      const inBook = ref > 0 ? knownConsents(db, ref) : knownFrom([]);
      const known = { latest: knownFrom(before).latest ?? inBook.latest, has: (kind: ConsentKind, date: string) => knownFrom(before).has(kind, date) || inBook.has(kind, date) };
      const fresh = freshEntries(cells, today, known);
      if (fresh.length > 0) agreed.set(ref, [...fresh.map(({ kind, date }) => ({ kind, date })), ...before].sort((a, b) => (a.date < b.date ? 1 : -1)));
      return fresh.length > 0;
    },
  };
}

/** What matching needs of stored fields. */
export function matchableOf(fields: Fields): Matchable {
  return fields as unknown as Matchable;
}
