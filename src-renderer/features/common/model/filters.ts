/** What can be asked of a column, by its kind, and how a condition is taken apart again to be shown and changed. */
import type { Condition, FieldOp, FilterNode } from '../../../../shared/kernel/filter.ts';
import type { FieldKind } from '../../../../shared/modules/fields.ts';
import { minorDigits } from '../../../lib/minor-digits.ts';
import { columnOf } from './columns.ts';

/** Questions as people ask them; each makes one `FieldOp`. */
export type Question =
  | 'contains'
  | 'startsWith'
  | 'equals'
  | 'anyOf'
  | 'allOf'
  | 'noneOf'
  | 'between'
  | 'atLeast'
  | 'atMost'
  | 'lastDays'
  | 'notForDays'
  | 'nextDays'
  | 'yes'
  | 'no'
  | 'today'
  | 'thisWeek'
  | 'thisMonth'
  | 'last7'
  | 'last30'
  | 'last90'
  | 'next7'
  | 'next30'
  | 'month'
  | 'empty'
  | 'notEmpty';

export interface FilterDraft {
  readonly field: string;
  readonly question: Question;
  /** For text questions. */
  readonly text: string;
  /** For choices and tags: values picked. */
  readonly values: readonly (string | number)[];
  /** For `lastDays`, `notForDays`, `nextDays`. */
  readonly days: number;
  /** For `between`: `YYYY-MM-DD`, for numbers what was typed, or '' for an open end; `atLeast` and `atMost` use one of them. */
  readonly from: string;
  readonly to: string;
  /** For a birthday's month: 1–12. */
  readonly month: number;
}

const TEXT: readonly Question[] = ['contains', 'startsWith', 'equals', 'empty', 'notEmpty'];
const BY_KIND: Readonly<Record<FieldKind, readonly Question[]>> = {
  text: TEXT,
  longText: ['contains', 'empty', 'notEmpty'],
  contacts: TEXT,
  choice: ['anyOf', 'noneOf', 'empty', 'notEmpty'],
  tags: ['anyOf', 'allOf', 'noneOf', 'empty', 'notEmpty'],
  birthday: ['today', 'next7', 'next30', 'thisMonth', 'month', 'empty', 'notEmpty'],
  date: ['today', 'thisWeek', 'thisMonth', 'last7', 'last30', 'last90', 'lastDays', 'notForDays', 'nextDays', 'between', 'empty', 'notEmpty'],
  instant: ['today', 'thisWeek', 'thisMonth', 'last7', 'last30', 'last90', 'lastDays', 'notForDays', 'between'],
  money: ['atLeast', 'atMost', 'between', 'empty', 'notEmpty'],
  number: ['atLeast', 'atMost', 'between', 'empty', 'notEmpty'],
  rating: ['atLeast', 'atMost', 'between', 'empty', 'notEmpty'],
  yesNo: ['yes', 'no', 'empty', 'notEmpty'],
  multiChoice: ['anyOf', 'allOf', 'noneOf', 'empty', 'notEmpty'],
  map: [],
  list: [],
  files: ['notEmpty', 'empty'],
  record: ['anyOf', 'noneOf', 'empty', 'notEmpty'],
};
const NEVER_EMPTY = new Set(['name', 'pinyin', 'kind', 'stage']);

/** The questions a column can be asked, the most useful first; none for a column that cannot be filtered. */
export function questionsFor(field: string): readonly Question[] {
  const column = columnOf(field);
  if (!column || column.ownerOnly === true) return [];
  const all = BY_KIND[column.kind];
  return NEVER_EMPTY.has(field) ? all.filter((question) => question !== 'empty' && question !== 'notEmpty') : all;
}

/** A fresh question about a column. */
export function draftFor(field: string): FilterDraft {
  return { field, question: questionsFor(field)[0] ?? 'contains', text: '', values: [], days: 60, from: '', to: '', month: 1 };
}

const days = (from: number, to: number): FieldOp => ({ op: 'relative', unit: 'day', from, to });
const SPANS: Readonly<Partial<Record<Question, FieldOp>>> = {
  today: days(0, 0),
  thisWeek: { op: 'relative', unit: 'week', from: 0, to: 0 },
  thisMonth: { op: 'relative', unit: 'month', from: 0, to: 0 },
  last7: days(-6, 0),
  last30: days(-29, 0),
  last90: days(-89, 0),
  next7: days(0, 6),
  next30: days(0, 29),
};

/** As far back as a relative span reaches: 27 years. */
export const LONG_AGO = -10_000;

/** True for fields that hold numbers rather than days. */
export function isFigure(field: string): boolean {
  const kind = columnOf(field)?.kind;
  return kind === 'money' || kind === 'number' || kind === 'rating';
}

/** Figures are typed as people write them; what is stored in parts of a unit is whole. */
function figureSpan(draft: FilterDraft, scale: number): FieldOp | null {
  const read = (text: string): number | null => {
    const n = Number(text.replaceAll(/[,，\s¥$€£]/g, ''));
    if (text.trim() === '' || !Number.isFinite(n)) return null;
    return scale === 1 ? n : Math.round(n * scale);
  };
  const min = draft.question === 'atMost' ? null : read(draft.from);
  const max = draft.question === 'atLeast' ? null : read(draft.to);
  return min === null && max === null ? null : { op: 'range', ...(min !== null && { min }), ...(max !== null && { max }) };
}

/** Months from `thisMonth` forward to `month` (both 1–12). */
const monthsAhead = (month: number, thisMonth: number): number => (month - thisMonth + 12) % 12;

/** What a draft asks; `null` while it is incomplete. `figureScale`: in how many parts of a unit the field is stored, `null` for a field that holds no figures. `thisMonth` is 1–12. */
export function testOf(draft: FilterDraft, figureScale: number | null, thisMonth: number): FieldOp | null {
  const text = draft.text.trim();
  switch (draft.question) {
    case 'contains':
    case 'startsWith':
      return text === '' ? null : { op: draft.question, value: text };
    case 'equals':
      return text === '' ? null : { op: 'equals', value: text };
    case 'anyOf':
      return draft.values.length === 0 ? null : { op: 'any', values: [...draft.values] };
    case 'allOf':
      return draft.values.length === 0 ? null : { op: 'all', values: [...draft.values] };
    case 'noneOf':
      return draft.values.length === 0 ? null : { op: 'none', values: [...draft.values] };
    case 'lastDays':
      return days(1 - draft.days, 0);
    case 'notForDays':
      return days(LONG_AGO, -draft.days);
    case 'nextDays':
      return days(0, draft.days - 1);
    case 'yes':
    case 'no':
      return { op: 'any', values: [draft.question] };
    case 'atLeast':
    case 'atMost':
    case 'between':
      if (figureScale !== null) return figureSpan(draft, figureScale);
      return draft.from === '' && draft.to === ''
        ? null
        : { op: 'range', ...(draft.from === '' ? {} : { min: draft.from }), ...(draft.to === '' ? {} : { max: draft.to }) };
    case 'month': {
      const ahead = monthsAhead(draft.month, thisMonth);
      return { op: 'relative', unit: 'month', from: ahead, to: ahead };
    }
    case 'empty':
    case 'notEmpty':
      return { op: draft.question };
    default:
      return SPANS[draft.question] ?? null;
  }
}

/** The condition a draft asks; `null` while it is incomplete. `thisMonth` is 1–12. */
export function conditionOf(draft: FilterDraft, thisMonth: number): Condition | null {
  const scale = columnOf(draft.field)?.kind === 'money' ? 10 ** minorDigits(draft.field) : 1;
  const test = testOf(draft, isFigure(draft.field) ? scale : null, thisMonth);
  return test === null ? null : { field: draft.field, test };
}

const spanDays = (test: Extract<FieldOp, { op: 'relative' }>): number => (test.from === LONG_AGO ? -test.to : test.to - test.from + 1);

const sameSpan = (a: FieldOp, b: FieldOp): boolean =>
  a.op === 'relative' && b.op === 'relative' && a.unit === b.unit && a.from === b.from && a.to === b.to;

function relativeQuestion(field: string, test: Extract<FieldOp, { op: 'relative' }>): Question {
  const known = questionsFor(field).find((question) => {
    const span = SPANS[question];
    return span !== undefined && sameSpan(span, test);
  });
  if (known) return known;
  if (test.unit !== 'day') return 'month';
  if (test.from === LONG_AGO) return 'notForDays';
  return test.to === 0 ? 'lastDays' : 'nextDays';
}

/** Takes a condition apart so that its chip can be read and edited. */
export function draftOf(condition: Condition, thisMonth: number): FilterDraft {
  const draft = draftFor(condition.field);
  const { test } = condition;
  switch (test.op) {
    case 'contains':
    case 'startsWith':
    case 'equals':
      return { ...draft, question: test.op, text: String(test.value) };
    case 'any': {
      const [only] = test.values;
      if (columnOf(condition.field)?.kind === 'yesNo' && (only === 'yes' || only === 'no')) return { ...draft, question: only };
      return { ...draft, question: 'anyOf', values: test.values };
    }
    case 'all':
      return { ...draft, question: 'allOf', values: test.values };
    case 'none':
      return { ...draft, question: 'noneOf', values: test.values };
    case 'empty':
    case 'notEmpty':
      return { ...draft, question: test.op };
    case 'range': {
      if (!isFigure(condition.field)) return { ...draft, question: 'between', from: String(test.min ?? ''), to: String(test.max ?? '') };
      const scale = columnOf(condition.field)?.kind === 'money' ? 10 ** minorDigits(condition.field) : 1;
      const write = (n: string | number | undefined) => (n === undefined ? '' : String(Number(n) / scale));
      const question = test.max === undefined ? 'atLeast' : test.min === undefined ? 'atMost' : 'between';
      return { ...draft, question, from: write(test.min), to: write(test.max) };
    }
    case 'relative':
      return { ...draft, question: relativeQuestion(condition.field, test), days: spanDays(test), month: ((thisMonth - 1 + test.from) % 12) + 1 };
  }
}

/** Puts a condition in place of the one at `index`, or at the end. */
export function withCondition(all: readonly FilterNode[], condition: Condition, index: number | null): readonly FilterNode[] {
  return index === null ? [...all, condition] : all.map((one, i) => (i === index ? condition : one));
}
