/** Reminders (提醒): for a customer, for a segment, or by themselves; once or again and again. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { contactMethodSchema, followUpBody } from './follow-ups.ts';
import { emptySchema, isoDateSchema, recordIdSchema } from './words.ts';

export const reminderStatusSchema = z.enum(['open', 'paused', 'done']);
export type ReminderStatus = z.output<typeof reminderStatusSchema>;
/** What becomes of a day that is no working day: as it is, left out, the working day before, the one after. */
export const onHolidaySchema = z.enum(['keep', 'skip', 'before', 'after']);
export type OnHoliday = z.output<typeof onHolidaySchema>;
/** 逾期、今天、本周、以后、暂停的、已完成. Weeks end on Sunday. */
export const reminderBandSchema = z.enum(['overdue', 'today', 'week', 'later', 'paused', 'closed']);
export type ReminderBand = z.output<typeof reminderBandSchema>;

/** `HH:MM`. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A civil date with or without a time: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM`. */
export const civilMomentSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/);

const field = (name: string, kind: FieldDef['kind'], maxLength = 0, more: Partial<FieldDef> = {}): FieldDef => fieldDef(name, kind, maxLength, { importable: false, ...more });

/** How many of the latest days of a reminder are remembered one by one; older ones stand in its history. */
export const MARKS_KEPT = 40;

export const reminderFields: readonly FieldDef[] = [
  field('customerId', 'record', 0, { merge: 'first', editable: false }),
  field('segmentId', 'record', 0, { merge: 'first', editable: false }),
  field('title', 'text', 200),
  field('note', 'longText', 2_000),
  field('method', 'choice', 20, { choices: contactMethodSchema.options }),
  field('startsOn', 'date', 10),
  field('atTime', 'text', 5),
  field('rule', 'text', 300),
  field('onHoliday', 'choice', 10, { choices: onHolidaySchema.options }),
  field('leads', 'list', 10),
  field('status', 'choice', 10, { choices: reminderStatusSchema.options }),
  field('settledOn', 'date', 10),
  field('snoozedTo', 'text', 16),
  field('assignee', 'text', 60),
  field('marks', 'list', MARKS_KEPT),
  field('doneAt', 'instant'),
  field('uid', 'text', 255),
];

/** A day of a reminder that was done or passed over. `followUp`: what was said is on record, and tells of it. */
export const reminderMarkSchema = z.object({ day: isoDateSchema, outcome: z.enum(['done', 'skipped']), at: z.number(), followUp: z.boolean() });
export type ReminderMark = z.output<typeof reminderMarkSchema>;

const body = {
  title: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2_000).nullable(),
  method: contactMethodSchema.nullable(),
  startsOn: isoDateSchema,
  /** `null`: all day, told at the book's time of day. */
  atTime: timeOfDaySchema.nullable(),
  /** Of `shared/kernel/recurrence.ts`; `null`: once. */
  rule: z.string().min(1).max(300).nullable(),
  onHoliday: onHolidaySchema,
  /** Days before on which it is told: `[7, 0]`. */
  leads: z.array(z.int().min(0).max(366)).min(1).max(6),
  /** Name of an active person; `null`: whoever is here. */
  assignee: z.string().trim().min(1).max(60).nullable(),
};

export const reminderSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema.nullable(),
  segmentId: recordIdSchema.nullable(),
  ...body,
  status: reminderStatusSchema,
  settledOn: isoDateSchema.nullable(),
  snoozedTo: civilMomentSchema.nullable(),
  marks: z.array(reminderMarkSchema),
  doneAt: z.number().nullable(),
  uid: z.string().nullable(),
  seq: z.int(),
});
export type Reminder = z.output<typeof reminderSchema>;

/** A line of the list. */
export const reminderLineSchema = reminderSchema.extend({
  /** The day it stands on: put off to, or the next one not settled; `null`: none is left, or it is paused or done. */
  dueOn: isoDateSchema.nullable(),
  dueTime: timeOfDaySchema.nullable(),
  customerName: z.string().nullable(),
  phone: z.string().nullable(),
  doNotContact: z.enum(['all', 'marketing']).nullable(),
  segmentName: z.string().nullable(),
});
export type ReminderLine = z.output<typeof reminderLineSchema>;

export const reminderFilterSchema = z.strictObject({
  method: contactMethodSchema.optional(),
  /** The name of a person; `''`: handed to nobody. */
  assignee: z.string().max(60).optional(),
});
export type ReminderFilter = z.output<typeof reminderFilterSchema>;

const ids = z.array(recordIdSchema).min(1).max(1_000);
const counted = z.object({ count: z.int() });
/** For a customer, a segment, or neither. */
const about = { customerId: recordIdSchema.nullable(), segmentId: recordIdSchema.nullable(), uid: z.string().min(1).max(255).nullable() };
const optional = { note: true, method: true, atTime: true, rule: true, onHoliday: true, leads: true, assignee: true } as const;
const defaults = { customerId: true, segmentId: true, uid: true, ...optional } as const;
const followUp = z
  .strictObject(followUpBody)
  .partial({ at: true, nextDate: true, result: true, intent: true, satisfaction: true })
  .refine((v) => v.content !== '' || v.result || v.satisfaction, 'content');
const BAD = ['reminder.badRule', 'reminder.never', 'reminder.noPerson'];

export const reminderMethods = {
  'reminders.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ band: reminderBandSchema, filter: reminderFilterSchema.default({}), cursor: z.string().max(100).optional(), limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ rows: z.array(reminderLineSchema), next: z.string().nullable() }),
    errors: ['query.badCursor'],
    about: 'Reminders of one span of time in the order of their days and times; what is closed latest first; page by page.',
  }),
  'reminders.counts': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ filter: reminderFilterSchema.default({}) }),
    output: z.object({ overdue: z.int(), today: z.int(), week: z.int(), later: z.int(), paused: z.int(), closed: z.int() }),
    errors: [],
    about: 'How many there are in each span of time.',
  }),
  'reminders.ofCustomer': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ rows: z.array(reminderLineSchema), total: z.int() }),
    errors: [],
    about: 'What one customer is to be remembered for, paused ones included: the first 100 in the order of their days.',
  }),
  'reminders.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: reminderLineSchema,
    errors: ['record.missing'],
    about: 'One reminder with the day it stands on.',
  }),
  'reminders.upcoming': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ from: isoDateSchema, to: isoDateSchema, filter: reminderFilterSchema.default({}), limit: z.int().min(1).max(2_000).default(2_000) }),
    output: z.object({
      rows: z.array(z.object({ id: recordIdSchema, day: isoDateSchema, time: timeOfDaySchema.nullable(), title: z.string(), customerId: recordIdSchema.nullable(), customerName: z.string().nullable(), recurs: z.boolean(), movable: z.boolean() })),
      /** How many there are, also those left out. */
      total: z.int(),
    }),
    errors: [],
    about: 'Every day between two on which an open reminder falls and is not settled, in order; one put off stands on the day it was put off to.',
  }),
  'reminders.preview': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ startsOn: isoDateSchema, rule: body.rule, onHoliday: onHolidaySchema, count: z.int().min(1).max(60).default(5) }),
    output: z.object({ days: z.array(isoDateSchema), more: z.boolean() }),
    errors: ['reminder.badRule'],
    about: 'The first days of a reminder before it is written, holidays considered, from today on.',
  }),
  'reminders.missed': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ rows: z.array(z.object({ missedOn: isoDateSchema, line: reminderLineSchema })), total: z.int() }),
    errors: [],
    about: 'What came due while the program was off and has been neither settled nor put away since: the first 100.',
  }),
  'reminders.clearMissed': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Puts these away from the list of what was missed; the reminders themselves stay as they are.',
  }),
  'reminders.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z
      .strictObject({ ...about, ...body })
      .partial(defaults)
      .refine((v) => (v.customerId ?? null) === null || (v.segmentId ?? null) === null, 'segmentId'),
    output: reminderLineSchema,
    errors: ['record.missing', ...BAD],
    about: 'Adds a reminder; days of its rule that are past already are not asked for.',
  }),
  'reminders.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: reminderLineSchema,
    errors: ['record.missing', ...BAD],
    about: 'Changes a reminder; one that was done is open again when it has a day to come.',
  }),
  'reminders.finish': defineMethod({
    kind: 'command',
    access: 'write',
    /** What was said, kept as a follow-up in the same step; only for a reminder of a customer. */
    input: z.strictObject({ id: recordIdSchema, followUp: followUp.optional() }),
    output: reminderLineSchema,
    errors: ['record.missing', 'reminder.closed', 'reminder.noCustomer'],
    about: 'Marks what a reminder stands for as done, with every day of it missed until now: one step of undo. It goes on to its next day, or is done.',
  }),
  'reminders.skip': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Passes over the day each reminder stands on, and every day of it missed until now.',
  }),
  'reminders.snooze': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids, to: civilMomentSchema }),
    output: counted,
    errors: [],
    about: 'Puts open reminders off to a day, or to a time of a day.',
  }),
  'reminders.handOver': defineMethod({
    kind: 'command',
    access: 'write',
    /** Name of an active person; `null`: to nobody in particular. */
    input: z.strictObject({ ids, to: body.assignee }),
    output: counted,
    errors: ['reminder.noPerson'],
    about: 'Hands reminders to another person, who is told of what is due when they come in.',
  }),
  'reminders.pause': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Lets open reminders rest until they are taken up again.',
  }),
  'reminders.resume': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Takes paused reminders up from today on, and opens again the last day of those that were done.',
  }),
  'reminders.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Deletes reminders; undo brings them back.',
  }),
} as const;

/** In the book's settings: when reminders speak. */
export const reminderSettingsSchema = z.object({
  /** Time of day of what has none. */
  at: timeOfDaySchema,
  /** Between these nothing is told; it waits for the end. Equal: at any hour. */
  quietFrom: timeOfDaySchema,
  quietTo: timeOfDaySchema,
  /** Every morning how much there is to do. */
  digest: z.boolean(),
});
export type ReminderSettings = z.output<typeof reminderSettingsSchema>;
export const DEFAULT_REMINDER_SETTINGS: ReminderSettings = { at: '09:00', quietFrom: '22:00', quietTo: '07:00', digest: true };
