/**
 * Money and quantities. An amount is an integer of the currency's minor units beside its
 * ISO 4217 code; a quantity is an integer of thousandths. Nothing is ever computed in
 * floats, and amounts of two currencies are never added.
 *
 * Rounding: a line is price × quantity, rounded half away from zero to the minor unit,
 * once. A discount on the whole sale is spread over its lines in proportion to them by
 * largest remainder, so that the lines add up to the total to the last cent.
 */

/** Largest amount kept, in minor units: 90 billion yuan; sums of thousands of them stay exact. */
export const MAX_MINOR = 9_000_000_000_000;
/** Thousandths in one: quantity 1500 = 1.5. */
export const QUANTITY_SCALE = 1000;
/** A million pieces. */
export const MAX_QUANTITY = 1_000_000_000;

// ISO 4217: currencies whose minor unit is not a hundredth.
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}; // prettier-ignore

/** Decimal places of a currency: 2 for CNY, 0 for JPY, 3 for KWD; 2 for one not known (ISO 4217). */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** `a × b / c` of safe integers, rounded half away from zero; exact whatever the product's size. */
export function mulDiv(a: number, b: number, c: number): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const negative = product < 0n !== divisor < 0n;
  const x = product < 0n ? -product : product;
  const y = divisor < 0n ? -divisor : divisor;
  const rounded = Number((2n * x + y) / (2n * y));
  return rounded === 0 ? 0 : negative ? -rounded : rounded;
}

/** A line before discounts: price (minor units) × quantity (thousandths), rounded half away from zero. */
export function lineGross(priceMinor: number, quantity: number): number {
  return mulDiv(priceMinor, quantity, QUANTITY_SCALE);
}

/**
 * Splits `total` over `weights` (not negative, not all zero unless `total` is 0) in
 * proportion, by largest remainder; equal remainders go to the earlier one. The parts
 * add up to `total`, each is its exact share rounded down or up.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((s, w) => s + BigInt(w), 0n);
  if (total === 0 || sum === 0n) return weights.map(() => 0);
  const sign = total < 0 ? -1 : 1;
  const amount = BigInt(Math.abs(total));
  const exact = weights.map((w, i) => ({ i, part: Number((amount * BigInt(w)) / sum), rest: (amount * BigInt(w)) % sum }));
  let left = Math.abs(total) - exact.reduce((s, e) => s + e.part, 0);
  const order = [...exact].sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  const parts = exact.map((e) => e.part);
  for (const { i } of order) {
    if (left === 0) break;
    parts[i]!++;
    left--;
  }
  return parts.map((p) => (p === 0 ? 0 : sign * p));
}

export interface PricedLine {
  readonly priceMinor: number;
  /** Thousandths, positive. */
  readonly quantity: number;
  /** Taken off this line, at most its gross. */
  readonly discountMinor: number;
}

export interface PricedSale {
  /** Net amount of every line, its share of the whole discount taken off. */
  readonly lines: readonly number[];
  /** The lines before the whole discount. */
  readonly subtotalMinor: number;
  readonly totalMinor: number;
}

/**
 * The amounts of a sale: lines less their own discounts, then the whole discount spread
 * over them. Discounts beyond what there is are cut to it, so no line falls below zero;
 * the lines always add up to the total.
 */
export function priceSale(lines: readonly PricedLine[], discountMinor: number): PricedSale {
  const nets = lines.map((l) => {
    const gross = lineGross(l.priceMinor, l.quantity);
    return gross - Math.min(Math.max(0, l.discountMinor), gross);
  });
  const subtotalMinor = nets.reduce((s, n) => s + n, 0);
  const off = Math.min(Math.max(0, discountMinor), subtotalMinor);
  const shares = spread(off, nets);
  return { lines: nets.map((n, i) => n - shares[i]!), subtotalMinor, totalMinor: subtotalMinor - off };
}

const AMOUNT = /^([+-]?)[¥$€£]?(\d{1,13})(?:\.(\d{0,4}))?$/;

/**
 * Reads `1,280.5`, `￥300`, `-45`, `１２元`; `null` for what is no amount of the currency
 * (more places than it has, other letters, too large).
 */
export function readAmount(typed: string, places = 2): number | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[,\s，]/g, '')
    .replace(/^([¥$€£])([+-])/, '$2$1')
    .replace(/元$/, '');
  return scaled(AMOUNT.exec(text), places, MAX_MINOR);
}

/** Reads a quantity of up to three decimals as thousandths: `2` → 2000, `0.5` → 500; `null` for what is none or zero. */
export function readQuantity(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[,\s，]/g, '');
  const value = scaled(/^([+-]?)(\d{1,7})(?:\.(\d{0,4}))?$/.exec(text), 3, MAX_QUANTITY);
  return value === 0 ? null : value;
}

function scaled(m: RegExpExecArray | null, places: number, max: number): number | null {
  const fraction = (m?.[3] ?? '').replace(/0+$/, '');
  if (!m || fraction.length > places) return null;
  const value = Number(`${m[2]}${fraction.padEnd(places, '0')}`);
  if (value > max) return null;
  return value === 0 ? 0 : m[1] === '-' ? -value : value;
}

/** For an input: `1280.50`, `300`. */
export function writeAmount(minor: number, places = 2): string {
  const { sign, whole, part } = split(minor, places);
  return /^0*$/.test(part) ? `${sign}${whole}` : `${sign}${whole}.${part}`;
}

/** With all its decimals and no thousands separators, for files: `1280.50`. */
export function plainAmount(minor: number, currency: string): string {
  const { sign, whole, part } = split(minor, exponentOf(currency));
  return part === '' ? `${sign}${whole}` : `${sign}${whole}.${part}`;
}

/** A quantity without needless zeros: 1500 → `1.5`. */
export function writeQuantity(quantity: number): string {
  const { sign, whole, part } = split(quantity, 3);
  const short = part.replace(/0+$/, '');
  return short === '' ? `${sign}${whole}` : `${sign}${whole}.${short}`;
}

function split(value: number, places: number): { readonly sign: string; readonly whole: string; readonly part: string } {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  return { sign: value < 0 ? '-' : '', whole: digits.slice(0, digits.length - places), part: places === 0 ? '' : digits.slice(-places) };
}
