/** Customers: the words, the fields and the methods. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { MAX_CYCLE_DAYS, NEVER_CONTACT } from '../kernel/cadence.ts';
import { listFilterSchema, listSortSchema } from '../kernel/filter.ts';
import { dayOfIso } from '../kernel/formula-functions.ts';
import { parsePartialDate } from '../kernel/partial-date.ts';
import { customMapSchema, customPatchSchema } from './custom-fields.ts';
import type { FieldDef } from './fields.ts';
import { duplicateSchema, foundPlaceSchema } from './found.ts';
import { contactMethodSchema } from './follow-ups.ts';
import { STAGES, stageSchema } from './lifecycle.ts';
import { RFM_GROUPS, rfmGroupSchema } from './rfm.ts';
import { confirmationSchema, MAX_REASON } from './review.ts';
import { recordIdSchema } from './words.ts';

export const customerKindSchema = z.enum(['individual', 'company']);
export const genderSchema = z.enum(['female', 'male', 'other']);
/** 勿扰: `all` = do not contact unless they ask, `marketing` = no advertising. */
export const doNotContactSchema = z.enum(['all', 'marketing']);
/** 告知、同意、撤回: entries about the use of a person's data; of a customer, where they stand now. */
export const consentKindSchema = z.enum(['notice', 'consent', 'withdrawal']);
export type ConsentKind = z.output<typeof consentKindSchema>;

const text = (name: string, maxLength: number, more: Partial<FieldDef> = {}): FieldDef => ({
  name,
  kind: 'text',
  merge: 'lww',
  editable: true,
  importable: true,
  maxLength,
  ...more,
});

/** Every field of a customer, in the order screens and exports show them. */
export const customerFields: readonly FieldDef[] = [
  text('name', 200),
  text('pinyin', 600, { importable: false }),
  // Parts of a person's name, for whom they are wanted: the name itself is always one text.
  text('familyName', 60),
  text('givenName', 100),
  text('kind', 20, { kind: 'choice', choices: customerKindSchema.options }),
  text('code', 60),
  text('phones', 60, { kind: 'contacts', merge: 'set' }),
  text('wechats', 100, { kind: 'contacts', merge: 'set' }),
  text('emails', 254, { kind: 'contacts', merge: 'set' }),
  text('company', 200),
  text('title', 100),
  text('addresses', 500, { kind: 'contacts', merge: 'set' }),
  text('gender', 10, { kind: 'choice', choices: genderSchema.options }),
  text('birthday', 16, { kind: 'birthday' }),
  text('grade', 60, { kind: 'choice', choices: 'book' }),
  text('source', 60, { kind: 'choice', choices: 'book' }),
  text('tags', 60, { kind: 'tags', merge: 'set' }),
  text('notes', 20_000, { kind: 'longText' }),
  text('preferences', 2_000, { kind: 'longText' }),
  text('painPoints', 2_000, { kind: 'longText' }),
  text('preferredMethod', 20, { kind: 'choice', choices: contactMethodSchema.options }),
  text('preferredTime', 100),
  text('doNotContact', 20, { kind: 'choice', choices: doNotContactSchema.options }),
  text('contactEvery', 4, { kind: 'number' }),
  text('starred', 10, { kind: 'choice', choices: ['yes'] }),
  text('extra', 2_000, { kind: 'map' }),
  text('custom', 20_000, { kind: 'map', importable: false }),
  text('verifiedOn', 10, { kind: 'date' }),
  text('createdAt', 0, { kind: 'instant', merge: 'first', editable: false }),
  text('updatedAt', 0, { kind: 'instant', editable: false, importable: false }),
];

const fact = (name: string, kind: FieldDef['kind']): FieldDef => ({ name, kind, merge: 'lww', editable: false, importable: false, maxLength: 0 });

/** What follows from sales, follow-ups and consents: shown, filtered and sorted by like fields, never stored with the customer. */
export const customerFacts: readonly FieldDef[] = [
  { ...fact('stage', 'choice'), choices: STAGES },
  { ...fact('rfm', 'choice'), choices: RFM_GROUPS },
  fact('lastSaleOn', 'date'),
  fact('saleCount', 'number'),
  fact('saleAmount', 'money'),
  fact('receivable', 'money'),
  fact('lastContactOn', 'instant'),
  fact('contactDueOn', 'date'),
  fact('contactScore', 'number'),
  { ...fact('consent', 'choice'), choices: consentKindSchema.options },
  // 地域: read from the first address (shared/kernel/regions.ts).
  fact('province', 'choice'),
  fact('city', 'choice'),
];

const civilDate = z.string().refine((v) => dayOfIso(v) !== null, 'date');
const optionalText = (max: number) => z.string().trim().max(max).nullable();
const contacts = (max: number) =>
  z
    .array(
      z.strictObject({
        value: z.string().trim().min(1).max(max),
        label: z.string().trim().max(40).optional(),
        /** The text as it was typed, when tidying changed it (原文). */
        original: z.string().trim().max(max).optional(),
      }),
    )
    .max(50);

/** The editable part of a customer. `null` clears a field; lists are replaced whole. */
export const customerPatchSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    pinyin: z.string().trim().max(600),
    familyName: optionalText(60),
    givenName: optionalText(100),
    kind: customerKindSchema,
    code: optionalText(60),
    phones: contacts(60),
    wechats: contacts(100),
    emails: contacts(254),
    company: optionalText(200),
    title: optionalText(100),
    addresses: contacts(500),
    gender: genderSchema.nullable(),
    birthday: z
      .string()
      .refine((v) => parsePartialDate(v) !== null, 'birthday')
      .nullable(),
    grade: optionalText(60),
    source: optionalText(60),
    tags: z.array(recordIdSchema).max(200),
    notes: z.string().max(20_000).nullable(),
    preferences: z.string().max(2_000).nullable(),
    painPoints: z.string().max(2_000).nullable(),
    preferredMethod: contactMethodSchema.nullable(),
    preferredTime: optionalText(100),
    doNotContact: doNotContactSchema.nullable(),
    /** Days between contacts for this customer, 0 for never; null: as the grade says. */
    contactEvery: z.int().min(NEVER_CONTACT).max(MAX_CYCLE_DAYS).nullable(),
    starred: z.enum(['yes']).nullable(),
    extra: z.record(z.string().max(200), z.string().max(2_000)),
    /** Values of custom fields by id: only the named ones change, `null` clears one. */
    custom: customPatchSchema,
    verifiedOn: civilDate.nullable(),
  })
  .partial();
export type CustomerPatch = z.output<typeof customerPatchSchema>;

/** What a new customer needs: the name, and nothing else. */
export const customerDraftSchema = customerPatchSchema.extend({ name: z.string().trim().min(1).max(200) });
export type CustomerDraft = z.output<typeof customerDraftSchema>;

const contactValue = z.object({ value: z.string(), label: z.string().optional(), original: z.string().optional() });

export const customerSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  pinyin: z.string(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  kind: customerKindSchema,
  code: z.string().nullable(),
  phones: z.array(contactValue),
  wechats: z.array(contactValue),
  emails: z.array(contactValue),
  company: z.string().nullable(),
  title: z.string().nullable(),
  addresses: z.array(contactValue),
  gender: genderSchema.nullable(),
  birthday: z.string().nullable(),
  grade: z.string().nullable(),
  source: z.string().nullable(),
  tags: z.array(recordIdSchema),
  notes: z.string().nullable(),
  preferences: z.string().nullable(),
  painPoints: z.string().nullable(),
  preferredMethod: contactMethodSchema.nullable(),
  preferredTime: z.string().nullable(),
  doNotContact: doNotContactSchema.nullable(),
  contactEvery: z.int().nullable(),
  starred: z.enum(['yes']).nullable(),
  extra: z.record(z.string(), z.string()),
  /** Values of custom fields by id, formulas computed. */
  custom: customMapSchema,
  /** Last day somebody checked that the record is right. */
  verifiedOn: z.string().nullable(),
  /** Values that break a rule and stand all the same; each holds for that value only. */
  confirmed: z.array(confirmationSchema),
  // Facts that follow from sales and follow-ups; money is in the book's currency.
  /** Where the customer stands in the lifecycle today. */
  stage: stageSchema,
  /** By the owner's lines; null: never bought. */
  rfm: rfmGroupSchema.nullable(),
  lastSaleOn: z.string().nullable(),
  saleCount: z.int(),
  saleAmount: z.int(),
  receivable: z.int(),
  lastContactOn: z.number().nullable(),
  /** By their own days or those of their grade; null: there are none, or they asked not to be disturbed. */
  contactDueOn: z.string().nullable(),
  /** How late that is: days over ÷ days between contacts × weight of the grade; 0: not late. */
  contactScore: z.number().nullable(),
  /** The latest consent or withdrawal, else a notice; `null`: nothing was written down. */
  consent: consentKindSchema.nullable(),
  /** 省份、城市 of the first address, by their short Chinese names; null: it does not say. */
  province: z.string().nullable(),
  city: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  deletedAt: z.number().nullable(),
  /** Sequence of the last change: what an edit must name to detect another window's edit. */
  seq: z.int(),
});
export type Customer = z.output<typeof customerSchema>;

export const listQuerySchema = z.strictObject({
  /** Search box: names, pinyin, phones and every text of the customer. */
  text: z.string().max(200).optional(),
  filter: listFilterSchema.optional(),
  sort: listSortSchema.optional(),
  /** The recycle bin instead of the living. */
  deleted: z.boolean().optional(),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** Which customers a bulk command means: by id, or everything a query finds but a few. */
export const selectionSchema = z.union([
  z.strictObject({ ids: z.array(recordIdSchema).min(1).max(10_000) }),
  z.strictObject({ query: listQuerySchema, except: z.array(recordIdSchema).max(10_000).default([]) }),
]);
export type Selection = z.output<typeof selectionSchema>;

/** More groups than this nobody reads: a filter helps then. */
export const MAX_FACET_LIMIT = 2000;

export const customerMethods = {
  'customers.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      query: listQuerySchema.default({}),
      limit: z.int().min(1).max(200).default(50),
      /** Row number of the first row, for a scroll bar that jumps. */
      offset: z.int().min(0).optional(),
      /** Continue after the page that answered this cursor; flat cost to the end. */
      cursor: z.string().max(500).optional(),
    }),
    output: z.object({
      rows: z.array(customerSchema),
      total: z.int(),
      /** The total is a lower bound (search stopped counting). */
      totalIsLowerBound: z.boolean(),
      next: z.string().nullable(),
      /** The search index is being rebuilt; results may be incomplete. */
      indexing: z.boolean(),
    }),
    errors: ['query.badCursor', 'query.badField', 'segment.missing', 'segment.cycle'],
    about: 'One page of customers that match the query, with the exact count.',
  }),
  'customers.facets': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      field: z.string().max(200),
      query: listQuerySchema.default({}),
      /** Dates by month (`YYYY-MM`), birthdays by month of the year (`MM`) or ten years (`1990`), numbers by span (`10..19`, `..9`, `100..`, ends inclusive). */
      by: z.enum(['month', 'decade', 'range']).optional(),
      /** A field of numbers that is added up per value. */
      sum: z.string().max(200).optional(),
      /** How many values at most. */
      limit: z.int().min(1).max(MAX_FACET_LIMIT).default(200),
    }),
    output: z.object({
      /** What lies beyond the limit: values, and how often they occur. */
      left: z.object({ values: z.int(), count: z.int() }),
      values: z.array(
        z.object({
          value: z.union([z.string(), z.number(), z.null()]),
          count: z.int(),
          sum: z.number().optional(),
          /** A text as somebody wrote it (the value is without case), the name of a linked customer. */
          label: z.string().optional(),
        }),
      ),
    }),
    errors: ['query.badField', 'segment.missing', 'segment.cycle'],
    about: 'How many customers have each value of a field, or fall into each month or span; largest first, spans from the lowest.',
  }),
  'customers.get': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ id: recordIdSchema }),
    output: customerSchema,
    errors: ['record.missing'],
    about: 'One customer, deleted or not.',
  }),
  'customers.create': defineMethod({
    kind: 'command',
    access: 'write',
    /** `notSame`: customers who look alike and are somebody else. */
    input: customerDraftSchema.extend({ notSame: z.array(recordIdSchema).max(50).optional() }),
    output: customerSchema,
    errors: ['tag.missing'],
    about: 'Adds a customer; only the name is needed.',
  }),
  'customers.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      id: recordIdSchema,
      patch: customerPatchSchema,
      /** The `seq` the editor saw; another edit of the same fields since then is refused. */
      seq: z.int().optional(),
    }),
    output: customerSchema,
    errors: ['record.missing', 'record.changed', 'record.deleted', 'tag.missing'],
    about: 'Changes the named fields of one customer.',
  }),
  'customers.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ selection: selectionSchema }),
    output: z.object({ count: z.int(), actionId: z.int() }),
    errors: ['selection.tooMany'],
    about: 'Moves customers to the recycle bin; Ctrl+Z and the bin bring them back.',
  }),
  'customers.restore': defineMethod({
    kind: 'command',
    access: 'write',
    /** A query is asked of the bin, whether it says so or not. */
    input: z.strictObject({ selection: selectionSchema }),
    output: z.object({ count: z.int(), actionId: z.int() }),
    errors: [],
    about: 'Brings customers back from the recycle bin, in one undoable step.',
  }),
  'customers.tag': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({
      selection: selectionSchema,
      add: z.array(recordIdSchema).max(50).default([]),
      remove: z.array(recordIdSchema).max(50).default([]),
    }),
    output: z.object({ count: z.int(), actionId: z.int() }),
    errors: ['tag.missing', 'selection.tooMany'],
    about: 'Adds and removes tags of many customers in one undoable step.',
  }),
  'customers.verify': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ selection: selectionSchema }),
    output: z.object({ count: z.int(), actionId: z.int() }),
    errors: ['selection.tooMany'],
    about: 'Notes that these customers were checked today (已核对), in one undoable step.',
  }),
  'customers.confirm': defineMethod({
    kind: 'command',
    access: 'write',
    /** `value`: as it looks wrong now; `reason` null takes back what was said of it. */
    input: z.strictObject({ id: recordIdSchema, field: z.string().max(60), value: z.string().max(20_000), reason: z.string().trim().min(1).max(MAX_REASON).nullable() }),
    output: customerSchema,
    errors: ['record.missing', 'record.deleted', 'record.changed'],
    about: 'Says of a value that looks wrong that it is right, with the reason; holds for that value only.',
  }),
  'customers.notSame': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, otherId: recordIdSchema, said: z.boolean() }),
    output: z.object({ said: z.boolean() }),
    errors: ['record.missing'],
    about: 'Says that two customers who look alike are two, or takes it back; duplicates name them as such.',
  }),
  'customers.duplicates': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ draft: customerPatchSchema, except: recordIdSchema.optional() }),
    output: z.object({ candidates: z.array(duplicateSchema) }),
    errors: [],
    about: 'Customers that may be the same person as a draft, with the reasons; at most 8.',
  }),
  'customers.search': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(200).default(20) }),
    output: z.object({ rows: z.array(customerSchema), indexing: z.boolean() }),
    errors: [],
    about: 'Search as you type: names first, then other fields, then follow-ups, sales and names of files; newest first; phones by start, after the area code or by the last 4–8 digits.',
  }),
  'customers.found': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({
      text: z.string().max(200),
      ids: z.array(recordIdSchema).max(200),
      /** Columns on the screen: what can be read there is not explained. */
      shown: z.array(z.string().max(200)).max(200).default([]),
    }),
    output: z.object({
      rows: z.array(z.object({ id: recordIdSchema, places: z.array(foundPlaceSchema) })),
    }),
    errors: [],
    about: 'Why a search found these customers: where its words stand when no shown column has them.',
  }),
} as const;
