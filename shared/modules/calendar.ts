/** The calendar (日历): what stands on each day of a span, whatever kind of thing it is. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { daysApart, isCivilDay } from '../kernel/calendar-days.ts';
import { taskLineSchema } from './tasks.ts';
import { selectionSchema } from './customers.ts';
import { fileTokenSchema, forOutput, isoDateSchema, recordIdSchema, tableStarted } from './words.ts';

/** `care`: a task that a care plan made. */
export const calendarKindSchema = z.enum(['task', 'nextStep', 'care', 'reminder', 'birthday', 'payment']);
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
  /** `HH:MM` of a reminder that has a time. */
  time: z.string().nullable(),
  customerId: recordIdSchema.nullable(),
  /** Empty for a reminder that is for nobody. */
  customerName: z.string(),
  doNotContact: z.enum(['all', 'marketing']).nullable(),
  /** Years completed on that birthday; `null` when the year is not known. */
  age: z.int().nullable(),
  /** The task or agreed next date itself, for what can be done with it. */
  line: taskLineSchema.nullable(),
  /** Whether it goes to another day by itself: not a day among those of a rule, not a birthday. */
  movable: z.boolean(),
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

/** So many days may a calendar file hold: a year and what lies around it. */
export const MAX_FILE_DAYS = 400;
/** No phone takes in more. */
export const MAX_CALENDAR_EVENTS = 20_000;
export const MAX_CARDS = 5_000;

/** How customers are named in what leaves for a phone. */
export const namingSchema = z.enum(['full', 'surname']);
export type Naming = z.output<typeof namingSchema>;

/** What a calendar file is made of. */
export const calendarOf = {
  from: isoDateSchema,
  to: isoDateSchema,
  kinds: z.array(entryKindSchema).min(1).max(10),
  /** One customer's own. */
  customerId: recordIdSchema.optional(),
};
const isFileSpan = ({ from, to }: Span): boolean => isCivilDay(from) && isCivilDay(to) && to >= from && daysApart(from, to) < MAX_FILE_DAYS;

export const calendarMethods = {
  'calendar.entries': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ ...span, kinds: z.array(entryKindSchema).max(10).default([...entryKindSchema.options]) }).refine(isSpan, 'span'),
    output: days,
    errors: [],
    about: 'What stands on each day of at most 62: open tasks, agreed next dates, reminders and birthdays; the first of each kind and day, and how many there are. Days with nothing are left out.',
  }),
  'calendar.payments': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject(span).refine(isSpan, 'span'),
    output: days,
    errors: [],
    about: 'Payments that fall due on each day of at most 62: the largest of each day, and how many there are.',
  }),
  'calendar.export': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ file: fileTokenSchema, ...calendarOf, naming: namingSchema.default('full'), ...forOutput }).refine(isFileSpan, 'span'),
    output: tableStarted,
    errors: ['file.missing', 'calendar.tooMany'],
    about: 'Writes what stands in the calendar as an iCalendar file: read again elsewhere, an entry is brought up to date and not doubled.',
  }),
  'handOff.card': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, naming: namingSchema.default('full') }),
    output: z.object({ text: z.string() }),
    errors: ['record.missing'],
    about: 'One customer as a card (vCard) for a phone; noted in the record of operations.',
  }),
  'handOff.cards': defineMethod({
    kind: 'job',
    access: 'admin',
    input: z.strictObject({ file: fileTokenSchema, selection: selectionSchema, naming: namingSchema.default('full'), ...forOutput }),
    output: tableStarted,
    errors: ['file.missing', 'handOff.tooMany', 'query.badField', 'segment.missing', 'segment.cycle'],
    about: 'Writes customers as a file of cards (VCF) that phones take into their contacts.',
  }),
  'handOff.event': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ kind: entryKindSchema, id: recordIdSchema, customerId: recordIdSchema, date: isoDateSchema, naming: namingSchema.default('full') }),
    output: z.object({ text: z.string() }),
    errors: ['record.missing'],
    about: 'One entry of the calendar as an iCalendar text for a phone; noted in the record of operations.',
  }),
} as const;
