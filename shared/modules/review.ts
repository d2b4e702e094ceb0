/** Values that look wrong (待审核): which ones do, and which of them were said to be right all the same, and why. */
import { z } from 'zod';
import { parsePartialDate } from '../kernel/partial-date.ts';
import { exponentOf } from '../kernel/money.ts';
import { normalizePhone } from '../kernel/phone.ts';
import { checkRules, type RuleProblem, type Rules } from '../kernel/standards.ts';
import { customName, type CustomFieldKind } from './custom-fields.ts';
import { fieldDef, type FieldDef } from './fields.ts';

/** Holds for this value of the field only; `on`: the day it was said, `by`: who said so. */
export const confirmationSchema = z.object({ field: z.string(), value: z.string(), reason: z.string(), on: z.string(), by: z.string() });
export type Confirmation = z.output<typeof confirmationSchema>;

/** A `field` of its own among what was said: the value is the id of a customer who looks alike and is somebody else. */
export const NOT_SAME = 'notSame';

export const MAX_REASON = 200;

/** Kept with the customer, changed by methods of its own only. */
export const confirmedField: FieldDef = fieldDef('confirmed', 'list', 20_000, { editable: false, importable: false });

/** The column of the list that is `yes` for customers with a value that looks wrong and was not confirmed. */
export const NEEDS_REVIEW = 'needsReview';

/** A value that looks wrong. `field` as lists name it; `value` as text, so that a confirmation can name it. */
export interface Doubt {
  readonly field: string;
  readonly value: string;
  readonly problem: { readonly code: RuleProblem['code'] | 'phone' | 'email' | 'future'; readonly facts: RuleProblem['facts'] };
}

/** What doubts depend on beside the record. */
export interface ReviewRules {
  readonly fields: readonly { readonly id: number; readonly kind: CustomFieldKind; readonly rules: Rules; readonly currency: string | null }[];
  /** The owner's rules for built-in fields, by name. */
  readonly standards: Readonly<Record<string, Rules>>;
}

/** A customer as far as values are looked at; lists are the plain values. */
export interface ReviewedValues {
  texts(field: 'code' | 'company' | 'title' | 'wechats' | 'phones' | 'emails'): readonly string[];
  readonly birthday: string | null;
  readonly custom: Readonly<Record<string, unknown>>;
}

const EMAIL = /^[^\s@<>()",;:]+@[^\s@<>()",;:.]+(?:\.[^\s@<>()",;:.]+)+$/;

/** True for the usual form of an e-mail address; whether anybody reads it is another matter. */
export const looksLikeEmail = (text: string): boolean => EMAIL.test(text);

const RULED = ['code', 'company', 'title', 'wechats'] as const;
/** These are said by the form, or cannot be judged: nothing a person could confirm. */
const NOT_DOUBTED: ReadonlySet<string> = new Set(['required', 'tooSlow']);

/**
 * The values of a record that look wrong: phones no country has, addresses that are no e-mail, birthdays after `today`
 * (`YYYY-MM-DD`: the day the record was last changed), and what breaks the owner's rules. Being empty is no doubt.
 */
export function doubtsOf(record: ReviewedValues, rules: ReviewRules, today: string): readonly Doubt[] {
  const found: Doubt[] = [];
  for (const value of record.texts('phones')) if (normalizePhone(value) === null) found.push({ field: 'phones', value, problem: { code: 'phone', facts: {} } });
  for (const value of record.texts('emails')) if (!looksLikeEmail(value)) found.push({ field: 'emails', value, problem: { code: 'email', facts: {} } });
  if (record.birthday !== null && isFuture(record.birthday, today)) found.push({ field: 'birthday', value: record.birthday, problem: { code: 'future', facts: {} } });
  for (const field of RULED) {
    const own = rules.standards[field];
    if (own) for (const value of record.texts(field)) found.push(...broken(field, own, value, value, today));
  }
  for (const { id, kind, rules: own, currency } of rules.fields) {
    const value = record.custom[String(id)];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const shown = kind === 'money' && typeof value === 'number' ? value / 10 ** exponentOf(currency ?? 'CNY') : value;
    found.push(...broken(customName(id), own, shown, String(value), today));
    if (kind === 'phone' && normalizePhone(String(value)) === null) found.push({ field: customName(id), value: String(value), problem: { code: 'phone', facts: {} } });
  }
  return found;
}

function broken(field: string, rules: Rules, shown: string | number, value: string, today: string): Doubt[] {
  return checkRules(rules, shown, today).flatMap(({ code, facts }) => (NOT_DOUBTED.has(code) ? [] : [{ field, value, problem: { code, facts } }]));
}

/** Of a lunar date only the year is looked at: the day of the other calendar is at most weeks away. */
function isFuture(birthday: string, today: string): boolean {
  const date = parsePartialDate(birthday);
  if (date === null || date.year === null) return false;
  return date.calendar === 'solar' ? birthday.slice(1) > today : date.year > Number(today.slice(0, 4));
}

/** What was said of this value; `undefined`: nobody said anything. */
export function confirmationOf(confirmed: readonly Confirmation[], { field, value }: Pick<Doubt, 'field' | 'value'>): Confirmation | undefined {
  return confirmed.find((one) => one.field === field && one.value === value);
}
