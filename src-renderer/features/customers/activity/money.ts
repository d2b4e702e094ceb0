/** Amounts as people type them, and back. Kept in minor units, so that nothing is ever rounded by a float. */

const FORM = /^([+-]?)[¥￥$€£]?(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Reads `1,280.5`, `￥300`, `-45`, `１２`; `null` for what is no amount with at most `decimals` places. */
export function readAmount(typed: string, decimals = 2): number | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[,\s，]/g, '')
    .replace(/^([¥$€£])([+-])/, '$2$1')
    .replace(/元$/, '');
  const m = FORM.exec(text);
  if (!m || (m[3] ?? '').length > decimals) return null;
  const minor = Number(`${m[2]}${(m[3] ?? '').padEnd(decimals, '0')}`);
  const signed = m[1] === '-' ? -minor : minor;
  return Math.abs(signed) <= 9_000_000_000_000 ? signed : null;
}

/** The places behind the point a currency has: 2 for CNY, 0 for JPY. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** For an input: `1280.50`, `300`. */
export function writeAmount(minor: number, decimals = 2): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : digits.slice(-decimals);
  return /^0*$/.test(part) ? `${sign}${whole}` : `${sign}${whole}.${part}`;
}
