/** A condition in words, for its chip. */
import type { Condition } from '../../../shared/kernel/filter.ts';
import { regionName } from '../../../shared/kernel/regions.ts';
import { NEEDS_REVIEW } from '../../../shared/modules/review.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { currentLanguage, hasText, type TextKey, type Translate } from '../../lib/i18n.ts';
import { fieldName, ownField } from '../../lib/own-fields.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { columnOf } from './model/columns.ts';
import { linkedName } from '../../lib/linked-names.ts';
import { draftOf, isFigure, type Question } from './model/filters.ts';

/** The day a customer is to be checked again: only asked by its own preset. */
const VERIFY_DUE = 'verifyDue';
/** Customers who should have been contacted by now. */
export const CONTACT_OVERDUE: Condition = { field: 'contactDueOn', test: { op: 'relative', unit: 'day', from: -10_000, to: 0 } };

interface WordsContext {
  readonly t: Translate;
  readonly language: Language;
  readonly tags: ReadonlyMap<number, Tag>;
  readonly thisMonth: number;
}

/** The name of a column. */
export function fieldLabel(t: Translate, field: string): string {
  return fieldName(t, field);
}

/** The words of a question; tags are asked a little differently from choices. */
export function questionLabel(t: Translate, field: string, question: Question): string {
  const isTags = columnOf(field)?.kind === 'tags';
  const key = isTags && (question === 'anyOf' || question === 'noneOf') ? `${question}Tags` : question;
  return t(`customers.filter.ask.${key}` as TextKey);
}

/** A value of a choice or tag column as people know it. */
export function valueLabel({ t, tags }: Pick<WordsContext, 't' | 'tags'>, field: string, value: string | number | null): string {
  if (value === null || value === '') return t('customers.filter.noValue');
  if (columnOf(field)?.kind === 'tags') return tags.get(Number(value))?.name ?? String(value);
  const own = ownField(field);
  if (own?.kind === 'link') return linkedName(Number(value)) ?? '…';
  if (own?.kind === 'yesNo' || own?.result === 'yesNo') return t(value === 'yes' ? 'customFields.yes' : 'customFields.no');
  if (field === 'stage') return stageWord(t, String(value));
  if (field === 'province' || field === 'city') return regionName(String(value), currentLanguage());
  const key = `fields.${field}.${value}`;
  return hasText(key) ? t(key) : String(value);
}

/** The name of a month 1–12: `5 月`, `May`. */
export function monthLabel(t: Translate, language: Language, month: number): string {
  const name = language === 'en' ? new Intl.DateTimeFormat('en', { month: 'long' }).format(new Date(2000, month - 1, 1)) : String(month);
  return t('customers.filter.monthName', { month: name });
}

const figure = (text: string, language: Language): string => (Number.isFinite(Number(text)) && text !== '' ? formatNumber(Number(text), language) : text);

/** The whole condition: "标签：VIP、老客户". */
export function conditionText(context: WordsContext, condition: Condition): string {
  const { t, language } = context;
  if (condition.field === VERIFY_DUE) return t('customFields.verify.filter');
  if (condition.field === NEEDS_REVIEW) return t('customFields.review.filter');
  if (JSON.stringify(condition) === JSON.stringify(CONTACT_OVERDUE)) return t('today.contact.filter');
  const draft = draftOf(condition, context.thisMonth);
  const field = fieldLabel(t, condition.field);
  const date = (iso: string): string => formatDate(iso, language);
  switch (draft.question) {
    case 'contains':
    case 'startsWith':
    case 'equals':
      return t(`customers.filter.chip.${draft.question}`, { field, value: draft.text });
    case 'anyOf':
    case 'allOf':
    case 'noneOf': {
      const names = draft.values.map((value) => valueLabel(context, condition.field, value));
      return t(`customers.filter.chip.${draft.question}`, { field, value: names.join(language === 'en' ? ', ' : '、') });
    }
    case 'atLeast':
      return t('customers.filter.chip.asked', { field, value: t('segments.text.atLeast', { value: figure(draft.from, language) }) });
    case 'atMost':
      return t('customers.filter.chip.asked', { field, value: t('segments.text.atMost', { value: figure(draft.to, language) }) });
    case 'lastDays':
    case 'notForDays':
    case 'nextDays':
      return t('customers.filter.chip.asked', { field, value: t(`segments.text.${draft.question}`, { count: draft.days }) });
    case 'between':
      if (isFigure(condition.field)) return t('customers.filter.chip.range', { field, from: figure(draft.from, language), to: figure(draft.to, language) });
      if (draft.from === '') return t('customers.filter.chip.until', { field, to: date(draft.to) });
      if (draft.to === '') return t('customers.filter.chip.since', { field, from: date(draft.from) });
      return t('customers.filter.chip.range', { field, from: date(draft.from), to: date(draft.to) });
    case 'month':
      return t('customers.filter.chip.plain', { field, value: monthLabel(t, language, draft.month) });
    default:
      return t('customers.filter.chip.plain', { field, value: questionLabel(t, condition.field, draft.question) });
  }
}
