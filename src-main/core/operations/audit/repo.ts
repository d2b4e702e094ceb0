/** Reading the record of operations. */
import { AUDIT_GROUPS } from '../../../../shared/modules/audit.ts';
import type { AuditQuery, AuditRow } from '../../../../shared/modules/audit.ts';
import { auditHead } from '../../changes/audit.ts';
import { planErasure } from '../../changes/erase/index.ts';
import { readLog } from '../../changes/log.ts';
import type { Db } from '../../database/open.ts';
import type { OpenBook } from '../../domain/context.ts';

/** Entries of more records are bulk work and about nobody in particular. */
const MAX_LOOKED_AT = 20;
/** Entries read in one go for a file; a few milliseconds. */
const PAGE = 1000;

interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const BEGINNING = "substr(action, 1, instr(action || '.', '.') - 1)";

function whereOf(db: Db, query: AuditQuery): Where {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...more: (string | number)[]) => {
    parts.push(sql);
    values.push(...more);
  };
  if (query.group !== undefined) {
    const words = query.group === 'other' ? Object.values(AUDIT_GROUPS).flat() : AUDIT_GROUPS[query.group];
    add(`${BEGINNING} ${query.group === 'other' ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(?))`, JSON.stringify(words));
  }
  if (query.from !== undefined) add('at >= ?', query.from);
  if (query.to !== undefined) add('at < ?', query.to);
  // Everything that touched the customer is what an erasure would have to rewrite.
  if (query.customerId !== undefined) add('seq IN (SELECT value FROM json_each(?))', JSON.stringify([...planErasure(db, [query.customerId]).log.keys()]));
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values };
}

type Entry = Omit<AuditRow, 'customer'>;
const SELECT = 'SELECT seq AS id, at, actor, action, row_count AS rows FROM audit';

/** One page, latest first, from before the entry `before` on; with how many the query finds in all. */
export function auditPage(book: OpenBook, query: AuditQuery, page: { readonly before: number | undefined; readonly limit: number }) {
  const { sql, values } = whereOf(book.db, query);
  // The chain has no gaps: the number of its last entry is how many there are.
  const total = values.length === 0 ? auditHead(book.db).seq : Number(book.db.raw.prepare(`SELECT count(*) FROM audit WHERE ${sql}`).pluck().get(...values));
  const found = book.db.raw
    .prepare<unknown[], Entry>(`${SELECT} WHERE ${sql} AND seq < ? ORDER BY seq DESC LIMIT ?`)
    .all(...values, page.before ?? Number.MAX_SAFE_INTEGER, page.limit + 1);
  const rows = found.slice(0, page.limit).map((entry) => ({ ...entry, customer: customerIn(book, entry) }));
  return { rows, total, next: found.length > page.limit ? (rows.at(-1)?.id ?? null) : null };
}

/** All entries of a query up to now, oldest first, page by page: no reading stays open while others write. */
export function* auditEntries(db: Db, query: AuditQuery): Generator<readonly Entry[]> {
  const { sql, values } = whereOf(db, query);
  const page = db.raw.prepare<unknown[], Entry>(`${SELECT} WHERE ${sql} AND seq > ? AND seq <= ? ORDER BY seq LIMIT ${PAGE}`);
  const { seq: end } = auditHead(db);
  for (let rows = page.all(...values, 0, end); rows.length > 0; rows = page.all(...values, rows.at(-1)!.id, end)) yield rows;
}

export interface EventSum {
  readonly action: string;
  readonly times: number;
  /** Records they touched together. */
  readonly rows: number;
  readonly lastAt: number;
}

/**
 * What happened since an instant, by action. The entries follow their instants but for a clock that was set back, so the first one
 * is found by halving: a record of a million entries is not walked for the last month.
 */
export function eventsSince(db: Db, from: number): readonly EventSum[] {
  const at = db.raw.prepare<[number], number>('SELECT at FROM audit WHERE seq >= ? ORDER BY seq LIMIT 1').pluck();
  let [low, high] = [1, auditHead(db).seq + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((at.get(middle) ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return db.raw
    .prepare<[number, number], EventSum>('SELECT action, count(*) AS times, sum(row_count) AS rows, max(at) AS lastAt FROM audit WHERE seq >= ? AND at >= ? GROUP BY action')
    .all(low, from);
}

function customerIn(book: OpenBook, { id: seq, rows }: Entry): AuditRow['customer'] {
  if (rows === 0 || rows > MAX_LOOKED_AT) return null;
  const owners = new Set<number>();
  for (const { entity, id } of readLog(book.db, seq)?.entries ?? []) {
    const fields = entity === 'customer' ? { customerId: id } : book.rows.get(entity, id)?.fields;
    const owner = fields?.['customerId'] ?? fields?.['fromId'];
    if (typeof owner === 'number') owners.add(owner);
  }
  const [only] = owners;
  const row = only === undefined || owners.size > 1 ? null : book.rows.get('customer', only);
  return row === null ? null : { id: row.id, name: String(row.fields['name']) };
}
