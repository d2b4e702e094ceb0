/** Columns of the mirror for custom fields, formulas and the day a customer is to be checked again. */
import type { FormulaType } from '../../../../shared/kernel/formula.ts';
import { dayOfIso, isoOfDay, textOf } from '../../../../shared/kernel/formula-functions.ts';
import { customName } from '../../../../shared/modules/custom-fields.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import { startOfDate } from '../mirror/dates.ts';
import type { ColumnSpec } from '../mirror/spec.ts';
import type { CustomerRow } from '../row.ts';
import { contactValues, customValues } from '../row.ts';
import { foldText } from '../text/fold.ts';
import type { FormulaOutcome, ReadyFormula } from './ready-formula.ts';
import { localDay } from './sources.ts';
import type { RecordSource } from './sources.ts';
import type { StoredField, VerifyDays } from './stored-fields.ts';

/** The day from which a customer counts as overdue for a check. */
export const VERIFY_DUE = 'verifyDue';

/** A row as formulas read it; set `row`, then read. One object serves all rows of a pass. */
export function rowSource(): RecordSource & { row: CustomerRow } {
  return {
    row: null as unknown as CustomerRow,
    plain(field) {
      return (this.row[field as keyof CustomerRow] ?? null);
    },
    contact(field) {
      return contactValues(this.row[field as 'phones'])[0] ?? null;
    },
    custom(id) {
      return customValues(this.row.custom)[String(id)] ?? null;
    },
  };
}

const MAX_TEXT_UNITS = 1000;
const folded = (text: string) => foldText(text.slice(0, MAX_TEXT_UNITS)).trim();
const noNumber = () => 0;
const noText = () => '';

/** The column of a field whose values are stored. */
export function storedColumn(field: StoredField): ColumnSpec {
  const name = customName(field.id);
  const id = String(field.id);
  const value = (row: CustomerRow): CustomValue | undefined => customValues(row.custom)[id];
  const base = { field: name, key: field.kind, number: noNumber, text: noText, order: 'text' } as const;
  const text = (row: CustomerRow) => {
    const v = value(row);
    return typeof v === 'string' ? v : '';
  };
  switch (field.kind) {
    case 'number':
    case 'money':
    case 'rating': {
      const number = (row: CustomerRow) => {
        const v = value(row);
        return typeof v === 'number' ? v : NaN;
      };
      return { ...base, kind: 'number', number };
    }
    case 'date':
      return { ...base, kind: 'number', number: (row) => rememberedDay(text(row)) };
    case 'lunarDate':
      return { ...base, kind: 'choice', order: 'birthday', text };
    case 'choice':
      return { ...base, kind: 'choice', text, raw: text, read: (t) => t, ...ranked(field.options) };
    case 'yesNo': {
      const word = (row: CustomerRow) => {
        const v = value(row);
        return typeof v === 'boolean' ? (v ? 'yes' : 'no') : '';
      };
      return { ...base, kind: 'choice', text: word };
    }
    case 'multiChoice':
    case 'file': {
      const list = (row: CustomerRow) => {
        const v = value(row);
        return Array.isArray(v) ? v.join('\n') : '';
      };
      return { ...base, kind: 'choice', order: 'tags', text: list };
    }
    case 'link': {
      const link = (row: CustomerRow) => {
        const v = value(row);
        return typeof v === 'number' ? String(v) : '';
      };
      return { ...base, kind: 'choice', text: link };
    }
    default:
      return { ...base, kind: 'text', text: (row) => folded(text(row)), raw: text, read: folded, folds: 'text' };
  }
}

const days = new Map<string, number>();
const DAYS_MAX = 20_000;

/** `startOfDate`, which asks the system for the time zone of every day, once for each. */
function rememberedDay(text: string): number {
  let day = days.get(text);
  if (day !== undefined) return day;
  day = startOfDate(text);
  if (days.size >= DAYS_MAX) days.clear();
  days.set(text, day);
  return day;
}

/** Choices sort in the owner's order; words that are no choice any more come after them. */
function ranked(options: readonly string[]): Pick<ColumnSpec, 'rank'> {
  const places = new Map(options.map((option, i) => [option, i]));
  return { rank: (text) => places.get(text) ?? options.length };
}

/** The column of a formula: computed, never part of the rows. Without a working formula everything is empty in it. `setting`: what of the book's settings its values depend on. */
export function formulaColumn(field: StoredField, formula: ReadyFormula | null, today: number, setting: string): ColumnSpec {
  const name = customName(field.id);
  const type: FormulaType = formula?.compiled.type ?? 'text';
  const isNumber = type === 'number' || type === 'date';
  const kind = isNumber ? 'number' : type === 'yesNo' ? 'choice' : 'text';
  const key = JSON.stringify(['formula', formula?.identity ?? null, type, setting, formula?.usesToday === true ? today : 0]);
  const numberOf = numberFor(type);
  const textFrom = textFor(type);
  const source = rowSource();
  const outcome = (row: CustomerRow): FormulaOutcome => {
    source.row = row;
    return formula ? formula.run(source, today) : null;
  };
  const sources = formula?.sources ?? [];
  const exact = formula !== null && sources.every((s) => s.column !== undefined);
  return {
    field: name,
    kind,
    order: 'text',
    key,
    computed: true,
    number: isNumber ? (row) => numberOf(outcome(row)) : noNumber,
    text: isNumber ? noText : (row) => textFrom(outcome(row)),
    ...(exact && {
      from: {
        columns: sources.map((s) => s.column!.name),
        number: (raw) => numberOf(formula.compiled.run((i) => sources[i]!.column!.value(raw(i)), today)),
        text: (raw) => textFrom(formula.compiled.run((i) => sources[i]!.column!.value(raw(i)), today)),
      },
    }),
  };
}

const isFault = (outcome: FormulaOutcome): outcome is Extract<FormulaOutcome, { fault: unknown }> =>
  typeof outcome === 'object' && outcome !== null && 'fault' in outcome;

function numberFor(type: FormulaType): (outcome: FormulaOutcome) => number {
  if (type === 'date') return (outcome) => (typeof outcome === 'number' ? startOfDate(isoOfDay(outcome)) : NaN);
  return (outcome) => (typeof outcome === 'number' ? outcome : NaN);
}

function textFor(type: FormulaType): (outcome: FormulaOutcome) => string {
  if (type === 'yesNo') return (outcome) => (typeof outcome === 'boolean' ? (outcome ? 'yes' : 'no') : '');
  return (outcome) => (isFault(outcome) ? '' : folded(textOf(outcome)));
}

/** Due day of the next check: last check, or the day the record was made, plus the cycle of its grade. */
export function verifyDueColumn(days: VerifyDays): ColumnSpec {
  const due = (verifiedDay: number | null, createdAt: number, grade: string): number => {
    const from = verifiedDay ?? localDay(createdAt);
    return startOfDate(isoOfDay(from + (days.byGrade[grade] ?? days.default)));
  };
  return {
    field: VERIFY_DUE,
    kind: 'number',
    order: 'text',
    key: JSON.stringify(['verifyDue', days]),
    computed: true,
    text: noText,
    number: (row) => due(row.verifiedOn === null ? null : dayOfIso(row.verifiedOn), row.createdAt, row.grade ?? ''),
    from: {
      columns: ['verifiedOn', 'createdAt', 'grade'],
      text: noText,
      number: (raw) => {
        const verified = raw(0) as number;
        return due(Number.isNaN(verified) ? null : localDay(verified), raw(1) as number, String(raw(2)));
      },
    },
  };
}
