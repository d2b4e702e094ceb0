/**
 * A condition → a test over one column: which codes pass, or which span of numbers.
 * Text is compared folded; every line of a list value counts.
 */
import type { Condition, FieldOp } from '../../../../shared/kernel/filter.ts';
import { birthdaysInYear } from '../../../../shared/kernel/birthday.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import type { MirrorColumn, NumberColumn, ValueColumn } from './column.ts';
import { endOfDate, isoDate, startOfDate, startOfUnit } from './dates.ts';
import { foldValue, JOINER } from './spec.ts';
import { numberOf } from './value-order.ts';
import type { ScanMode, ValueTable } from './values.ts';

export type Test =
  | { readonly kind: 'codes'; readonly column: ValueColumn; readonly hits: Uint8Array }
  | { readonly kind: 'span'; readonly column: NumberColumn; readonly min: number; readonly max: number }
  | { readonly kind: 'empty'; readonly column: NumberColumn; readonly empty: boolean }
  /** One byte per slot: 1 passes. */
  | { readonly kind: 'marks'; readonly marks: Uint8Array };

type Scalar = string | number;

function unsupported(c: Condition): never {
  throw new AppFailure('query.badField', { field: c.field, op: c.test.op });
}

/** Compiles one condition; `query.badField` when the field cannot be asked this way. */
export function compileCondition(c: Condition, column: MirrorColumn, now: number): Test {
  if (column.kind === 'number') return compileNumber(c, column, now);
  const table = column.table();
  const hits = new Uint8Array(table.codes);
  if (column.spec.kind === 'choice') markChoices(c, column, table, hits, now);
  else markTexts(c, table, hits);
  return { kind: 'codes', column, hits };
}

function compileNumber(c: Condition, column: NumberColumn, now: number): Test {
  const { min, max, empty } = numberSpan(c, now);
  return empty === null ? { kind: 'span', column, min, max } : { kind: 'empty', column, empty };
}

/** What a condition asks of a number: a span, or to be there at all. */
export function numberSpan(c: Condition, now: number): { readonly min: number; readonly max: number; readonly empty: boolean | null } {
  const op = c.test;
  switch (op.op) {
    case 'empty':
    case 'notEmpty':
      return { min: 0, max: 0, empty: op.op === 'empty' };
    case 'range':
      return { min: lower(op.min), max: upper(op.max), empty: null };
    case 'equals':
      return { min: lower(op.value), max: upper(op.value), empty: null };
    case 'relative':
      return { min: startOfUnit(now, op.unit, op.from), max: startOfUnit(now, op.unit, op.to + 1) - 1, empty: null };
    default:
      return unsupported(c);
  }
}

function lower(value: Scalar | undefined): number {
  if (value === undefined) return -Infinity;
  return typeof value === 'number' ? value : startOfDate(value);
}

function upper(value: Scalar | undefined): number {
  if (value === undefined) return Infinity;
  return typeof value === 'number' ? value : endOfDate(value) - 1;
}

/** Turns the marks around: a row passes when it was not marked. */
function invert(hits: Uint8Array): void {
  for (let i = 0; i < hits.length; i++) hits[i] = 1 - hits[i]!;
}

function markTexts(c: Condition, table: ValueTable, hits: Uint8Array): void {
  const op = c.test;
  const each = (values: readonly Scalar[], mode: ScanMode) => {
    for (const value of values) markValue(table, foldValue(String(value)), mode, hits);
  };
  switch (op.op) {
    case 'empty':
      hits[0] = 1;
      return;
    case 'notEmpty':
      hits.fill(1, 1);
      return;
    case 'contains':
    case 'startsWith':
      return each([op.value], op.op);
    case 'equals':
      return each([op.value], 'equals');
    case 'any':
      return each(op.values, 'equals');
    case 'none':
      each(op.values, 'equals');
      return invert(hits);
    case 'all':
      return markAll(op.values, table, hits);
    case 'range':
      return markRange(op, table, hits);
    default:
      return unsupported(c);
  }
}

function markValue(table: ValueTable, text: string, mode: ScanMode, hits: Uint8Array): void {
  if (text === '' && mode === 'equals') hits[0] = 1;
  else table.scan(text, mode, hits);
}

function markAll(values: readonly Scalar[], table: ValueTable, hits: Uint8Array): void {
  hits.fill(1);
  for (const value of values) {
    const one = new Uint8Array(hits.length);
    markValue(table, foldValue(String(value)), 'equals', one);
    for (let i = 0; i < hits.length; i++) hits[i]! &= one[i]!;
  }
}

function markRange(op: FieldOp & { op: 'range' }, table: ValueTable, hits: Uint8Array): void {
  const min = op.min === undefined ? null : foldValue(String(op.min));
  const max = op.max === undefined ? null : foldValue(String(op.max));
  const from = min === null ? 1 : table.firstNotBelow(min);
  let to = max === null ? table.size + 1 : table.firstNotBelow(max);
  while (max !== null && to <= table.size && table.compare(table.text(to), max) <= 0) to++;
  hits.fill(1, from, to);
  for (let code = table.size + 1; code < table.codes; code++) {
    const text = table.text(code);
    hits[code] = (min === null || table.compare(text, min) >= 0) && (max === null || table.compare(text, max) <= 0) ? 1 : 0;
  }
}

/** Choice columns have few values: each is looked at. */
function markChoices(c: Condition, column: ValueColumn, table: ValueTable, hits: Uint8Array, now: number): void {
  const passes = choiceTest(c, column.spec.order === 'birthday', now);
  const texts = table.allTexts();
  const lists = column.spec.order === 'tags';
  for (let code = 0; code < hits.length; code++) {
    const text = texts[code]!;
    hits[code] = passes(text === '' ? [] : lists ? text.split(JOINER) : [text]) ? 1 : 0;
  }
}

/** The test of a condition on the values of a choice field. */
export function choiceTest(c: Condition, birthday: boolean, now: number): (values: readonly string[]) => boolean {
  const op = c.test;
  const folded = (values: readonly Scalar[]) => new Set(values.map((v) => foldValue(String(v))));
  switch (op.op) {
    case 'empty':
      return (values) => values.length === 0;
    case 'notEmpty':
      return (values) => values.length > 0;
    case 'contains': {
      const wanted = foldValue(op.value);
      return (values) => values.some((v) => foldValue(v).includes(wanted));
    }
    case 'startsWith': {
      const wanted = foldValue(op.value);
      return (values) => values.some((v) => foldValue(v).startsWith(wanted));
    }
    case 'equals':
    case 'any': {
      const wanted = folded(op.op === 'any' ? op.values : [op.value]);
      return (values) => values.some((v) => wanted.has(foldValue(v))) || (values.length === 0 && wanted.has(''));
    }
    case 'none': {
      const wanted = folded(op.values);
      return (values) => !values.some((v) => wanted.has(foldValue(v))) && !(values.length === 0 && wanted.has(''));
    }
    case 'all': {
      const wanted = [...folded(op.values)];
      return (values) => wanted.every((w) => values.some((v) => foldValue(v) === w));
    }
    case 'range':
      return birthday ? birthdayRange(op) : valueRange(op);
    case 'relative':
      return birthday ? birthdayRelative(op, now) : unsupported(c);
  }
}

function valueRange(op: FieldOp & { op: 'range' }): (values: readonly string[]) => boolean {
  const within = (v: string) => {
    const n = numberOf(v);
    const low = op.min === undefined || (typeof op.min === 'number' ? n >= op.min : v >= op.min);
    return low && (op.max === undefined || (typeof op.max === 'number' ? n <= op.max : v <= op.max));
  };
  return (values) => values.some(within);
}

/** `MM-DD` compares the day of the year (a span may go over New Year), `YYYY-MM-DD` the date of birth (solar, with a year). */
function birthdayRange(op: FieldOp & { op: 'range' }): (values: readonly string[]) => boolean {
  const min = op.min === undefined ? null : String(op.min);
  const max = op.max === undefined ? null : String(op.max);
  const byYear = (min ?? max ?? '').length > 5;
  return byDay(byYear, (text) => {
    const date = parsePartialDate(text);
    if (!date || (byYear && (date.year === null || date.calendar === 'lunar'))) return false;
    const two = (n: number) => String(n).padStart(2, '0');
    const key = `${byYear ? `${date.year}-` : ''}${two(date.month)}-${two(date.day)}`;
    if (min !== null && max !== null && min > max && !byYear) return key >= min || key <= max;
    return (min === null || key >= min) && (max === null || key <= max);
  });
}

/** A test of the birthday; of the day alone it is made once per day, not once per date of birth. */
function byDay(year: boolean, test: (text: string) => boolean): (values: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  return ([text]) => {
    if (text === undefined) return false;
    if (year) return test(text);
    const day = text.charAt(0) + text.slice(text.charAt(1) === '-' ? 3 : 6);
    let answer = known.get(day);
    if (answer === undefined) known.set(day, (answer = test(text)));
    return answer;
  };
}

function birthdayRelative(op: FieldOp & { op: 'relative' }, now: number): (values: readonly string[]) => boolean {
  const first = isoDate(startOfUnit(now, op.unit, op.from));
  const last = isoDate(startOfUnit(now, op.unit, op.to + 1) - 1);
  const years: number[] = [];
  // A lunar birthday of one lunar year may fall into the next solar one.
  for (let y = Number(first.slice(0, 4)) - 1; y <= Number(last.slice(0, 4)) && years.length < 4; y++) years.push(y);
  return byDay(false, (text) => {
    const date = parsePartialDate(text);
    return date !== null && years.some((year) => birthdaysInYear(date, year).some((day) => day >= first && day <= last));
  });
}
