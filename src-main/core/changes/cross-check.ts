/** Rows against the change log: an older copy of a page opens as if nothing had happened, but its rows have not heard of their latest changes. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import { nextLog } from './log.ts';
import { registry } from './registry.ts';
import { prepared } from './statements.ts';

/**
 * How many changes of rows do not show in the rows: the row is older, or gone although its history is whole (one that begins
 * in the middle was told as lost when the book was repaired). Reads the whole log; `onLog` is told after each entry.
 */
export function unheardChanges(db: Db, onLog: () => void = () => undefined): number {
  const unheard = new Set<string>();
  for (let log = nextLog(db, 0); log !== null; log = nextLog(db, log.seq)) {
    for (const { entity, id, op } of log.entries) {
      const seq = seqOfRow(db, entity, id);
      const key = `${entity}:${id}`;
      if (seq === null ? op === 'create' || unheard.has(key) : seq < log.seq) unheard.add(key);
    }
    onLog();
  }
  return unheard.size;
}

function seqOfRow(db: Db, entity: EntityName, id: number): number | null {
  const row = prepared(db.raw, `SELECT aseq FROM ${registry[entity].table} WHERE id = ?`).get(id) as { aseq: number } | undefined;
  return row?.aseq ?? null;
}
