/**
 * Dates as people write them. One cell gives a date, two possible dates, or a reason
 * why not; which way round 03/04/2024 goes is decided for the whole column
 * (`date-order.ts`) or asked, never guessed. Forms: year first with any separator,
 * 2024年3月5日, 20240305, 民国113年, month names, month and day alone, Excel serials,
 * lunar dates (农历八月十五, 腊月廿三, 闰六月初一).
 */
import { daysInSolarMonth, type MissingDayRule, type PartialDate } from '../../../../shared/kernel/partial-date.ts';
import { toHalfWidth } from '../../../../shared/kernel/text.ts';
import { lunarDayExists } from '../../kernel/lunar.ts';
import { cellText, isDateCell, isErrorCell, type Cell } from './cells.ts';
import { chineseNumber, hasLunarWord, lunarMonth, readLunar } from './lunar-text.ts';
import { serialToDate } from './xlsx-styles.ts';

export type DateOrder = 'ymd' | 'mdy' | 'dmy';

export interface DateContext {
  /** How numeric dates without a leading year are read; absent: not decided. */
  readonly order?: DateOrder | undefined;
  /** What the column's heading or the user said; dates that name their calendar themselves go before it. */
  readonly calendar?: 'solar' | 'lunar' | undefined;
  /** Two-digit years up to this one belong to this century. */
  readonly thisYear: number;
  /** A workbook of the 1904 system: only matters for serials in unformatted cells. */
  readonly is1904?: boolean;
}

export type DateReading =
  | { readonly kind: 'empty' }
  /** `orders`: for numeric dates whose parts could be swapped, the orders under which the text is this date. */
  | { readonly kind: 'date'; readonly date: PartialDate; readonly orders?: readonly DateOrder[] }
  | { readonly kind: 'ambiguous'; readonly readings: readonly { readonly order: DateOrder; readonly date: PartialDate }[] }
  /** `date.impossible`: 30 February; `date.unreadable`: no date at all; `date.incomplete`: no day. */
  | { readonly kind: 'bad'; readonly code: 'date.impossible' | 'date.unreadable' | 'date.incomplete' };

const EMPTY: DateReading = { kind: 'empty' };
const UNREADABLE: DateReading = { kind: 'bad', code: 'date.unreadable' };
const IMPOSSIBLE: DateReading = { kind: 'bad', code: 'date.impossible' };
const INCOMPLETE: DateReading = { kind: 'bad', code: 'date.incomplete' };

const PLACEHOLDER =
  /^(?:无|没有|暂无|未知|不详|空|n\/?a|none|null|nil|[-—/*.?？]+|0+|0000[-/]00[-/]00(?: 00:00:00)?|1900[-/]0?1[-/]0?0|0?1\/0\/1900|00\/00\/0000)$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = /(?:[t\s]+|(?<=日))\d{1,2}[:时点]\d{1,2}.*$|\s+(?:上午|下午|am|pm).*$/i;

/** Reads one cell of a date column. */
export function readDate(cell: Cell, context: DateContext): DateReading {
  if (isErrorCell(cell)) return UNREADABLE;
  if (isDateCell(cell)) return cell.date === null ? UNREADABLE : fromIso(cell.date, context);
  if (typeof cell === 'number') return fromNumber(cell, context);
  const text = toHalfWidth(cellText(cell)).trim();
  if (text === '' || PLACEHOLDER.test(text)) return EMPTY;
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return make(Number(iso[1]), Number(iso[2]), Number(iso[3]), context.calendar ?? 'solar');
  if (text.length > 60) return UNREADABLE;
  const kept = /\s*\((不顺延|顺延|都过|not moved|moved on|both)\)$/i.exec(text);
  if (kept === null) return fromText(text, context);
  return withRule(fromText(text.slice(0, kept.index), context), RULES[kept[1]!.toLowerCase()]!);
}

/** How the export says what is done in a year that lacks the day. */
const RULES: Readonly<Record<string, MissingDayRule>> = { 不顺延: 'plain', 顺延: 'forward', 都过: 'both', 'not moved': 'plain', 'moved on': 'forward', both: 'both' };

function withRule(reading: DateReading, rule: MissingDayRule): DateReading {
  if (reading.kind === 'date') return { ...reading, date: { ...reading.date, rule } };
  if (reading.kind !== 'ambiguous') return reading;
  return { ...reading, readings: reading.readings.map((one) => ({ ...one, date: { ...one.date, rule } })) };
}

function fromText(raw: string, context: DateContext): DateReading {
  const { text, calendar } = namedCalendar(raw.replace(/[,，]?\s*(?:星期|周|礼拜)[一二三四五六日天]$/, ''), context.calendar);
  const inner = { ...context, calendar };
  if (hasLunarWord(text) || (calendar === 'lunar' && /[一二三四五六七八九十]/.test(text))) return fromLunarText(text);
  const bare = text.replace(TIME, '').trim();
  return (
    fromRepublic(bare, inner) ??
    fromChinese(bare, inner) ??
    fromYearFirst(bare, inner) ??
    fromMonthName(bare, inner) ??
    fromDigits(bare, inner) ??
    fromParts(bare, inner) ??
    fromChineseNumerals(bare) ??
    UNREADABLE
  );
}

/** `农历…`, `…(阴历)`, `公历…`, `lunar …`: the cell's own word for its calendar. */
function namedCalendar(text: string, hint: 'solar' | 'lunar' | undefined): { text: string; calendar: 'solar' | 'lunar' | undefined } {
  const lunar = /农历|農曆|阴历|陰曆|旧历|舊曆|lunar|\(农\)|\(阴\)|^农(?=[\d一-十正腊冬闰])/i;
  const solar = /公历|公曆|阳历|陽曆|新历|新曆|西历|solar|gregorian|\(公\)|\(阳\)/i;
  const tidy = (pattern: RegExp) =>
    text
      .replace(pattern, '')
      .replace(/\(\s*\)/g, '')
      .replace(/^[\s:：]+|[\s:：]+$/g, '');
  if (lunar.test(text)) return { text: tidy(lunar), calendar: 'lunar' };
  if (solar.test(text)) return { text: tidy(solar), calendar: 'solar' };
  return { text, calendar: hint };
}

function fromLunarText(text: string): DateReading {
  const read = readLunar(text);
  return read === null ? UNREADABLE : make(read.year, read.month, read.day, 'lunar', read.leap);
}

function fromIso(iso: string, context: DateContext): DateReading {
  const [y = 0, m = 0, d = 0] = iso.split('-').map(Number);
  return make(y, m, d, context.calendar ?? 'solar');
}

/** A number in a date column: YYYYMMDD, or a serial number whose cell lost its format. */
function fromNumber(value: number, context: DateContext): DateReading {
  if (value === 0) return EMPTY;
  if (Number.isInteger(value) && value >= 10_000_101 && value <= 99_991_231) return fromDigits(String(value), context) ?? UNREADABLE;
  return fromSerial(value, context);
}

/** 1927 to 2064: below are counts and years, above is nothing a customer book needs. */
function fromSerial(value: number, context: DateContext): DateReading {
  if (value < 10_000 || value > 60_000) return UNREADABLE;
  const day = serialToDate(value, context.is1904 === true);
  return day?.date ? fromIso(day.date, { ...context, calendar: context.calendar }) : UNREADABLE;
}

/** 民国 years count from 1912. */
function fromRepublic(text: string, context: DateContext): DateReading | null {
  const found = /^(?:民国|民國|ROC)\s*(元|\d{1,3})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?$/i.exec(text);
  if (!found) return null;
  const year = 1911 + (found[1] === '元' ? 1 : Number(found[1]));
  return make(year, Number(found[2]), Number(found[3]), context.calendar ?? 'solar');
}

function fromChinese(text: string, context: DateContext): DateReading | null {
  const full = /^(?:(\d{2}|\d{4})\s*年\s*)?(闰)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?(?:生|出生)?$/.exec(text);
  if (full) {
    const calendar = full[2] === undefined ? (context.calendar ?? 'solar') : 'lunar';
    const year = full[1] === undefined ? null : century(full[1], context);
    return make(year, Number(full[3]), Number(full[4]), calendar, full[2] !== undefined);
  }
  return /^\d{4}\s*年(?:\s*\d{1,2}\s*月)?$/.test(text) || /^\d{1,2}\s*月$/.test(text) ? INCOMPLETE : null;
}

function fromYearFirst(text: string, context: DateContext): DateReading | null {
  const found = /^(\d{4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})$/.exec(text);
  if (found) return make(Number(found[1]), Number(found[2]), Number(found[3]), context.calendar ?? 'solar');
  return /^\d{4}[-/.]\d{1,2}$/.test(text) || /^(?:19|20)\d\d$/.test(text) ? INCOMPLETE : null;
}

function fromMonthName(text: string, context: DateContext): DateReading | null {
  const lower = text.toLowerCase().replace(/(\d)(?:st|nd|rd|th)\b/g, '$1');
  const dayFirst = /^(\d{1,2})[\s\-./]*([a-z]{3,9})\.?(?:[\s\-./,]+(\d{4}|\d{2}))?$/.exec(lower);
  const monthFirst = /^([a-z]{3,9})\.?[\s\-./]*(\d{1,2})(?:[\s\-./,]+(\d{4}|\d{2}))?$/.exec(lower);
  const [day, name, year] = dayFirst ? [dayFirst[1], dayFirst[2], dayFirst[3]] : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = MONTHS.indexOf((name ?? '').slice(0, 3)) + 1;
  if (month === 0 || day === undefined) return null;
  return make(year === undefined ? null : century(year, context), month, Number(day), context.calendar ?? 'solar');
}

/** Digits alone: YYYYMMDD, or a five-digit serial number exported as text. */
function fromDigits(text: string, context: DateContext): DateReading | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:\d{6})?$/.exec(text);
  if (found) {
    const [y, m, d] = [Number(found[1]), Number(found[2]), Number(found[3])];
    if (y >= 1800 && y <= 2200) return make(y, m, d, context.calendar ?? 'solar');
    return UNREADABLE;
  }
  return /^\d{5}(?:\.\d+)?$/.test(text) ? fromSerial(Number(text), context) : null;
}

/** `03/04/2024`, `3-4-90`, `5/6`: numbers whose order the text itself does not tell. */
function fromParts(text: string, context: DateContext): DateReading | null {
  const found = /^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})(?:\s*[-/.\s]\s*(\d{4}|\d{1,2}))?$/.exec(text);
  if (!found || found[1] === undefined || found[1].length === 3) return null;
  const parts = [found[1], found[2] ?? '', ...(found[3] === undefined ? [] : [found[3]])];
  const readings = possibleReadings(parts, context);
  if (readings.length === 0) return IMPOSSIBLE;
  const [first] = readings;
  if (first && readings.every((r) => sameDay(r.date, first.date)))
    return { kind: 'date', date: first.date, orders: readings.map((r) => r.order) };
  const chosen = readings.find((r) => r.order === context.order);
  return chosen ? { kind: 'date', date: chosen.date } : { kind: 'ambiguous', readings };
}

function sameDay(a: PartialDate, b: PartialDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

function possibleReadings(parts: readonly string[], context: DateContext): { order: DateOrder; date: PartialDate }[] {
  const [a = '', b = '', c] = parts;
  // prettier-ignore
  const pick: [DateOrder, string | undefined, string, string][] =
    c === undefined
      ? [['mdy', undefined, a, b], ['dmy', undefined, b, a]]
      : c.length === 4
        ? [['mdy', c, a, b], ['dmy', c, b, a]]
        : c.length === 1
          ? [['ymd', a, b, c]]
          : [['ymd', a, b, c], ['mdy', c, a, b], ['dmy', c, b, a]];
  const readings: { order: DateOrder; date: PartialDate }[] = [];
  for (const [order, year, month, day] of pick) {
    if (a.length > 2 && order !== 'ymd') continue;
    const made = make(year === undefined ? null : century(year, context), Number(month), Number(day), context.calendar ?? 'solar');
    if (made.kind === 'date') readings.push({ order, date: made.date });
  }
  return readings;
}

/** 一九九〇年三月五日, and 八月十五 without 日: only the lunar calendar is written so. */
function fromChineseNumerals(text: string): DateReading | null {
  const found =
    /^(?:([〇零一二三四五六七八九]{4}|\d{4})年)?([一二三四五六七八九十]{1,3}|\d{1,2})月([一二三四五六七八九十廿]{1,3})([日号])?$/.exec(
      text,
    );
  if (!found) return null;
  const year =
    found[1] === undefined
      ? null
      : Number(
          [...found[1]]
            .map((c) => ('〇一二三四五六七八九'.indexOf(c) >= 0 ? '〇一二三四五六七八九'.indexOf(c) : c === '零' ? 0 : c))
            .join(''),
        );
  const month = /\d/.test(found[2] ?? '') ? Number(found[2]) : (lunarMonth(found[2] ?? '') ?? 0);
  return make(year, month, chineseNumber(found[3] ?? '') ?? 0, found[4] === undefined ? 'lunar' : 'solar');
}

/** 90 → 1990, 05 → 2005 while this year is past it. */
function century(year: string, context: DateContext): number {
  const n = Number(year);
  if (year.length === 4) return n;
  return n <= context.thisYear % 100 ? Math.floor(context.thisYear / 100) * 100 + n : Math.floor(context.thisYear / 100) * 100 - 100 + n;
}

function make(year: number | null, month: number, day: number, calendar: 'solar' | 'lunar', leap = false): DateReading {
  if (year !== null && (year < 1800 || year > 2200)) return IMPOSSIBLE;
  const exists =
    calendar === 'lunar'
      ? lunarDayExists(year, month, day, leap)
      : month >= 1 && month <= 12 && day >= 1 && day <= daysInSolarMonth(year, month);
  return exists ? { kind: 'date', date: { calendar, year, month, day, leap } } : IMPOSSIBLE;
}
