/**
 * Everything that can still be read of a damaged database, written into a sound one: tree by
 * tree around the pages that cannot be read, then the pages that no tree leads to any more.
 */
import type { Db, Statement } from '../../database/open.ts';
import type { IdRange } from '../../database/pages/btree.ts';
import { EVERY, walkTree } from '../../database/pages/btree.ts';
import type { PageSource } from '../../database/pages/page-source.ts';
import type { SqlValue } from '../../database/pages/record.ts';
import { decodeRecord } from '../../database/pages/record.ts';
import type { TableShape } from '../../database/pages/tables.ts';
import { freePages, rowOfTable, rowsOfPage, tablesOf } from '../../database/pages/tables.ts';

/** Made anew from the rows they follow from, or of no use in a repaired book. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['migration', 'job', 'sale_item', 'payment_part', 'customer_stat', 'sale_day', 'customer_stage', 'next_step', 'reminder_due', 'owed_part']);
const PAGES_A_STEP = 500;

export interface Salvage {
  /** Per table, where rows are or may be missing. Tables that are whole are not here. */
  readonly lost: ReadonlyMap<string, readonly IdRange[]>;
  /** Rows read from a page as it was before its newest change. */
  readonly stale: readonly { readonly table: string; readonly id: number }[];
  /** Row ids that an index names, of tables with losses. */
  readonly named: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Called now and then with how many pages were read; throws to stop. */
export type Step = (done: number, total: number) => Promise<void>;

export const isIn = (ranges: readonly IdRange[], id: number): boolean => ranges.some(({ after, upTo }) => id > after && id <= upTo);

/** Of two versions of a row the one changed later stays. */
function createPut(target: Db) {
  const statements = new Map<string, Statement>();
  return ({ name, columns }: TableShape, values: readonly SqlValue[]): void => {
    let statement = statements.get(name);
    if (!statement) {
      const names = columns.map((column) => column.name);
      const newest = names.includes('aseq') ? `ON CONFLICT (id) DO UPDATE SET ${names.filter((n) => n !== 'id').map((n) => `${n} = excluded.${n}`).join(', ')} WHERE excluded.aseq > aseq` : 'ON CONFLICT DO NOTHING';
      statement = target.raw.prepare(`INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ${newest}`);
      statements.set(name, statement);
    }
    statement.run(...values);
  };
}

/**
 * Copies what can be read into `target`, which has the same schema and no rows. Must run with
 * foreign keys off and without triggers. Nothing is written to the source.
 */
export async function salvage(source: PageSource, target: Db, step: Step): Promise<Salvage> {
  const { tables: all, schemaPages } = tablesOf(source, target);
  const tables = all.filter(({ name }) => !NOT_TAKEN.has(name));
  const put = createPut(target);
  const seen = new Set<number>(schemaPages);
  const late: { readonly table: TableShape; readonly values: SqlValue[] }[] = [];
  const lost = new Map<string, IdRange[]>();
  let walked = 0;
  for (const table of tables) {
    const ranges: IdRange[] = [];
    const take = (rowid: number | null, payload: Buffer, stale: boolean) => {
      const values = rowOfTable(table, rowid, payload);
      if (!values) ranges.push(rowid === null ? EVERY : { after: rowid - 1, upTo: rowid });
      else if (stale) late.push({ table, values });
      else put(table, values);
    };
    const walk = {
      row: take,
      entry: (payload: Buffer) => take(null, payload, false),
      lost: (range: IdRange) => void ranges.push(range),
      visited: (page: number) => void seen.add(page),
    };
    for (const _page of walkTree(source, table.root ?? 0, walk)) if (++walked % PAGES_A_STEP === 0) await step(Math.min(walked, source.count), source.count);
    if (ranges.length > 0) lost.set(table.name, ranges);
  }
  const holed = tables.filter(({ name }) => lost.has(name));
  // Pages of whole tables are told by their trees; the others' by what stands on them.
  if (holed.length > 0) takeStrays(source, all, holed, seen, put);
  for (const { table, values } of late) put(table, values);
  const stale = late.flatMap(({ table, values }) => (table.rowid < 0 ? [] : [{ table: table.name, id: Number(values[table.rowid]) }]));
  return { lost, stale, named: await namesOf(source, holed, lost) };
}

/** Rows on pages whose way from the root is lost. */
function takeStrays(source: PageSource, all: readonly TableShape[], holed: readonly TableShape[], seen: Set<number>, put: ReturnType<typeof createPut>): void {
  const ignored = new Set([...seen, ...freePages(source)]);
  // What lies in whole trees that are not taken, or in indexes, belongs there.
  const others = [...all.filter(({ name }) => NOT_TAKEN.has(name)).flatMap(({ root }) => root ?? []), ...all.flatMap(({ indexes }) => [...indexes])];
  const note = { row: () => undefined, entry: () => undefined, lost: () => undefined, visited: (page: number) => void ignored.add(page) };
  for (const root of others) for (const _page of walkTree(source, root, note));
  for (let number = 2; number <= source.count; number++) {
    if (ignored.has(number)) continue;
    const found = rowsOfPage(source, number);
    if (!found || found.rows.length === 0) continue;
    const table = tableOf(holed, found);
    if (table) for (const { rowid, payload } of found.rows) put(table, rowOfTable(table, rowid, payload)!);
  }
}

/** The table whose rows these must be: all fit, and into no other table that demands as much. */
function tableOf(holed: readonly TableShape[], { byKey, rows }: NonNullable<ReturnType<typeof rowsOfPage>>): TableShape | null {
  const fitting = holed.filter((table) => table.byKey === byKey && rows.every(({ rowid, payload }) => rowOfTable(table, rowid, payload) !== null));
  if (byKey) {
    const isMeta = rows.some(({ payload }) => ['clock', 'bookId'].includes(String(decodeRecord(payload)?.[0])));
    const other = fitting.filter(({ name }) => (name === 'meta') === isMeta);
    return other.length === 1 ? other[0]! : null;
  }
  const demand = (table: TableShape) => table.columns.filter(({ required }) => required).length;
  const most = Math.max(...fitting.map(demand));
  const best = fitting.filter((table) => demand(table) === most);
  return best.length === 1 ? best[0]! : null;
}

/** Indexes outlive the rows they name. */
async function namesOf(source: PageSource, holed: readonly TableShape[], lost: ReadonlyMap<string, readonly IdRange[]>): Promise<Map<string, Set<number>>> {
  const named = new Map<string, Set<number>>();
  for (const { name, byKey, indexes } of holed) {
    if (byKey) continue;
    const ids = new Set<number>();
    const entry = (payload: Buffer) => {
      const id = decodeRecord(payload)?.at(-1);
      if (typeof id === 'number' && isIn(lost.get(name)!, id)) ids.add(id);
    };
    const walk = { row: () => undefined, entry, lost: () => undefined, visited: () => undefined };
    for (const root of indexes) for (const _page of walkTree(source, root, walk));
    named.set(name, ids);
    await Promise.resolve();
  }
  return named;
}
