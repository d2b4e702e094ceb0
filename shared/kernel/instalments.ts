/**
 * Instalments (分期): the parts in which what was not paid with a sale comes in. They always
 * add up to it, and money that arrives settles the earliest first. Amounts are minor units.
 */
import { spread } from './money.ts';

export interface Instalment {
  /** The day it is due, `YYYY-MM-DD`. */
  readonly date: string;
  readonly amountMinor: number;
}

export interface InstalmentStanding extends Instalment {
  readonly receivedMinor: number;
  readonly openMinor: number;
}

export const MAX_INSTALMENTS = 60;

/**
 * Equal parts of `totalMinor` from `first` on, every so many months on the same day (the
 * month's last day where it is shorter) or every so many days. Cents left over go to the
 * earliest; parts of nothing are left out.
 */
export function equalInstalments(totalMinor: number, count: number, first: string, every: { readonly months: number } | { readonly days: number }): Instalment[] {
  const parts = spread(totalMinor, new Array<number>(count).fill(1));
  return parts.map((amountMinor, i) => ({ date: dayOf(first, every, i), amountMinor })).filter((part) => part.amountMinor > 0);
}

function dayOf(first: string, every: { readonly months: number } | { readonly days: number }, i: number): string {
  const [year = 1970, month = 1, day = 1] = first.split('-').map(Number);
  if ('days' in every) return new Date(Date.UTC(year, month - 1, day + every.days * i)).toISOString().slice(0, 10);
  const lastDay = new Date(Date.UTC(year, month + every.months * i, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + every.months * i, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** By day; those of one day in the order given. */
export function inOrderOfDays(plan: readonly Instalment[]): Instalment[] {
  return [...plan].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

export const sumOf = (plan: readonly Instalment[]): number => plan.reduce((sum, part) => sum + part.amountMinor, 0);

/**
 * The plan when what is to come has become `totalMinor`: more is added to the last part,
 * less is taken off from the last one backwards. A plan of nothing stays nothing.
 */
export function fitInstalments(plan: readonly Instalment[], totalMinor: number): Instalment[] {
  const fitted: Instalment[] = [];
  let left = Math.max(0, totalMinor);
  plan.forEach((part, i) => {
    const amountMinor = i === plan.length - 1 ? left : Math.min(left, part.amountMinor);
    if (amountMinor > 0) fitted.push({ ...part, amountMinor });
    left -= amountMinor;
  });
  return fitted;
}

/** What has come in for each part when `openMinor` of the whole is still to come: the earliest are settled first. */
export function instalmentStandings(plan: readonly Instalment[], openMinor: number): InstalmentStanding[] {
  let settled = sumOf(plan) - Math.max(0, openMinor);
  return plan.map((part) => {
    const receivedMinor = Math.max(0, Math.min(settled, part.amountMinor));
    settled -= receivedMinor;
    return { ...part, receivedMinor, openMinor: part.amountMinor - receivedMinor };
  });
}
