/** Rows against the change log: an older copy of a page opens as if nothing had happened, but its rows have not heard of their latest changes. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import { nextLog } from './log.ts';
import { registry } from './registry.ts';
import { prepared } from './statements.ts';

/** Where the rows stand that a repair could not keep, `entity:id` each: told as missing then. */
const DROPPED = 'repairDropped';

/** Notes rows that a repair could not keep, besides those of repairs before. */
export function noteDropped(db: Db, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const all = [...new Set([...droppedRows(db), ...keys])];
  db.raw.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(DROPPED, JSON.stringify(all));
}

function droppedRows(db: Db): ReadonlySet<string> {
  const text = db.raw.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(DROPPED);
  return new Set(text === undefined ? [] : (JSON.parse(text) as string[]));
}

/**
 * How many changes of rows do not show in the rows: the row is older, or gone although its history is whole (one that begins
 * in the middle, or is of a row that could not be kept, was told as lost when the book was repaired). Reads the whole log; `onLog` is told after each entry.
 */
export function unheardChanges(db: Db, onLog: () => void = () => undefined): number {
  const unheard = new Set<string>();
  const dropped = droppedRows(db);
  for (let log = nextLog(db, 0); log !== null; log = nextLog(db, log.seq)) {
    for (const { entity, id, op } of log.entries) {
      const seq = seqOfRow(db, entity, id);
      const key = `${entity}:${id}`;
      if (seq === null ? !dropped.has(key) && (op === 'create' || unheard.has(key)) : seq < log.seq) unheard.add(key);
    }
    onLog();
  }
  return unheard.size;
}

function seqOfRow(db: Db, entity: EntityName, id: number): number | null {
  const row = prepared(db.raw, `SELECT aseq FROM ${registry[entity].table} WHERE id = ?`).get(id) as { aseq: number } | undefined;
  return row?.aseq ?? null;
}
