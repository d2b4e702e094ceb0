import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthdaysInYear, nextBirthday } from '../../../shared/kernel/birthday.ts';
import { leapMonthOf, lunarDateOf, lunarMonthLength, solarDateOf } from '../../../shared/kernel/lunar.ts';
import { formatPartialDate, parsePartialDate, type PartialDate } from '../../../shared/kernel/partial-date.ts';
import { lunarMonthDays, lunarToSolar, solarToLunar } from '../../../src-main/core/kernel/lunar.ts';

const date = (text: string): PartialDate => parsePartialDate(text)!;
const days = (text: string, year: number): readonly string[] => birthdaysInYear(date(text), year);

describe('the table of the lunar calendar', () => {
  it('has the months and days of the calendar it was made from', () => {
    for (let year = 1900; year <= 2100; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        for (const leap of [false, true]) {
          expect(lunarMonthLength(year, month, leap), `${year}-${month} ${leap}`).toBe(lunarMonthDays(year, month, leap));
          for (const day of [1, 15, 29, 30]) expect(solarDateOf({ year, month, day, leap }), `${year}-${month}-${day} ${leap}`).toBe(lunarToSolar({ year, month, day, leap }));
        }
      }
    }
  });

  it('finds the lunar day of every solar day, and nothing outside itself', () => {
    const [first, last] = [Date.UTC(1900, 0, 31), Date.UTC(2101, 0, 28)];
    for (let at = first; at <= last; at += 86_400_000) {
      const iso = new Date(at).toISOString().slice(0, 10);
      const lunar = lunarDateOf(iso)!;
      if (solarDateOf(lunar) !== iso) throw new Error(`${iso} → ${JSON.stringify(lunar)}`);
    }
    expect(lunarDateOf('2026-02-17')).toEqual(solarToLunar(2026, 2, 17));
    expect([lunarDateOf('1900-01-30'), lunarDateOf('2101-01-29'), solarDateOf({ year: 2101, month: 1, day: 1, leap: false })]).toEqual([null, null, null]);
  });
});

describe('the days a birthday is kept on', () => {
  it('are the plain ones where nothing else was said', () => {
    expect(days('S--02-29', 2023)).toEqual(['2023-02-28']);
    expect(days('L--12-30', 2024)).toEqual(['2025-01-28']);
    expect(days('L--02+-10', 2024)).toEqual(days('L--02-10', 2024));
    expect(days('L--02+-10', 2023)).toEqual(['2023-03-31']);
  });

  it('move on to what comes next where that was said', () => {
    expect(days('S--02-29/f', 2023)).toEqual(['2023-03-01']);
    expect(days('S--02-29/f', 2024)).toEqual(['2024-02-29']);
    // 2024's last lunar month has 29 days: the 30th becomes the Spring Festival.
    expect(days('L--12-30/f', 2024)).toEqual(['2025-01-29']);
    expect(days('L--02+-10/f', 2024)).toEqual(days('L--03-10', 2024));
    expect(days('L--12-30/f', 2023)).toEqual(['2024-02-09']);
  });

  it('are both where that was said, in a year with the leap month too', () => {
    expect(days('S--02-29/b', 2023)).toEqual(['2023-02-28', '2023-03-01']);
    expect(days('L--12-30/b', 2024)).toEqual(['2025-01-28', '2025-01-29']);
    expect(leapMonthOf(2025)).toBe(6);
    expect(days('L--06-10/b', 2025)).toEqual(['2025-07-04', '2025-08-03']);
    expect(days('L--06-10/p', 2025)).toEqual(['2025-07-04']);
    expect(days('L--06+-10/b', 2026)).toEqual([...days('L--06-10', 2026), ...days('L--07-10', 2026)]);
  });

  it('exist in every year of the table, whatever was said', () => {
    const someDay = fc.record({
      calendar: fc.constantFrom('solar' as const, 'lunar' as const),
      year: fc.constant(null),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }).chain((d) => fc.constantFrom(d, 29, 30)),
      leap: fc.boolean(),
      rule: fc.constantFrom(undefined, 'plain' as const, 'forward' as const, 'both' as const),
    });
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1900, max: 2099 }), (raw, year) => {
        const one = raw.calendar === 'solar' ? { ...raw, leap: false, day: Math.min(raw.day, raw.month === 2 ? 29 : 30) } : raw;
        expect(date(formatPartialDate(one))).toEqual(one.rule === undefined ? { ...one, rule: undefined } : one);
        const kept = birthdaysInYear(one, year);
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(one.rule === 'both' ? 4 : 1);
        expect([...kept].sort()).toEqual(kept);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the next birthday', () => {
  const next = (text: string, today: string) => nextBirthday(date(text), today);

  it('is today, this year or next year, with the age when the year is known', () => {
    expect(next('S1990-11-22', '2026-11-22')).toEqual({ date: '2026-11-22', inDays: 0, age: 36 });
    expect(next('S--11-21', '2026-11-22')).toEqual({ date: '2027-11-21', inDays: 364, age: null });
    expect(next('S2000-02-29', '2026-11-22')?.date).toBe('2027-02-28');
    expect(next('S2000-02-29/f', '2027-02-28')?.date).toBe('2027-03-01');
  });

  it('is a lunar day of last year, this year or the next', () => {
    for (const text of ['L--08-15', 'L--12-30/f', 'L--01-01', 'L--06+-10/b', 'L1990-05+-01', 'L--02-30']) {
      for (const today of ['2024-03-01', '2025-07-20', '2026-11-22', '2028-01-01']) {
        const year = Number(today.slice(0, 4));
        const kept = [year - 1, year, year + 1].flatMap((lunarYear) => days(text, lunarYear)).filter((day) => day >= today);
        expect(next(text, today)?.date, `${text} from ${today}`).toBe(kept.sort()[0]);
      }
    }
  });
});
