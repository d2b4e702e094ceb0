/**
 * Phone numbers. The plain Chinese forms (mobile, landline with or without area
 * code, 400/800, short service numbers) are read by own code, because an import
 * reads millions; every other form goes to libphonenumber-js with full metadata
 * (`/max`: the small set accepts 12345678901). This file owns that library.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { toHalfWidth } from './text.ts';

export type PhoneKind = 'mobile' | 'landline' | 'local' | 'tollFree' | 'hotline' | 'foreign';

export interface Phone {
  /** `+8613800138000`; absent for numbers that only work inside the country or town. */
  readonly e164?: string;
  /** Digits as dialled at home: `13800138000`, `02112345678`, `4155552671`. */
  readonly national: string;
  /** Digits after the area code, for landlines; else the same as `national`. */
  readonly subscriber: string;
  readonly extension?: string;
  /** How it is shown and stored: `13800138000`, `021-12345678`, `+1 415 555 2671`. */
  readonly display: string;
  readonly kind: PhoneKind;
}

const MOBILE = /^1[3-9]\d{9}$/;
// Area codes: 010, 02x, and four digits from 03xx to 09xx; subscriber numbers have 7 or 8 digits and start at 2.
const LANDLINE = /^0(10|2\d|[3-9]\d\d)([2-9]\d{6,7})$/;
const TOLL_FREE = /^[48]00\d{7}$/;
const LOCAL = /^[2-9]\d{6,7}$/;
const HOTLINE = /^(?:9[56]\d{3,6}|1[0-2]\d{1,3}|12[03]\d{2}|100\d{2,3})$/;
const EXTENSION = /(?:转|轉|分机|分機|内线|ext\.?|x|#)\s*[:：]?\s*(\d{1,6})$/i;

/**
 * Reads one phone number in any usual writing: full-width digits, spaces, dashes,
 * brackets, +86/0086/86 before it, 转/ext and an extension after it. `null` when
 * the text is no possible number. Foreign numbers need `+` or `00`, or `region`.
 */
export function normalizePhone(text: string, region: 'CN' | 'HK' | 'MO' | 'TW' | 'US' | 'GB' = 'CN'): Phone | null {
  if (region === 'CN' && MOBILE.test(text)) return mobile(text);
  if (text.length < 3 || text.length > 60) return null;
  const half = toHalfWidth(text).trim();
  const found = EXTENSION.exec(half);
  const extension = found?.[1];
  const body = (found ? half.slice(0, found.index) : half).trim();
  if (!/^[+(\d][\d\s().\-–—‑/·+]*$/.test(body)) return null;
  const plus = body.startsWith('+') || body.startsWith('(+');
  const digits = body.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > 17) return null;
  const home = region === 'CN' ? chinese(plus, digits, extension) : null;
  return home ?? foreign(plus, digits, region, extension);
}

function mobile(digits: string, extension?: string): Phone {
  return {
    e164: `+86${digits}`,
    national: digits,
    subscriber: digits,
    ...(extension === undefined ? {} : { extension }),
    display: withExtension(digits, extension),
    kind: 'mobile',
  };
}

function chinese(plus: boolean, digits: string, extension?: string): Phone | null {
  const national = withoutCountryCode(plus, digits);
  if (national === null) return null;
  if (MOBILE.test(national)) return mobile(national, extension);
  const ext = extension === undefined ? {} : { extension };
  const land = LANDLINE.exec(national);
  if (land) {
    const area = `0${land[1] ?? ''}`;
    const subscriber = land[2] ?? '';
    const display = withExtension(`${area}-${subscriber}`, extension);
    return { e164: `+86${national.slice(1)}`, national, subscriber, ...ext, display, kind: 'landline' };
  }
  if (TOLL_FREE.test(national)) {
    const display = withExtension(`${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}`, extension);
    return { e164: `+86${national}`, national, subscriber: national, ...ext, display, kind: 'tollFree' };
  }
  if (plus) return null;
  if (LOCAL.test(national)) return { national, subscriber: national, ...ext, display: withExtension(national, extension), kind: 'local' };
  if (HOTLINE.test(national))
    return { national, subscriber: national, ...ext, display: withExtension(national, extension), kind: 'hotline' };
  return null;
}

/** Digits without +86/0086/86; `null` when the number names another country. */
function withoutCountryCode(plus: boolean, digits: string): string | null {
  if (plus) return digits.startsWith('86') ? trunk(digits.slice(2)) : null;
  if (digits.startsWith('0086')) return trunk(digits.slice(4));
  if (digits.startsWith('00')) return null;
  if (digits.startsWith('86') && digits.length === 13 && MOBILE.test(digits.slice(2))) return digits.slice(2);
  if (digits.startsWith('86') && digits.length >= 11 && LANDLINE.test(trunk(digits.slice(2)))) return trunk(digits.slice(2));
  // A mobile number dialled from elsewhere: 0 before it.
  if (digits.length === 12 && digits.startsWith('0') && MOBILE.test(digits.slice(1))) return digits.slice(1);
  return digits;
}

/** International form drops the leading 0 of area codes; put it back. `+86 (0)21 …` has kept it. */
function trunk(national: string): string {
  if (MOBILE.test(national) || TOLL_FREE.test(national)) return national;
  if (national.startsWith('0')) return MOBILE.test(national.slice(1)) ? national.slice(1) : national;
  return LANDLINE.test(`0${national}`) ? `0${national}` : national;
}

function foreign(plus: boolean, digits: string, region: string, extension?: string): Phone | null {
  const international = plus ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
  const parsed = parsePhoneNumberFromString(international, region as 'US');
  if (!parsed?.isValid()) return null;
  const national = parsed.nationalNumber;
  const isMobile = region !== 'CN' && parsed.getType() === 'MOBILE' && !plus;
  return {
    e164: parsed.number,
    national,
    subscriber: national,
    ...(extension === undefined ? {} : { extension }),
    display: withExtension(parsed.formatInternational(), extension),
    kind: isMobile ? 'mobile' : 'foreign',
  };
}

function withExtension(number: string, extension: string | undefined): string {
  return extension === undefined ? number : `${number}转${extension}`;
}

/**
 * The key by which two numbers are the same: E.164 where there is one, the home
 * digits else; an extension belongs to it. Text that is no number keys by its digits.
 */
export function phoneKey(text: string): string | null {
  const phone = normalizePhone(text);
  if (phone === null) {
    const digits = toHalfWidth(text).replace(/\D/g, '');
    return digits.length >= 5 ? digits : null;
  }
  const number = phone.e164 ?? phone.national;
  return phone.extension === undefined ? number : `${number}x${phone.extension}`;
}

/** For the eye: `138 0013 8000`, `021-12345678`; other numbers as stored. */
export function formatPhone(text: string): string {
  const phone = normalizePhone(text);
  if (phone === null) return text;
  if (phone.kind !== 'mobile' || phone.national.length !== 11) return phone.display;
  const d = phone.national;
  return withExtension(`${d.slice(0, 3)} ${d.slice(3, 7)} ${d.slice(7)}`, phone.extension);
}
