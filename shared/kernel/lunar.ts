/**
 * The Chinese calendar as a table: the months of the lunar years 1900–2100, for both sides of the program. (The calendar built
 * into browser engines cannot be used: it is a day off in 2027 and 2030.) Generated from lunar-typescript, and tested month by
 * month against the moon and the sun. One number per year in base 36: days from 1 January to the first lunar day << 17, leap
 * month (0 = none) << 13, then a bit per month in order, set when it has 30 days.
 */
export interface LunarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

export const FIRST_LUNAR_YEAR = 1900;
export const LAST_LUNAR_YEAR = 2100;
const YEARS =
  '2dt5e 3tp3m 2yu1x 27nt6 3l9hn 2nkpn 1w8ra 3ctwq 2hyl5 1nh3m 34evm 2ao85 3qwpx 2t6x7 1z82z 3fmi5 2kqjv 1q7vt 3799l 2ghaq 3wjo2 ' +
  '2ytr9 24vgt 3laae 2qcae 1tfp1 3cu6s 2hz8p 1qbo2 34gb6 2algm 3o2ej 2t6xj 1z7p2 3fo7u 2njys 1t809 37809 2dms3 3tpqr 2ys6j 225i3 ' +
  '3ih7x 2qctm 1w9xx 3cv50 2hykp 1nhqr 34fit 2808d 3o2eu 2t6zx 221ey 3fn3m 2ks6d 1tave 3a2bu 2dqqd 3qwlz 2ys7q 24yph 3ih91 2qd3m ' +
  '1w7fp 3cvqd 2hxl6 1ks5z 31me3 2atei 3o2ga 2t755 221qq 3ihci 2krol 1qmob 378ln 2dsq3 3qv1p 2vz3h 24yuh 3lay1 2qefm 1waat 3cvfp ' +
  '2jsr1 3wity 31kty 27qut 3o2qd 2t7s9 2236a 3ihzm 2nl7q 1qdzq 34fh3 2dsra 3tobe 2vzdh 24urt 3l9op 2qd1v 1tfl7 3a0q3 2f597 1ngpm ' +
  '31ld6 281g5 3qwtg 2w095 1z98z 3fo2d 2kqi5 1qkdp 34fjp 2dz8q 3tosy 2ytut 252dm 3lave 2qe8l 1w8q6 3a0ra 2f5bp 1ngs2 34es2 27smd ' +
  '3o2sl 2t64r 1z6hj 3cvcb 2kqje 1qe3a 378tl 2ec7m 3tpw2 2ytd1 251sb 3ih57 2njjf 1tisb 3a0tp 2f5gq 1nhw2 34g42 2auxx 3o3z9 2t6xh ' +
  '1z831 3fmwm 2hxh1 1qene 379hl 2gnte 3tqj6 2ytra 24ymu 3ih5j 2njkm 1tcr9 3a15h 2hxs9 1ksk3 31llf 2808b 3o2ej 2qdsr 1z87u 3fn1m ' +
  '2krqd 1qmve 378sq 2dtw5 3tpqt 2vz1p 225kd 3ih85 2qcve 1tdph 3a2ed 2hyyy 1nogl 31ms6 2811q 3o2fq 2t705 1z8aa 3fnbm 2ksdh 1te8a ' +
  '34eq3 2axzr 3qvfv 2vz2z 225li 3ihd6 2qd76 1w945 3a1xh 2f5aj 1knff 31l7v';
const table: readonly number[] = YEARS.split(' ').map((text) => parseInt(text, 36));

const DAY_MS = 86_400_000;

/** The number of the leap month of a lunar year; 0 for none, or outside the table. */
export const leapMonthOf = (year: number): number => ((table[year - FIRST_LUNAR_YEAR] ?? 0) >> 13) & 15;

/** Where a month stands in its year, from 0: the leap month follows the plain one of its number. -1 when the year has none such. */
function placeOf(year: number, month: number, leap: boolean): number {
  const leapMonth = leapMonthOf(year);
  if (month < 1 || month > 12 || (leap && leapMonth !== month)) return -1;
  return month - 1 + (leap || (leapMonth > 0 && month > leapMonth) ? 1 : 0);
}

const lengthAt = (packed: number, place: number): number => 29 + ((packed >> place) & 1);

/** Days (29 or 30) of a lunar month; 0 when that year has no such (leap) month, or is outside the table. */
export function lunarMonthLength(year: number, month: number, leap: boolean): number {
  const packed = table[year - FIRST_LUNAR_YEAR];
  const place = placeOf(year, month, leap);
  return packed === undefined || place < 0 ? 0 : lengthAt(packed, place);
}

const newYear = (year: number): number => Date.UTC(year, 0, 1) + (table[year - FIRST_LUNAR_YEAR]! >> 17) * DAY_MS;

/** The solar date `YYYY-MM-DD` of a lunar day; `null` when the day does not exist or is outside the table. */
export function solarDateOf({ year, month, day, leap }: LunarDay): string | null {
  if (day < 1 || day > lunarMonthLength(year, month, leap)) return null;
  const packed = table[year - FIRST_LUNAR_YEAR]!;
  let days = day - 1;
  for (let place = placeOf(year, month, leap) - 1; place >= 0; place -= 1) days += lengthAt(packed, place);
  return new Date(newYear(year) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The lunar day of a solar date `YYYY-MM-DD`; `null` outside the table (31 January 1900 to 28 January 2101). */
export function lunarDateOf(date: string): LunarDay | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  const solarYear = Number(date.slice(0, 4));
  const year = table[solarYear - FIRST_LUNAR_YEAR] !== undefined && newYear(solarYear) <= at ? solarYear : solarYear - 1;
  const packed = table[year - FIRST_LUNAR_YEAR];
  if (packed === undefined) return null;
  const leapMonth = leapMonthOf(year);
  let left = Math.round((at - newYear(year)) / DAY_MS);
  for (let place = 0; place < (leapMonth > 0 ? 13 : 12); place += 1) {
    const length = lengthAt(packed, place);
    if (left < length) return dayAt(year, leapMonth, place, left + 1);
    left -= length;
  }
  return null;
}

function dayAt(year: number, leapMonth: number, place: number, day: number): LunarDay {
  const leap = leapMonth > 0 && place === leapMonth;
  const month = leapMonth > 0 && place >= leapMonth ? place : place + 1;
  return { year, month, day, leap };
}
