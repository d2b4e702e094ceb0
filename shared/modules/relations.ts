/** Related people (关系): who a customer is to another one, told once and shown from both sides. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import type { FieldDef } from './fields.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/**
 * What the other one is to this customer. Stored are only the kinds of `STORED_KINDS`;
 * the others are those read from the far side, so that a link is never there twice.
 */
export const relationKindSchema = z.enum([
  'spouse', 'parent', 'child', 'family', 'friend', 'classmate', 'colleague', 'manager', 'report', 'peer', 'partner',
  'referrer', 'referred', 'employer', 'employee', 'own',
]); // prettier-ignore
export type RelationKind = z.output<typeof relationKindSchema>;

/** Kinds that read differently from the other side; the rest read the same. */
const REVERSE: Readonly<Partial<Record<RelationKind, RelationKind>>> = {
  parent: 'child',
  child: 'parent',
  manager: 'report',
  report: 'manager',
  referrer: 'referred',
  referred: 'referrer',
  employer: 'employee',
  employee: 'employer',
};
/** Of each pair, the kind the row keeps. */
const STORED = new Set<RelationKind>(['parent', 'manager', 'referrer', 'employer']);

/** How the same link is called from the other side. */
export function reverseKind(kind: RelationKind): RelationKind {
  return REVERSE[kind] ?? kind;
}

/** True when the row is stored the other way round: from and to change places, and the kind with them. */
export function isStoredReversed(kind: RelationKind): boolean {
  return REVERSE[kind] !== undefined && !STORED.has(kind);
}

const text = (name: string, maxLength: number, kind: FieldDef['kind'] = 'text'): FieldDef => ({
  name,
  kind,
  merge: 'lww',
  editable: true,
  importable: false,
  maxLength,
});

export const relationFields: readonly FieldDef[] = [
  { ...text('fromId', 0, 'record'), merge: 'first', editable: false },
  { ...text('toId', 0, 'record'), merge: 'first', editable: false },
  { ...text('kind', 20, 'choice'), choices: relationKindSchema.options },
  text('label', 40),
  text('reverseLabel', 40),
  text('role', 100),
  text('notes', 1_000, 'longText'),
];

const word = (max: number) => z.string().trim().max(max).nullable();
const body = {
  kind: relationKindSchema,
  /** For kind `own`: what the other one is to this customer, and the other way round. */
  label: word(40),
  reverseLabel: word(40),
  /** What they do there: 采购, 会计 … */
  role: word(100),
  notes: word(1_000),
};

export const relatedSchema = z.object({
  id: recordIdSchema,
  ...body,
  other: z.object({
    id: recordIdSchema,
    name: z.string(),
    kind: z.enum(['individual', 'company']),
    title: z.string().nullable(),
    phone: z.string().nullable(),
    grade: z.string().nullable(),
  }),
});
export type Related = z.output<typeof relatedSchema>;

export const graphSchema = z.object({
  nodes: z.array(z.object({ id: recordIdSchema, name: z.string(), kind: z.enum(['individual', 'company']), depth: z.int() })),
  /** `kind` reads from `fromId`: what `toId` is to them. */
  edges: z.array(z.object({ id: recordIdSchema, fromId: recordIdSchema, toId: recordIdSchema, kind: relationKindSchema, label: z.string().nullable() })),
  /** More people than are shown. */
  cut: z.boolean(),
});
export type RelationGraph = z.output<typeof graphSchema>;

export const relationMethods = {
  'relations.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema, limit: z.int().min(1).max(500).default(200) }),
    output: z.object({ rows: z.array(relatedSchema), total: z.int(), ownKinds: z.array(z.object({ label: z.string(), reverseLabel: z.string().nullable() })) }),
    errors: [],
    about: 'The people and companies around a customer, read from their side whichever way the link was made.',
  }),
  'relations.graph': defineMethod({
    kind: 'query',
    access: 'read',
    input: z.strictObject({ customerId: recordIdSchema }),
    output: graphSchema,
    errors: [],
    about: 'The related ones and theirs, two steps deep, at most 40.',
  }),
  'relations.create': defineMethod({
    kind: 'command',
    access: 'write',
    input: z
      .strictObject({ customerId: recordIdSchema, otherId: recordIdSchema, ...body })
      .partial({ label: true, reverseLabel: true, role: true, notes: true })
      .refine((v) => v.kind !== 'own' || Boolean(v.label), 'label'),
    output: relatedSchema,
    errors: ['record.missing', 'relation.self', 'relation.exists'],
    about: 'Links two customers; the other one shows the link too.',
  }),
  'relations.update': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema, customerId: recordIdSchema, patch: z.strictObject(body).partial() }),
    output: relatedSchema,
    errors: ['record.missing'],
    about: 'Changes a link as seen from one of its two customers.',
  }),
  'relations.remove': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ id: recordIdSchema }),
    output: emptySchema,
    errors: ['record.missing'],
    about: 'Takes a link away from both sides; undo brings it back.',
  }),
  'relations.linkCompany': defineMethod({
    kind: 'command',
    access: 'write',
    input: z.strictObject({ customerId: recordIdSchema, companyId: recordIdSchema.optional() }),
    output: relatedSchema,
    errors: ['record.missing', 'relation.noCompany', 'relation.exists', 'relation.self'],
    about: "Makes the company a person's card names a link: to the one given, else to the company of that name, made when there is none.",
  }),
} as const;
