/** Finds what is due on an index of next times, notes it as told, and answers what is to be said. */
import { REMINDER_COLUMNS, saveDue, saveTold, toldOf, toReminder, workCalendarOf } from '../../changes/facts/index.ts';
import type { StoredReminder } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { civilMoment } from '../../kernel/civil-date.ts';
import { readSettings } from '../settings/index.ts';
import { dueDeliveries, isQuiet } from './due.ts';
import type { TellingRules } from './due.ts';

export interface DueItem {
  readonly id: number;
  readonly title: string;
  readonly customerName: string | null;
  readonly day: string;
  readonly time: string | null;
  /** Days from the telling to the day it is about. */
  readonly lead: number;
}

export interface TellNow {
  readonly now: readonly DueItem[];
  readonly missed: readonly DueItem[];
  /** There may be more: ask again. */
  readonly more: boolean;
}

/** A transaction of these takes some milliseconds. */
const AT_ONCE = 40;

/** Ranges of `reminder_due_tell`, one for what is handed to nobody and one for the person's own. Exported for the test of their plans. */
export const DUE_SQL = `SELECT reminder_id AS id FROM reminder_due WHERE assignee = @who AND tell_on < @day
  UNION ALL SELECT reminder_id FROM reminder_due WHERE assignee = @who AND tell_on = @day AND tell_time <= @time
  UNION ALL SELECT reminder_id FROM reminder_due WHERE assignee = @who AND tell_on = @day AND tell_time IS NULL AND @at <= @time LIMIT @most`;

/**
 * Tells what is due at this instant to `person` (`''`: the owner). `seen`: the book as they may see it; what they do not see
 * is not told, and waits for somebody who does. Durable before it is answered, so that nothing is told twice.
 */
export function tellDue(db: Db, seen: Db, person: string, nowMs: number): TellNow {
  const now = civilMoment(nowMs);
  const [day = '', time = ''] = now.split('T');
  const rules: TellingRules = { calendar: workCalendarOf(db), ...readSettings(db).reminders };
  if (isQuiet(rules, time)) return { now: [], missed: [], more: false };
  const find = prepared(seen.raw, DUE_SQL);
  const ids = [...new Set(['', person])].flatMap((who) => (find.all({ who, day, time, at: rules.at, most: AT_ONCE }) as { id: number }[]).map((row) => row.id));
  if (ids.length === 0) return { now: [], missed: [], more: false };
  const items = { now: [] as DueItem[], missed: [] as DueItem[] };
  const tell = db.raw.transaction(() => {
    for (const id of ids) tellOne(db, id, rules, now, items);
  });
  tell.immediate();
  return { ...items, more: ids.length >= AT_ONCE };
}

function tellOne(db: Db, id: number, rules: TellingRules, now: string, items: { readonly now: DueItem[]; readonly missed: DueItem[] }): void {
  const row = prepared(db.raw, `SELECT ${REMINDER_COLUMNS} FROM reminder WHERE id = ?`).get(id);
  const told = toldOf(db, id);
  if (row === undefined || !told) return;
  const reminder = toReminder(row as object);
  const { deliveries, told: after } = dueDeliveries(reminder, told, rules, now);
  const gone = deliveries.find((one) => one.missed);
  saveTold(db, reminder, { ...after, missedOn: told.missedOn ?? gone?.telling.day ?? null });
  saveDue(db, reminder, after);
  const last = deliveries.at(-1);
  if (!last || isBinned(db, reminder)) return;
  // Many days of one reminder that passed unseen are one thing to say.
  const { title, customerName } = namesOf(db, id);
  (last.missed ? items.missed : items.now).push({ id, title, customerName, day: last.telling.day, time: last.telling.time, lead: last.telling.snoozed ? 0 : last.telling.lead });
}

const namesOf = (db: Db, id: number) =>
  prepared(db.raw, 'SELECT r.title, c.name AS customerName FROM reminder r LEFT JOIN customer c ON c.id = r.customer_id WHERE r.id = ?').get(id) as { readonly title: string; readonly customerName: string | null };

const isBinned = (db: Db, { customerId }: StoredReminder): boolean =>
  customerId !== null && prepared(db.raw, 'SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL').get(customerId) === undefined;
