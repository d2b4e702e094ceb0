/** Reminders: lists, and what can be done with one. */
import { dateOf, dayNumber, isDate } from '../../../../shared/kernel/civil-days.ts';
import { plannedFrom } from '../../../../shared/kernel/reminder-days.ts';
import { parseRule } from '../../../../shared/kernel/recurrence.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { reminderMethods } from '../../../../shared/modules/reminders.ts';
import { workCalendarOf } from '../../changes/facts/index.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../context.ts';
import { changeMany, findCustomer } from '../customers/index.ts';
import { allPeople, OWNER_ACTOR } from '../people/index.ts';
import { lineOf, linesOf, linesOfCustomer } from './lines.repo.ts';
import { bandCounts, missedIds, pageOf } from './reminders.repo.ts';
import { resumed, settled, settledByPast } from './settle.ts';
import { fallsBetween } from './upcoming.ts';

const list: Handler<'reminders.list'> = ({ book }, { band, filter, cursor, limit }) => {
  const { ids, next } = pageOf(book.db, { band, filter, nowMs: book.clock.now() }, limit, cursor);
  return ok({ rows: linesOf(book.db, ids), next });
};

const counts: Handler<'reminders.counts'> = ({ book }, { filter }) => ok(bandCounts(book.db, filter, book.clock.now()));

const ofCustomer: Handler<'reminders.ofCustomer'> = ({ book }, { customerId }) => ok(linesOfCustomer(book.db, customerId));

const missing = (id: number) => err('record.missing', { entity: 'reminder', id });

const get: Handler<'reminders.get'> = ({ book }, { id }) => {
  const line = lineOf(book.db, id);
  return line ? ok(line) : missing(id);
};

const upcoming: Handler<'reminders.upcoming'> = ({ book }, { from, to, filter, limit }) => {
  if (!isDate(from) || !isDate(to) || to < from) return ok({ rows: [], total: 0 });
  const found = fallsBetween(book.db, { from, to }, filter);
  const shown = found.slice(0, limit);
  const lines = new Map(linesOf(book.db, [...new Set(shown.map(({ id }) => id))]).map((line) => [line.id, line]));
  const rows = shown.flatMap(({ id, day, time }) => {
    const line = lines.get(id);
    return line ? [{ id, day, time, title: line.title, customerId: line.customerId, customerName: line.customerName, recurs: line.rule !== null, movable: line.rule === null || line.dueOn === day }] : [];
  });
  return ok({ rows, total: found.length });
};

const preview: Handler<'reminders.preview'> = ({ book }, { startsOn, rule, onHoliday, count }) => {
  const problem = ruleProblem({ startsOn, rule });
  if (problem) return problem;
  const days: string[] = [];
  const yesterday = dayNumber(isoDate(book.clock.now())) - 1;
  for (const day of plannedFrom({ startsOn, rule, onHoliday }, workCalendarOf(book.db), Math.max(yesterday, dayNumber(startsOn) - 60))) {
    if (days.length === count) return ok({ days, more: true });
    days.push(dateOf(day));
  }
  return ok({ days, more: false });
};

const MISSED_SHOWN = 100;
const missed: Handler<'reminders.missed'> = ({ book }) => {
  const { rows, total } = missedIds(book.db, MISSED_SHOWN);
  return ok({ rows: rows.flatMap(({ id, missedOn }) => linesOf(book.db, [id]).map((line) => ({ missedOn, line }))), total });
};

/** What was told is of this computer alone: no change of the book. */
const clearMissed: Handler<'reminders.clearMissed'> = ({ book }, { ids }) => {
  const clear = book.db.raw.transaction(() => {
    const put = prepared(book.db.raw, 'UPDATE reminder_told SET missed_on = NULL WHERE reminder_id = ? AND missed_on IS NOT NULL');
    return ids.reduce((count, id) => count + put.run(id).changes, 0);
  });
  const count = clear.immediate();
  if (count > 0) book.emit({ type: 'data.changed', entities: ['reminder'], ids: null, origin: 'local' });
  return ok({ count });
};

/** A rule that cannot be read, or a date that does not exist. */
function ruleProblem({ startsOn, rule }: { readonly startsOn: string; readonly rule: string | null }) {
  if (!isDate(startsOn)) return err('reminder.badRule', { reason: 'range' });
  const parsed = rule === null ? null : parseRule(rule);
  return parsed && !parsed.ok ? parsed : null;
}

interface Schedule {
  readonly startsOn: string;
  readonly rule: string | null;
  readonly onHoliday: 'keep' | 'skip' | 'before' | 'after';
}

/** Why a schedule cannot be kept; `settledOn`: what of it is past already. */
function scheduleProblem(book: OpenBook, schedule: Schedule, settledOn: string | null) {
  const problem = ruleProblem(schedule);
  if (problem) return problem;
  const after = settledOn === null ? dayNumber(schedule.startsOn) - 60 : dayNumber(settledOn);
  for (const _ of plannedFrom(schedule, workCalendarOf(book.db), after)) return null;
  return err('reminder.never', {});
}

const unknownPerson = (book: OpenBook, name: string | null | undefined) =>
  name !== null && name !== undefined && !allPeople(book.db).some((person) => person.active && person.name === name) ? err('reminder.noPerson', { name }) : null;

const create: Handler<'reminders.create'> = ({ book, actor }, input) => {
  const { customerId = null, segmentId = null } = input;
  const customer = customerId === null ? null : findCustomer(book, customerId);
  if (customerId !== null && (!customer || customer.deletedAt !== null)) return err('record.missing', { entity: 'customer', id: customerId });
  const segment = segmentId === null ? null : book.rows.get('segment', segmentId);
  if (segmentId !== null && (!segment || segment.deletedAt !== null)) return err('record.missing', { entity: 'segment', id: segmentId });
  const now = book.clock.now();
  const schedule = { startsOn: input.startsOn, rule: input.rule ?? null, onHoliday: input.onHoliday ?? ('keep' as const) };
  const settledOn = isDate(schedule.startsOn) ? settledByPast(schedule.startsOn, schedule.rule, now) : null;
  const problem = scheduleProblem(book, schedule, settledOn) ?? unknownPerson(book, input.assignee);
  if (problem) return problem;
  // What somebody notes for themselves is theirs; what is about a customer is whoever's is there.
  const own = customerId === null && actor !== OWNER_ACTOR ? actor : null;
  const fields = { ...input, ...schedule, settledOn, customerId, segmentId, assignee: input.assignee ?? own, leads: input.leads ?? [0], status: 'open' };
  const action = { kind: 'reminders.create', actor, origin: 'local' as const, facts: { name: input.title } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('reminder', fields));
  book.undo.push(actionId);
  return ok(lineOf(book.db, id)!);
};

function living(book: OpenBook, id: number): Row | null {
  const row = book.rows.get('reminder', id);
  return row && row.deletedAt === null ? row : null;
}

const update: Handler<'reminders.update'> = ({ book, actor }, { id, patch }) => {
  const row = living(book, id);
  if (!row) return missing(id);
  const { startsOn, rule, onHoliday } = { ...row.fields, ...patch } as Schedule;
  const moved = startsOn !== row.fields['startsOn'] || rule !== row.fields['rule'];
  const changed = moved || onHoliday !== row.fields['onHoliday'];
  const past = isDate(startsOn) && moved ? settledByPast(startsOn, rule, book.clock.now()) : (row.fields['settledOn'] as string | null);
  const done = row.fields['status'] === 'done';
  const problem = (changed && !(done && !moved) ? scheduleProblem(book, { startsOn, rule, onHoliday }, past) : null) ?? unknownPerson(book, patch.assignee);
  if (problem) return problem;
  const again = moved ? { settledOn: past, snoozedTo: null, ...(done && { status: 'open', doneAt: null }) } : {};
  const facts = { name: patch.title ?? String(row.fields['title']) };
  const written = write(book.write, { kind: 'reminders.update', actor, origin: 'local', facts }, (w) => w.update('reminder', id, { ...patch, ...again }));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(lineOf(book.db, id)!);
};

/** The follow-up and the end of the day are one step: taken back together. */
const finish: Handler<'reminders.finish'> = ({ book, actor }, { id, followUp }) => {
  const row = living(book, id);
  if (!row) return missing(id);
  const customerId = row.fields['customerId'] as number | null;
  const customer = customerId === null ? null : findCustomer(book, customerId);
  if (followUp && !customer) return err('reminder.noCustomer', { id });
  if (customer && customer.deletedAt !== null) return missing(id);
  const patch = settled(row, { outcome: 'done', followUp: followUp !== undefined, at: book.clock.now(), calendar: workCalendarOf(book.db) });
  if (!patch) return err('reminder.closed', { id });
  const action = { kind: 'reminders.finish', actor, origin: 'local' as const, facts: { name: String(row.fields['title']) } };
  const { actionId } = write(book.write, action, (w) => {
    if (followUp) w.create('followUp', { at: w.now, ...followUp, customerId });
    w.update('reminder', id, patch);
  });
  book.undo.push(actionId);
  return ok(lineOf(book.db, id)!);
};

/** One change of many reminders as one step of undo; those that are gone, or that it does not fit, are passed over. */
async function changeAll(ctx: CallContext, kind: string, ids: readonly number[], change: (w: Writer, row: Row) => Record<string, unknown> | null) {
  const unique = [...new Set(ids)];
  const name = unique.length === 1 ? living(ctx.book, unique[0]!)?.fields['title'] : null;
  const { count } = await changeMany(ctx, kind, { count: unique.length, name: typeof name === 'string' ? name : null }, unique, (w, id) => {
    const row = w.get('reminder', id);
    const patch = row && row.deletedAt === null ? change(w, row) : null;
    return patch !== null && w.update('reminder', id, patch).aseq !== row?.aseq;
  });
  return ok({ count });
}

const isOpen = (row: Row) => row.fields['status'] === 'open';

const skip: Handler<'reminders.skip'> = (ctx, { ids }) => {
  const calendar = workCalendarOf(ctx.book.db);
  return changeAll(ctx, 'reminders.skip', ids, (w, row) => settled(row, { outcome: 'skipped', followUp: false, at: w.now, calendar }));
};

const snooze: Handler<'reminders.snooze'> = (ctx, { ids, to }) => changeAll(ctx, 'reminders.snooze', ids, (_, row) => (isOpen(row) && isDate(to.slice(0, 10)) ? { snoozedTo: to } : null));

const handOver: Handler<'reminders.handOver'> = (ctx, { ids, to }) => {
  const unknown = unknownPerson(ctx.book, to);
  return unknown ?? changeAll(ctx, 'reminders.handOver', ids, (_, row) => (row.fields['status'] === 'done' ? null : { assignee: to }));
};

const pause: Handler<'reminders.pause'> = (ctx, { ids }) => changeAll(ctx, 'reminders.pause', ids, (_, row) => (isOpen(row) ? { status: 'paused' } : null));

const resume: Handler<'reminders.resume'> = (ctx, { ids }) => changeAll(ctx, 'reminders.resume', ids, (w, row) => resumed(row, w.now));

const remove: Handler<'reminders.remove'> = async (ctx, { ids }) => {
  const unique = [...new Set(ids)];
  const name = unique.length === 1 ? living(ctx.book, unique[0]!)?.fields['title'] : null;
  const facts = { count: unique.length, name: typeof name === 'string' ? name : null };
  const { count } = await changeMany(ctx, 'reminders.remove', facts, unique, (w, id) => {
    const row = w.get('reminder', id);
    return row !== null && row.deletedAt === null && w.remove('reminder', id).deletedAt !== null;
  });
  return ok({ count });
};

export const reminderRoutes: Routes<keyof typeof reminderMethods> = {
  'reminders.list': list,
  'reminders.counts': counts,
  'reminders.ofCustomer': ofCustomer,
  'reminders.get': get,
  'reminders.upcoming': upcoming,
  'reminders.preview': preview,
  'reminders.missed': missed,
  'reminders.clearMissed': clearMissed,
  'reminders.create': create,
  'reminders.update': update,
  'reminders.finish': finish,
  'reminders.skip': skip,
  'reminders.snooze': snooze,
  'reminders.handOver': handOver,
  'reminders.pause': pause,
  'reminders.resume': resume,
  'reminders.remove': remove,
};

export { isQuiet } from './due.ts';
export { tellDue } from './tell.ts';
export { linesOf as reminderLines } from './lines.repo.ts';
export { fallsBetween, fallsOf } from './upcoming.ts';
