/** Tasks (待办): what is to be done for a customer, by hand or from a care plan. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import type { FieldDef } from './fields.ts';
import { contactMethodSchema, followUpBody } from './follow-ups.ts';
import { emptySchema, isoDateSchema, recordIdSchema } from './words.ts';

export const taskStatusSchema = z.enum(['open', 'paused', 'done', 'skipped']);
export type TaskStatus = z.output<typeof taskStatusSchema>;
export const taskPrioritySchema = z.enum(['high', 'normal']);
export type TaskPriority = z.output<typeof taskPrioritySchema>;
/** 逾期、今天、本周、以后、已完成. Weeks end on Sunday; a task without a day is one for later. */
export const taskBandSchema = z.enum(['overdue', 'today', 'week', 'later', 'closed']);
export type TaskBand = z.output<typeof taskBandSchema>;

const field = (name: string, kind: FieldDef['kind'], maxLength = 0): FieldDef => ({ name, kind, merge: 'lww', editable: true, importable: false, maxLength });
const fixed = (name: string): FieldDef => ({ ...field(name, 'record'), merge: 'first', editable: false });

export const taskFields: readonly FieldDef[] = [
  fixed('customerId'),
  field('title', 'text', 200),
  field('due', 'date', 10),
  { ...field('method', 'choice', 20), choices: contactMethodSchema.options },
  { ...field('priority', 'choice', 10), choices: taskPrioritySchema.options },
  { ...field('status', 'choice', 10), choices: taskStatusSchema.options },
  field('note', 'longText', 2_000),
  field('message', 'longText', 2_000),
  field('doneAt', 'instant'),
  field('followUpId', 'record'),
  fixed('planId'),
  fixed('runId'),
  fixed('visitId'),
  field('missed', 'list'),
];

const body = {
  title: z.string().trim().min(1).max(200),
  due: isoDateSchema.nullable(),
  method: contactMethodSchema.nullable(),
  priority: taskPrioritySchema,
  note: z.string().trim().max(2_000).nullable(),
};

/** A call nobody took, and the day it was put off to. */
export const missedCallSchema = z.object({ at: z.number(), from: z.string().nullable(), to: z.string(), reason: z.string() });
export type MissedCall = z.output<typeof missedCallSchema>;

export const taskSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema,
  ...body,
  message: z.string().nullable(),
  status: taskStatusSchema,
  doneAt: z.number().nullable(),
  followUpId: recordIdSchema.nullable(),
  planId: recordIdSchema.nullable(),
  runId: recordIdSchema.nullable(),
  /** The plan of return visits it belongs to. */
  visitId: recordIdSchema.nullable(),
  missed: z.array(missedCallSchema),
  seq: z.int(),
});
export type Task = z.output<typeof taskSchema>;

/** A line of the list: a task, or the next date agreed in a follow-up, which is no task but stands among them. */
export const taskLineSchema = taskSchema.extend({
  kind: z.enum(['task', 'nextStep']),
  customerName: z.string(),
  phone: z.string().nullable(),
  doNotContact: z.enum(['all', 'marketing']).nullable(),
  planName: z.string().nullable(),
});
export type TaskLine = z.output<typeof taskLineSchema>;

export const taskFilterSchema = z.strictObject({
  method: contactMethodSchema.optional(),
  /** `hand`: written by hand; `nextStep`: agreed in a follow-up; a number: the care plan. */
  source: z.union([z.enum(['hand', 'nextStep']), recordIdSchema]).optional(),
  /** A plan of return visits. */
  visitId: recordIdSchema.optional(),
});
export type TaskFilter = z.output<typeof taskFilterSchema>;

const ids = z.array(recordIdSchema).min(1).max(1_000);
const counted = z.object({ count: z.int() });

export const taskMethods = {
  'tasks.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ band: taskBandSchema, filter: taskFilterSchema.default({}), cursor: z.string().max(100).optional(), limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ rows: z.array(taskLineSchema), next: z.string().nullable() }),
    errors: ['query.badCursor'],
    about: 'Tasks and agreed next dates of one span of time in the order of their days; what is closed latest first; page by page.',
  }),
  'tasks.counts': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ filter: taskFilterSchema.default({}) }),
    output: z.object({ overdue: z.int(), today: z.int(), week: z.int(), later: z.int(), closed: z.int() }),
    errors: [],
    about: 'How many there are in each span of time.',
  }),
  'tasks.ofCustomer': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ rows: z.array(taskLineSchema), total: z.int() }),
    errors: [],
    about: 'What is to be done for one customer, paused tasks included: the first 100 in the order of their days.',
  }),
  'tasks.message': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ parts: z.array(z.object({ kind: z.enum(['text', 'value', 'missing', 'unknown']), text: z.string() })) }),
    errors: ['record.missing'],
    about: "A task's message in pieces, its fields filled in with what is known of the customer; gaps stay visible.",
  }),
  'tasks.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, ...body }).partial({ due: true, method: true, priority: true, note: true }),
    output: taskSchema,
    errors: ['record.missing'],
    about: 'Writes down something to be done for a customer.',
  }),
  'tasks.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: taskSchema,
    errors: ['record.missing'],
    about: 'Changes a task.',
  }),
  'tasks.finish': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      id: recordIdSchema,
      /** What was said, kept as a follow-up in the same step. */
      followUp: z
        .strictObject(followUpBody)
        .partial({ at: true, nextDate: true, result: true, intent: true, satisfaction: true })
        .refine((v) => v.content !== '' || v.result || v.satisfaction, 'content')
        .optional(),
    }),
    output: taskSchema,
    errors: ['record.missing', 'task.closed'],
    about: 'Marks a task as done, with the record of the contact where one is given: one step of undo.',
  }),
  'tasks.miss': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, due: isoDateSchema, reason: z.string().trim().max(200).default(''), method: contactMethodSchema.optional() }),
    output: taskSchema,
    errors: ['record.missing', 'task.closed'],
    about: 'Nobody was reached: writes that down as a follow-up and puts the task off to another day, with the reason; one step of undo.',
  }),
  'tasks.skip': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Closes open tasks that will not be done.',
  }),
  'tasks.snooze': defineMethod({
    kind: 'command',
    access: 'write',
    /** `null`: some day. */
    input: z.strictObject({ ids, due: isoDateSchema.nullable() }),
    output: counted,
    errors: [],
    about: 'Moves open tasks to another day.',
  }),
  'tasks.reopen': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ids }),
    output: counted,
    errors: [],
    about: 'Makes closed tasks open again; the follow-up stays.',
  }),
  'tasks.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Deletes a task; undo brings it back.',
  }),
} as const;
