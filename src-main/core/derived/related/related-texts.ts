/**
 * Texts of the records that belong to a customer and that the search box looks at too:
 * what follow-ups say, what was bought and under which number, what was noted with sales
 * and payments, names of files. Records in the bin say nothing.
 */
import type { FOUND_RECORDS } from '../../../../shared/modules/found.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Db, Statement } from '../../database/open.ts';

/** Where such a text stands. */
export type RelatedPlace = (typeof FOUND_RECORDS)[number];

export interface RelatedText {
  readonly place: RelatedPlace;
  /** The record it is of. */
  readonly id: number;
  /** When that was: an instant, or a civil date. */
  readonly on: number | string;
  readonly text: string;
}

interface Found {
  readonly owner: number;
  readonly id: number;
  readonly at: number | string;
  readonly text: string | null;
  readonly number?: string | null;
  readonly items?: string | null;
}

interface Source {
  readonly entity: EntityName;
  readonly sql: string;
  readonly read: (row: Found) => RelatedText[];
}

const one = (place: RelatedPlace, row: Found, text: string | null | undefined): RelatedText[] => (text ? [{ place, id: row.id, on: row.at, text }] : []);

/** The living records of each kind with a text; every table has an index that begins with the customer. */
const SOURCES: readonly Source[] = [
  {
    entity: 'followUp',
    sql: "SELECT customer_id AS owner, id, at, content AS text FROM follow_up WHERE deleted_at IS NULL AND content <> ''",
    read: (row) => one('followUp', row, row.text),
  },
  {
    entity: 'sale',
    sql: 'SELECT customer_id AS owner, id, date AS at, notes AS text, number, items FROM sale WHERE deleted_at IS NULL',
    read: (row) => [...itemNames(row.items).flatMap((name) => one('saleItem', row, name)), ...one('saleNumber', row, row.number), ...one('saleNotes', row, row.text)],
  },
  {
    entity: 'payment',
    sql: "SELECT customer_id AS owner, id, date AS at, notes AS text FROM payment WHERE deleted_at IS NULL AND notes <> ''",
    read: (row) => one('paymentNotes', row, row.text),
  },
  {
    entity: 'attachment',
    sql: 'SELECT customer_id AS owner, id, created_at AS at, name AS text FROM attachment WHERE deleted_at IS NULL',
    read: (row) => one('attachment', row, row.text),
  },
];

/** The names among the lines of a sale as stored. */
function itemNames(json: string | null | undefined): string[] {
  if (!json || json === '[]') return [];
  const lines: unknown = JSON.parse(json);
  if (!Array.isArray(lines)) return [];
  return lines.map((line: { readonly name?: unknown } | null) => (typeof line?.name === 'string' ? line.name : ''));
}

/** Between the texts of one customer; white space to the index, so that it joins nothing. */
const BETWEEN = '\u001d';

/** Texts as they travel with a row; `null` for none. */
export const joinTexts = (texts: readonly RelatedText[]): string | null => (texts.length === 0 ? null : texts.map(({ text }) => text).join(BETWEEN));

/** The texts of a row again. */
export const splitTexts = (joined: string | null | undefined): readonly string[] => (joined ? joined.split(BETWEEN) : []);

export interface RelatedTexts {
  /** Every text of one customer, the kinds in their order. */
  of(customerId: number): readonly RelatedText[];
  /** The texts of one record; none of a kind that is not searched. */
  ofRecord(entity: EntityName, id: number): readonly RelatedText[];
}

/** Reads them by the tables' own indexes: some microseconds a customer. */
export function createRelatedTexts(db: Db): RelatedTexts {
  const prepare = (also: string) => SOURCES.map(({ entity, sql, read }) => ({ entity, read, rows: db.raw.prepare<[number], Found>(`${sql} AND ${also} = ?`) }));
  const byOwner = prepare('customer_id');
  const byId = prepare('id');
  const texts = ({ rows, read }: { readonly rows: Statement<[number], Found>; readonly read: Source['read'] }, id: number) => rows.all(id).flatMap(read);
  return {
    of: (customerId) => byOwner.flatMap((source) => texts(source, customerId)),
    ofRecord: (entity, id) => byId.flatMap((source) => (source.entity === entity ? texts(source, id) : [])),
  };
}

export interface RelatedWalk {
  /** The joined texts of a customer with a higher id than all asked for before; `null` for none. */
  next(customerId: number): string | null;
  close(): void;
}

/** Reads the texts of all customers in the order of their ids: one pass over each table. */
export function walkRelatedTexts(db: Db): RelatedWalk {
  const cursors = SOURCES.map(({ sql, read }) => {
    const rows = db.raw.prepare<[], Found>(`${sql} ORDER BY customer_id`).iterate();
    return { rows, read, head: rows.next() };
  });
  return {
    next(customerId) {
      const texts: RelatedText[] = [];
      for (const cursor of cursors) {
        for (; !cursor.head.done && cursor.head.value.owner <= customerId; cursor.head = cursor.rows.next()) {
          if (cursor.head.value.owner === customerId) texts.push(...cursor.read(cursor.head.value));
        }
      }
      return joinTexts(texts);
    },
    close: () => cursors.forEach(({ rows }) => rows.return?.()),
  };
}
