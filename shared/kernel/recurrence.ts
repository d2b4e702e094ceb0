/**
 * Days that come again and again. A rule is the text of an RRULE (RFC 5545), or one of the lunar
 * calendar, which RFC 5545 does not know:
 *
 *   FREQ=DAILY|WEEKLY|MONTHLY|YEARLY with INTERVAL, BYDAY (nth weekdays too), BYMONTHDAY, BYMONTH, BYSETPOS, WKST
 *   LUNAR;DATE=L--08-15/f     every lunar year; the date as in partial-date.ts, its end says what a year without the day does
 *   LUNAR;DAYS=1,15           every lunar month; the 30th of a short month is its last day
 *   each with COUNT=n or UNTIL=YYYYMMDD
 *
 * Parts a rule leaves open are those of the day it starts on; a day it does not name is not one of its days,
 * the first included. Owner file of ical.js' Recur, which is asked for plain rows of days only, some years at a
 * time and never from the start of a rule far in the past; what it gives beyond the rule (1 March for 29 February,
 * the first day whatever it is) is taken out again.
 */
import ICAL from 'ical.js';
import { birthdaysInYear } from './birthday.ts';
import { dateOf, dayNumber, mod, weekdayOf } from './civil-days.ts';
import { lunarDateOf, lunarMonthLength } from './lunar.ts';
import { parsePartialDate } from './partial-date.ts';
import type { PartialDate } from './partial-date.ts';
import { err, ok } from './result.ts';

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export interface Weekday {
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  /** 1 the first of the month, -1 the last; 0: each. */
  readonly nth: number;
}

interface Ends {
  readonly count: number | null;
  /** `YYYY-MM-DD`, itself included. */
  readonly until: string | null;
}

export interface SolarRule extends Ends {
  readonly kind: 'solar';
  readonly freq: Frequency;
  readonly interval: number;
  readonly weekdays: readonly Weekday[];
  /** -1: the last day of the month. */
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  /** The day a week begins on: only matters every so many weeks. */
  readonly weekStart: number;
}

export interface LunarRule extends Ends {
  readonly kind: 'lunar';
  /** Once a lunar year; `null`: on `days` of every lunar month. */
  readonly date: PartialDate | null;
  readonly days: readonly number[];
}

export type Rule = SolarRule | LunarRule;

export type RuleProblem = 'syntax' | 'unsupported' | 'range';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const KNOWN = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'COUNT', 'UNTIL', 'WKST']);
const MOST_TIMES = 10_000;
const MOST_APART = 1_000;
/** The last year looked at: where the lunar table ends. */
const LAST_YEAR = 2100;

const bad = (reason: RuleProblem) => err('reminder.badRule', { reason });
type Parsed = { readonly ok: true; readonly value: Rule } | ReturnType<typeof bad>;

/** Reads a rule. `reminder.badRule` says whether it is no rule, one with parts that are not supported, or with numbers out of range. */
export function parseRule(text: string): Parsed {
  const plain = text.trim().replace(/^RRULE:/i, '').toUpperCase();
  return plain.startsWith('LUNAR;') ? parseLunar(plain) : parseSolar(plain);
}

const known = new Map<string, Rule>();
/** The rule of a text that was checked when it was written. */
function ruleOf(text: string): Rule {
  const found = known.get(text);
  if (found) return found;
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error('a rule that was stored cannot be read');
  if (known.size > 5_000) known.clear();
  known.set(text, parsed.value);
  return parsed.value;
}

function partsOf(text: string): ReadonlyMap<string, string> | null {
  const parts = new Map<string, string>();
  for (const part of text.replace(/;$/, '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, at);
    if (at < 1 || at === part.length - 1 || parts.has(name)) return null;
    parts.set(name, part.slice(at + 1));
  }
  return parts;
}

/** A list of whole numbers in a range, `null` when it is something else. */
function numbers(text: string | undefined, from: number, to: number): readonly number[] | null {
  if (text === undefined) return [];
  const list = text.split(',').map((one) => (/^[+-]?\d{1,5}$/.test(one) ? Number(one) : NaN));
  return list.every((n) => n >= from && n <= to && n !== 0) ? [...new Set(list)] : null;
}

function parseEnds(parts: ReadonlyMap<string, string>): Ends | null {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (count !== undefined && until !== undefined) return null;
  if (count !== undefined && (!/^\d{1,5}$/.test(count) || Number(count) < 1 || Number(count) > MOST_TIMES)) return null;
  const m = until === undefined ? null : /^(\d{4})-?(\d{2})-?(\d{2})(T\d{6}Z?)?$/.exec(until);
  const date = m ? `${m[1]!}-${m[2]!}-${m[3]!}` : null;
  if (until !== undefined && (date === null || Number.isNaN(dayNumber(date)) || dateOf(dayNumber(date)) !== date)) return null;
  return { count: count === undefined ? null : Number(count), until: date };
}

function parseLunar(text: string): Parsed {
  const parts = partsOf(text.slice('LUNAR;'.length));
  if (!parts) return bad('syntax');
  if ([...parts.keys()].some((name) => !['DATE', 'DAYS', 'COUNT', 'UNTIL'].includes(name)) || parts.has('DATE') === parts.has('DAYS')) return bad('unsupported');
  const ends = parseEnds(parts);
  const days = numbers(parts.get('DAYS'), 1, 30);
  const date = parts.has('DATE') ? parsePartialDate(parts.get('DATE')!.replace(/\/[PFB]$/, (rule) => rule.toLowerCase())) : null;
  if (!ends || !days || (parts.has('DATE') && (date?.calendar !== 'lunar' || date.year !== null))) return bad('range');
  return ok({ kind: 'lunar', date, days, ...ends });
}

/** ical.js says whether it is a rule at all; what it lets pass and what is not supported here is told apart below. */
function parseSolar(text: string): Parsed {
  const parts = partsOf(text);
  if (!parts || !FREQUENCIES.concat('HOURLY', 'MINUTELY', 'SECONDLY').includes(parts.get('FREQ') ?? '')) return bad('syntax');
  const ends = parseEnds(parts);
  if (!ends) return bad('range');
  try {
    ICAL.Recur.fromString(ends.until === null ? text : text.replace(/UNTIL=[^;]+/, `UNTIL=${ends.until.replaceAll('-', '')}`));
  } catch {
    return bad('syntax');
  }
  if ([...parts.keys()].some((name) => !KNOWN.has(name)) || !FREQUENCIES.includes(parts.get('FREQ')!)) return bad('unsupported');
  return checkedSolar(parts, ends);
}

function checkedSolar(parts: ReadonlyMap<string, string>, ends: Ends): Parsed {
  const freq = parts.get('FREQ') as Frequency;
  const interval = numbers(parts.get('INTERVAL') ?? '1', 1, MOST_APART)?.[0];
  const monthDays = numbers(parts.get('BYMONTHDAY'), -31, 31);
  const months = numbers(parts.get('BYMONTH'), 1, 12);
  const positions = numbers(parts.get('BYSETPOS'), -31, 31);
  const weekdays = weekdaysOf(parts.get('BYDAY'));
  const weekStart = WEEKDAYS.indexOf((parts.get('WKST') ?? 'MO') as 'MO');
  if (interval === undefined || !monthDays || !months || !positions || !weekdays || weekStart < 0) return bad('range');
  const isMonthly = freq === 'MONTHLY' || freq === 'YEARLY';
  const numbered = weekdays.some((w) => w.nth !== 0);
  const odd =
    (numbered && !isMonthly) ||
    (freq === 'WEEKLY' && monthDays.length > 0) ||
    (freq === 'YEARLY' && months.length === 0 && (weekdays.length > 0 || monthDays.length > 0)) ||
    (positions.length > 0 && (!isMonthly || (freq === 'YEARLY' && months.length !== 1) || weekdays.length === 0 || monthDays.length > 0 || numbered));
  if (odd) return bad('unsupported');
  return ok({ kind: 'solar', freq, interval, weekdays, monthDays, months, positions, weekStart, ...ends });
}

function weekdaysOf(text: string | undefined): readonly Weekday[] | null {
  if (text === undefined) return [];
  const list = text.split(',').map((one): Weekday | null => {
    const m = /^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one);
    return m && { weekday: WEEKDAYS.indexOf(m[2] as 'MO'), nth: Number(m[1] ?? 0) };
  });
  return list.some((one) => one === null) ? null : (list as Weekday[]);
}

/** The text of a rule: `parseRule` of it gives the same rule. */
export function formatRule(rule: Rule): string {
  const ends = [...(rule.count === null ? [] : [`COUNT=${String(rule.count)}`]), ...(rule.until === null ? [] : [`UNTIL=${rule.until.replaceAll('-', '')}`])];
  if (rule.kind === 'lunar') return ['LUNAR', rule.date ? `DATE=${lunarText(rule.date)}` : `DAYS=${rule.days.join(',')}`, ...ends].join(';');
  const list = (name: string, values: readonly (string | number)[]) => (values.length === 0 ? [] : [`${name}=${values.join(',')}`]);
  return [
    `FREQ=${rule.freq}`,
    ...(rule.interval === 1 ? [] : [`INTERVAL=${String(rule.interval)}`]),
    ...list('BYMONTH', rule.months),
    ...list('BYMONTHDAY', rule.monthDays),
    ...list('BYDAY', rule.weekdays.map(dayText)),
    ...list('BYSETPOS', rule.positions),
    ...(rule.weekStart === 0 ? [] : [`WKST=${WEEKDAYS[rule.weekStart]!}`]),
    ...ends,
  ].join(';');
}

const dayText = ({ weekday, nth }: Weekday) => `${nth === 0 ? '' : String(nth)}${WEEKDAYS[weekday]!}`;

function lunarText({ month, day, leap, rule }: PartialDate): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `L--${two(month)}${leap ? '+' : ''}-${two(day)}${rule === undefined ? '' : `/${rule.charAt(0)}`}`;
}

/** What a rule says, for a sentence of it: parts it leaves open filled in from the day it starts on. `null` for a text that is no rule. */
export function describeRule(text: string, startsOn: string): Rule | null {
  const parsed = parseRule(text);
  return parsed.ok ? filled(parsed.value, dayNumber(startsOn)) : null;
}

function filled(rule: Rule, start: number): Rule {
  if (rule.kind === 'lunar') return rule;
  const date = new Date(start * 86_400_000);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const open = rule.weekdays.length === 0 && rule.monthDays.length === 0;
  if (!open || rule.freq === 'DAILY') return rule;
  if (rule.freq === 'WEEKLY') return { ...rule, weekdays: [{ weekday: weekdayOf(start), nth: 0 }] };
  if (rule.freq === 'MONTHLY') return { ...rule, monthDays: [day] };
  return { ...rule, monthDays: [day], months: rule.months.length > 0 ? rule.months : [month] };
}

/** A row of days that ical.js is asked for, in pieces of some years; many rules share one. */
interface Row {
  readonly key: string;
  readonly years: number;
  /** The rule and its first day for a piece that begins on `from`. */
  readonly ask: (from: number) => { readonly rule: string; readonly start: number };
}

const monthRow = (key: string): Row => ({ key: `M;${key}`, years: 4, ask: (from) => ({ rule: `FREQ=MONTHLY;${key}`, start: from }) });

/** The rows a rule is made of; their days are sifted by `fits`. */
function rowsOf(rule: SolarRule, start: number): readonly Row[] {
  const { freq, interval, weekdays, monthDays, positions } = rule;
  if (freq === 'DAILY') {
    const phase = mod(start, interval);
    return [{ key: `D;${String(interval)};${String(phase)}`, years: 1, ask: (from) => ({ rule: `FREQ=DAILY;INTERVAL=${String(interval)}`, start: from + mod(phase - from, interval) }) }];
  }
  if (freq === 'WEEKLY') {
    const phase = mod(weekOf(start, rule.weekStart), interval);
    const text = `FREQ=WEEKLY;INTERVAL=${String(interval)};WKST=${WEEKDAYS[rule.weekStart]!};BYDAY=${weekdays.map(dayText).sort().join(',')}`;
    const firstWeek = (from: number) => weekOf(from, rule.weekStart) - mod(weekOf(from, rule.weekStart) - phase, interval);
    return [{ key: `${text};${String(phase)}`, years: 1, ask: (from) => ({ rule: text, start: firstWeek(from) * 7 - 3 + rule.weekStart }) }];
  }
  if (positions.length > 0) return [monthRow(`BYDAY=${weekdays.map(dayText).sort().join(',')};BYSETPOS=${positions.join(',')}`)];
  // Of weekdays and days of the month at once (Friday the 13th) the weekdays are asked for, the days sifted.
  if (weekdays.length > 0) return weekdays.map((one) => monthRow(`BYDAY=${dayText(one)}`));
  return monthDays.map((day) => monthRow(`BYMONTHDAY=${String(day)}`));
}

/** Weeks since that of 1 January 1970, beginning on `weekStart`. */
const weekOf = (day: number, weekStart: number) => Math.floor((day + 3 - weekStart) / 7);

const pieces = new Map<string, readonly number[]>();
const MOST_PIECES = 20_000;
const firstDay = (year: number) => Math.round(Date.UTC(year, 0, 1) / 86_400_000);

/** The days of a row in its `index`th piece, in order. */
function pieceOf(row: Row, index: number): readonly number[] {
  const key = `${row.key}|${String(index)}`;
  const found = pieces.get(key);
  if (found) return found;
  const [from, end] = [firstDay(index * row.years), firstDay((index + 1) * row.years)];
  const { rule, start } = row.ask(from);
  const days: number[] = [];
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(dateOf(start)));
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = Math.round(Date.UTC(next.year, next.month - 1, next.day) / 86_400_000);
    if (day >= end) break;
    if (day >= from && day !== days.at(-1)) days.push(day);
  }
  if (pieces.size > MOST_PIECES) pieces.clear();
  pieces.set(key, days);
  return days;
}

/** Whether a day of a row is one of the rule. */
function fits(rule: SolarRule, start: number, day: number): boolean {
  const date = new Date(day * 86_400_000);
  const [year, month, of] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (rule.months.length > 0 && !rule.months.includes(month + 1)) return false;
  if (rule.interval > 1 && !isInStep(rule, start, year, month)) return false;
  if (rule.weekdays.length > 0 && !rule.weekdays.some((w) => w.weekday === weekdayOf(day))) return false;
  if (rule.monthDays.length === 0) return rule.positions.length > 0 || rule.weekdays.length === 0 || rule.weekdays.some((w) => isNth(w, day, of, year, month));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return rule.monthDays.some((wanted) => wanted === of || wanted === of - length - 1) && (rule.weekdays.length === 0 || rule.weekdays.some((w) => isNth(w, day, of, year, month)));
}

function isInStep({ freq, interval }: SolarRule, start: number, year: number, month: number): boolean {
  const first = new Date(start * 86_400_000);
  if (freq === 'YEARLY') return mod(year - first.getUTCFullYear(), interval) === 0;
  return freq !== 'MONTHLY' || mod(year * 12 + month - first.getUTCFullYear() * 12 - first.getUTCMonth(), interval) === 0;
}

function isNth({ weekday, nth }: Weekday, day: number, of: number, year: number, month: number): boolean {
  if (weekday !== weekdayOf(day)) return false;
  if (nth > 0) return Math.ceil(of / 7) === nth;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return nth === 0 || Math.ceil((length - of + 1) / 7) === -nth;
}

/** The days of a rule from `from` on, in order, as long as they are asked for; its ends are not looked at. */
function* daysFrom(rule: Rule, start: number, from: number): Generator<number> {
  if (rule.kind === 'lunar') {
    yield* lunarDays(rule, Math.max(start, from));
    return;
  }
  const whole = filled(rule, start) as SolarRule;
  const rows = rowsOf(whole, start);
  const size = rows[0]!.years;
  const first = Math.max(start, from);
  for (let index = Math.floor(new Date(first * 86_400_000).getUTCFullYear() / size); index * size <= LAST_YEAR; index += 1) {
    const [only] = rows;
    const days = rows.length === 1 ? pieceOf(only!, index) : [...new Set(rows.flatMap((row) => pieceOf(row, index)))].sort((a, b) => a - b);
    for (let i = placeOf(days, first); i < days.length; i += 1) if (fits(whole, start, days[i]!)) yield days[i]!;
  }
}

/** Where the first day lies that is not before `day`. */
function placeOf(days: readonly number[], day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* lunarDays({ date, days }: LunarRule, from: number): Generator<number> {
  const first = lunarDateOf(dateOf(from));
  if (!first) return;
  if (date) {
    // What falls beyond the end of a lunar year ("moved on") belongs to the year before.
    for (let year = first.year - 1; year <= LAST_YEAR; year += 1) {
      for (const day of yearlyDays(date, year)) if (day >= from) yield day;
    }
    return;
  }
  let monthStart = from - first.day + 1;
  for (let at = lunarDateOf(dateOf(monthStart)); at; at = lunarDateOf(dateOf(monthStart))) {
    const length = lunarMonthLength(at.year, at.month, at.leap);
    const begin = monthStart;
    for (const day of [...new Set(days.map((d) => begin + Math.min(d, length) - 1))].sort((a, b) => a - b)) if (day >= from) yield day;
    monthStart += length;
  }
}

const lunarYears = new Map<string, readonly number[]>();
function yearlyDays(date: PartialDate, year: number): readonly number[] {
  const key = `${lunarText(date)}|${String(year)}`;
  const found = lunarYears.get(key);
  if (found) return found;
  const days = birthdaysInYear(date, year).map(dayNumber);
  if (lunarYears.size > MOST_PIECES) lunarYears.clear();
  lunarYears.set(key, days);
  return days;
}

const lasts = new Map<string, number>();
/** The last day a rule may fall on; one of COUNT is counted from its start, once. */
function lastDay(text: string, rule: Rule, start: number): number {
  if (rule.until !== null) return dayNumber(rule.until);
  if (rule.count === null) return Infinity;
  const key = `${text}|${String(start)}`;
  const found = lasts.get(key);
  if (found !== undefined) return found;
  let [left, last] = [rule.count, -Infinity];
  for (const day of daysFrom(rule, start, start)) {
    last = day;
    if ((left -= 1) === 0) break;
  }
  if (lasts.size > MOST_PIECES) lasts.clear();
  lasts.set(key, last);
  return last;
}

/** The days of a rule after the day `after`, in order, as day numbers. Stop asking when there are enough. */
export function* occurrencesFrom(text: string, startsOn: string, after: number): Generator<number> {
  const rule = ruleOf(text);
  const start = dayNumber(startsOn);
  const last = lastDay(text, rule, start);
  if (after >= last) return;
  for (const day of daysFrom(rule, start, after + 1)) {
    if (day > last) return;
    yield day;
  }
}

/** The first day of a rule after `after`; `null` when there is none. */
export function occursAfter(text: string, startsOn: string, after: string): string | null {
  for (const day of occurrencesFrom(text, startsOn, dayNumber(after))) return dateOf(day);
  return null;
}

/** The days of a rule from one day to another, both included: at most `most`. */
export function occurrencesBetween(text: string, startsOn: string, span: { readonly from: string; readonly to: string }, most = 10_000): string[] {
  const found: string[] = [];
  const end = dayNumber(span.to);
  for (const day of occurrencesFrom(text, startsOn, dayNumber(span.from) - 1)) {
    if (day > end || found.length >= most) break;
    found.push(dateOf(day));
  }
  return found;
}
