/** The words a person is known by, and the places outside rows and log where they may have been written down. */
import type { Db } from '../../database/open.ts';
import { registry } from '../registry.ts';
import { emptyValue } from '../rows.ts';
import type { ErasePlan } from './plan.ts';

/** Shorter digits are no phone number. */
const MIN_DIGITS = 7;
const digitsOf = (text: string) => text.replace(/\D/g, '');

export interface Traces {
  /** Names, also former ones, and names of their files. */
  readonly names: readonly string[];
  /** Phones (digits), WeChat names, e-mail addresses, customer numbers. */
  readonly contacts: ReadonlySet<string>;
  readonly digits: readonly string[];
  readonly ids: readonly number[];
}

type Contact = { readonly value?: unknown; readonly original?: unknown };

/** Collects them from the rows and from every former value in the log. */
export function tracesOf(db: Db, plan: ErasePlan): Traces {
  const names = new Set<string>();
  const contacts = new Set<string>();
  const digits = new Set<string>();
  const take = (fields: Readonly<Record<string, unknown>>) => {
    if (typeof fields['name'] === 'string' && fields['name'].trim().length > 1) names.add(fields['name'].trim());
    if (typeof fields['code'] === 'string') contacts.add(fields['code']);
    for (const field of ['phones', 'wechats', 'emails']) {
      for (const contact of (fields[field] ?? []) as Contact[]) {
        for (const text of [contact.value, contact.original]) {
          if (typeof text !== 'string') continue;
          contacts.add(text);
          if (field === 'phones' && digitsOf(text).length >= MIN_DIGITS) digits.add(digitsOf(text));
        }
      }
    }
  };
  for (const entity of ['customer', 'attachment'] as const) {
    const { table, columns } = registry[entity];
    for (const id of plan.gone.get(entity) ?? []) {
      const row = db.raw.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Record<string, unknown>;
      take(Object.fromEntries(columns.map((c) => [c.field, c.form === 'plain' ? row[c.column] : typeof row[c.column] === 'string' ? JSON.parse(String(row[c.column])) : emptyValue(c.form)])));
    }
  }
  for (const { entries } of plan.log.values()) {
    for (const entry of entries) {
      if (!plan.gone.get(entry.entity)?.has(entry.id) || (entry.entity !== 'customer' && entry.entity !== 'attachment')) continue;
      take(entry.before);
      take(entry.after);
    }
  }
  return { names: [...names], contacts, digits: [...digits], ids: plan.customerIds };
}

/** Any text in which one of the names was written, without it. */
export function withoutNames(text: string, traces: Traces): string {
  return traces.names.reduce((rest, name) => rest.replaceAll(name, '…'), text);
}

/** The same for every text inside a value; its keys, numbers and shape stay, whatever the person was called. */
export function textsWithoutNames(value: unknown, traces: Traces): unknown {
  if (typeof value === 'string') return withoutNames(value, traces);
  if (Array.isArray(value)) return value.map((one) => textsWithoutNames(one, traces));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textsWithoutNames(one, traces)]));
}

/** True when a row as it lay in a file is about the person. */
export function tellsOf(cells: readonly unknown[], { names, contacts, digits }: Traces): boolean {
  return cells.some((cell) => {
    if (typeof cell !== 'string') return false;
    const text = cell.trim();
    if (names.includes(text) || contacts.has(text)) return true;
    const own = digitsOf(text);
    return own.length >= MIN_DIGITS && digits.some((d) => own.includes(d));
  });
}

/** Every text inside a parsed JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

export interface WaitingRow {
  readonly action: number;
  readonly row: number;
  readonly cells: string;
}

/** Rows an import left out that tell of the person, or of somebody of the same name: they go too, so the preview names them. */
export function waitingRows(db: Db, traces: Traces): WaitingRow[] {
  const issues = db.raw.prepare<[], WaitingRow>('SELECT action_id AS action, row_no AS row, cells FROM import_issue WHERE row_no <> 0').all();
  return issues.filter(({ cells }) => tellsOf(textsIn(JSON.parse(cells)), traces));
}

/** Drafts, waiting import rows, job notes, words of past actions, the list of customers last seen. */
export function sweepTraces(db: Db, traces: Traces, actionIds: Iterable<number>): void {
  sweepActions(db, traces, actionIds);
  const drop = db.raw.prepare('DELETE FROM import_issue WHERE action_id = ? AND row_no = ?');
  for (const { action, row } of waitingRows(db, traces)) drop.run(action, row);
  const named = (text: string) => traces.names.some((name) => text.includes(JSON.stringify(name).slice(1, -1)));
  for (const { id, info } of db.raw.prepare<[], { id: string; info: string }>('SELECT id, info FROM job').all()) {
    if (named(info)) db.raw.prepare('DELETE FROM job WHERE id = ?').run(id);
  }
  for (const { id, name } of db.raw.prepare<[], { id: number; name: string }>('SELECT action_id AS id, file_name AS name FROM import_batch').all()) {
    if (withoutNames(name, traces) !== name) db.raw.prepare('UPDATE import_batch SET file_name = ? WHERE action_id = ?').run(withoutNames(name, traces), id);
  }
  sweepSettings(db, traces);
}

function sweepActions(db: Db, traces: Traces, actionIds: Iterable<number>): void {
  const read = db.raw.prepare<[number], string>('SELECT facts FROM action WHERE id = ?').pluck();
  const write = db.raw.prepare('UPDATE action SET facts = ? WHERE id = ?');
  for (const id of actionIds) {
    const facts = JSON.parse(read.get(id) ?? '{}') as Record<string, unknown>;
    const clean = Object.entries(facts).map(([key, value]) => [key, typeof value === 'string' ? withoutNames(value, traces) : value]);
    write.run(JSON.stringify(Object.fromEntries(clean)), id);
  }
}

/** A draft is a form as text: one that names the person or their record goes whole. */
function sweepSettings(db: Db, traces: Traces): void {
  for (const { key, value } of db.raw.prepare<[], { key: string; value: string }>('SELECT key, value FROM setting').all()) {
    if (key.startsWith('draft:')) {
      const text = String(JSON.parse(value));
      const tells = traces.ids.some((id) => text.includes(String(id))) || traces.names.some((name) => text.includes(name)) || [...traces.contacts, ...traces.digits].some((c) => c.length > 3 && text.includes(c));
      if (tells) db.raw.prepare('DELETE FROM setting WHERE key = ?').run(key);
    } else if (key === 'recentCustomers') {
      const rest = (JSON.parse(value) as unknown[]).filter((id) => !traces.ids.includes(id as number));
      db.raw.prepare('UPDATE setting SET value = ? WHERE key = ?').run(JSON.stringify(rest), key);
    }
  }
}
