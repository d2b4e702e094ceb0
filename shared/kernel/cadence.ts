/**
 * How often a customer is to be heard of, and how late that is (联系周期). Days are counted
 * from the last real contact; a call nobody took is none. Of those who are late the order is
 * how late by their own measure, times the weight of their grade.
 */

/** "Never" as it is stored: no reminder for this customer, whatever the grade says. */
export const NEVER_CONTACT = 0;
export const MAX_CYCLE_DAYS = 3650;

export interface CadenceRules {
  /** Days between contacts, by grade. */
  readonly byGrade: Readonly<Record<string, number>>;
  /** The grades of the book, the best first. */
  readonly grades: readonly string[];
}

export interface Contacted {
  readonly grade: string;
  /** The customer's own number of days, 0 for never; `null`: as the grade says. */
  readonly contactEvery: number | null;
  readonly doNotContact: string;
  /** The day of the last contact, or the day the record was made. */
  readonly sinceDay: number;
}

/** Days between two contacts; `null`: nobody asks for any. Who does not want to be disturbed is not asked after. */
export function contactCycle({ byGrade }: Pick<CadenceRules, 'byGrade'>, { grade, contactEvery, doNotContact }: Omit<Contacted, 'sinceDay'>): number | null {
  if (doNotContact === 'all' || contactEvery === NEVER_CONTACT) return null;
  return contactEvery ?? (Object.hasOwn(byGrade, grade) ? (byGrade[grade] ?? null) : null);
}

/** The day of the next contact. */
export function contactDueDay(rules: Pick<CadenceRules, 'byGrade'>, of: Contacted): number | null {
  const cycle = contactCycle(rules, of);
  return cycle === null ? null : of.sinceDay + cycle;
}

/** The last grade weighs 1, each one above it 1 more; who has no grade (or one the book does not list) weighs 1. */
export function gradeWeight(grades: readonly string[], grade: string): number {
  const place = grades.indexOf(grade);
  return place === -1 ? 1 : grades.length - place;
}

/** max(0, days since − cycle) ÷ cycle × weight of the grade; `null` where there is no cycle. */
export function contactScore(rules: CadenceRules, of: Contacted, today: number): number | null {
  const cycle = contactCycle(rules, of);
  if (cycle === null) return null;
  return (Math.max(0, today - of.sinceDay - cycle) / cycle) * gradeWeight(rules.grades, of.grade);
}
