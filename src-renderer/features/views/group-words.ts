/** Groups of a list and bars of a chart: in which order, and what they are called. */
import type { Output } from '../../../shared/contract/index.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { currencyOfField } from '../../lib/minor-digits.ts';
import { ownField } from '../../lib/own-fields.ts';
import { customText } from '../common/field-values.ts';
import { valueLabel } from '../common/filter-words.ts';
import { columnOf } from '../common/model/columns.ts';
import type { Choice } from '../common/use-choices.ts';
import { spanEnds, type GroupBy } from './fields.ts';

export type GroupFacet = Output<'customers.facets'>['values'][number];

interface Words {
  readonly t: Translate;
  readonly language: Language;
  readonly tags: ReadonlyMap<number, Tag>;
}

const isEmpty = ({ value }: GroupFacet): boolean => value === null || value === '';
const isYearly = ({ value }: GroupFacet): boolean => !String(value).includes('-');

/** Months from the newest to the oldest, birthdays by the calendar, spans from the lowest, everything else by how many; those without a value last. */
export function orderedGroups(by: GroupBy, values: readonly GroupFacet[]): readonly GroupFacet[] {
  return [...values].sort((a, b) => {
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
    if (by === 'range') return 0;
    if (by === 'value') return b.count - a.count;
    return (isYearly(a) ? 1 : -1) * String(a.value).localeCompare(String(b.value));
  });
}

/** Gaps of months longer than this are not drawn. */
const MAX_GAP_MONTHS = 60;

/** The same with what nobody has: choices in the owner's order, months between the first and the last, all months of a year. */
export function withMissing(groups: readonly GroupFacet[], by: GroupBy, field: string, choices: readonly Choice[]): readonly GroupFacet[] {
  if (by === 'month') return withAllMonths(groups, columnOf(field)?.kind === 'birthday');
  if (by !== 'value' || choices.length === 0) return groups;
  const byValue = new Map(groups.map((group) => [String(group.value), group]));
  const known = new Set(choices.map(({ value }) => value));
  const own = choices.map(({ value, label }): GroupFacet => byValue.get(value) ?? { value, count: 0, label });
  return [...own, ...groups.filter(({ value }) => value === null || !known.has(String(value)))];
}

function withAllMonths(groups: readonly GroupFacet[], isBirthday: boolean): readonly GroupFacet[] {
  const filled = groups.filter((group) => !isEmpty(group));
  const [newest, oldest] = [filled[0], filled.at(-1)];
  if (!newest || !oldest) return groups;
  const two = (n: number) => String(n).padStart(2, '0');
  const place = (value: GroupFacet['value']) => Number(String(value).slice(0, 4)) * 12 + Number(String(value).slice(5)) - 1;
  const last = place(newest.value);
  const length = isBirthday ? 12 : last - place(oldest.value) + 1;
  if (length > MAX_GAP_MONTHS) return groups;
  const byValue = new Map(filled.map((group) => [String(group.value), group]));
  const months = Array.from({ length }, (_, i) => (isBirthday ? two(i + 1) : `${Math.floor((last - i) / 12)}-${two(((last - i) % 12) + 1)}`));
  return [...months.map((value) => byValue.get(value) ?? { value, count: 0 }), ...groups.filter(isEmpty)];
}

/** The name of a group: “5 月”, “90 后”, “100 – 199”, a choice in its words. */
export function groupWords(words: Words, field: string, by: GroupBy, facet: GroupFacet): string {
  const { t } = words;
  const { value } = facet;
  if (value === null || value === '') return t('views.group.noValue');
  if (by === 'value') return facet.label ?? valueLabel(words, field, value);
  if (by === 'decade') return t('views.group.decade', { year: words.language === 'en' ? String(value) : String(value).slice(2) });
  if (by === 'range') return spanWords(words, field, value);
  const [year = '', month = ''] = String(value).split('-');
  return month === '' ? t('views.group.birthMonth', { month: String(Number(year)) }) : t('views.group.month', { year, month: String(Number(month)) });
}

function spanWords({ t, language }: Words, field: string, value: string | number): string {
  const { min, max } = spanEnds(value);
  const own = ownField(field);
  const write = (n: number): string => {
    if (own) return customText({ t, language }, own, n);
    return columnOf(field)?.kind === 'money' ? formatMoney(n, currencyOfField(field), language) : formatNumber(n, language);
  };
  if (min === undefined) return max === undefined ? '' : t('views.group.upTo', { value: write(max) });
  if (max === undefined) return t('views.group.andMore', { value: write(min) });
  return min === max ? write(min) : t('views.group.span', { from: write(min), to: write(max) });
}
