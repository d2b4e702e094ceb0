/** Custom values as people read them, in lists, history and profile. */
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import { normalizePhone } from '../../../shared/kernel/phone.ts';
import type { CustomField, CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatBirthday, formatDate, formatMoney, formatPhone } from '../../lib/format.ts';
import { hasText, type Translate } from '../../lib/i18n.ts';
import { linkedName } from '../../lib/linked-names.ts';

interface Context {
  readonly t: Translate;
  readonly language: Language;
}

/** What a formula could not compute; `null` for every other value. */
export function faultOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'fault' in value ? String(value.fault) : null;
}

/** The words of a fault: "除以了 0". */
export function faultText(t: Translate, fault: string): string {
  const key = `customFields.fault.${fault}`;
  return hasText(key) ? t(key) : fault;
}

/** A value in words; '' when there is none. */
export function customText({ t, language }: Context, field: Pick<CustomField, 'kind' | 'result' | 'unit' | 'currency'>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const fault = faultOf(value);
  if (fault !== null) return faultText(t, fault);
  const comma = language === 'en' ? ', ' : '、';
  if (Array.isArray(value)) return field.kind === 'file' ? t('customFields.files', { count: value.length }) : value.join(comma);
  if (typeof value === 'boolean') return t(value ? 'customFields.yes' : 'customFields.no');
  const kind = field.kind === 'formula' ? (field.result ?? 'text') : field.kind;
  if (typeof value === 'number') {
    if (kind === 'money') return formatMoney(value, field.currency ?? 'CNY', language);
    if (kind === 'rating') return '★'.repeat(value) + '☆'.repeat(Math.max(0, 5 - value));
    if (kind === 'link') return linkedName(value) ?? '…';
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 9 }).format(value);
    return field.unit ? `${number} ${field.unit}` : number;
  }
  if (typeof value !== 'string') return '';
  if (kind === 'date') return formatDate(value, language);
  if (kind === 'phone') return formatPhone(value);
  const partial = kind === 'lunarDate' ? parsePartialDate(value) : null;
  return partial ? formatBirthday(partial, language) : value;
}

export type Reading = { readonly ok: true; readonly value: CustomValue | null; readonly original?: string } | { readonly ok: false; readonly problem: 'number' | 'amount' | 'date' };

/** Reads what was typed for a number: `1,200`, `１２`, `1.2万`, `15%`. */
function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,，]/g, '');
  const m = /^([-+]?\d+(?:\.\d+)?)(万|亿|%)?$/.exec(plain);
  if (!m) return null;
  const scale = m[2] === '万' ? 1e4 : m[2] === '亿' ? 1e8 : m[2] === '%' ? 0.01 : 1;
  return Number((Number(m[1]) * scale).toPrecision(15));
}

/** `2026-5-1`, `2026年5月1日`, `20260501`, `５/１` (this year): the date, or `null`. */
export function readTypedDate(text: string, today: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const two = (n: string) => n.padStart(2, '0');
  const m = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const short = m ? null : /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const [year, month, day] = m ? [m[1]!, m[2]!, m[3]!] : short ? [today.slice(0, 4), short[1]!, short[2]!] : ['', '', ''];
  if (year === '') return null;
  const iso = `${year}-${two(month)}-${two(day)}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** Typed text → value, tidied; `original` is what was typed when tidying changed it. */
export function readTyped(field: Pick<CustomField, 'kind' | 'currency'>, typed: string, today: string): Reading {
  const text = field.kind === 'longText' ? typed.trimEnd() : typed.trim();
  if (text === '') return { ok: true, value: null };
  const kept = (value: CustomValue, written: string): Reading => (written === text ? { ok: true, value } : { ok: true, value, original: text });
  switch (field.kind) {
    case 'number': {
      const number = readNumber(text);
      return number === null ? { ok: false, problem: 'number' } : kept(number, String(number));
    }
    case 'money': {
      const places = exponentOf(field.currency ?? 'CNY');
      const minor = readAmount(text, places) ?? scaledAmount(text, places);
      return minor === null ? { ok: false, problem: 'amount' } : kept(minor, writeAmount(minor, places));
    }
    case 'date': {
      const iso = readTypedDate(text, today);
      return iso === null ? { ok: false, problem: 'date' } : kept(iso, iso);
    }
    case 'phone': {
      const phone = normalizePhone(text);
      return phone ? kept(phone.display, phone.display) : { ok: true, value: text };
    }
    default:
      return { ok: true, value: text };
  }
}

/** `1.2万` as an amount. */
function scaledAmount(text: string, places: number): number | null {
  const number = readNumber(text);
  const minor = number === null ? NaN : Math.round(Number((number * 10 ** places).toPrecision(15)));
  return Number.isSafeInteger(minor) && Math.abs((number ?? 0) * 10 ** places - minor) < 1e-6 ? minor : null;
}

/** What an editor starts with. */
export function typedText(field: Pick<CustomField, 'kind' | 'currency'>, value: unknown): string {
  if (typeof value === 'number') return field.kind === 'money' ? writeAmount(value, exponentOf(field.currency ?? 'CNY')) : String(value);
  return typeof value === 'string' ? value : '';
}
