/**
 * A connection that sees only the customers one person is in charge of: every table lies
 * behind a view of the same name, so that any question of the program, also one written
 * later, answers for those customers alone. A table this file does not know is empty there.
 */
import { openDatabase } from '../database/open.ts';
import type { Db } from '../database/open.ts';

/** Nothing of customers in them, or found only from a row that is seen (the log of changes). */
const OPEN = new Set([
  'meta', 'setting', 'action', 'change_log', 'audit', 'tag', 'field', 'product', 'segment', 'view', 'rule_set', 'care_plan', 'visit_plan', 'greeting', 'rate', 'number_series', 'blob', 'person',
]); // prettier-ignore

/** Rows of other rows: table and column of the parent. */
const PARTS: Readonly<Record<string, readonly [string, string]>> = { payment_part: ['payment', 'payment_id'] };

export interface OwnBy {
  /** The custom field that says who is in charge; `null`: there is none, and nobody is seen. */
  readonly fieldId: number | null;
  readonly name: string;
}

/** Opens the read-only connection. The caller closes it. */
export function openOwnView(path: string, key: Uint8Array, by: OwnBy): Db {
  const db = openDatabase(path, { key, readonly: true });
  try {
    withoutHints(db);
    for (const name of tablesOf(db)) if (!OPEN.has(name)) db.raw.exec(`CREATE TEMP VIEW ${quoted(name)} AS SELECT * FROM main.${quoted(name)} WHERE ${conditionOf(db, name, by)}`);
  } catch (e) {
    db.close();
    throw e;
  }
  return db;
}

/** A question may name the index it wants of a table; a view has none to name. */
function withoutHints({ raw }: Db): void {
  const prepare = raw.prepare.bind(raw);
  raw.prepare = ((sql: string) => prepare(sql.replaceAll(/ INDEXED BY \w+/g, '')));
}

function tablesOf(db: Db): string[] {
  return db.raw.prepare<[], string>("SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").pluck().all();
}

function conditionOf(db: Db, table: string, by: OwnBy): string {
  if (table === 'customer') return mine('main.customer', by);
  if (table === 'relation') return ['from_id', 'to_id'].map((column) => ofMine(`main.relation.${column}`, by)).join(' AND ');
  if (table === 'reminder' || table === 'reminder_due') return forMe(`main.${table}`, by);
  if (table === 'reminder_told') return `EXISTS (SELECT 1 FROM main.reminder AS told WHERE told.id = main.reminder_told.reminder_id AND ${forMe('told', by)})`;
  const part = PARTS[table];
  if (part) return `EXISTS (SELECT 1 FROM main.${part[0]} AS parent WHERE parent.id = main.${table}.${part[1]} AND ${ofMine('parent.customer_id', by)})`;
  const columns = db.raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  return columns.includes('customer_id') ? ofMine(`main.${quoted(table)}.customer_id`, by) : '0';
}

function mine(table: string, { fieldId, name }: OwnBy): string {
  return fieldId === null ? '0' : `json_extract(${table}.custom, '$."${fieldId}"') = ${text(name)}`;
}

function ofMine(column: string, by: OwnBy): string {
  return `EXISTS (SELECT 1 FROM main.customer AS holder WHERE holder.id = ${column} AND ${mine('holder', by)})`;
}

/** Of a customer of mine, or handed to me and of no customer. */
function forMe(table: string, by: OwnBy): string {
  return `(${ofMine(`${table}.customer_id`, by)} OR (${table}.customer_id IS NULL AND ${table}.assignee = ${text(by.name)}))`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
