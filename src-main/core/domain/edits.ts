/** What other edits did to a record meanwhile: an editor that saw an older state is never overruled silently. */
import type { EntityName } from '../../../shared/modules/history.ts';
import { findEntry } from '../changes/history.ts';
import type { Db } from '../database/open.ts';

/** Fields that changes after `seen` touched: the walk along the record's own log from `last`, its newest change. */
export function fieldsChangedSince(db: Db, entity: EntityName, id: number, last: number, seen: number): string[] {
  const fields = new Set<string>();
  for (let seq = last; seq > seen; ) {
    const found = findEntry(db, entity, id, seq);
    if (!found) break;
    for (const field of [...Object.keys(found.entry.before), ...Object.keys(found.entry.after)]) fields.add(field);
    seq = found.entry.prev;
  }
  return [...fields];
}
