/**
 * Phones as they stand in spreadsheets: several in one cell, names and notes between
 * them, numbers that Excel rounded, shortened or wrote with an exponent. Recovers what
 * is certain, flags what is not, invents nothing.
 */
import { normalizePhone, type Phone } from '../../../../shared/kernel/phone.ts';
import { cleanLine, toHalfWidth } from '../../../../shared/kernel/text.ts';
import { cellText, type Cell } from './cells.ts';

export type PhoneIssue =
  /** Digits are gone for good (1.38E+10): the number is not kept as a phone. */
  | 'phone.scientificLost'
  /** Written with an exponent but complete; read in full. */
  | 'phone.scientificRecovered'
  /** A leading zero was put back. */
  | 'phone.zeroRestored'
  /** No known form of number; kept as written. */
  | 'phone.unusual'
  /** No number at all; kept with the other information. */
  | 'phone.notAPhone';

export interface PhoneReading {
  readonly values: readonly { readonly value: string; readonly label?: string }[];
  readonly issues: readonly PhoneIssue[];
  /** Text that is no phone and must not be lost. */
  readonly rest: string | null;
}

const NOTHING: PhoneReading = { values: [], issues: [], rest: null };
const PLAIN_MOBILE = /^1[3-9]\d{9}$/;
const SCIENTIFIC = /^([1-9])(?:\.(\d+))?e\+?(\d{1,2})$/i;
const DASH_EXTENSION = /^(\(?0?\d{2,3}\)?[\s-]?\d{7,8})-(\d{1,5})$/;
const PLACEHOLDER = /^(?:无|没有|暂无|未知|不详|空|n\/?a|none|null|nil|-+|—+|\/+|\*+|x+|0+|[?？]+)$/i;

/** Reads one cell of a phone column. */
export function readPhones(cell: Cell): PhoneReading {
  if (typeof cell === 'string' && PLAIN_MOBILE.test(cell)) return { values: [{ value: cell }], issues: [], rest: null };
  const text = toHalfWidth(cleanLine(cellText(cell)));
  if (text === '' || PLACEHOLDER.test(text)) return NOTHING;
  const whole = readOne(text);
  if (whole) return whole;
  const parts = split(text);
  return parts.length === 0 ? NOTHING : merged(parts.map((part) => readOne(part) ?? unusual(part)));
}

function merged(readings: readonly PhoneReading[]): PhoneReading {
  const rest = readings.map((r) => r.rest).filter((r) => r !== null);
  const values = readings.flatMap((r) => r.values);
  const distinct = values.filter((v, i) => values.findIndex((w) => w.value === v.value) === i);
  // A word between two numbers (a name, 家里) is a remark, not a failure.
  const issues = new Set(readings.flatMap((r) => r.issues).filter((issue) => issue !== 'phone.notAPhone' || distinct.length === 0));
  return { values: distinct, issues: [...issues], rest: rest.length > 0 ? rest.join(' ') : null };
}

function found(phone: Phone, issues: readonly PhoneIssue[] = [], label?: string): PhoneReading {
  return { values: [label === undefined ? { value: phone.display } : { value: phone.display, label }], issues, rest: null };
}

/** One number in all its spoilt forms; `null` when the text is none. */
function readOne(raw: string): PhoneReading | null {
  const text = raw.replace(/^(?:tel|phone|mobile|电话|手机|座机|联系电话)\s*[:：.]?\s*/i, '').trim();
  const exponent = SCIENTIFIC.exec(text.replace(/\s/g, ''));
  if (exponent) return scientific(exponent);
  const bare = (/^\d{7,15}\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text.replace(/^['`’]/, '')).replace(
    DASH_EXTENSION,
    '$1转$2',
  );
  const phone = normalizePhone(bare);
  if (phone && phone.kind !== 'foreign') return found(phone);
  const restored = withZero(bare);
  if (restored) return found(restored, ['phone.zeroRestored']);
  if (phone) return found(phone);
  return labelled(bare);
}

/** `13800138000(王经理)`, `王经理13800138000`: the number with a word beside it as its label. */
function labelled(text: string): PhoneReading | null {
  const inside = /^([+\d][\d\s-]{4,20}\d)\s*[([]?\s*(\p{L}[^\d()[\]]{0,19})[)\]]?$/u.exec(text) ?? null;
  const before = /^[([]?(\p{L}[^\d()[\]:：]{0,19}?)[)\]]?\s*[:：]?\s*([+\d][\d\s-]{4,20}\d)$/u.exec(text) ?? null;
  const digits = inside?.[1] ?? before?.[2];
  const label = (inside?.[2] ?? before?.[1])?.trim();
  const phone = digits === undefined ? null : normalizePhone(digits);
  return phone && label !== undefined ? found(phone, [], label) : null;
}

/**
 * An exponent means the cell showed a number. All digits are there when the mantissa
 * is as long as the exponent says; `1.38E+10` has lost eight of them. Trailing zeros
 * dropped by the format cannot be told from lost digits, so they do not count as there.
 */
function scientific(match: RegExpExecArray): PhoneReading {
  const [, lead = '', fraction = '', power = '0'] = match;
  const digits = lead + fraction;
  if (fraction.length === Number(power)) {
    const phone = normalizePhone(digits) ?? withZero(digits);
    if (phone) return found(phone, ['phone.scientificRecovered']);
  }
  return { values: [], issues: ['phone.scientificLost'], rest: match[0] };
}

/** Landlines whose first 0 Excel dropped: 21-62345678, 2162345678, 571-87654321, 1062345678. */
function withZero(text: string): Phone | null {
  const digits = text.replace(/[\s\-()]/g, '');
  if (!/^[1-9]\d{8,10}(?:转\d{1,6}|-\d{1,5})?$/.test(digits)) return null;
  if (/^[48]00\d{7}$/.test(digits) || PLAIN_MOBILE.test(digits)) return null;
  const phone = normalizePhone(`0${digits}`);
  return phone?.kind === 'landline' ? phone : null;
}

function split(text: string): string[] {
  const strong = text.split(/[、/;,|，；\n]+|\s:::\s/).map((p) => p.trim());
  const parts = strong.filter((p) => p !== '');
  if (parts.length > 1) return parts;
  // Spaces separate numbers only when each piece is a whole number by itself: "138 0013 8000" is one.
  const words = text.split(/\s+/).filter(Boolean);
  const whole = words.length > 1 && words.every((w) => w.replace(/\D/g, '').length >= 7 || !/\d/.test(w));
  return whole ? words : parts;
}

function unusual(text: string): PhoneReading {
  const digits = text.replace(/\D/g, '').length;
  if (digits >= 5 && text.length <= 60) return { values: [{ value: text }], issues: ['phone.unusual'], rest: null };
  return { values: [], issues: ['phone.notAPhone'], rest: text };
}

/** True when the cell holds at least one real number and nothing strange: evidence for a phone column. */
export function looksLikePhone(cell: Cell): boolean {
  const text = typeof cell === 'string' ? cell.trim() : cellText(cell);
  if (PLAIN_MOBILE.test(text)) return true;
  if (text.length < 7 || text.length > 60 || !/\d{3}/.test(text) || /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/.test(text)) return false;
  const reading = readPhones(cell);
  const first = reading.values[0];
  if (!first || reading.issues.includes('phone.unusual')) return false;
  const phone = normalizePhone(first.value);
  return phone !== null && phone.kind !== 'local' && phone.kind !== 'hotline' && !(phone.kind === 'foreign' && !text.startsWith('+'));
}
