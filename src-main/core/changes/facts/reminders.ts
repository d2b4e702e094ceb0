/**
 * Where each open reminder stands and when it is told next: facts that follow from the reminder, the working days and what
 * this computer has told. Kept with every change, so undo, restore and import need do nothing for them.
 */
import { addDays } from '../../../../shared/kernel/civil-days.ts';
import { nextTelling, standsOn } from '../../../../shared/kernel/reminder-days.ts';
import type { Settled, Told } from '../../../../shared/kernel/reminder-days.ts';
import { civilMoment } from '../../kernel/civil-date.ts';
import type { Db } from '../../database/open.ts';
import { sameValue } from '../rows.ts';
import { prepared } from '../statements.ts';
import type { TouchedRow } from './touched.ts';
import { workCalendarOf } from './work-calendar.ts';

export interface StoredReminder extends Settled {
  readonly id: number;
  readonly customerId: number | null;
  readonly method: string | null;
  readonly assignee: string | null;
  readonly status: string;
  readonly deletedAt: number | null;
}

export interface StoredTold extends Told {
  readonly missedOn: string | null;
}

interface ReminderRow extends Omit<StoredReminder, 'leads'> {
  readonly leads: string | null;
}

const COLUMNS = `id, customer_id AS customerId, method, assignee, status, deleted_at AS deletedAt, starts_on AS startsOn, at_time AS atTime, rule,
  on_holiday AS onHoliday, leads, settled_on AS settledOn, snoozed_to AS snoozedTo`;

/** Decodes a row of `REMINDER_COLUMNS`. */
export const toReminder = (row: object): StoredReminder => {
  const { leads, ...rest } = row as ReminderRow;
  return { ...rest, leads: leads === null ? [] : (JSON.parse(leads) as number[]) };
};
export const REMINDER_COLUMNS = COLUMNS;

function stored(db: Db, id: number): StoredReminder | null {
  const row = prepared(db.raw, `SELECT ${COLUMNS} FROM reminder WHERE id = ?`).get(id);
  return row === undefined ? null : toReminder(row as object);
}

/** What decides when a reminder is told: another value of one of these begins anew from now on. */
const SCHEDULE = ['startsOn', 'atTime', 'rule', 'onHoliday', 'leads'] as const;

/** Called by `maintain` with the rows of a transaction. */
export function keepReminders(db: Db, rows: readonly TouchedRow[], now: number): void {
  for (const { entity, id, before, after } of rows) {
    if (entity !== 'reminder') continue;
    const wasOpen = before !== null && before.deletedAt === null && before.fields['status'] === 'open';
    const anew = !wasOpen || SCHEDULE.some((field) => !sameValue(before.fields[field], after.fields[field]));
    const handed = wasOpen && !sameValue(before.fields['assignee'], after.fields['assignee']);
    keepOne(db, id, now, { anew, handed });
  }
}

/** The same for reminders made in bulk. */
export function keepRemindersOf(db: Db, ids: readonly number[], now: number): void {
  for (const id of ids) keepOne(db, id, now, { anew: true, handed: false });
}

function keepOne(db: Db, id: number, now: number, { anew, handed }: { readonly anew: boolean; readonly handed: boolean }): void {
  const reminder = stored(db, id);
  if (!reminder || reminder.status !== 'open' || reminder.deletedAt !== null) {
    prepared(db.raw, 'DELETE FROM reminder_due WHERE reminder_id = ?').run(id);
    return;
  }
  const known = anew ? null : toldOf(db, id);
  const told = known ?? fresh(reminder, morningOf(db), now);
  // Whoever it was handed to has been told nothing yet of what it stands for.
  const day = handed ? standsOn(reminder, workCalendarOf(db))?.day : undefined;
  const again = day === undefined || day > told.through ? told : { ...told, through: addDays(day, -1), snooze: null };
  saveTold(db, reminder, again);
  saveDue(db, reminder, again);
}

/** Nothing that was to be told before now is told of a reminder that is new, or is one again. */
function fresh({ atTime, snoozedTo }: StoredReminder, morning: string, now: number): StoredTold {
  const [today = '', time = ''] = civilMoment(now).split('T');
  return { through: (atTime ?? morning) <= time ? today : addDays(today, -1), snooze: snoozedTo !== null && snoozedTo <= civilMoment(now) ? snoozedTo : null, missedOn: null };
}

/** The time of day of reminders without one. */
export function morningOf(db: Db): string {
  const row = prepared(db.raw, "SELECT json_extract(value, '$.at') AS at FROM setting WHERE key = 'reminders'").get() as { at: string | null } | undefined;
  return row?.at ?? '09:00';
}

export function toldOf(db: Db, id: number): StoredTold | null {
  const row = prepared(db.raw, 'SELECT through, snooze, missed_on AS missedOn FROM reminder_told WHERE reminder_id = ?').get(id);
  return (row as StoredTold | undefined) ?? null;
}

/** Notes what has been told; of this computer alone, and no change of the book. */
export function saveTold(db: Db, { id, customerId }: Pick<StoredReminder, 'id' | 'customerId'>, { through, snooze, missedOn }: StoredTold): void {
  prepared(db.raw, 'INSERT OR REPLACE INTO reminder_told (reminder_id, customer_id, through, snooze, missed_on) VALUES (?, ?, ?, ?, ?)').run(id, customerId, through, snooze, missedOn);
}

const SAVE_DUE = `INSERT OR REPLACE INTO reminder_due (reminder_id, customer_id, due_on, due_time, method, assignee, recurs, tell_on, tell_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function saveDue(db: Db, reminder: StoredReminder, told: Told): void {
  prepared(db.raw, SAVE_DUE).run(...dueCells(db, reminder, told));
}

/** No day is left: after every date. */
export const NO_DAY = '~';

function dueCells(db: Db, reminder: StoredReminder, told: Told): (string | number | null)[] {
  const calendar = workCalendarOf(db);
  const due = standsOn(reminder, calendar);
  const tell = due && nextTelling(reminder, calendar, told);
  const { id, customerId, method, assignee, rule } = reminder;
  return [id, customerId, due?.day ?? NO_DAY, due?.time ?? '', method, assignee ?? '', rule === null ? 0 : 1, tell?.on ?? null, tell?.time ?? null];
}

const OPEN = `SELECT ${COLUMNS} FROM reminder WHERE status = 'open' AND deleted_at IS NULL`;

/** Rebuilds all of them; must run inside a transaction. What was told stays told. */
export function rebuildReminders(db: Db, now: number): void {
  db.raw.exec('DELETE FROM reminder_due');
  const rows = db.raw.prepare<[], object>(OPEN).all();
  for (const reminder of rows.map(toReminder)) {
    const told = toldOf(db, reminder.id) ?? fresh(reminder, morningOf(db), now);
    saveTold(db, reminder, told);
    saveDue(db, reminder, told);
  }
}

/** The same for those that keep to working days: which days those are has changed. */
export function moveReminders(db: Db): number {
  const rows = db.raw.prepare<[], object>(`${OPEN} AND on_holiday <> 'keep'`).all();
  for (const reminder of rows.map(toReminder)) saveDue(db, reminder, toldOf(db, reminder.id) ?? { through: reminder.startsOn, snooze: null });
  return rows.length;
}

/** Whether working days matter to any of them. */
export const anyMoves = (db: Db): boolean => prepared(db.raw, "SELECT 1 FROM reminder WHERE on_holiday <> 'keep' AND status = 'open' LIMIT 1").get() !== undefined;

/** How many are not what follows from the reminders. */
export function wrongReminders(db: Db): number {
  const kept = db.raw.prepare<[], Record<string, unknown>>('SELECT * FROM reminder_due').all();
  const wanted = new Map(db.raw.prepare<[], object>(OPEN).all().map(toReminder).map((one) => [one.id, one]));
  const wrong = kept.filter((row) => {
    const reminder = wanted.get(Number(row['reminder_id']));
    const told = reminder && toldOf(db, reminder.id);
    return !reminder || !told || JSON.stringify(dueCells(db, reminder, told)) !== JSON.stringify(Object.values(row));
  });
  return wrong.length + Math.max(0, wanted.size - kept.length);
}
