/**
 * RFM (Hughes, 1994): how lately, how often and for how much a customer bought. Each of the three is high (1) or low (0) by a line the
 * owner draws, which makes eight groups under the names used in Chinese retail.
 */
import { z } from 'zod';

/** R, F and M, the groups of high value first. */
export const RFM_GROUPS = ['111', '101', '011', '001', '110', '100', '010', '000'] as const;
export const rfmGroupSchema = z.enum(RFM_GROUPS);
export type RfmGroup = z.output<typeof rfmGroupSchema>;

/** Where high begins: at most so many days since the last purchase, at least so many purchases, at least so much money (minor units of the book's currency). */
export const rfmRulesSchema = z.strictObject({
  recentDays: z.int().min(1).max(3650),
  sales: z.int().min(1).max(100_000),
  amountMinor: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
});
export type RfmRules = z.output<typeof rfmRulesSchema>;
export const DEFAULT_RFM_RULES: RfmRules = { recentDays: 90, sales: 3, amountMinor: 100_000 };

export interface Bought {
  readonly daysSince: number;
  readonly sales: number;
  /** Refunds taken off. */
  readonly amountMinor: number;
}

/** The group of a customer; `null` for one who never bought. */
export function rfmGroup(bought: Bought | null, rules: RfmRules): RfmGroup | null {
  if (bought === null) return null;
  const digit = (high: boolean) => (high ? '1' : '0');
  return `${digit(bought.daysSince <= rules.recentDays)}${digit(bought.sales >= rules.sales)}${digit(bought.amountMinor >= rules.amountMinor)}`;
}
