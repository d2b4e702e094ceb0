/** Rules a book without any may start with: the owner's first three grades by a year's purchases. Off until the owner says so. */
import { exponentOf } from '../../../../shared/kernel/money.ts';
import type { GradeRule, GradeRules } from '../../../../shared/modules/lifecycle.ts';

/** What a good and an ordinary customer spends in a year, in whole units; unknown currencies count like the smallest. */
const YEAR: Readonly<Record<string, readonly [number, number]>> = { CNY: [3000, 500], HKD: [3000, 500], TWD: [12_000, 2000], JPY: [60_000, 10_000], KRW: [600_000, 100_000] };
const ELSEWHERE: readonly [number, number] = [500, 80];

/** Grades in the owner's order, the best first. */
export function suggestedRules(grades: readonly string[], currency: string): GradeRules {
  const [best, next, rest] = grades;
  const [much, some] = YEAR[currency] ?? ELSEWHERE;
  const rule = (grade: string, amount: number, count: number): GradeRule => ({ grade, months: 12, amountMinor: amount * 10 ** exponentOf(currency), count, withinDays: null, filter: null });
  const rules = [...(best === undefined ? [] : [rule(best, much, 3)]), ...(next === undefined ? [] : [rule(next, some, 1)])];
  return { enabled: false, rules, otherwise: rest ?? null };
}
