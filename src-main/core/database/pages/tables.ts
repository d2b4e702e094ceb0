/** Which tables a damaged file has, where their trees begin, and how their rows lie: from what can be read of its schema and from a sound file of the same one. */
import type { Db } from '../open.ts';
import { readBtreePage, walkTree } from './btree.ts';
import type { PageSource } from './page-source.ts';
import type { SqlValue } from './record.ts';
import { decodeRecord } from './record.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'TEXT' | 'BLOB' | 'REAL';
  readonly required: boolean;
  readonly byDefault: SqlValue;
}

export interface TableShape {
  readonly name: string;
  /** Rows have no number of their own: they lie in the order of their key. */
  readonly byKey: boolean;
  /** As they follow each other in a record. */
  readonly columns: readonly TableColumn[];
  /** The column that is the row's number, or -1. */
  readonly rowid: number;
  /** Where the table's tree begins; `null` when that part of the schema is lost. */
  readonly root: number | null;
  /** Roots of the indexes that are not lost. */
  readonly indexes: readonly number[];
}

/** The version of a file's schema; `null` when its first page is lost. */
export function schemaOf(source: PageSource): number | null {
  return source.read(1)?.bytes.readUInt32BE(60) ?? null;
}

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly root: number;
}

function readSchema(source: PageSource): { readonly rows: SchemaRow[]; readonly pages: ReadonlySet<number>; readonly isWhole: boolean } {
  const rows: SchemaRow[] = [];
  const pages = new Set<number>();
  let isWhole = true;
  const take = (values: readonly SqlValue[] | null) => {
    if (values) rows.push({ type: String(values[0]), name: String(values[1]), table: String(values[2]), root: Number(values[3]) });
  };
  const walk = walkTree(source, 1, { row: (_id, payload) => take(decodeRecord(payload)), entry: () => undefined, lost: () => void (isWhole = false), visited: (page) => void pages.add(page) });
  while (walk.next().done !== true);
  return { rows, pages, isWhole };
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
}

function columnOf({ name, type, notnull, dflt_value: text }: ColumnInfo): TableColumn {
  const number = text === null || Number.isNaN(Number(text)) ? null : Number(text);
  return { name, type: type as TableColumn['type'], required: notnull === 1, byDefault: number };
}

/** The shapes of all tables: columns from `model`, an empty file of the same schema; roots from the damaged file. */
export function tablesOf(source: PageSource, model: Db): { readonly tables: TableShape[]; readonly schemaPages: ReadonlySet<number>; readonly isWhole: boolean } {
  const { rows, pages, isWhole } = readSchema(source);
  const there = model.raw.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();
  const tables = there.map(({ name, sql }): TableShape => {
    const infos = model.raw.pragma(`table_info(${name})`) as ColumnInfo[];
    const byKey = /WITHOUT ROWID/.test(sql);
    const keys = infos.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const inOrder = byKey ? [...keys, ...infos.filter(({ pk }) => pk === 0)] : infos;
    const rowid = byKey || keys.length !== 1 || keys[0]!.type !== 'INTEGER' ? -1 : infos.indexOf(keys[0]!);
    const root = rows.find((row) => row.type === 'table' && row.name === name)?.root ?? null;
    const indexes = rows.filter((row) => row.type === 'index' && row.table === name && row.root > 0).map((row) => row.root);
    return { name, byKey, columns: inOrder.map(columnOf), rowid, root, indexes };
  });
  return { tables, schemaPages: pages, isWhole };
}

function fits(column: TableColumn, value: SqlValue): boolean {
  if (value === null) return !column.required;
  if (column.type === 'INTEGER') return Number.isInteger(value);
  if (column.type === 'REAL') return typeof value === 'number';
  return column.type === 'TEXT' ? typeof value === 'string' : Buffer.isBuffer(value);
}

/** The values of a row in the order of the columns, or `null` when they are not a row of this table. */
export function rowOfTable(table: TableShape, rowid: number | null, payload: Buffer): SqlValue[] | null {
  const read = decodeRecord(payload);
  if (!read || read.length > table.columns.length) return null;
  // Columns that were added later are not in rows written before.
  const values = table.columns.map((column, i): SqlValue => (i === table.rowid ? rowid : i < read.length ? read[i]! : column.byDefault));
  return table.columns.every((column, i) => fits(column, values[i]!)) ? values : null;
}

/** Pages that hold nothing: what stands on them is old. */
export function freePages(source: PageSource): ReadonlySet<number> {
  const free = new Set<number>();
  let trunk = source.read(1)?.bytes.readUInt32BE(32) ?? 0;
  while (trunk > 0 && trunk <= source.count && !free.has(trunk)) {
    free.add(trunk);
    const page = source.read(trunk)?.bytes;
    if (!page) break;
    const count = Math.min(page.readUInt32BE(4), 1000);
    for (let i = 0; i < count; i++) free.add(page.readUInt32BE(8 + 4 * i));
    trunk = page.readUInt32BE(0);
  }
  return free;
}

/** Rows of a page that no tree leads to any more. */
export function rowsOfPage(source: PageSource, number: number): { readonly byKey: boolean; readonly rows: readonly { readonly rowid: number | null; readonly payload: Buffer }[] } | null {
  const page = source.read(number);
  const tree = page && readBtreePage(source, number, page.bytes);
  if (!tree || tree.kind === 'inner') return null;
  return { byKey: tree.kind !== 'leaf', rows: tree.cells.flatMap(({ rowid, payload }) => (payload === null ? [] : [{ rowid, payload }])) };
}

/** The rows of one table as far as its tree can be read, with nothing known of its columns: for a look before a repair. */
export function readTable(source: PageSource, name: string): SqlValue[][] {
  const root = readSchema(source).rows.find((row) => row.type === 'table' && row.name === name)?.root ?? 0;
  const rows: SqlValue[][] = [];
  const take = (payload: Buffer) => void rows.push(...[decodeRecord(payload)].filter((row) => row !== null));
  const walk = walkTree(source, root, { row: (_id, payload) => take(payload), entry: take, lost: () => undefined, visited: () => undefined });
  while (walk.next().done !== true);
  return rows;
}
