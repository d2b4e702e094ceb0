/**
 * Working days in China: weekends, public holidays, and the weekend days that are worked to make up for them. The State
 * Council announces them each autumn for the year to come; years it has not announced, or that this program does not know
 * yet, follow from the law on public holidays and are marked as not published. A file may bring further years (holiday-file.ts).
 */
import { addDays, dateOf, dayNumber, weekdayOf } from './civil-days.ts';
import { lunarMonthLength, solarDateOf } from './lunar.ts';
import { solarTermDay } from './solar-terms.ts';

export interface HolidaySpan {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface HolidayYear {
  readonly year: number;
  /** Announced by the State Council; otherwise derived from the law alone. */
  readonly published: boolean;
  /** Number of the notice, or where the file says it is from. */
  readonly source: string;
  readonly off: readonly HolidaySpan[];
  /** Weekend days that are worked. */
  readonly work: readonly string[];
}

const span = (name: string, from: string, to: string): HolidaySpan => ({ name, from, to });

/** 国办发明电〔2023〕7号 of 25 October 2023, 〔2024〕12号 of 12 November 2024, 〔2025〕7号 of 4 November 2025. */
const PUBLISHED: readonly HolidayYear[] = [
  {
    year: 2024,
    published: true,
    source: '国办发明电〔2023〕7号',
    off: [
      span('newYear', '2024-01-01', '2024-01-01'),
      span('springFestival', '2024-02-10', '2024-02-17'),
      span('qingming', '2024-04-04', '2024-04-06'),
      span('labourDay', '2024-05-01', '2024-05-05'),
      span('dragonBoat', '2024-06-10', '2024-06-10'),
      span('midAutumn', '2024-09-15', '2024-09-17'),
      span('nationalDay', '2024-10-01', '2024-10-07'),
    ],
    work: ['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  },
  {
    year: 2025,
    published: true,
    source: '国办发明电〔2024〕12号',
    off: [
      span('newYear', '2025-01-01', '2025-01-01'),
      span('springFestival', '2025-01-28', '2025-02-04'),
      span('qingming', '2025-04-04', '2025-04-06'),
      span('labourDay', '2025-05-01', '2025-05-05'),
      span('dragonBoat', '2025-05-31', '2025-06-02'),
      span('nationalDay', '2025-10-01', '2025-10-08'),
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    published: true,
    source: '国办发明电〔2025〕7号',
    off: [
      span('newYear', '2026-01-01', '2026-01-03'),
      span('springFestival', '2026-02-15', '2026-02-23'),
      span('qingming', '2026-04-04', '2026-04-06'),
      span('labourDay', '2026-05-01', '2026-05-05'),
      span('dragonBoat', '2026-06-19', '2026-06-21'),
      span('midAutumn', '2026-09-25', '2026-09-27'),
      span('nationalDay', '2026-10-01', '2026-10-07'),
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/** Changes with the table above: what was reckoned with another one is reckoned anew. */
export const HOLIDAY_TABLE = '2026-1';

/**
 * The days the law gives (全国年节及纪念日放假办法; since 2025 also the eve of the Spring Festival and 2 May). Which weekends
 * are moved towards them is not in the law, and no day is worked for them here.
 */
export function lawfulYear(year: number): HolidayYear {
  const firstOfYear = solarDateOf({ year, month: 1, day: 1, leap: false });
  const lunar = (month: number, day: number) => solarDateOf({ year, month, day, leap: false });
  const longer = year >= 2025;
  const spans: (HolidaySpan | null)[] = [
    span('newYear', `${String(year)}-01-01`, `${String(year)}-01-01`),
    firstOfYear === null ? null : span('springFestival', addDays(firstOfYear, longer ? -1 : 0), addDays(firstOfYear, 2)),
    oneDay('qingming', solarTermDay(year, 'qingming')),
    span('labourDay', `${String(year)}-05-01`, longer ? `${String(year)}-05-02` : `${String(year)}-05-01`),
    oneDay('dragonBoat', lunar(5, 5)),
    oneDay('midAutumn', lunar(8, Math.min(15, lunarMonthLength(year, 8, false)))),
    span('nationalDay', `${String(year)}-10-01`, `${String(year)}-10-03`),
  ];
  return { year, published: false, source: '', off: spans.filter((one) => one !== null), work: [] };
}

const oneDay = (name: string, day: string | null): HolidaySpan | null => (day === null ? null : span(name, day, day));

/** Tells working days from others. */
export interface WorkCalendar {
  isWorking(day: number): boolean;
  /** The year's table: brought by a file, known to the program, or derived. */
  yearOf(year: number): HolidayYear;
  /** The public holiday a date belongs to, and whether it is worked though a weekend. */
  about(date: string): { readonly holiday: string | null; readonly makeUp: boolean };
}

/** `brought` comes before what the program knows, year by year. */
export function workCalendar(brought: readonly HolidayYear[] = []): WorkCalendar {
  const years = new Map<number, HolidayYear>([...PUBLISHED, ...brought].map((one) => [one.year, one]));
  const marked = new Map<number, ReadonlyMap<number, string>>();
  const yearOf = (year: number): HolidayYear => {
    const known = years.get(year);
    if (known) return known;
    const derived = lawfulYear(year);
    years.set(year, derived);
    return derived;
  };
  /** A holiday may begin in the last days of the year before its own. */
  const markOf = (day: number): string | undefined => {
    const year = Number(dateOf(day).slice(0, 4));
    return marksOf(year).get(day) ?? marksOf(year + 1).get(day);
  };
  const marksOf = (year: number): ReadonlyMap<number, string> => {
    let marks = marked.get(year);
    if (!marks) marked.set(year, (marks = marksIn(yearOf(year))));
    return marks;
  };
  return {
    yearOf,
    isWorking(day) {
      const mark = markOf(day);
      return mark === undefined ? weekdayOf(day) < 5 : mark === WORKED;
    },
    about(date) {
      const mark = markOf(dayNumber(date));
      return { holiday: mark === undefined || mark === WORKED ? null : mark, makeUp: mark === WORKED };
    },
  };
}

const WORKED = '';

function marksIn({ off, work }: HolidayYear): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  for (const { name, from, to } of off) for (let day = dayNumber(from); day <= dayNumber(to); day += 1) marks.set(day, name);
  for (const date of work) marks.set(dayNumber(date), WORKED);
  return marks;
}

/** The years whose tables the program was made with. */
export const knownYears = (): readonly HolidayYear[] => PUBLISHED;
