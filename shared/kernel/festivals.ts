/** The festivals on which customers are greeted: Chinese, international and Western, computed without the Internet. */
import { lunarMonthLength, solarDateOf } from './lunar.ts';
import { solarTermDay } from './solar-terms.ts';

type Rule =
  | { readonly by: 'solar'; readonly month: number; readonly day: number }
  | { readonly by: 'lunar'; readonly month: number; readonly day: number }
  /** The last day of the lunar year. */
  | { readonly by: 'lunarEve' }
  | { readonly by: 'term'; readonly term: 'qingming' | 'dongzhi' }
  /** The `nth` Sunday (0) … Saturday (6) of a month. */
  | { readonly by: 'weekday'; readonly month: number; readonly nth: number; readonly weekday: number };

const solar = (month: number, day: number): Rule => ({ by: 'solar', month, day });
const lunar = (month: number, day: number): Rule => ({ by: 'lunar', month, day });

const RULES = {
  newYear: solar(1, 1),
  laba: lunar(12, 8),
  xiaonian: lunar(12, 23),
  chuxi: { by: 'lunarEve' },
  chunjie: lunar(1, 1),
  yuanxiao: lunar(1, 15),
  valentine: solar(2, 14),
  womensDay: solar(3, 8),
  qingming: { by: 'term', term: 'qingming' },
  labourDay: solar(5, 1),
  mothersDay: { by: 'weekday', month: 5, nth: 2, weekday: 0 },
  childrensDay: solar(6, 1),
  duanwu: lunar(5, 5),
  fathersDay: { by: 'weekday', month: 6, nth: 3, weekday: 0 },
  qixi: lunar(7, 7),
  teachersDay: solar(9, 10),
  zhongqiu: lunar(8, 15),
  nationalDay: solar(10, 1),
  chongyang: lunar(9, 9),
  thanksgiving: { by: 'weekday', month: 11, nth: 4, weekday: 4 },
  dongzhi: { by: 'term', term: 'dongzhi' },
  christmas: solar(12, 25),
} as const satisfies Readonly<Record<string, Rule>>;

export type Festival = keyof typeof RULES;
export const FESTIVALS = Object.keys(RULES) as readonly Festival[];

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days of a rule that fall into a solar year: one, none (outside the table, 1900–2100), or with a lunar rule two or none by turns. */
function daysIn(rule: Rule, year: number): readonly string[] {
  switch (rule.by) {
    case 'solar':
      return [`${year}-${two(rule.month)}-${two(rule.day)}`];
    case 'term':
      return [solarTermDay(year, rule.term)].filter((day) => day !== null);
    case 'weekday':
      return [nthWeekday(year, rule.month, rule.nth, rule.weekday)];
    default:
      return [year - 1, year].map((lunarYear) => lunarDay(rule, lunarYear)).filter((day) => day !== null && day.startsWith(`${year}-`)) as string[];
  }
}

function lunarDay(rule: Extract<Rule, { by: 'lunar' | 'lunarEve' }>, year: number): string | null {
  const { month, day } = rule.by === 'lunar' ? rule : { month: 12, day: lunarMonthLength(year, 12, false) };
  return solarDateOf({ year, month, day, leap: false });
}

function nthWeekday(year: number, month: number, nth: number, weekday: number): string {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  return `${year}-${two(month)}-${two(1 + ((weekday - first + 7) % 7) + (nth - 1) * 7)}`;
}

export interface FestivalDay {
  readonly festival: Festival;
  readonly on: string;
}

/** All festivals of a solar year, in order. */
export function festivalsIn(year: number): readonly FestivalDay[] {
  const all = FESTIVALS.flatMap((festival) => daysIn(RULES[festival], year).map((on) => ({ festival, on })));
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** The festivals of `days` days from `today` (`YYYY-MM-DD`, included) on, in order. */
export function festivalsFrom(today: string, days: number): readonly FestivalDay[] {
  const last = isoOf(Date.parse(`${today}T00:00:00Z`) + (days - 1) * DAY_MS);
  const year = Number(today.slice(0, 4));
  return [year, year + 1].flatMap(festivalsIn).filter(({ on }) => on >= today && on <= last);
}
