/** The mirror's columns of the contact cadence: the day of the next contact, and how urgent it is. */
import { contactDueDay, contactScore, type CadenceRules, type Contacted } from '../../../../shared/kernel/cadence.ts';
import { isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { startOfDate } from '../mirror/dates.ts';
import type { ColumnSpec } from '../mirror/spec.ts';
import type { CustomerRow } from '../row.ts';
import { localDay } from './sources.ts';

/** The day on which a customer is to be contacted again. */
export const CONTACT_DUE = 'contactDueOn';
/** How late that is, by their own measure and their grade. */
export const CONTACT_SCORE = 'contactScore';

type Raw = (index: number) => number | string;
const COLUMNS = ['lastContactOn', 'createdAt', 'grade', 'doNotContact', 'contactEvery'] as const;

const given = (n: number): number | null => (Number.isNaN(n) ? null : n);

/** What the cadence asks of a customer. */
export function contactedOf(of: { readonly lastContactOn: number | null; readonly createdAt: number; readonly grade: string | null; readonly doNotContact: string | null; readonly contactEvery: number | null }): Contacted {
  return { grade: of.grade ?? '', doNotContact: of.doNotContact ?? '', contactEvery: of.contactEvery, sinceDay: localDay(of.lastContactOn ?? of.createdAt) };
}

const ofRow = ({ lastContactOn, createdAt, grade, doNotContact, contactEvery }: CustomerRow): Contacted =>
  contactedOf({ lastContactOn: lastContactOn ?? null, createdAt, grade, doNotContact, contactEvery: contactEvery ?? null });

const ofColumns = (raw: Raw): Contacted =>
  contactedOf({ lastContactOn: given(raw(0) as number), createdAt: raw(1) as number, grade: String(raw(2)), doNotContact: String(raw(3)), contactEvery: given(raw(4) as number) });

/** Computed from columns that change with the rows alone, so that a new day or another rule costs one pass and no writing. */
function column(field: string, key: string, value: (of: Contacted) => number): ColumnSpec {
  const text = () => '';
  return { field, kind: 'number', order: 'text', key, computed: true, text, number: (row) => value(ofRow(row)), from: { columns: COLUMNS, text, number: (raw) => value(ofColumns(raw)) } };
}

export function contactDueColumn({ byGrade }: CadenceRules): ColumnSpec {
  return column(CONTACT_DUE, JSON.stringify([CONTACT_DUE, byGrade]), (of) => {
    const day = contactDueDay({ byGrade }, of);
    return day === null ? NaN : startOfDate(isoOfDay(day));
  });
}

export function contactScoreColumn(rules: CadenceRules, today: number): ColumnSpec {
  return column(CONTACT_SCORE, JSON.stringify([CONTACT_SCORE, rules, today]), (of) => contactScore(rules, of, today) ?? NaN);
}
