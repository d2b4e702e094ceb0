/**
 * Exchange rates (汇率): what one unit of a currency is worth in another one, as an integer
 * of hundred-millionths, written down by hand with the day from which it holds.
 */
import { exponentOf, mulDiv } from './money.ts';

/** Hundred-millionths in one. */
export const RATE_SCALE = 100_000_000;
/** A million to one. */
export const MAX_RATE = 1_000_000 * RATE_SCALE;

/** An amount in another currency, rounded half away from zero to its minor unit. */
export function convertMinor(minor: number, rate: number, from: string, to: string): number {
  const shift = exponentOf(from) - exponentOf(to);
  return shift >= 0 ? mulDiv(minor, rate, RATE_SCALE * 10 ** shift) : mulDiv(minor, rate * 10 ** -shift, RATE_SCALE);
}

/** Reads `7.1234`, up to eight places; `null` for what is no rate. */
export function readRate(typed: string): number | null {
  const m = /^(\d{1,7})(?:\.(\d{0,8}))?$/.exec(typed.normalize('NFKC').replace(/[,\s，]/g, ''));
  if (!m) return null;
  const rate = Number(m[1]) * RATE_SCALE + Number((m[2] ?? '').padEnd(8, '0'));
  return rate >= 1 && rate <= MAX_RATE ? rate : null;
}

/** `7.1234`, without needless zeros. */
export function writeRate(rate: number): string {
  const rest = String(rate % RATE_SCALE).padStart(8, '0').replace(/0+$/, '');
  const whole = String(Math.floor(rate / RATE_SCALE));
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** A sum of one currency, and the rate that held for it; `rate` null: none was written down for its days. */
export interface RatedSum {
  readonly currency: string;
  readonly amountMinor: number;
  readonly rate: number | null;
  readonly rateDate: string | null;
}

export interface BaseTotal {
  readonly currency: string;
  readonly amountMinor: number;
  /** The rates it was reckoned with. */
  readonly rates: { currency: string; date: string; rate: number }[];
  /** What could not be reckoned in, per currency. */
  readonly missing: { currency: string; amountMinor: number }[];
}

/** One total in the currency `base`: each sum by its own rate, what has none left out and told. */
export function totalInBase(base: string, sums: readonly RatedSum[]): BaseTotal {
  const rates: BaseTotal['rates'] = [];
  const missing = new Map<string, number>();
  let amountMinor = 0;
  for (const sum of sums) {
    if (sum.currency === base) amountMinor += sum.amountMinor;
    else if (sum.rate === null || sum.rateDate === null) missing.set(sum.currency, (missing.get(sum.currency) ?? 0) + sum.amountMinor);
    else {
      amountMinor += convertMinor(sum.amountMinor, sum.rate, sum.currency, base);
      rates.push({ currency: sum.currency, date: sum.rateDate, rate: sum.rate });
    }
  }
  return { currency: base, amountMinor, rates, missing: [...missing].map(([currency, minor]) => ({ currency, amountMinor: minor })) };
}
