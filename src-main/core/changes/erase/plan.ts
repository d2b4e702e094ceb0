/** What an erasure touches: the rows that belong to the person, and every entry of the log that tells of them. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Db } from '../../database/open.ts';
import type { ChangeEntry } from '../codec.ts';
import { readLog } from '../log.ts';
import { registry } from '../registry.ts';

/**
 * Records that stay for the books, without the person: their fields of free text are emptied.
 * Everything else that points to a customer goes with them.
 */
export const ANONYMISED: Partial<Record<EntityName, readonly string[]>> = { sale: ['notes'], payment: ['notes'] };

export interface LogPart {
  readonly actionId: number;
  readonly entries: readonly ChangeEntry[];
}

export interface ErasePlan {
  readonly customerIds: readonly number[];
  readonly gone: ReadonlyMap<EntityName, ReadonlySet<number>>;
  readonly kept: ReadonlyMap<EntityName, ReadonlySet<number>>;
  /** Log entries to rewrite, by seq. */
  readonly log: ReadonlyMap<number, LogPart>;
}

/** Every replicated table and column that points to a customer, from the schema itself: a new table cannot be forgotten. */
export function customerLinks(db: Db): { readonly entity: EntityName; readonly column: string }[] {
  return (Object.keys(registry) as EntityName[]).flatMap((entity) => {
    const keys = db.raw.pragma(`foreign_key_list(${registry[entity].table})`) as { table: string; from: string }[];
    return keys.filter((key) => key.table === 'customer').map((key) => ({ entity, column: key.from }));
  });
}

/** Tables of facts kept per customer; the lines of sales follow their sales. */
export function ownTables(db: Db): string[] {
  const replicated = new Set<string>(Object.values(registry).map((def) => def.table));
  const sql = "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'customer_id' AND m.name <> 'sale_item'";
  return db.raw.prepare<[], string>(sql).pluck().all().filter((table) => !replicated.has(table));
}

/** Looks everything up; changes nothing. Customers that do not exist are left out. */
export function planErasure(db: Db, customerIds: readonly number[]): ErasePlan {
  const there = db.raw.prepare<[number], { id: number }>('SELECT id FROM customer WHERE id = ?');
  const ids = [...new Set(customerIds)].filter((id) => there.get(id) !== undefined);
  const gone = new Map<EntityName, Set<number>>([['customer', new Set(ids)]]);
  const kept = new Map<EntityName, Set<number>>();
  for (const { entity, column } of customerLinks(db)) {
    const into = ANONYMISED[entity] ? kept : gone;
    const found = into.get(entity) ?? new Set<number>();
    into.set(entity, found);
    const rows = db.raw.prepare<[number], number>(`SELECT id FROM ${registry[entity].table} WHERE ${column} = ?`).pluck();
    for (const id of ids) for (const row of rows.all(id)) found.add(row);
  }
  return { customerIds: ids, gone, kept, log: entriesOf(db, [...gone, ...kept]) };
}

/** Walks the history of every row; where a chain is broken, the whole log is read instead. */
function entriesOf(db: Db, rows: readonly (readonly [EntityName, ReadonlySet<number>])[]): Map<number, LogPart> {
  const read = new Map<number, LogPart>();
  const partOf = (seq: number): LogPart | null => {
    const known = read.get(seq) ?? readLog(db, seq);
    if (known) read.set(seq, known);
    return known;
  };
  let broken = false;
  for (const [entity, ids] of rows) {
    const last = db.raw.prepare<[number], number>(`SELECT aseq FROM ${registry[entity].table} WHERE id = ?`).pluck();
    for (const id of ids) {
      for (let seq = last.get(id) ?? 0; seq > 0 && !broken; ) {
        const entry = partOf(seq)?.entries.find((e) => e.entity === entity && e.id === id);
        broken = entry === undefined;
        seq = entry?.prev ?? 0;
      }
    }
  }
  return broken ? wholeLog(db, new Map(rows)) : read;
}

function wholeLog(db: Db, rows: ReadonlyMap<EntityName, ReadonlySet<number>>): Map<number, LogPart> {
  const found = new Map<number, LogPart>();
  for (const seq of db.raw.prepare<[], number>('SELECT seq FROM change_log ORDER BY seq').pluck().all()) {
    const part = readLog(db, seq);
    if (part?.entries.some((e) => rows.get(e.entity)?.has(e.id))) found.set(seq, part);
  }
  return found;
}
