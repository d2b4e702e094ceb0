/** The calendar (日历): what stands on each day of a span, whatever kind of thing it is. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { daysApart, isCivilDay } from '../kernel/calendar-days.ts';
import { taskLineSchema } from './tasks.ts';
import { isoDateSchema, recordIdSchema } from './words.ts';

/** `care`: a task that a care plan made. */
export const calendarKindSchema = z.enum(['task', 'nextStep', 'care', 'birthday', 'payment']);
export type CalendarKind = z.output<typeof calendarKindSchema>;

/** What `calendar.entries` knows; payments have a method of their own, since not everybody may see them. */
export const entryKindSchema = calendarKindSchema.exclude(['payment']);
export type EntryKind = z.output<typeof entryKindSchema>;

/** Two months and the days that lie around them on a sheet. */
export const MAX_CALENDAR_DAYS = 62;
const MAX_PER_DAY = 200;

export const calendarEntrySchema = z.object({
  kind: calendarKindSchema,
  id: recordIdSchema,
  date: isoDateSchema,
  /** What is to be done; empty for birthdays and payments, which the screen puts in words. */
  title: z.string(),
  customerId: recordIdSchema.nullable(),
  customerName: z.string(),
  doNotContact: z.enum(['all', 'marketing']).nullable(),
  /** Years completed on that birthday; `null` when the year is not known. */
  age: z.int().nullable(),
  /** The task or agreed next date itself, for what can be done with it. */
  line: taskLineSchema.nullable(),
  openMinor: z.int().nullable(),
  currency: z.string().nullable(),
});
export type CalendarEntry = z.output<typeof calendarEntrySchema>;

export const calendarDaySchema = z.object({
  date: isoDateSchema,
  /** How many there are of each kind, also of those that are not among the entries. */
  counts: z.partialRecord(calendarKindSchema, z.int()),
  entries: z.array(calendarEntrySchema),
});
export type CalendarDay = z.output<typeof calendarDaySchema>;

const span = {
  from: isoDateSchema,
  to: isoDateSchema,
  /** So many of each kind and day come with their names. */
  perDay: z.int().min(1).max(MAX_PER_DAY).default(5),
};
interface Span {
  readonly from: string;
  readonly to: string;
}
const isSpan = ({ from, to }: Span): boolean => isCivilDay(from) && isCivilDay(to) && to >= from && daysApart(from, to) < MAX_CALENDAR_DAYS;
const days = z.object({ days: z.array(calendarDaySchema) });

export const calendarMethods = {
  'calendar.entries': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ ...span, kinds: z.array(entryKindSchema).max(10).default([...entryKindSchema.options]) }).refine(isSpan, 'span'),
    output: days,
    errors: [],
    about: 'What stands on each day of at most 62: open tasks, agreed next dates and birthdays; the first of each kind and day, and how many there are. Days with nothing are left out.',
  }),
  'calendar.payments': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject(span).refine(isSpan, 'span'),
    output: days,
    errors: [],
    about: 'Payments that fall due on each day of at most 62: the largest of each day, and how many there are.',
  }),
} as const;
