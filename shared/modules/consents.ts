/** Notice and consent (告知与同意): what a person was told of the use of their data, and what they agreed to or took back. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { dayOfIso } from '../kernel/formula-functions.ts';
import { consentKindSchema, selectionSchema } from './customers.ts';
import { fieldDef, type FieldDef } from './fields.ts';
import { bulkDoneSchema } from './segments.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** 当面、电话、微信、短信、邮件、纸质签字、网上勾选、其他. */
export const consentMethodSchema = z.enum(['inPerson', 'phone', 'wechat', 'sms', 'email', 'paper', 'online', 'other']);
export type ConsentMethod = z.output<typeof consentMethodSchema>;

export const consentFields: readonly FieldDef[] = [
  { ...fieldDef('customerId', 'record'), merge: 'first', importable: false },
  fieldDef('kind', 'choice', 20, { choices: consentKindSchema.options }),
  fieldDef('scope', 'text', 500),
  fieldDef('method', 'choice', 20, { choices: consentMethodSchema.options }),
  fieldDef('date', 'date', 10),
  fieldDef('notes', 'longText', 2_000),
  fieldDef('attachmentId', 'record', 0, { importable: false }),
];

/** What a table of customers says of notice and consent, a column each: the latest notice, and the latest consent or withdrawal. */
export const CONSENT_COLUMNS = ['noticeOn', 'consented', 'consentOn', 'consentMethod', 'consentScope'] as const;
export type ConsentColumn = (typeof CONSENT_COLUMNS)[number];
export const isConsentColumn = (field: string): field is ConsentColumn => (CONSENT_COLUMNS as readonly string[]).includes(field);

/** One row of such columns; `consented` tells whether the day is of a consent or a withdrawal. */
export interface ConsentCells {
  noticeOn?: string;
  consented?: 'yes' | 'no';
  consentOn?: string;
  consentMethod?: ConsentMethod;
  consentScope?: string;
}

const body = {
  kind: consentKindSchema,
  /** What it covers, in the owner's words: 电话回访、节日问候、发货. */
  scope: z.string().trim().max(500).nullable(),
  method: consentMethodSchema.nullable(),
  date: z.string().refine((v) => dayOfIso(v) !== null, 'date'),
  notes: z.string().trim().max(2_000).nullable(),
};
const draft = z.strictObject(body).partial({ scope: true, method: true, notes: true });

export const consentSchema = z.object({
  id: recordIdSchema,
  customerId: recordIdSchema,
  ...body,
  /** Who wrote it down, and when. */
  actor: z.string(),
  createdAt: z.number(),
  seq: z.int(),
});
export type Consent = z.output<typeof consentSchema>;

export const consentMethods = {
  'consents.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(500).default(200) }),
    output: z.object({ rows: z.array(consentSchema), total: z.int() }),
    errors: [],
    about: 'What a customer was told and agreed to, latest first.',
  }),
  'consents.scopes': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({ scopes: z.array(z.string()) }),
    errors: [],
    about: 'The words used lately for what an entry covers, the most used first: offered again.',
  }),
  'consents.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: draft.extend({ customerId: recordIdSchema }),
    output: consentSchema,
    errors: ['record.missing'],
    about: 'Writes down that a customer was told, agreed, or took an agreement back.',
  }),
  'consents.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: consentSchema,
    errors: ['record.missing'],
    about: 'Corrects an entry; the history keeps what it said before.',
  }),
  'consents.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Takes an entry away that should not be there; undo brings it back.',
  }),
  'consents.addMany': defineMethod({
    kind: 'command',
    access: 'write',
    input: draft.extend({ selection: selectionSchema }),
    output: bulkDoneSchema,
    errors: ['selection.tooMany', 'selection.busy'],
    about: 'The same entry for many customers, as one step of undo; many are done by a job.',
  }),
} as const;
