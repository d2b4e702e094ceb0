/**
 * The lunar calendar against the sky: months and solar terms from 1900 to 2100 are computed anew from new moons and the sun's
 * longitude (astronomy-engine, good to a few seconds), numbered by the rules of GB/T 33661-2017, in the civil day of UTC+8.
 */
import { SearchMoonPhase, SearchSunLongitude } from 'astronomy-engine';
import { describe, expect, it } from 'vitest';
import { SOLAR_TERMS, solarTermDay, solarTermOn } from '../../../shared/kernel/solar-terms.ts';
import { lunarMonthDays, lunarToSolar } from '../../../src-main/core/kernel/lunar.ts';

const [FIRST, LAST] = [1900, 2100];
const DAY = 86_400_000;
const START = new Date(Date.UTC(FIRST - 2, 11, 1));

const civilDay = (at: Date): number => Math.floor((at.getTime() + 8 * 3_600_000) / DAY);
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

interface Month {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
  readonly start: number;
  readonly days: number;
}

function newMoons(): number[] {
  const days: number[] = [];
  for (let at = SearchMoonPhase(0, START, 40)!; at.date.getUTCFullYear() <= LAST + 1; at = SearchMoonPhase(0, at.AddDays(20), 40)!) days.push(civilDay(at.date));
  return days;
}

/** The days on which the sun passes each `step` degrees, from the winter solstice of the first year on. */
function passings(step: number): { readonly longitude: number; readonly day: number }[] {
  const found = [];
  let longitude = 270;
  for (let at = SearchSunLongitude(longitude, START, 40)!; at.date.getUTCFullYear() <= LAST + 1; at = SearchSunLongitude(longitude, at.AddDays(5), 40)!) {
    found.push({ longitude, day: civilDay(at.date) });
    longitude = (longitude + step) % 360;
  }
  return found;
}

/** The months between two winter solstices: the one with the solstice is the 11th; of thirteen, the first without a principal term is the leap one. */
function monthsBetween(moons: readonly number[], terms: readonly number[], solstice: number, next: number): Month[] {
  const from = moons.findLastIndex((day) => day <= solstice);
  const to = moons.findLastIndex((day) => day <= next);
  let leapIsDue = to - from === 13;
  let number = 11;
  return moons.slice(from, to).map((start, i) => {
    const end = moons[from + i + 1]!;
    const leap = i > 0 && leapIsDue && !terms.some((day) => day >= start && day < end);
    if (leap) leapIsDue = false;
    else if (i > 0) number = (number % 12) + 1;
    return { year: new Date(solstice * DAY).getUTCFullYear() + (number >= 11 ? 0 : 1), month: number, leap, start, days: end - start };
  });
}

function monthsOfTheSky(): Month[] {
  const moons = newMoons();
  const principal = passings(30);
  const solstices = principal.filter((one) => one.longitude === 270).map((one) => one.day);
  const terms = principal.map((one) => one.day);
  return solstices.slice(0, -1).flatMap((day, i) => monthsBetween(moons, terms, day, solstices[i + 1]!));
}

describe('the lunar calendar against the sky', () => {
  it('has every month of 1900 to 2100 where the moon puts it', () => {
    const months = monthsOfTheSky().filter((m) => m.year >= FIRST && m.year <= LAST);
    const differs = months.flatMap((m) => {
      const start = lunarToSolar({ ...m, day: 1 });
      return start === iso(m.start) && lunarMonthDays(m.year, m.month, m.leap) === m.days ? [] : [`${m.year}-${m.month}${m.leap ? '+' : ''}: ${iso(m.start)} ${m.days}, not ${start}`];
    });
    expect(months).toHaveLength(2_486);
    // Three new moons before 1929 fall between 16:00 and 16:14 UTC: the calendar went by Peking's own mean time then, in which it was not midnight yet.
    // That of 7 August 2097 falls 15 s after midnight: nearer than the earth's turning can be foretold; the published tables have the 7th.
    expect(differs).toEqual([
      '1914-9: 1914-10-19 30, not 1914-10-19',
      '1914-10: 1914-11-18 29, not 1914-11-17',
      '1915-12: 1916-01-05 30, not 1916-01-05',
      '1916-1: 1916-02-04 29, not 1916-02-03',
      '1920-9: 1920-10-12 30, not 1920-10-12',
      '1920-10: 1920-11-11 29, not 1920-11-10',
      '2097-6: 2097-07-09 30, not 2097-07-09',
      '2097-7: 2097-08-08 29, not 2097-08-07',
    ]);
  });

  it('has the Spring Festivals that other calendars get wrong', () => {
    expect([2027, 2030, 2033, 2034].map((year) => lunarToSolar({ year, month: 1, day: 1, leap: false }))).toEqual(['2027-02-06', '2030-02-03', '2033-01-31', '2034-02-19']);
    // 2033 has a leap eleventh month, the trap of rules made by hand.
    expect([lunarMonthDays(2033, 11, true), lunarMonthDays(2033, 8, true)]).toEqual([29, 0]);
  });

  it('has the 24 solar terms on their days', () => {
    const sky = passings(15).filter(({ day }) => iso(day) >= '1929' && iso(day) < String(LAST + 1));
    const term = (longitude: number) => SOLAR_TERMS[((longitude - 285 + 360) % 360) / 15]!;
    const differs = sky.filter(({ longitude, day }) => solarTermDay(Number(iso(day).slice(0, 4)), term(longitude)) !== iso(day) || solarTermOn(iso(day)) !== term(longitude)).map(({ longitude, day }) => `${iso(day)} ${longitude}`);
    expect(sky).toHaveLength((LAST - 1928) * 24);
    expect(differs).toEqual([]);
  });
});
