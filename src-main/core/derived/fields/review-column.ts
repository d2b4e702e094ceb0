/** The mirror's column of customers with a value that looks wrong and that nobody said was right (待审核). */
import { confirmationOf, doubtsOf, NEEDS_REVIEW, type Confirmation, type ReviewedValues, type ReviewRules } from '../../../../shared/modules/review.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { ColumnSpec } from '../mirror/spec.ts';
import { contactValues, customValues, type CustomerRow } from '../row.ts';
import type { FieldFacts } from './stored-fields.ts';

/** The rules of the living fields as doubts are found by. */
export function reviewRules({ fields, standards }: Pick<FieldFacts, 'fields' | 'standards'>): ReviewRules {
  const ruled = fields.filter((f) => !f.deleted && !f.ownerOnly && f.kind !== 'formula' && (f.kind === 'phone' || Object.keys(f.rules).length > 0));
  return { fields: ruled.map(({ id, kind, rules, currency }) => ({ id, kind, rules, currency })), standards };
}

/** `yes` or nothing. Dates are judged as of the day the record was last changed, so that no new day asks for a pass over the book. */
export function reviewColumn(facts: Pick<FieldFacts, 'fields' | 'standards'>): ColumnSpec {
  const rules = reviewRules(facts);
  const dayOf = rememberedDay();
  const text = (row: CustomerRow): string => {
    const doubts = doubtsOf(valuesOf(row), rules, dayOf(row.updatedAt));
    if (doubts.length === 0) return '';
    const confirmed = row.confirmed ? (JSON.parse(row.confirmed) as Confirmation[]) : [];
    return doubts.some((doubt) => !confirmationOf(confirmed, doubt)) ? 'yes' : '';
  };
  return { field: NEEDS_REVIEW, kind: 'choice', order: 'text', key: JSON.stringify([NEEDS_REVIEW, rules]), computed: true, lasting: true, number: () => 0, text };
}

function valuesOf(row: CustomerRow): ReviewedValues {
  return {
    texts: (field) => {
      const stored = row[field];
      if (stored === null || stored === '') return [];
      return field === 'phones' || field === 'emails' || field === 'wechats' ? contactValues(stored) : [stored];
    },
    birthday: row.birthday,
    custom: customValues(row.custom),
  };
}

/** Rows of one import share their instant: its day is asked of the system once. */
function rememberedDay(): (at: number) => string {
  let last = { at: NaN, day: '' };
  return (at) => {
    if (at !== last.at) last = { at, day: isoDate(at) };
    return last.day;
  };
}
