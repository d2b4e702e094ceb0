/** Where a customer stands (lifecycle) and how they are graded: the words, the rules and the methods. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { listFilterSchema } from '../kernel/filter.ts';
import type { FieldDef } from './fields.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** 潜在, 新, 活跃, 忠诚, 预警, 流失: from the first word to the last purchase. */
export const STAGES = ['lead', 'new', 'active', 'loyal', 'atRisk', 'lost'] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.output<typeof stageSchema>;

/**
 * `new`: one sale; `active`: two and more; `loyal`: at least `loyalSales` within
 * `loyalMonths` back from the last one; `atRisk` and `lost`: no sale for more than so many days.
 */
export const stageRulesSchema = z
  .object({
    riskDays: z.int().min(1).max(3650),
    lostDays: z.int().min(2).max(7300),
    loyalSales: z.int().min(2).max(1000),
    loyalMonths: z.int().min(1).max(240),
    /** Which words are shown: 新客/活跃 or 初次购买/重复购买. */
    words: z.enum(['visits', 'purchases']),
  })
  .refine((rules) => rules.lostDays > rules.riskDays, 'order');
export type StageRules = z.output<typeof stageRulesSchema>;
export const DEFAULT_STAGE_RULES: StageRules = { riskDays: 90, lostDays: 240, loyalSales: 4, loyalMonths: 12, words: 'visits' };

/** Somebody locked the stage (`stage`), or gave it back to the rule (`null`). Kept with the customer, latest last. */
export const stageHandSchema = z.object({ at: z.number(), on: z.string(), stage: stageSchema.nullable(), reason: z.string() });
export type StageHand = z.output<typeof stageHandSchema>;

/** What happens when a grade was set by hand: the day and the reason given. */
export const gradeHandSchema = z.object({ on: z.string(), reason: z.string() });

/** A grade's conditions, all of which hold. Without `months` everything since the first sale counts; money is minor units of the book's currency. */
export const gradeRuleSchema = z.strictObject({
  grade: z.string().trim().min(1).max(60),
  months: z.int().min(1).max(240).nullable(),
  amountMinor: z.int().min(1).nullable(),
  count: z.int().min(1).max(100_000).nullable(),
  withinDays: z.int().min(1).max(3650).nullable(),
  /** Anything else a list can be asked: tags, own fields … */
  filter: listFilterSchema.nullable(),
});
export type GradeRule = z.output<typeof gradeRuleSchema>;

/** The first rule that holds decides; `otherwise` is for those none holds for. */
export const gradeRulesSchema = z.strictObject({
  enabled: z.boolean(),
  rules: z.array(gradeRuleSchema).max(20),
  otherwise: z.string().trim().min(1).max(60).nullable(),
});
export type GradeRules = z.output<typeof gradeRulesSchema>;

/** Why somebody moved: what was counted, or what a person wrote. */
export const moveReasonSchema = z.object({
  code: z.enum(['sale', 'silent', 'locked', 'unlocked', 'rule', 'hand', 'edited']),
  count: z.int().optional(),
  days: z.int().optional(),
  last: z.string().optional(),
  text: z.string().optional(),
});
export type MoveReason = z.output<typeof moveReasonSchema>;

const moveSchema = z.object({
  id: z.int(),
  kind: z.enum(['stage', 'grade']),
  on: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  byHand: z.boolean(),
  reason: moveReasonSchema,
});
export type StageMove = z.output<typeof moveSchema>;

const ruleCheck = z.object({
  what: z.enum(['amount', 'count', 'recent', 'filter']),
  need: z.number().nullable(),
  actual: z.number().nullable(),
  holds: z.boolean(),
});
export type RuleCheck = z.output<typeof ruleCheck>;

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const reasonText = z.string().trim().min(1).max(200);
const graded = z.object({ grade: z.string().nullable(), before: z.int(), after: z.int() });

export const lifecycleMethods = {
  'lifecycle.month': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ month: monthSchema }),
    output: z.object({
      /** How many customers stand where today. */
      stages: z.array(z.object({ stage: stageSchema, count: z.int() })),
      /** Customers that went from one stage to another within the month. */
      moves: z.array(z.object({ from: stageSchema, to: stageSchema, count: z.int() })),
      /** The first month with a move, for the month picker. */
      first: z.string().nullable(),
    }),
    errors: [],
    about: 'How many customers are in each stage, and who moved from which to which within a month.',
  }),
  'lifecycle.moves': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      month: monthSchema,
      from: stageSchema.optional(),
      to: stageSchema.optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(moveSchema.extend({ customerId: recordIdSchema, name: z.string() })), total: z.int() }),
    errors: [],
    about: 'The moves of a month one by one with their reasons, latest first.',
  }),
  'lifecycle.why': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({
      stage: stageSchema,
      since: z.string().nullable(),
      lock: stageHandSchema.nullable(),
      saleCount: z.int(),
      /** Sales within the months that count for loyalty. */
      recentCount: z.int(),
      lastSaleOn: z.string().nullable(),
      daysSince: z.int().nullable(),
      rules: stageRulesSchema,
      /** What time alone will do next. */
      next: z.object({ on: z.string(), stage: stageSchema }).nullable(),
      moves: z.array(moveSchema),
      grade: z.object({
        mode: z.enum(['off', 'rule', 'hand']),
        hand: gradeHandSchema.nullable(),
        /** What the rules say, and by which of them (`null`: by `otherwise`). */
        says: z.string().nullable(),
        rule: gradeRuleSchema.nullable(),
        checks: z.array(ruleCheck),
      }),
    }),
    errors: ['record.missing'],
    about: 'Why a customer has this stage and this grade: the rule with the actual values, or who set it by hand, when and why.',
  }),
  'lifecycle.lock': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, stage: stageSchema.nullable(), reason: reasonText }),
    output: emptySchema,
    errors: ['record.missing', 'record.deleted'],
    about: 'Locks the stage of a customer with a reason; `null` gives it back to the rule.',
  }),
  'lifecycle.setRules': defineMethod({
    kind: 'command',
    access: 'write',
    input: stageRulesSchema,
    /** The job that looks at everybody anew; none when only words changed. */
    output: z.object({ jobId: z.string().nullable() }),
    errors: [],
    about: 'Changes when customers count as loyal, at risk or lost, and notes everybody anew by it; one step of undo, the moves with it.',
  }),
  'lifecycle.preview': defineMethod({
    kind: 'job',
    access: 'read',
    input: stageRulesSchema,
    output: z.object({ jobId: z.string() }),
    errors: [],
    about: 'Counts what other rules of stages would do: how many customers stand where before and after, and who moves where. Changes nothing.',
  }),
  'grades.setByHand': defineMethod({
    kind: 'command',
    access: 'write',
    /** `null` as the reason gives the customer back to the rule; the grade is then not looked at. */
    input: z.strictObject({ id: recordIdSchema, grade: z.string().trim().min(1).max(60).nullable(), reason: reasonText.nullable() }),
    output: emptySchema,
    errors: ['record.missing', 'record.deleted'],
    about: 'Sets a grade by hand with a reason; without one the rule decides again.',
  }),
  'grades.rules': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    /** `suggested`: what a book that has no rules yet may start with. */
    output: z.object({ rules: gradeRulesSchema, suggested: gradeRulesSchema }),
    errors: [],
    about: 'The rules by which customers are graded.',
  }),
  'grades.preview': defineMethod({
    kind: 'job',
    access: 'read',
    input: z.strictObject({ rules: gradeRulesSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'Counts what new rules would do: every grade before and after, and who moves. Changes nothing.',
  }),
  'grades.apply': defineMethod({
    kind: 'job',
    access: 'write',
    input: z.strictObject({ rules: gradeRulesSchema }),
    output: z.object({ jobId: z.string() }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle', 'selection.busy'],
    about: 'Makes these the rules and grades every customer anew, in one step of undo.',
  }),
} as const;

/** Rules of one kind, as a row: their body is taken back whole. */
export const ruleSetFields: readonly FieldDef[] = [
  { name: 'kind', kind: 'text', merge: 'first', editable: false, importable: false, maxLength: 20 },
  { name: 'body', kind: 'map', merge: 'lww', editable: true, importable: false, maxLength: 100_000 },
];

/** What people decided about grade and stage, kept with the customer but set by its own methods only. */
export const handFields: readonly FieldDef[] = [
  { name: 'gradeBy', kind: 'map', merge: 'lww', editable: false, importable: false, maxLength: 2_000 },
  { name: 'stageHand', kind: 'list', merge: 'lww', editable: false, importable: false, maxLength: 20_000 },
];

/** The result of the job `grades.preview`. */
export const gradePreviewSchema = z.object({
  grades: z.array(graded),
  moving: z.int(),
  /** The first who move. */
  movers: z.array(z.object({ id: recordIdSchema, name: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type GradePreview = z.output<typeof gradePreviewSchema>;

/** The result of the job `lifecycle.preview`. */
export const stagePreviewSchema = z.object({
  stages: z.array(z.object({ stage: stageSchema, before: z.int(), after: z.int() })),
  /** From where to where, the most first. */
  moves: z.array(z.object({ from: stageSchema, to: stageSchema, count: z.int() })),
  moving: z.int(),
  /** The first who move. */
  movers: z.array(z.object({ id: recordIdSchema, name: z.string(), from: stageSchema, to: stageSchema })),
});
export type StagePreview = z.output<typeof stagePreviewSchema>;
