/** Custom fields: what the owner of a book adds to its customers, and the methods that make them. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { rulesSchema } from '../kernel/standards.ts';
import { parsePartialDate } from '../kernel/partial-date.ts';
import { dayOfIso } from '../kernel/formula-functions.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { emptySchema, presetSchema, recordIdSchema } from './words.ts';

/** The values of `file` are ids of attachments of the same customer. */
export const customFieldKindSchema = z.enum([
  'text', 'longText', 'number', 'money', 'date', 'lunarDate', 'choice', 'multiChoice', 'yesNo', 'phone', 'url', 'rating', 'link', 'file', 'formula',
]); // prettier-ignore
export type CustomFieldKind = z.output<typeof customFieldKindSchema>;

export const MAX_FIELDS = 200;
export const MAX_RATING = 5;
const MAX_OPTIONS = 200;

/** How lists, filters, export and print name a custom field. */
export const CUSTOM_PREFIX = 'custom:';
export const customName = (id: number): string => `${CUSTOM_PREFIX}${id}`;
/** The id in `custom:<id>`; `null` for every other name. */
export function customIdOf(field: string): number | null {
  const id = field.startsWith(CUSTOM_PREFIX) ? Number(field.slice(CUSTOM_PREFIX.length)) : NaN;
  return Number.isSafeInteger(id) && id !== 0 ? id : null;
}

/** Beside a value that was tidied: the text as it was typed (原文). */
export const originalKey = (id: number): string => `o:${id}`;

/** Text, number (money: integer minor units; rating 1–5; link: customer id), yes/no, or a list. */
export const customValueSchema = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().max(200), z.number()])).max(MAX_OPTIONS),
]);
export type CustomValue = z.output<typeof customValueSchema>;

/** What a record shows in a formula's place when its values do not fit it. */
export const faultSchema = z.object({ fault: z.string() });

const key = z.string().regex(/^(?:o:)?[1-9]\d{0,15}$/);
/** Stored values by field id, and the computed ones of formulas. */
export const customMapSchema = z.record(z.string(), z.union([customValueSchema, faultSchema, z.null()]));
/** In a patch only the named fields change; `null` clears one. */
export const customPatchSchema = z.record(key, customValueSchema.nullable());
export type CustomPatch = z.output<typeof customPatchSchema>;

export const formulaTypeSchema = z.enum(['number', 'text', 'date', 'yesNo', 'list']);

const label = z.string().trim().min(1).max(60);
const body = {
  label,
  /** Other names it is known by in files and formulas. */
  aliases: z.array(label).max(20),
  kind: customFieldKindSchema,
  options: z.array(label).max(MAX_OPTIONS),
  /** The part of the profile it stands in; `null` is the first part. */
  section: label.nullable(),
  rules: rulesSchema,
  /** With fields as `[label]`; stored with their ids. */
  formula: z.string().max(2000).nullable(),
  /** Behind a number: cm, kg, 次. */
  unit: z.string().trim().max(20).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/).nullable(),
  /** Kept and computed, but not shown in profile, form and pickers. */
  hidden: z.boolean(),
  /** Its value stands in the head of the profile too (置顶显示), in the order of the fields. */
  onTop: z.boolean(),
};

/** Its values are sealed with the owner's key: nobody else sees them, in the program or in the files (仅店主可见). */
const ownerOnly = z.boolean();

/** What names records, and what is computed, cannot be sealed. */
export const canBeOwnerOnly = (kind: CustomFieldKind): boolean => kind !== 'formula' && kind !== 'file' && kind !== 'link';

export const customFieldSchema = z.object({
  id: recordIdSchema,
  ...body,
  ownerOnly,
  position: z.int(),
  /** What a formula gives. */
  result: formulaTypeSchema.nullable(),
  /** Why a stored formula no longer works (a field it reads was deleted). */
  broken: z.boolean(),
});
export type CustomField = z.output<typeof customFieldSchema>;

export const fieldDraftSchema = z.strictObject({
  label: body.label,
  kind: body.kind,
  aliases: body.aliases.default([]),
  options: body.options.default([]),
  section: body.section.default(null),
  rules: body.rules.default({}),
  formula: body.formula.default(null),
  unit: body.unit.default(null),
  currency: body.currency.default(null),
  hidden: body.hidden.default(false),
  onTop: body.onTop.default(false),
  ownerOnly: ownerOnly.default(false),
});
export type FieldDraft = z.input<typeof fieldDraftSchema>;

/** Fields of table `field` for the change pipeline. */
const field = (name: string, kind: FieldDef['kind']): FieldDef => fieldDef(name, kind, 2000, { importable: false });
export const fieldFields: readonly FieldDef[] = [
  field('entity', 'text'),
  field('label', 'text'),
  field('aliases', 'tags'),
  field('kind', 'text'),
  field('options', 'tags'),
  field('section', 'text'),
  field('position', 'text'),
  field('rules', 'map'),
  field('formula', 'text'),
  field('result', 'text'),
  field('unit', 'text'),
  field('currency', 'text'),
  field('hidden', 'text'),
  field('onTop', 'text'),
  field('ownerOnly', 'text'),
];

const problemSchema = z.object({ code: z.string(), at: z.int(), length: z.int(), facts: z.record(z.string(), z.union([z.string(), z.number()])) });

/** True when a value can stand in a field of this kind. */
export function fitsKind(kind: CustomFieldKind, value: CustomValue): boolean {
  switch (kind) {
    case 'text':
    case 'phone':
    case 'url':
    case 'choice':
      return typeof value === 'string' && value.length <= 2000;
    case 'longText':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'rating':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_RATING;
    case 'date':
      return typeof value === 'string' && dayOfIso(value) !== null;
    case 'lunarDate':
      return typeof value === 'string' && parsePartialDate(value)?.calendar === 'lunar';
    case 'yesNo':
      return typeof value === 'boolean';
    case 'multiChoice':
      return Array.isArray(value) && value.every((v) => typeof v === 'string');
    case 'link':
      return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
    case 'file':
      return Array.isArray(value) && value.every((v) => typeof v === 'number' && Number.isSafeInteger(v));
    case 'formula':
      return false;
  }
}

/** The field and the step of undo that made it so. */
const withStepSchema = customFieldSchema.extend({ actionId: z.int() });

const FORMULA_ERRORS = ['formula.bad'] as const;
/** `field.ownerOnly`: only the owner may; `field.noOwnerKey`: the book has none yet (`session.addOwnerKey`); `field.notSealable`: not a field of this kind. */
const OWNER_ERRORS = ['field.ownerOnly', 'field.noOwnerKey', 'field.notSealable'] as const;

export const fieldMethods = {
  'fields.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ fields: z.array(customFieldSchema) }),
    errors: [],
    about: 'The custom fields of customers in their order, hidden ones too; formulas with labels of the book’s language.',
  }),
  'fields.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: fieldDraftSchema,
    output: withStepSchema,
    errors: ['field.labelTaken', 'field.tooMany', ...FORMULA_ERRORS, ...OWNER_ERRORS],
    about: 'Adds a field at the end of its section; it can be used everywhere at once.',
  }),
  'fields.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      id: recordIdSchema,
      patch: z.strictObject(body).omit({ kind: true }).partial(),
      /** Choices that got another name: every customer who has one gets the new one. */
      renamed: z.array(z.strictObject({ from: label, to: label })).max(MAX_OPTIONS).default([]),
    }),
    output: withStepSchema,
    errors: ['record.missing', 'field.labelTaken', 'field.ownerOnly', ...FORMULA_ERRORS],
    about: 'Renames a field, changes its choices, rules, section or formula; formulas that name it follow.',
  }),
  'fields.setOwnerOnly': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ id: recordIdSchema, ownerOnly }),
    /** How many customers have a value of it. */
    output: z.object({ field: customFieldSchema, customers: z.int() }),
    errors: ['record.missing', 'erase.busy', ...OWNER_ERRORS],
    about: 'Seals the values of a field with the owner’s key, in the records, in their history and in every index, or opens them for everybody again. Copies made before keep what they hold. No step of undo.',
  }),
  'fields.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: z.object({ actionId: z.int(), usedBy: z.array(z.string()) }),
    errors: ['record.missing', 'field.ownerOnly'],
    about: 'Takes a field away; the customers keep its values, and undo brings it back with them.',
  }),
  'fields.arrange': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ order: z.array(z.strictObject({ id: recordIdSchema, section: body.section })).max(MAX_FIELDS) }),
    output: z.object({ fields: z.array(customFieldSchema), actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Puts the fields in this order and into these sections; those not named stay behind them.',
  }),
  'fields.addPreset': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ preset: presetSchema }),
    output: z.object({ added: z.int(), actionId: z.int() }),
    errors: ['field.tooMany'],
    about: 'Adds the fields an industry usually keeps; what is there by that name already stays as it is.',
  }),
  'fields.check': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ formula: z.string().max(4000), id: recordIdSchema.optional(), customerId: recordIdSchema.optional() }),
    output: z.object({
      problem: problemSchema.nullable(),
      result: formulaTypeSchema.nullable(),
      /** What it gives for a real customer: the named one, or the one last changed. */
      example: z.object({ id: recordIdSchema, name: z.string(), value: z.union([customValueSchema, faultSchema, z.null()]) }).nullable(),
    }),
    errors: [],
    about: 'Reads a formula without saving it: what is wrong and where, its type, and its value for a customer.',
  }),
  'fields.names': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ names: z.array(z.object({ ref: z.string(), label: z.string(), type: formulaTypeSchema })) }),
    errors: [],
    about: 'What a formula can read: fields by label, with the type of each.',
  }),
  'fields.extras': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ columns: z.array(z.object({ name: z.string(), count: z.int(), samples: z.array(z.string()), kind: customFieldKindSchema })) }),
    errors: [],
    about: 'Headings of 其他资料 that could become fields, the most used first, with a proposed kind; at most 50.',
  }),
  'fields.fromExtra': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ name: z.string().max(200), draft: fieldDraftSchema }),
    output: z.object({ field: customFieldSchema, moved: z.int(), left: z.int(), actionId: z.int() }),
    errors: ['field.labelTaken', 'field.tooMany', 'field.missing', 'field.notSealable'],
    about: 'Turns a heading of 其他资料 into a field and moves its values; what does not fit the kind stays where it was. One step of undo.',
  }),
} as const;
