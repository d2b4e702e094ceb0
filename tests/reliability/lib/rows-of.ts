/** What a book holds, table by table, as digests that can be compared and kept. */
import { createHash } from 'node:crypto';

export interface TableDigest {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}
export type BookDigest = Readonly<Record<string, TableDigest>>;

/** The part of a database that is needed here; books of every version have it. */
interface Readable {
  readonly raw: { prepare(sql: string): { all(): unknown[] } };
}

function tablesOf({ raw }: Readable): string[] {
  const found = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all() as { name: string }[];
  return found.map(({ name }) => name);
}
const columnsOf = ({ raw }: Readable, table: string) => (raw.prepare(`SELECT name FROM pragma_table_info('${table}') ORDER BY name`).all() as { name: string }[]).map(({ name }) => name);

/** Every value tells its kind, so that 1 and '1' differ. */
function told(value: unknown): unknown {
  if (value instanceof Uint8Array) return { blob: Buffer.from(value).toString('hex') };
  return typeof value === 'bigint' ? { int: String(value) } : value;
}

/** All rows of a table, in these columns; `where` leaves out what came later. */
export function digestOf(db: Readable, table: string, columns: readonly string[], where = '1'): TableDigest {
  const list = columns.map((name) => `"${name}"`).join(', ');
  const rows = db.raw.prepare(`SELECT ${list} FROM "${table}" WHERE ${where} ORDER BY ${list}`).all() as Record<string, unknown>[];
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${JSON.stringify(columns.map((name) => told(row[name])))}\n`);
  return { columns, rows: rows.length, sha256: hash.digest('hex') };
}

/** All tables of a book. */
export function digestBook(db: Readable): BookDigest {
  return Object.fromEntries(tablesOf(db).map((table) => [table, digestOf(db, table, columnsOf(db, table))]));
}

/** Tables whose rows differ from those expected, in the columns that were there then. */
export function tablesThatDiffer(db: Readable, expected: BookDigest, where: Readonly<Record<string, string>> = {}): string[] {
  const here = new Set(tablesOf(db));
  return Object.entries(expected).flatMap(([table, then]) => {
    if (!here.has(table)) return [`${table} is gone`];
    const missing = then.columns.filter((name) => !columnsOf(db, table).includes(name));
    if (missing.length > 0) return [`${table} has no ${missing.join()}`];
    const now = digestOf(db, table, then.columns, where[table]);
    return now.sha256 === then.sha256 ? [] : [`${table}: ${String(now.rows)} rows, ${String(then.rows)} expected`];
  });
}
