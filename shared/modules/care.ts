/** Care plans (关怀方案): steps after a day zero. For each customer a plan is proposed, and makes tasks once it is confirmed. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import type { FieldDef } from './fields.ts';
import { contactMethodSchema } from './follow-ups.ts';
import { stageSchema } from './lifecycle.ts';
import { emptySchema, isoDateSchema, presetSchema, recordIdSchema } from './words.ts';

export const careStepSchema = z.strictObject({
  /** Names the step within its plan for good, whatever its place. */
  key: z.string().min(1).max(20),
  /** Days after day zero. */
  day: z.int().min(0).max(3_650),
  method: contactMethodSchema.nullable(),
  title: z.string().trim().min(1).max(200),
  /** With fields like {姓名}, see shared/kernel/merge-text.ts. */
  message: z.string().trim().max(2_000),
});
export type CareStep = z.output<typeof careStepSchema>;

export const MAX_STEPS = 12;

/** `proposed`: waits for the owner; `declined`: they said no, or the reason went away; `stopped`: ended before its end. */
export const runStateSchema = z.enum(['proposed', 'running', 'paused', 'stopped', 'declined']);
export type RunState = z.output<typeof runStateSchema>;
export const runOriginSchema = z.enum(['stage', 'segment', 'hand']);

const field = (name: string, kind: FieldDef['kind'], maxLength = 0): FieldDef => ({ name, kind, merge: 'lww', editable: true, importable: false, maxLength });
const fixed = (name: string): FieldDef => ({ ...field(name, 'record'), merge: 'first', editable: false });

export const carePlanFields: readonly FieldDef[] = [
  field('name', 'text', 80),
  { ...field('stage', 'choice', 10), choices: stageSchema.options },
  field('segmentId', 'record'),
  field('active', 'number'),
  field('steps', 'list'),
  field('position', 'number'),
];

export const careRunFields: readonly FieldDef[] = [
  fixed('customerId'),
  fixed('planId'),
  { ...field('state', 'choice', 10), choices: runStateSchema.options },
  { ...fixed('origin'), kind: 'choice', choices: runOriginSchema.options },
  field('startedOn', 'date', 10),
  field('pausedOn', 'date', 10),
  field('leftOn', 'date', 10),
  field('kept', 'number'),
];

const planBody = {
  name: z.string().trim().min(1).max(80),
  /** At most one of stage and segment; without both a plan is started by hand only. */
  stage: stageSchema.nullable(),
  segmentId: recordIdSchema.nullable(),
  active: z.boolean(),
  steps: z.array(careStepSchema).min(1).max(MAX_STEPS),
};

export const carePlanSchema = z.object({ id: recordIdSchema, ...planBody, seq: z.int() });
export type CarePlan = z.output<typeof carePlanSchema>;

export const careLineSchema = z.object({
  /** Of the run. */
  id: recordIdSchema,
  customerId: recordIdSchema,
  customerName: z.string(),
  doNotContact: z.enum(['all', 'marketing']).nullable(),
  startedOn: z.string(),
  leftOn: z.string().nullable(),
  /** Tasks not done yet. */
  open: z.int(),
});
export type CareLine = z.output<typeof careLineSchema>;

export const careRunSchema = z.object({
  id: recordIdSchema,
  planId: recordIdSchema,
  planName: z.string(),
  state: runStateSchema,
  startedOn: z.string(),
  open: z.int(),
  done: z.int(),
  nextDue: z.string().nullable(),
});
export type CareRun = z.output<typeof careRunSchema>;

/** All that wait, or these. */
const runs = z.union([z.literal('all'), z.array(recordIdSchema).min(1).max(1_000)]);
const counted = z.object({ count: z.int() });

export const careMethods = {
  'care.plans': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ plans: z.array(carePlanSchema.extend({ proposed: z.int(), running: z.int(), left: z.int() })) }),
    errors: [],
    about: 'All care plans, and for how many customers each is proposed, under way, or no longer fitting.',
  }),
  'care.createPlan': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject(planBody).partial({ stage: true, segmentId: true, active: true }),
    output: carePlanSchema,
    errors: ['care.planExists', 'care.badPlan'],
    about: 'Makes a care plan; it looks at customers who come from now on.',
  }),
  'care.updatePlan': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(planBody).partial() }),
    output: carePlanSchema,
    errors: ['record.missing', 'care.planExists', 'care.badPlan'],
    about: 'Changes a care plan; tasks that are there already stay as they are.',
  }),
  'care.removePlan': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Deletes a care plan and its proposals; its tasks stay.',
  }),
  'care.addPreset': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ preset: presetSchema }),
    output: z.object({ added: z.int() }),
    errors: [],
    about: 'Adds the ready-made plans of a trade, switched off, those of a name already there left out.',
  }),
  'care.proposals': defineMethod({
    kind: 'query',
    access: 'read',
    /** `start`: to be begun; `left`: to be dropped, the customer is no longer in the stage. */
    input: z.strictObject({ planId: recordIdSchema, what: z.enum(['start', 'left']), after: recordIdSchema.optional(), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ rows: z.array(careLineSchema), next: recordIdSchema.nullable() }),
    errors: [],
    about: 'The customers a plan is proposed for, or proposed to be dropped for, page by page.',
  }),
  'care.confirm': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ planId: recordIdSchema, runs, /** Keys of the steps to take; all when absent. */ steps: z.array(z.string().max(20)).min(1).max(MAX_STEPS).optional() }),
    output: counted.extend({ tasks: z.int() }),
    errors: ['record.missing'],
    about: 'Begins a plan for customers it was proposed for: only now there are tasks. Who must not be contacted by now is left out.',
  }),
  'care.decline': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ planId: recordIdSchema, runs }),
    output: counted,
    errors: ['record.missing'],
    about: 'Says no to proposals; they do not come back for the same occasion.',
  }),
  'care.settleLeft': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ planId: recordIdSchema, runs, keep: z.boolean() }),
    output: counted,
    errors: ['record.missing'],
    about: 'For customers who left the stage: drops what is left of the plan, or keeps it.',
  }),
  'care.start': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, planId: recordIdSchema, on: isoDateSchema.optional() }),
    output: counted.extend({ tasks: z.int() }),
    errors: ['record.missing', 'care.running', 'care.doNotContact'],
    about: 'Begins a plan for one customer by hand.',
  }),
  'care.ofCustomer': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: z.object({ runs: z.array(careRunSchema) }),
    errors: [],
    about: 'The plans proposed or under way for a customer.',
  }),
  'care.setRun': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, state: z.enum(['running', 'paused', 'stopped']) }),
    output: emptySchema,
    errors: ['record.missing', 'care.notRunning'],
    about: 'Pauses a plan for one customer, takes it up again (its days move by the pause), or stops it.',
  }),
  'care.look': defineMethod({
    kind: 'command',
    access: 'write',
    input: emptySchema,
    output: z.object({ proposed: z.int(), left: z.int() }),
    errors: [],
    about: 'Looks now for customers who came into a stage or a segment; the program does it by itself as well.',
  }),
} as const;
