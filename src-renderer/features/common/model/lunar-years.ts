/**
 * The months of the lunar years 2020–2100, enough to say when a lunar birthday is next. (The calendar built into browser engines
 * cannot be used: it is a day off in 2027 and 2030.) Generated from lunar-typescript and tested against the core's calendar.
 * One number per year in base 36: days from 1 January to the first lunar day << 17, leap month (0 = none) << 13, then a bit per
 * month in order, set when it has 30 days.
 */
const FIRST_YEAR = 2020;
const YEARS =
  '1w8q6 3a0ra 2f5bp 1ngs2 34es2 27smd 3o2sl 2t64r 1z6hj 3cvcb 2kqje 1qe3a 378tl 2ec7m 3tpw2 2ytd1 251sb 3ih57 2njjf 1tisb ' +
  '3a0tp 2f5gq 1nhw2 34g42 2auxx 3o3z9 2t6xh 1z831 3fmwm 2hxh1 1qene 379hl 2gnte 3tqj6 2ytra 24ymu 3ih5j 2njkm 1tcr9 3a15h ' +
  '2hxs9 1ksk3 31llf 2808b 3o2ej 2qdsr 1z87u 3fn1m 2krqd 1qmve 378sq 2dtw5 3tpqt 2vz1p 225kd 3ih85 2qcve 1tdph 3a2ed 2hyyy ' +
  '1nogl 31ms6 2811q 3o2fq 2t705 1z8aa 3fnbm 2ksdh 1te8a 34eq3 2axzr 3qvfv 2vz2z 225li 3ihd6 2qd76 1w945 3a1xh 2f5aj 1knff ' +
  '31l7v';
const table: readonly number[] = YEARS.split(' ').map((text) => parseInt(text, 36));

const DAY_MS = 86_400_000;

/**
 * The solar day (EpochMs of its UTC midnight) on which a lunar month and day fall in a lunar year; a leap month the year lacks
 * falls back to the plain one, the 30th of a short month to the 29th. `null` outside the table.
 */
export function solarDayOf(lunarYear: number, month: number, day: number, leap: boolean): number | null {
  const packed = table[lunarYear - FIRST_YEAR];
  if (packed === undefined) return null;
  const leapMonth = (packed >> 13) & 15;
  const isLeap = leap && leapMonth === month;
  // Months after the leap month stand one place later; the leap month itself right after its plain one.
  const place = month - 1 + (isLeap || (leapMonth > 0 && month > leapMonth) ? 1 : 0);
  let days = packed >> 17;
  for (let before = 0; before < place; before += 1) days += 29 + ((packed >> before) & 1);
  const length = 29 + ((packed >> place) & 1);
  return Date.UTC(lunarYear, 0, 1) + (days + Math.min(day, length) - 1) * DAY_MS;
}
