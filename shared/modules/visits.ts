/** Return visits (回访): a plan over many customers, one task each, and what came of it. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { selectionSchema } from './customers.ts';
import type { FieldDef } from './fields.ts';
import { contactMethodSchema, followUpResultSchema, satisfactionSchema } from './follow-ups.ts';
import { taskLineSchema } from './tasks.ts';
import { emptySchema, isoDateSchema, recordIdSchema } from './words.ts';

const field = (name: string, kind: FieldDef['kind'], maxLength = 0): FieldDef => ({ name, kind, merge: 'lww', editable: true, importable: false, maxLength });

export const visitPlanFields: readonly FieldDef[] = [
  field('name', 'text', 80),
  { ...field('method', 'choice', 20), choices: contactMethodSchema.options },
  field('script', 'longText', 2_000),
  field('fromOn', 'date', 10),
  field('toOn', 'date', 10),
];

/** Customers of one plan; a shop that calls forty a day is busy for ten weeks. */
export const MAX_VISITS = 2_000;

const body = {
  name: z.string().trim().min(1).max(80),
  method: contactMethodSchema.nullable(),
  script: z.string().trim().max(2_000).nullable(),
};

export const spreadSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('span'), from: isoDateSchema, to: isoDateSchema }),
  z.strictObject({ by: z.literal('perDay'), from: isoDateSchema, perDay: z.int().min(1).max(500) }),
]);
const planned = { selection: selectionSchema, spread: spreadSchema, /** Not on weekends and public holidays, but on the weekend days that are worked to make up for them. */ workdays: z.boolean().default(true) };

export const visitPlanSchema = z.object({ id: recordIdSchema, ...body, fromOn: z.string(), toOn: z.string(), createdAt: z.number(), seq: z.int() });
export type VisitPlan = z.output<typeof visitPlanSchema>;

/** `overdue` are among the open ones, `missed` how often nobody was reached. */
export const visitCountsSchema = z.object({
  total: z.int(),
  done: z.int(),
  skipped: z.int(),
  open: z.int(),
  overdue: z.int(),
  missed: z.int(),
  /** Of those who answered; null: nobody did. */
  satisfaction: z.number().nullable(),
});
export type VisitCounts = z.output<typeof visitCountsSchema>;

const share = <T extends z.ZodType>(value: T) => z.array(z.object({ value: value.nullable(), count: z.int() }));
export const visitReportSchema = z.object({
  counts: visitCountsSchema,
  methods: share(contactMethodSchema),
  results: share(followUpResultSchema),
  satisfaction: share(satisfactionSchema),
});
export type VisitReport = z.output<typeof visitReportSchema>;

export const visitStateSchema = z.enum(['open', 'done', 'skipped']);
export type VisitState = z.output<typeof visitStateSchema>;
/** A visit with what was said. */
export const visitLineSchema = taskLineSchema.extend({ result: followUpResultSchema.nullable(), satisfaction: satisfactionSchema.nullable(), said: z.string().nullable() });
export type VisitLine = z.output<typeof visitLineSchema>;

const planErrors = ['query.badField', 'segment.missing', 'segment.cycle', 'visit.badSpan', 'visit.tooMany'] as const;

export const visitMethods = {
  'visits.plans': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ plans: z.array(visitPlanSchema.extend({ counts: visitCountsSchema })) }),
    errors: [],
    about: 'All plans of return visits, the latest first, with how far each has come.',
  }),
  'visits.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: visitPlanSchema,
    errors: ['record.missing'],
    about: 'One plan of return visits.',
  }),
  'visits.report': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ /** All plans when absent. */ id: recordIdSchema.optional() }),
    output: visitReportSchema,
    errors: [],
    about: 'How many visits are done, skipped, open and overdue, and those done by method, result and satisfaction.',
  }),
  'visits.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema, state: visitStateSchema, cursor: z.string().max(60).optional(), limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ rows: z.array(visitLineSchema), next: z.string().nullable() }),
    errors: ['query.badCursor'],
    about: "A plan's visits of one state in the order of their days, page by page.",
  }),
  'visits.preview': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject(planned),
    output: z.object({
      count: z.int(),
      /** Who asked not to be contacted (勿扰): no visit is planned for them. */
      leftOut: z.int(),
      leftOutNames: z.array(z.string()),
      firstOn: z.string().nullable(),
      lastOn: z.string().nullable(),
      mostPerDay: z.int(),
    }),
    errors: planErrors,
    about: 'What a plan would make: how many visits on which days, and who stays out.',
  }),
  'visits.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ ...body, ...planned }).partial({ method: true, script: true }),
    output: z.object({ plan: visitPlanSchema, count: z.int(), leftOut: z.int() }),
    errors: [...planErrors, 'visit.nobody'],
    about: 'Makes a plan with one task for each customer, as one step of undo; who must not be contacted stays out.',
  }),
  'visits.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: visitPlanSchema,
    errors: ['record.missing'],
    about: 'Changes the name, the method or the questions of a plan; the method of its open tasks with it.',
  }),
  'visits.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ count: z.int(), actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Deletes a plan and its open tasks; what was done stays.',
  }),
} as const;
