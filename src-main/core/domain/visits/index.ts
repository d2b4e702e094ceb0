/** Return visits: planned for many customers at once, each done as a task. */
import { spreadDays, type Spread } from '../../../../shared/kernel/spread-days.ts';
import { err, ok, type AppError, type Result } from '../../../../shared/kernel/result.ts';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { MAX_VISITS, type visitMethods } from '../../../../shared/modules/visits.ts';
import { workCalendarOf } from '../../changes/facts/index.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { changeMany, findCustomers, keepIds, quietIds, selectedIds } from '../customers/index.ts';
import { allPlans, countsByPlan, findPlan, NO_VISITS, openTasks, reportOf, rowToPlan, visitPage } from './plans.repo.ts';

const missing = (id: number) => err('record.missing', { entity: 'visitPlan', id });

const plans: Handler<'visits.plans'> = ({ book }) => {
  const counts = countsByPlan(book.db, book.clock.now());
  return ok({ plans: allPlans(book.db).map((plan) => ({ ...plan, counts: counts.get(plan.id) ?? NO_VISITS })) });
};

const get: Handler<'visits.get'> = ({ book }, { id }) => {
  const plan = findPlan(book, id);
  return plan ? ok(plan) : missing(id);
};

const report: Handler<'visits.report'> = ({ book }, { id }) => ok(reportOf(book.db, book.clock.now(), id ?? null));

const list: Handler<'visits.list'> = ({ book }, input) => ok(visitPage(book.db, input));

interface Asked {
  readonly selection: Selection;
  readonly spread: Spread;
  readonly workdays: boolean;
}

/** Who is to be visited on which day, and who asked to be left alone. */
function planOf(book: OpenBook, { selection, spread, workdays }: Asked): Result<{ readonly ids: readonly number[]; readonly days: readonly string[]; readonly quiet: readonly number[] }, AppError> {
  const meant = Float64Array.from(selectedIds(book, selection));
  const quiet = quietIds(book);
  const ids = Array.from(keepIds(meant, quiet, false).kept);
  if (ids.length > MAX_VISITS) return err('visit.tooMany', { count: ids.length, most: MAX_VISITS });
  const calendar = workCalendarOf(book.db);
  const days = ids.length === 0 ? [] : spreadDays(ids.length, spread, workdays ? (day) => calendar.isWorking(day) : () => true);
  if (days === null) return err('visit.badSpan', {});
  return ok({ ids, days, quiet: Array.from(meant).filter((id) => quiet.has(id)) });
}

/** Names of those who stay out, as many as a sentence holds. */
const NAMES = 10;

const preview: Handler<'visits.preview'> = ({ book }, input) => {
  const made = planOf(book, input);
  if (!made.ok) return made;
  const { ids, days, quiet } = made.value;
  const perDay = new Map<string, number>();
  for (const day of days) perDay.set(day, (perDay.get(day) ?? 0) + 1);
  const leftOutNames = findCustomers(book, quiet.slice(0, NAMES)).map(({ name }) => name);
  return ok({ count: ids.length, leftOut: quiet.length, leftOutNames, firstOn: days[0] ?? null, lastOn: days.at(-1) ?? null, mostPerDay: Math.max(0, ...perDay.values()) });
};

const create: Handler<'visits.create'> = async (ctx, { name, method = null, script = null, ...asked }) => {
  const { book } = ctx;
  const made = planOf(book, asked);
  if (!made.ok) return made;
  const { ids, days, quiet } = made.value;
  if (ids.length === 0) return err('visit.nobody', {});
  const dueOf = new Map(ids.map((id, i) => [id, days[i]!]));
  const plan = { id: 0 };
  const first = (w: Parameters<NonNullable<NonNullable<Parameters<typeof changeMany>[5]>['first']>>[0]) => {
    plan.id = w.create('visitPlan', { name, method, script: script === '' ? null : script, fromOn: days[0]!, toOn: days.at(-1)! });
  };
  await changeMany(ctx, 'visits.create', { name, count: ids.length }, ids, (w, customerId) => {
    w.create('task', { customerId, title: name, due: dueOf.get(customerId)!, method, priority: 'normal', status: 'open', visitId: plan.id });
    return true;
  }, { first });
  return ok({ plan: findPlan(book, plan.id)!, count: ids.length, leftOut: quiet.length });
};

const update: Handler<'visits.update'> = async (ctx, { id, patch }) => {
  const { book } = ctx;
  const plan = findPlan(book, id);
  if (!plan) return missing(id);
  const tasks = { ...(patch.method !== undefined && { method: patch.method }), ...(patch.name !== undefined && { title: patch.name }) };
  const open = Object.keys(tasks).length === 0 ? [] : openTasks(book.db, id);
  const change = { ...patch, ...(patch.script === '' && { script: null }) };
  await changeMany(ctx, 'visits.update', { name: plan.name }, open, (w, task) => w.update('task', task, tasks).id > 0, { first: (w) => void w.update('visitPlan', id, change) });
  return ok(rowToPlan(book.rows.get('visitPlan', id)!));
};

const remove: Handler<'visits.remove'> = async (ctx, { id }) => {
  const plan = findPlan(ctx.book, id);
  if (!plan) return missing(id);
  const open = openTasks(ctx.book.db, id);
  const { actionId } = await changeMany(ctx, 'visits.remove', { name: plan.name, count: open.length }, open, (w, task) => w.remove('task', task).deletedAt !== null, { first: (w) => void w.remove('visitPlan', id) });
  return ok({ count: open.length, actionId });
};

export const visitRoutes: Routes<keyof typeof visitMethods> = {
  'visits.plans': plans,
  'visits.get': get,
  'visits.report': report,
  'visits.list': list,
  'visits.preview': preview,
  'visits.create': create,
  'visits.update': update,
  'visits.remove': remove,
};
