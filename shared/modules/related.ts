/** What a filter can ask about records that belong to a customer: sales, lines of sales, payments, follow-ups, moves between stages. */
import type { FieldDef } from './fields.ts';
import { contactMethodSchema, followUpIntentSchema, followUpResultSchema, satisfactionSchema } from './follow-ups.ts';
import { STAGES } from './lifecycle.ts';
import { payMethodSchema, saleStateSchema } from './sales.ts';

export type RelatedFieldKind = 'choice' | 'text' | 'date' | 'instant' | 'money' | 'quantity';

export interface RelatedField {
  readonly name: string;
  readonly kind: RelatedFieldKind;
  /** The words of a choice; without them values are the owner's own (categories). */
  readonly choices?: FieldDef['choices'];
}

const field = (name: string, kind: RelatedFieldKind, choices?: readonly string[]): RelatedField => ({ name, kind, ...(choices && { choices }) });

const saleFields: readonly RelatedField[] = [
  field('date', 'date'),
  field('amountMinor', 'money'),
  field('state', 'choice', saleStateSchema.options),
  field('payMethod', 'choice', payMethodSchema.options),
  field('currency', 'choice'),
  field('number', 'text'),
  field('notes', 'text'),
];

/**
 * The kinds of record, each with the fields that can be asked. Money is minor units of the
 * book's currency (records in another currency do not pass such a condition), quantities
 * are thousandths, instants are asked by day like dates. A sale or a line that was taken
 * back whole is no purchase; the quantity of a line is what the customer kept of it.
 */
export const relatedKinds = {
  sale: saleFields,
  saleItem: [field('date', 'date'), field('category', 'choice'), field('name', 'text'), field('quantity', 'quantity'), field('amountMinor', 'money')],
  refund: [field('date', 'date'), field('amountMinor', 'money'), field('notes', 'text')],
  payment: [field('date', 'date'), field('amountMinor', 'money'), field('method', 'choice', payMethodSchema.options), field('notes', 'text')],
  followUp: [
    field('at', 'instant'),
    field('method', 'choice', contactMethodSchema.options),
    field('result', 'choice', followUpResultSchema.options),
    field('intent', 'choice', followUpIntentSchema.options),
    field('satisfaction', 'choice', satisfactionSchema.options),
    field('content', 'text'),
    field('nextDate', 'date'),
  ],
  stageMove: [field('date', 'date'), field('from', 'choice', STAGES), field('to', 'choice', STAGES)],
} as const satisfies Readonly<Record<string, readonly RelatedField[]>>;

export type RelatedKind = keyof typeof relatedKinds;
export const RELATED_KINDS = Object.keys(relatedKinds) as readonly RelatedKind[];

/** True for a kind of record a filter can look into. */
export function isRelatedKind(name: string): name is RelatedKind {
  return Object.hasOwn(relatedKinds, name);
}

/** The definition of a field of such a record; `undefined` when there is none. */
export function relatedField(kind: RelatedKind, name: string): RelatedField | undefined {
  return (relatedKinds[kind] as readonly RelatedField[]).find((f) => f.name === name);
}
