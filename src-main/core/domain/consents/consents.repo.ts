/** SQL of notices and consents: those of a customer, latest first, and the words used for what they cover. */
import type { Consent } from '../../../../shared/modules/consents.ts';
import { recordHistory } from '../../changes/history.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { OpenBook } from '../context.ts';

/** An entry is corrected a few times at most; what is older than this is not looked for. */
const MOST_CHANGES = 100;

/** The entry with who wrote it down: the actor of its first change. */
export function rowToConsent(db: Db, row: Row): Consent {
  const { attachmentId: _, ...fields } = row.fields;
  const first = recordHistory(db, 'consent', row.id, row.aseq, MOST_CHANGES).changes.at(-1);
  return { ...fields, id: row.id, actor: first?.actor ?? '', seq: row.aseq } as unknown as Consent;
}

const LIVING = 'FROM consent WHERE customer_id = ? AND deleted_at IS NULL';

/** A customer's living entries, latest first, and how many there are. */
export function consentsOf(book: OpenBook, customerId: number, limit: number): { rows: Consent[]; total: number } {
  const { raw } = book.db;
  const ids = prepared(raw, `SELECT id ${LIVING} ORDER BY date DESC, id DESC LIMIT ?`).all(customerId, limit) as { id: number }[];
  const { total } = prepared(raw, `SELECT count(*) AS total ${LIVING}`).get(customerId) as { total: number };
  const rows = ids.flatMap(({ id }) => book.rows.get('consent', id) ?? []).map((row) => rowToConsent(book.db, row));
  return { rows, total };
}

/** So many of the newest entries are looked at. */
const LOOKED = 500;
const MOST_SCOPES = 12;

/** The words used lately for what an entry covers, the most used first. */
export function recentScopes(db: Db): string[] {
  const sql = `SELECT scope FROM (SELECT scope FROM consent WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ${LOOKED})
    WHERE scope IS NOT NULL AND scope <> '' GROUP BY scope ORDER BY count(*) DESC, scope LIMIT ${MOST_SCOPES}`;
  return (prepared(db.raw, sql).all() as { scope: string }[]).map((row) => row.scope);
}
