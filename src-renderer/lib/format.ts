/** How dates, numbers, money, phones and birthdays are written for people. Pure: the language and "now" come in. */
import type { LunarDay } from '../../shared/kernel/lunar.ts';
import { lunarDayName, lunarMonthName } from '../../shared/kernel/lunar-words.ts';
import { exponentOf } from '../../shared/kernel/money.ts';
import type { PartialDate } from '../../shared/kernel/partial-date.ts';
import type { Language } from '../../shared/modules/words.ts';

const DAY_MS = 86_400_000;

/** Making one of these takes longer than drawing a row; each kind is made once. */
const made = new Map<string, unknown>();

function once<T>(name: string, make: () => T): T {
  const known = made.get(name) as T | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(name, fresh);
  return fresh;
}

const plainNumber = (language: Language) => once(`number ${language}`, () => new Intl.NumberFormat(language));
const clockTime = (language: Language) => once(`time ${language}`, () => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
const relativeTime = (language: Language) => once(`relative ${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/** A figure whose size alone matters: one place behind the point. */
export function formatScore(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
}

/** A whole number with thousands separators: `12,345`. */
export function formatNumber(value: number, language: Language): string {
  return plainNumber(language).format(value);
}

/** A part of a whole: `12.5%`; what is there but rounds to nothing is `<0.1%`. */
export function formatShare(share: number, language: Language): string {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return share > 0 && share < 0.0005 ? `<${percent.format(0.001)}` : percent.format(share);
}

/** A number for tight places: `1.2万`, `3亿` in Chinese, `12K`, `300M` in English; below 10,000 in full. */
export function formatShort(value: number, language: Language): string {
  if (Math.abs(value) < 10_000) return formatNumber(value, language);
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

let amountsHidden = false;
/** Amounts that whoever is in may not see come as nothing: they are shown as dots, not as 0. */
export function hideAmounts(hidden: boolean): void {
  amountsHidden = hidden;
}

/** Money from its minor unit: `¥1,234.50`; whole amounts without decimals. `short` uses 万/亿 and K/M. */
export function formatMoney(amountMinor: number, currency: string, language: Language, options: { short?: boolean } = {}): string {
  if (amountsHidden && amountMinor === 0) return '•••';
  const digits = exponentOf(currency);
  const amount = amountMinor / 10 ** digits;
  const whole = Number.isInteger(amount);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(options.short === true && Math.abs(amount) >= 10_000
      ? { notation: 'compact', maximumFractionDigits: 1 }
      : { minimumFractionDigits: whole ? 0 : digits, maximumFractionDigits: digits }),
  }).format(amount);
}

/** Bytes as people say them: `3.2 MB`. Powers of 1000, as file managers show. */
export function formatBytes(sizeBytes: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, sizeBytes < 1000 ? 0 : Math.floor(Math.log10(sizeBytes) / 3));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  })
    .format(sizeBytes / 1000 ** step)
    .replace('kB', 'KB');
}

/** A duration left, in the two largest units at most: `2 分 5 秒`, `2 min 5 s`. */
export function formatDuration(ms: number, language: Language): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const parts = [
    { value: Math.floor(seconds / 3600), zh: '小时', en: 'h' },
    { value: Math.floor((seconds % 3600) / 60), zh: '分', en: 'min' },
    { value: seconds % 60, zh: '秒', en: 's' },
  ];
  const first = parts.findIndex((part) => part.value > 0);
  return parts
    .slice(first, first + 2)
    .filter((part) => part.value > 0)
    .map((part) => (language === 'en' ? `${part.value} ${part.en}` : `${part.value} ${part.zh}`))
    .join(' ');
}

/** A civil date `YYYY-MM-DD` → `2026年5月6日` / `6 May 2026`; the year is left out when it is this year's. */
export function formatDate(isoDate: string, language: Language, now = Date.now()): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  return writeDate(new Date(year, month - 1, day), language, new Date(now).getFullYear() !== year);
}

/** An instant as date and time in the zone of this computer: `5月6日 14:03`. */
export function formatDateTime(at: number, language: Language, now = Date.now()): string {
  const date = new Date(at);
  const time = clockTime(language).format(date);
  return `${writeDate(date, language, new Date(now).getFullYear() !== date.getFullYear())} ${time}`;
}

/** An instant as people speak of it: `刚刚`, `5 分钟前`, `昨天`, `3 天前` up to a week, then the date. */
export function formatRelative(at: number, language: Language, now = Date.now()): string {
  const ago = now - at;
  if (ago < 0 && ago > -60_000) return formatRelative(now, language, now);
  if (ago >= 0 && ago < 60_000) return language === 'en' ? 'just now' : '刚刚';
  const relative = relativeTime(language);
  const days = calendarDays(at, now);
  if (days === 0 && ago > 0) {
    const minutes = Math.floor(ago / 60_000);
    return minutes < 60 ? relative.format(-minutes, 'minute') : relative.format(-Math.floor(minutes / 60), 'hour');
  }
  if (Math.abs(days) <= 7) return relative.format(-days, 'day');
  return writeDate(new Date(at), language, new Date(now).getFullYear() !== new Date(at).getFullYear());
}

/** Midnights between two instants in this computer's zone: 1 when `at` was yesterday. */
export function calendarDays(at: number, now: number): number {
  const midnight = (instant: number) => new Date(instant).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / DAY_MS);
}

function writeDate(date: Date, language: Language, withYear: boolean): string {
  return once(`date ${language} ${String(withYear)}`, () => dateFormat(language, withYear)).format(date);
}

function dateFormat(language: Language, withYear: boolean): Intl.DateTimeFormat {
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  if (language === 'en') return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...year });
  return new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', ...year });
}

/** A phone number in groups for the eye; digits and order are never changed. Mainland mobiles 3-4-4, landlines by area code. */
export function formatPhone(phone: string): string {
  const text = phone.trim();
  const mobile = /^(\+?86[\s-]?)?(1\d{2})[\s-]?(\d{4})[\s-]?(\d{4})$/.exec(text);
  if (mobile) return `${mobile[1] === undefined ? '' : '+86 '}${mobile[2]} ${mobile[3]} ${mobile[4]}`;
  const landline = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/.exec(text);
  if (landline) return `${landline[1]} ${landline[2]}`;
  return text;
}

export { lunarDayName, lunarMonthName };

/** A day of the Chinese calendar without its year: `腊月廿三`; English: `12/23`, `leap 6/1`. */
export function formatLunarDay(day: LunarDay, language: Language): string {
  if (language === 'en') return `${day.leap ? 'leap ' : ''}${day.month}/${day.day}`;
  return `${lunarMonthName(day.month, day.leap)}${lunarDayName(day.day)}`;
}

/** A number of days ahead: `今天`, `明天`, `后天`, `3天后`. */
export const formatInDays = (days: number, language: Language): string => relativeTime(language).format(days, 'day');

/** The day of the week of a civil date: `周一`, `Mon`. */
export function formatWeekday(isoDate: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  return once(`weekday ${language}`, () => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short' })).format(new Date(year, month - 1, day));
}

/** A birthday as the customer said it: `1990年5月6日`, `5月6日`, `农历腊月廿三`; English: `6 May 1990`, `lunar 12/23`. */
export function formatBirthday(date: PartialDate, language: Language): string {
  if (date.calendar === 'lunar') {
    const year = date.year === null ? '' : language === 'en' ? `${date.year} ` : `${date.year}年`;
    if (language === 'en') return `lunar ${year}${date.leap ? 'leap ' : ''}${date.month}/${date.day}`;
    return `农历${year}${lunarMonthName(date.month, date.leap)}${lunarDayName(date.day)}`;
  }
  // 2000 is a leap year: 29 February without a year can be shown.
  return writeDate(new Date(date.year ?? 2000, date.month - 1, date.day), language, date.year !== null);
}
