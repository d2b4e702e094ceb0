/** How a reminder goes on when a day of it is done or passed over. */
import { addDays } from '../../../../shared/kernel/civil-days.ts';
import { nextDay } from '../../../../shared/kernel/reminder-days.ts';
import type { Settled } from '../../../../shared/kernel/reminder-days.ts';
import type { WorkCalendar } from '../../../../shared/kernel/working-days.ts';
import { MARKS_KEPT } from '../../../../shared/modules/reminders.ts';
import type { ReminderMark } from '../../../../shared/modules/reminders.ts';
import type { Row } from '../../changes/rows.ts';
import { civilMoment } from '../../kernel/civil-date.ts';

export interface SettleBy {
  readonly outcome: ReminderMark['outcome'];
  readonly followUp: boolean;
  /** Now. */
  readonly at: number;
  readonly calendar: WorkCalendar;
}

/** A reminder's row as its days are reckoned from it. */
export function planOf({ fields }: Row): Settled {
  const { startsOn, rule, onHoliday, settledOn, snoozedTo, atTime, leads } = fields;
  return { startsOn, rule, onHoliday, settledOn, snoozedTo, atTime, leads: leads as number[] } as Settled;
}

/**
 * The change that settles the day it stands on, and every day missed until now; a time of today that is still to come is
 * not among them. `null`: no day is left, or it is not open.
 */
export function settled(row: Row, { outcome, followUp, at, calendar }: SettleBy): Record<string, unknown> | null {
  const plan = planOf(row);
  const day = row.fields['status'] === 'open' ? nextDay(plan, calendar) : null;
  if (day === null) return null;
  const [today = '', time = ''] = civilMoment(at).split('T');
  const passed = plan.atTime !== null && plan.atTime > time ? addDays(today, -1) : today;
  const settledOn = day > passed ? day : passed;
  const marks = [...(row.fields['marks'] as readonly ReminderMark[]), { day, outcome, at, followUp }].slice(-MARKS_KEPT);
  const over = nextDay({ ...plan, settledOn }, calendar) === null;
  return { settledOn, snoozedTo: null, marks, ...(over && { status: 'done', doneAt: at }) };
}

/** Taken up again: a paused one from today on, one that was done with its last day open. */
export function resumed(row: Row, at: number): Record<string, unknown> | null {
  const [today = ''] = civilMoment(at).split('T');
  const { status, settledOn, rule } = row.fields;
  if (status === 'paused') {
    const passed = addDays(today, -1);
    const keep = rule === null || (typeof settledOn === 'string' && settledOn > passed);
    return { status: 'open', ...(!keep && { settledOn: passed }) };
  }
  const marks = row.fields['marks'] as readonly ReminderMark[];
  const last = marks.at(-1);
  return status === 'done' && last ? { status: 'open', doneAt: null, settledOn: addDays(last.day, -1), marks: marks.slice(0, -1) } : null;
}

/** From when on a schedule that was written or changed now asks: days of a rule that are past are not asked for. */
export function settledByPast(startsOn: string, rule: string | null, at: number): string | null {
  const [today = ''] = civilMoment(at).split('T');
  return rule === null || startsOn >= today ? null : addDays(today, -1);
}
