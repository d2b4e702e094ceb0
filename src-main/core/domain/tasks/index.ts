/** Tasks: lists, and what can be done with one. */
import { mergeParts } from '../../../../shared/kernel/merge-text.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { taskMethods } from '../../../../shared/modules/tasks.ts';
import type { Row } from '../../changes/rows.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { addOwned, changeMany, changeOwned, findCustomer } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../context.ts';
import { linesOf, linesOfCustomer } from './lines.repo.ts';
import { mergeValuesOf } from '../greetings/index.ts';
import { bandCounts, closedPage, openPage, rowToTask } from './tasks.repo.ts';

const listTasks: Handler<'tasks.list'> = ({ book }, { band, filter, cursor, limit }) => {
  const { db } = book;
  const page = band === 'closed' ? closedPage(db, filter, limit, cursor) : openPage(db, { band, filter, nowMs: book.clock.now() }, limit, cursor);
  return ok({ rows: linesOf(db, page.found), next: page.next });
};

const countTasks: Handler<'tasks.counts'> = ({ book }, { filter }) => ok(bandCounts(book.db, filter, book.clock.now()));

const tasksOfCustomer: Handler<'tasks.ofCustomer'> = ({ book }, { customerId }) => ok(linesOfCustomer(book.db, customerId));

function living(book: OpenBook, id: number): Row | null {
  const row = book.rows.get('task', id);
  return row && row.deletedAt === null ? row : null;
}

const missing = (id: number) => err('record.missing', { entity: 'task', id });

const taskMessage: Handler<'tasks.message'> = ({ book }, { id }) => {
  const row = living(book, id);
  const customer = row && findCustomer(book, Number(row.fields['customerId']));
  if (!row || !customer) return missing(id);
  const parts = mergeParts(rowToTask(row).message ?? '', mergeValuesOf(book)(customer));
  return ok({ parts: parts.map(({ kind, text }) => ({ kind, text })) });
};

const createTask: Handler<'tasks.create'> = (ctx, input) => {
  const row = addOwned(ctx, 'task', 'tasks.create', { priority: 'normal', ...input, status: 'open' } as { customerId: number });
  return row ? ok(rowToTask(row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

const updateTask: Handler<'tasks.update'> = (ctx, { id, patch }) => {
  const row = changeOwned(ctx, 'task', 'tasks.update', id, patch);
  return row ? ok(rowToTask(row)) : missing(id);
};

const removeTask: Handler<'tasks.remove'> = (ctx, { id }) => (changeOwned(ctx, 'task', 'tasks.remove', id, null) ? ok({}) : missing(id));

/** The follow-up and the end of the task are one step: taken back together. */
const finishTask: Handler<'tasks.finish'> = ({ book, actor }, { id, followUp }) => {
  const row = living(book, id);
  const customer = row && findCustomer(book, Number(row.fields['customerId']));
  if (!row || !customer || customer.deletedAt !== null) return missing(id);
  if (row.fields['doneAt'] !== null) return err('task.closed', { id });
  const action = { kind: 'tasks.finish', actor, origin: 'local' as const, facts: { name: customer.name } };
  const { value, actionId } = write(book.write, action, (w) => {
    const followUpId = followUp ? w.create('followUp', { at: w.now, ...followUp, customerId: customer.id }) : null;
    return w.update('task', id, { status: 'done', doneAt: w.now, followUpId });
  });
  book.undo.push(actionId);
  return ok(rowToTask(value));
};

/** The attempt stands in the timeline as what it was, and with the task as the reason why it is later. */
const missTask: Handler<'tasks.miss'> = ({ book, actor }, { id, due, reason, method }) => {
  const row = living(book, id);
  const customer = row && findCustomer(book, Number(row.fields['customerId']));
  if (!row || !customer || customer.deletedAt !== null) return missing(id);
  if (row.fields['doneAt'] !== null) return err('task.closed', { id });
  const task = rowToTask(row);
  const action = { kind: 'tasks.miss', actor, origin: 'local' as const, facts: { name: customer.name } };
  const { value, actionId } = write(book.write, action, (w) => {
    w.create('followUp', { customerId: customer.id, at: w.now, method: method ?? task.method ?? 'phone', result: 'noAnswer', content: reason });
    return w.update('task', id, { due, missed: [...task.missed, { at: w.now, from: task.due, to: due, reason }] });
  });
  book.undo.push(actionId);
  return ok(rowToTask(value));
};

/** One change of many tasks as one step of undo; tasks that are gone, or that it does not fit, are passed over. */
async function changeTasks(ctx: CallContext, kind: string, ids: readonly number[], change: (w: Writer, row: Row) => Record<string, unknown> | null) {
  const unique = [...new Set(ids)];
  const only = unique.length === 1 ? living(ctx.book, unique[0]!) : null;
  const name = only && findCustomer(ctx.book, Number(only.fields['customerId']))?.name;
  const { count } = await changeMany(ctx, kind, { count: unique.length, name: name ?? null }, unique, (w, id) => {
    const row = w.get('task', id);
    const patch = row && row.deletedAt === null ? change(w, row) : null;
    return patch !== null && w.update('task', id, patch).aseq !== row?.aseq;
  });
  return ok({ count });
}

const isClosed = (row: Row) => row.fields['doneAt'] !== null;

const skipTasks: Handler<'tasks.skip'> = (ctx, { ids }) => changeTasks(ctx, 'tasks.skip', ids, (w, row) => (isClosed(row) ? null : { status: 'skipped', doneAt: w.now }));

const snoozeTasks: Handler<'tasks.snooze'> = (ctx, { ids, due }) => changeTasks(ctx, 'tasks.snooze', ids, (_, row) => (isClosed(row) ? null : { due }));

const reopenTasks: Handler<'tasks.reopen'> = (ctx, { ids }) =>
  changeTasks(ctx, 'tasks.reopen', ids, (_, row) => (isClosed(row) ? { status: 'open', doneAt: null, followUpId: null } : null));

export const taskRoutes: Routes<keyof typeof taskMethods> = {
  'tasks.list': listTasks,
  'tasks.counts': countTasks,
  'tasks.ofCustomer': tasksOfCustomer,
  'tasks.message': taskMessage,
  'tasks.create': createTask,
  'tasks.update': updateTask,
  'tasks.finish': finishTask,
  'tasks.miss': missTask,
  'tasks.skip': skipTasks,
  'tasks.snooze': snoozeTasks,
  'tasks.reopen': reopenTasks,
  'tasks.remove': removeTask,
};

export { linesOf, linesOfCustomer } from './lines.repo.ts';
export { bandRange, closedPage, linesOfMany, openPage } from './tasks.repo.ts';
