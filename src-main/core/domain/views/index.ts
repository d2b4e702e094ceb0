/** Saved views, how long customers have had a value, and who was looked at last. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { View, ViewBody, viewMethods } from '../../../../shared/modules/views.ts';
import { customIdOf } from '../../../../shared/modules/custom-fields.ts';
import { readLog } from '../../changes/log.ts';
import { prepared } from '../../changes/statements.ts';
import { sameValue } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import { startOfDate } from '../../derived/mirror/dates.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { findCustomers } from '../customers/index.ts';
import { getSetting, putSetting } from '../settings/index.ts';
import { allViews, rowToView } from './views.repo.ts';

const LAST = 'lastView';
const RECENT = 'recentCustomers';
const MAX_RECENT = 20;
/** Changes of one customer that are looked at before its creation is taken instead. */
const MAX_STEPS = 300;

const taken = (book: OpenBook, name: string, except?: number) => allViews(book.db).some((v) => v.id !== except && v.name.toLowerCase() === name.toLowerCase());

const list: Handler<'views.list'> = ({ book }) => {
  const views = allViews(book.db);
  const last = getSetting(book.db, LAST);
  return ok({ views, last: views.some((v) => v.id === last) ? (last as number) : null });
};

/** Not a change of the book's data: no log, no undo. */
const opened: Handler<'views.opened'> = ({ book }, { id }) => {
  if (getSetting(book.db, LAST) !== id) putSetting(book.db, LAST, id);
  return ok({});
};

/** Adds a view after the others, as one step of undo. */
export function addView(book: OpenBook, actor: string, fields: { readonly name: string; readonly body: ViewBody; readonly pinned: boolean }): View {
  const position = Math.max(0, ...allViews(book.db).map((v) => v.position + 1));
  const action = { kind: 'views.create', actor, origin: 'local' as const, facts: { name: fields.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('view', { ...fields, pinned: fields.pinned ? 1 : 0, position }));
  book.undo.push(actionId);
  return find(book, id)!;
}

/** A name no other view has: `name`, `name 2`, … */
export function freeName(book: OpenBook, name: string): string {
  let free = name;
  for (let n = 2; taken(book, free); n++) free = `${name.slice(0, 76)} ${n}`;
  return free;
}

function find(book: OpenBook, id: number): View | null {
  const row = book.rows.get('view', id);
  return row && row.deletedAt === null ? rowToView(row) : null;
}

const create: Handler<'views.create'> = ({ book, actor }, input) => (taken(book, input.name) ? err('view.exists', { name: input.name }) : ok(addView(book, actor, input)));

const update: Handler<'views.update'> = ({ book, actor }, { id, patch }) => {
  const view = find(book, id);
  if (!view) return err('record.missing', { entity: 'view', id });
  if (patch.name !== undefined && taken(book, patch.name, id)) return err('view.exists', { name: patch.name });
  const { pinned, ...plain } = patch;
  const action = { kind: 'views.update', actor, origin: 'local' as const, facts: { name: view.name } };
  const written = write(book.write, action, (w) => w.update('view', id, { ...plain, ...(pinned !== undefined && { pinned: pinned ? 1 : 0 }) }));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(rowToView(written.value));
};

const reorder: Handler<'views.reorder'> = ({ book, actor }, { ids }) => {
  const gone = ids.find((id) => !find(book, id));
  if (gone !== undefined) return err('record.missing', { entity: 'view', id: gone });
  const rest = allViews(book.db).map((v) => v.id).filter((id) => !ids.includes(id));
  const action = { kind: 'views.reorder', actor, origin: 'local' as const };
  const written = write(book.write, action, (w) => [...new Set(ids), ...rest].forEach((id, position) => w.update('view', id, { position })));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok({});
};

const remove: Handler<'views.remove'> = ({ book, actor }, { id }) => {
  const view = find(book, id);
  if (!view) return err('record.missing', { entity: 'view', id });
  const action = { kind: 'views.remove', actor, origin: 'local' as const, facts: { name: view.name } };
  const { actionId } = write(book.write, action, (w) => w.remove('view', id));
  book.undo.push(actionId);
  return ok({ actionId });
};

const since: Handler<'views.since'> = ({ book }, { field, ids }) => ok({ since: ids.flatMap((id) => sinceOf(book, field, id) ?? []) });

/** The walk along the customer's own log to the change that gave the field its present value. */
function sinceOf(book: OpenBook, field: string, id: number): { id: number; at: number } | null {
  if (field === 'stage') return stageSince(book, id);
  const row = book.rows.get('customer', id);
  if (!row) return null;
  const customId = customIdOf(field);
  const read = (fields: Readonly<Record<string, unknown>>): unknown =>
    customId === null ? fields[field] : (fields['custom'] as Readonly<Record<string, unknown>> | undefined)?.[String(customId)];
  const column = customId === null ? field : 'custom';
  const at = book.db.raw.prepare<[number], number>('SELECT at FROM audit WHERE seq = ?').pluck();
  let seq = row.aseq;
  for (let step = 0; seq > 0 && step < MAX_STEPS; step++) {
    const entry = readLog(book.db, seq)?.entries.find((e) => e.entity === 'customer' && e.id === id);
    if (!entry || entry.prev === 0) break;
    if ((column in entry.before || column in entry.after) && !sameValue(read(entry.before), read(entry.after))) return { id, at: Number(at.get(seq)) };
    seq = entry.prev;
  }
  return { id, at: Number(row.fields['createdAt']) };
}

/** A stage begins with the move to it; a lead is one since the record was made. */
function stageSince({ db, rows }: OpenBook, id: number): { id: number; at: number } | null {
  const stand = prepared(db.raw, 'SELECT since_on AS day FROM customer_stage WHERE customer_id = ?').get(id) as { day: string | null } | undefined;
  const made = rows.get('customer', id)?.fields['createdAt'];
  if (typeof stand?.day === 'string') return { id, at: startOfDate(stand.day) };
  return typeof made === 'number' ? { id, at: made } : null;
}

const recentIds = (book: OpenBook): number[] => {
  const stored = getSetting(book.db, RECENT);
  return Array.isArray(stored) ? stored.filter((id): id is number => typeof id === 'number') : [];
};

/** Like a draft: kept in the book, encrypted, without history. */
const noteRecent: Handler<'recent.note'> = ({ book }, { id }) => {
  const ids = recentIds(book);
  if (ids[0] === id) return ok({});
  putSetting(book.db, RECENT, [id, ...ids.filter((other) => other !== id)].slice(0, MAX_RECENT));
  book.emit({ type: 'data.changed', entities: ['recent'], ids: null, origin: 'local' });
  return ok({});
};

const listRecent: Handler<'recent.list'> = ({ book }) => ok({ rows: findCustomers(book, recentIds(book)).filter((c) => c.deletedAt === null) });

type Own = Exclude<keyof typeof viewMethods, 'views.export' | 'views.import'>;
export const viewRoutes: Routes<Own> = {
  'views.list': list,
  'views.opened': opened,
  'views.create': create,
  'views.update': update,
  'views.reorder': reorder,
  'views.remove': remove,
  'views.since': since,
  'recent.note': noteRecent,
  'recent.list': listRecent,
};
export { allViews } from './views.repo.ts';
