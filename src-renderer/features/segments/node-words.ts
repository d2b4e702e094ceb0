/** A filter tree as a sentence: for chips, segments and views. */
import { isCondition, isRelated, isSegmentRef, type Condition, type FilterGroup, type FilterNode, type Related } from '../../../shared/kernel/filter.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import { isRelatedKind, type RelatedKind } from '../../../shared/modules/related.ts';
import type { Segment } from '../../../shared/modules/segments.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { hasText, type TextKey, type Translate } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { conditionText } from '../common/filter-words.ts';
import type { FilterDraft, Question } from '../common/model/filters.ts';
import { whereDraft } from './builder-model.ts';

export interface NodeWords {
  readonly t: Translate;
  readonly language: Language;
  readonly tags: ReadonlyMap<number, Tag>;
  readonly segments: ReadonlyMap<number, Segment>;
  readonly thisMonth: number;
}

/** The name of a field of a related record. */
export function whereLabel(t: Translate, of: RelatedKind, field: string): string {
  return t(`segments.where.${of}.${field}` as TextKey);
}

/** A word of a choice of a related record; categories are the owner's own. */
export function whereValue(t: Translate, field: string, value: string | number): string {
  // Where a customer moved from and to.
  if (field === 'from' || field === 'to') return stageWord(t, String(value));
  const key = `segments.values.${field}.${value}`;
  return hasText(key) ? t(key) : String(value);
}

/** The words of a question as they stand in the builder and in sentences. */
export function askLabel(t: Translate, question: Question): string {
  return t(`customers.filter.ask.${question}` as TextKey);
}

/** What was asked of a field, given its draft: "最近 90 天", "至少 100". */
export function askedText(words: Pick<NodeWords, 't' | 'language'>, draft: FilterDraft, value: (v: string | number) => string): string {
  const { t, language } = words;
  const date = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text, language) : figure(text, language));
  switch (draft.question) {
    case 'anyOf':
      return draft.values.map(value).join(t('segments.text.orShort'));
    case 'noneOf':
      return t('segments.text.notThese', { values: draft.values.map(value).join(t('segments.text.orShort')) });
    case 'contains':
      return t('segments.text.contains', { value: draft.text });
    case 'lastDays':
    case 'notForDays':
    case 'nextDays':
      return t(`segments.text.${draft.question}`, { count: draft.days });
    case 'atLeast':
      return t('segments.text.atLeast', { value: figure(draft.from, language) });
    case 'atMost':
      return t('segments.text.atMost', { value: figure(draft.to, language) });
    case 'between':
      if (draft.to === '') return t('segments.text.since', { from: date(draft.from) });
      if (draft.from === '') return t('segments.text.until', { to: date(draft.to) });
      return t('segments.text.between', { from: date(draft.from), to: date(draft.to) });
    default:
      return askLabel(t, draft.question);
  }
}

function figure(text: string, language: Language): string {
  const n = Number(text);
  return text !== '' && Number.isFinite(n) ? formatNumber(n, language) : text;
}

/** One node: a condition, a question about related records, a segment, or a whole group. */
export function nodeText(words: NodeWords, node: FilterNode, nested = false): string {
  const { t } = words;
  if (isCondition(node)) return conditionText(words, node);
  if (isRelated(node)) return relatedText(words, node);
  if (isSegmentRef(node)) return t('segments.text.in', { name: segmentName(words, node.segment) });
  if (!node.all?.length && !node.any?.length && node.not && isSegmentRef(node.not)) return t('segments.text.notIn', { name: segmentName(words, node.not.segment) });
  const text = groupText(words, node);
  return nested && text.parts > 1 ? t('segments.text.nested', { what: text.text }) : text.text;
}

const segmentName = ({ t, segments }: NodeWords, id: number): string => segments.get(id)?.name ?? t('segments.gone');

function groupText(words: NodeWords, group: FilterGroup): { readonly text: string; readonly parts: number } {
  const { t } = words;
  const each = (nodes: readonly FilterNode[]) => nodes.map((node) => nodeText(words, node, nodes.length > 1));
  const parts = [...each(group.all ?? [])];
  if (group.any?.length) {
    const any = each(group.any).join(t('segments.text.or'));
    parts.push(parts.length > 0 && group.any.length > 1 ? t('segments.text.nested', { what: any }) : any);
  }
  if (group.not) parts.push(notText(words, group.not));
  const several = Math.max(parts.length, group.any?.length ?? 0);
  return { text: parts.length === 0 ? t('segments.text.everybody') : parts.join(t('segments.text.and')), parts: several };
}

function notText(words: NodeWords, not: FilterNode): string {
  const { t } = words;
  const isAny = !isCondition(not) && !isRelated(not) && !isSegmentRef(not) && !not.all?.length && !not.not && not.any;
  const inner = isAny ? isAny.map((node) => nodeText(words, node, isAny.length > 1)).join(t('segments.text.or')) : nodeText(words, not);
  return t('segments.text.not', { what: inner });
}

function relatedText(words: NodeWords, node: Related): string {
  const { t, language } = words;
  if (!isRelatedKind(node.related)) return node.related;
  const of = node.related;
  const where = node.where.map((c) => whereText(words, of, c)).join(t('segments.text.comma'));
  const what = where === '' ? t(`segments.related.${of}`) : t('segments.text.where', { what: t(`segments.related.${of}`), where });
  const n = (value: number | undefined) => formatNumber(value ?? 0, language);
  if (node.none) return t('segments.text.hasNone', { what });
  const { min, max } = node.count ?? {};
  if (min !== undefined && max !== undefined) return t('segments.text.hasBetween', { what, min: n(min), max: n(max) });
  if (max !== undefined) return t('segments.text.hasAtMost', { what, max: n(max) });
  return min !== undefined && min > 1 ? t('segments.text.hasAtLeast', { what, min: n(min) }) : t('segments.text.has', { what });
}

function whereText(words: NodeWords, of: RelatedKind, c: Condition): string {
  const draft = whereDraft(of, c);
  const field = whereLabel(words.t, of, c.field);
  return draft ? words.t('segments.text.is', { field, what: askedText(words, draft, (v) => whereValue(words.t, c.field, v)) }) : field;
}
