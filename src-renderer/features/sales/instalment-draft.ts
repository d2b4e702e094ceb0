/** A plan of instalments while it is written: equal parts by a rule, until a part is changed by hand. */
import { equalInstalments, inOrderOfDays, MAX_INSTALMENTS, sumOf, type Instalment } from '../../../shared/kernel/instalments.ts';
import { readAmount, writeAmount } from '../../../shared/kernel/money.ts';

export const EVERY = ['week', 'twoWeeks', 'month', 'quarter'] as const;
export type Every = (typeof EVERY)[number];
const STEPS = { week: { days: 7 }, twoWeeks: { days: 14 }, month: { months: 1 }, quarter: { months: 3 } } as const;

export interface PartDraft {
  readonly key: number;
  readonly date: string;
  readonly amount: string;
}

export interface PlanDraft {
  readonly count: number;
  readonly first: string;
  readonly every: Every;
  /** The parts as changed by hand; `null`: as the rule says. */
  readonly own: readonly PartDraft[] | null;
}

/** A plan to begin with: three parts by month, the first a month after the sale. */
export function newPlan(date: string): PlanDraft {
  return { count: 3, first: equalInstalments(2, 2, date, STEPS.month)[1]?.date ?? date, every: 'month', own: null };
}

/** The plan of a sale that is corrected. */
export function draftOf(plan: readonly Instalment[], places: number): PlanDraft {
  return { count: plan.length, first: plan[0]?.date ?? '', every: 'month', own: partsOf(plan, places) };
}

const partsOf = (plan: readonly Instalment[], places: number): PartDraft[] => plan.map((p, key) => ({ key, date: p.date, amount: writeAmount(p.amountMinor, places) }));

/** What is shown: the parts by the rule, or those written by hand. */
export function shownParts(plan: PlanDraft, totalMinor: number, places: number): readonly PartDraft[] {
  if (plan.own) return plan.own;
  return partsOf(equalInstalments(totalMinor, plan.count, plan.first, STEPS[plan.every]), places);
}

/** One part changed, taken out (`null`), or added (no `key`); from here on the parts are the owner's. */
export function changePart(plan: PlanDraft, shown: readonly PartDraft[], key: number | null, part: Omit<PartDraft, 'key'> | null): PlanDraft {
  const kept = part === null ? shown.filter((p) => p.key !== key) : shown.map((p) => (p.key === key ? { ...p, ...part } : p));
  const own = key === null && part !== null ? [...kept, { ...part, key: Math.max(0, ...kept.map((p) => p.key)) + 1 }] : kept;
  return { ...plan, count: Math.max(1, own.length), own };
}

/** The plan as it is saved; `null` while an amount cannot be read or the parts do not add up to what is to come. */
export function readPlan(plan: PlanDraft, totalMinor: number, places: number): readonly Instalment[] | null {
  const parts = shownParts(plan, totalMinor, places).map((p) => ({ date: p.date, amountMinor: readAmount(p.amount, places) ?? 0 }));
  if (parts.length > MAX_INSTALMENTS || parts.some((p) => p.amountMinor <= 0) || sumOf(parts) !== totalMinor) return null;
  return inOrderOfDays(parts);
}

/** What the parts that can be read come to less what is to come: 0 when the plan is right. */
export function planGap(parts: readonly PartDraft[], totalMinor: number, places: number): number {
  return parts.reduce((sum, p) => sum + (readAmount(p.amount, places) ?? 0), 0) - totalMinor;
}
