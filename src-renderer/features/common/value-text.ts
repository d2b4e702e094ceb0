/** Any value of a customer's field as text: for the history and for two edits side by side. */
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import { customerFields } from '../../../shared/modules/customers.ts';
import { NOT_SAME, type Confirmation } from '../../../shared/modules/review.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatBirthday, formatPhone } from '../../lib/format.ts';
import type { StageHand } from '../../../shared/modules/lifecycle.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { hasText, type Translate } from '../../lib/i18n.ts';
import { ownField } from '../../lib/own-fields.ts';
import { customText } from './field-values.ts';

const kinds = new Map(customerFields.map(({ name, kind }) => [name, kind]));

/** How a value is written; an empty one as "（空）". Values of a history may be older than this version: unknown shapes are shown as they are. */
export function valueText(context: { readonly t: Translate; readonly language: Language; readonly tags: ReadonlyMap<number, Tag> }, field: string, value: unknown): string {
  const { t, language, tags } = context;
  const own = ownField(field);
  if (own) return customText({ t, language }, own, value) || t('profile.history.nothing');
  const comma = language === 'en' ? ', ' : '、';
  if (field === 'confirmed' && Array.isArray(value)) return (value as readonly Confirmation[]).map((one) => (one.field === NOT_SAME ? t('customers.duplicate.saidOne') : t('customFields.review.of', { value: one.value, problem: one.reason }))).join(comma) || t('profile.history.nothing');
  if (field === 'stageHand') return lockText(t, value);
  if (field === 'gradeBy') return (value as { readonly reason?: string } | null)?.reason || t('profile.history.nothing');
  if (value === null || value === undefined || value === '') return t('profile.history.nothing');
  if (Array.isArray(value)) {
    if (value.length === 0) return t('profile.history.nothing');
    return value.map((one: unknown) => (typeof one === 'number' ? (tags.get(one)?.name ?? String(one)) : contactText(field, one))).join(comma);
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value as Record<string, unknown>);
    if (entries.length === 0) return t('profile.history.nothing');
    return entries.map(([key, one]) => `${key}${language === 'en' ? ': ' : '：'}${String(one)}`).join(comma);
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const date = kinds.get(field) === 'birthday' ? parsePartialDate(text) : null;
  if (date) return formatBirthday(date, language);
  const word = `fields.${field}.${text}`;
  return hasText(word) ? t(word) : text;
}

/** The lock as it was: the stage with the reason. */
function lockText(t: Translate, value: unknown): string {
  const last = Array.isArray(value) ? (value as readonly StageHand[]).at(-1) : undefined;
  if (!last || last.stage === null) return t('profile.history.nothing');
  return `${stageWord(t, last.stage)} (${last.reason})`;
}

function contactText(field: string, one: unknown): string {
  if (typeof one !== 'object' || one === null || !('value' in one)) return String(one);
  const { value, label } = one as { value: string; label?: string };
  const shown = field === 'phones' ? formatPhone(value) : value;
  return label === undefined || label === '' ? shown : `${shown} (${label})`;
}
