/**
 * What a formula can read of a customer. Each readable field has a type, a way to read it
 * from a record, and, where the mirror keeps the exact value, the mirror's column: then
 * a formula over a million customers needs no row at all.
 */
import { en } from '../../../../shared/i18n/en/index.ts';
import { zhCN } from '../../../../shared/i18n/zh-CN/index.ts';
import { dayNumber, dayOfIso } from '../../../../shared/kernel/formula-functions.ts';
import type { FormulaType, FormulaValue } from '../../../../shared/kernel/formula.ts';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import { exponentOf as currencyExponent } from '../../../../shared/kernel/money.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { lunarToSolar } from '../../kernel/lunar.ts';
import type { StoredField } from './stored-fields.ts';

/** One customer, however it lies in memory. */
export interface RecordSource {
  /** A plain field: text, number or empty. */
  plain(field: string): string | number | null;
  /** The first of a list of contacts. */
  contact(field: string): string | null;
  custom(id: number): CustomValue | null;
}

export interface Readable {
  readonly ref: string;
  readonly type: FormulaType;
  /** Both languages; the first is shown when the book's language has none. */
  readonly labels: Readonly<Record<Language, string>>;
  readonly read: (source: RecordSource) => FormulaValue;
  /** The mirror's column with the exact value, and how to take it from there. */
  readonly column?: { readonly name: string; readonly value: (raw: number | string) => FormulaValue };
}

/** Days since 1970-01-01 of an instant's local civil date. */
export function localDay(ms: number): number {
  const d = new Date(ms);
  return dayNumber(d.getFullYear(), d.getMonth() + 1, d.getDate()) ?? 0;
}

const dayCache = new Map<number, number>();

/** `localDay` of a mirrored date: the same few thousand instants come again and again. */
function cachedDay(raw: number | string): FormulaValue {
  if (typeof raw !== 'number' || Number.isNaN(raw)) return null;
  let day = dayCache.get(raw);
  if (day === undefined) {
    day = localDay(raw);
    if (dayCache.size > 50_000) dayCache.clear();
    dayCache.set(raw, day);
  }
  return day;
}

/** The solar day of a partial date; `null` without a year. */
export function dayOfPartial(text: string | null): number | null {
  const date = text === null ? null : parsePartialDate(text);
  if (!date || date.year === null) return null;
  if (date.calendar === 'solar') return dayNumber(date.year, date.month, date.day);
  const solar = lunarToSolar({ year: date.year, month: date.month, day: date.day, leap: date.leap });
  return solar === null ? null : dayOfIso(solar);
}

const asText = (v: string | number | null): FormulaValue => (v === null || v === '' ? null : String(v));
const labelsOf = (name: string): Readonly<Record<Language, string>> => ({
  'zh-CN': (zhCN.fields.customer as Readonly<Record<string, string>>)[name] ?? name,
  en: (en.fields.customer as Readonly<Record<string, string>>)[name] ?? name,
});
const textOrNull = (raw: number | string): FormulaValue => (raw === '' ? null : String(raw));

function text(name: string, exact = false): Readable {
  const more = exact ? { column: { name, value: textOrNull } } : {};
  return { ref: name, type: 'text', labels: labelsOf(name), read: (s) => asText(s.plain(name)), ...more };
}

function instant(name: string): Readable {
  return {
    ref: name,
    type: 'date',
    labels: labelsOf(name),
    read: (s) => cachedDay(s.plain(name) ?? NaN),
    column: { name, value: cachedDay },
  };
}

function civil(name: string): Readable {
  return { ref: name, type: 'date', labels: labelsOf(name), read: (s) => dayOfIso(String(s.plain(name) ?? '')), column: { name, value: cachedDay } };
}

function contact(name: string): Readable {
  return { ref: name, type: 'text', labels: labelsOf(name), read: (s) => asText(s.contact(name)) };
}

function worded(name: 'gender' | 'kind', language: Language): Readable {
  const words = (language === 'en' ? en : zhCN).fields[name] as Readonly<Record<string, string>>;
  const word = (v: string | number | null): FormulaValue => (v === null || v === '' ? null : (words[v] ?? String(v)));
  return { ref: name, type: 'text', labels: labelsOf(name), read: (s) => word(s.plain(name)), column: { name, value: word } };
}

/** A figure kept beside the customer (customer_stat); without any sale it is 0. */
function figure(name: string, scale = 1): Readable {
  const value = (raw: number | string | null) => (typeof raw === 'number' && !Number.isNaN(raw) ? raw / scale : 0);
  return { ref: name, type: 'number', labels: labelsOf(name), read: (s) => value(s.plain(name)), column: { name, value } };
}

/** The built-in fields a formula can read; amounts are in whole units of the book's currency. */
export function builtinReadables(language: Language, currency: string): readonly Readable[] {
  const unit = 10 ** currencyExponent(currency);
  return [
    text('name'),
    worded('kind', language),
    text('code'),
    contact('phones'),
    contact('wechats'),
    contact('emails'),
    text('company'),
    text('title'),
    contact('addresses'),
    worded('gender', language),
    {
      ref: 'birthday',
      type: 'date',
      labels: labelsOf('birthday'),
      read: (s) => dayOfPartial(asText(s.plain('birthday')) as string | null),
      column: { name: 'birthday', value: (raw) => dayOfPartial(String(raw)) },
    },
    text('grade', true),
    text('source', true),
    text('notes'),
    civil('verifiedOn'),
    civil('lastSaleOn'),
    instant('lastContactOn'),
    figure('saleCount'),
    figure('saleAmount', unit),
    figure('receivable', unit),
    instant('createdAt'),
    instant('updatedAt'),
  ];
}

/** Minor units in one of a field's currency, as a power of ten. */
export function exponentOf(currency: string | null): number {
  return currency === null ? 2 : currencyExponent(currency);
}

/** A custom field as formulas see it; `null` for kinds they cannot read, and for what only the owner sees. Formulas are added by the field book. */
export function customReadable(field: StoredField): Readable | null {
  if (field.ownerOnly) return null;
  const name = `custom:${field.id}`;
  const value = (s: RecordSource) => s.custom(field.id);
  const base = { ref: `#${field.id}`, labels: { 'zh-CN': field.label, en: field.label } };
  const numeric = (scale: number): Readable => ({
    ...base,
    type: 'number',
    read: (s) => {
      const v = value(s);
      return typeof v === 'number' ? v / scale : null;
    },
    column: { name, value: (raw) => (typeof raw === 'number' && !Number.isNaN(raw) ? raw / scale : null) },
  });
  const textual = (exact: boolean): Readable => ({
    ...base,
    type: 'text',
    read: (s) => {
      const v = value(s);
      return typeof v === 'string' && v !== '' ? v : null;
    },
    ...(exact ? { column: { name, value: textOrNull } } : {}),
  });
  switch (field.kind) {
    case 'number':
    case 'rating':
      return numeric(1);
    case 'money':
      return numeric(10 ** exponentOf(field.currency));
    case 'date':
      return { ...base, type: 'date', read: (s) => dayOfIso(String(value(s) ?? '')), column: { name, value: cachedDay } };
    case 'lunarDate':
      return {
        ...base,
        type: 'date',
        read: (s) => dayOfPartial(String(value(s) ?? '')),
        column: { name, value: (raw) => dayOfPartial(String(raw)) },
      };
    case 'yesNo':
      return {
        ...base,
        type: 'yesNo',
        read: (s) => {
          const v = value(s);
          return typeof v === 'boolean' ? v : null;
        },
        column: { name, value: (raw) => (raw === '' ? null : raw === 'yes') },
      };
    case 'multiChoice':
      return {
        ...base,
        type: 'list',
        read: (s) => {
          const v = value(s);
          return Array.isArray(v) ? (v as readonly string[]) : null;
        },
        column: { name, value: (raw) => (raw === '' ? null : String(raw).split('\n')) },
      };
    case 'choice':
      return textual(true);
    case 'text':
    case 'longText':
    case 'phone':
    case 'url':
      return textual(false);
    default:
      return null;
  }
}
