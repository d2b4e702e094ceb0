/** The history of one record: a walk from its last change back along `prev`. */
import type { Change, EntityName } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import type { ChangeEntry } from './codec.ts';
import { readLog } from './log.ts';
import { registry } from './registry.ts';
import { emptyValue } from './rows.ts';

export interface HistoryPage {
  readonly changes: readonly Change[];
  /** Pass as `before` for the next page; `null` at the record's creation. */
  readonly next: number | null;
}

/** At most `limit` changes older than `before` (exclusive), latest first. `from` is the row's `aseq`. */
export function recordHistory(db: Db, entity: EntityName, id: number, from: number, limit: number): HistoryPage {
  const changes: Change[] = [];
  let seq = from;
  while (seq > 0 && changes.length < limit) {
    const found = findEntry(db, entity, id, seq);
    if (!found) break;
    changes.push(toChange(db, found.entry, seq, found.actionId));
    seq = found.entry.prev;
  }
  return { changes, next: seq > 0 ? seq : null };
}

/** The entry of one record in one transaction, or `null`. */
export function findEntry(
  db: Db,
  entity: EntityName,
  id: number,
  seq: number,
): { readonly entry: ChangeEntry; readonly actionId: number } | null {
  const log = readLog(db, seq);
  const entry = log?.entries.find((e) => e.entity === entity && e.id === id);
  return log && entry ? { entry, actionId: log.actionId } : null;
}

/** The other book of a move: where a record came from, or went. */
function bookOf(db: Db, actionId: number): string | undefined {
  const text = db.raw.prepare('SELECT facts FROM action WHERE id = ?').pluck().get(actionId);
  const { name } = JSON.parse(typeof text === 'string' ? text : '{}') as { name?: string };
  return name;
}

function toChange(db: Db, entry: ChangeEntry, seq: number, actionId: number): Change {
  const row = db.raw
    .prepare<[number], { at: number; actor: string; action: string }>('SELECT at, actor, action FROM audit WHERE seq = ?')
    .get(seq);
  const forms = registry[entry.entity].columns;
  const fields = forms
    .filter((c) => c.field in entry.before || c.field in entry.after)
    .map((c) => ({
      field: c.field,
      before: entry.before[c.field] ?? emptyValue(c.form),
      after: entry.after[c.field] ?? emptyValue(c.form),
    }));
  const book = row?.action.startsWith('moving.') ? bookOf(db, actionId) : undefined;
  return { seq, at: row?.at ?? 0, actor: row?.actor ?? '', action: row?.action ?? '', actionId, op: entry.op, fields, ...(book !== undefined && { book }) };
}
