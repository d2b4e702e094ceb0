import { Lunar } from 'lunar-typescript';
import { describe, expect, it } from 'vitest';
import { FESTIVALS, festivalsFrom, festivalsIn } from '../../../shared/kernel/festivals.ts';
import { SOLAR_TERMS, solarTermDay, solarTermOn } from '../../../shared/kernel/solar-terms.ts';

const names = (list: readonly { festival: string; on: string }[]) => list.map(({ festival, on }) => `${on} ${festival}`);

describe('festivals', () => {
  it('are those of the calendar of 2026', () => {
    expect(names(festivalsIn(2026))).toEqual([
      '2026-01-01 newYear',
      '2026-01-26 laba',
      '2026-02-10 xiaonian',
      '2026-02-14 valentine',
      '2026-02-16 chuxi',
      '2026-02-17 chunjie',
      '2026-03-03 yuanxiao',
      '2026-03-08 womensDay',
      '2026-04-05 qingming',
      '2026-05-01 labourDay',
      '2026-05-10 mothersDay',
      '2026-06-01 childrensDay',
      '2026-06-19 duanwu',
      '2026-06-21 fathersDay',
      '2026-08-19 qixi',
      '2026-09-10 teachersDay',
      '2026-09-25 zhongqiu',
      '2026-10-01 nationalDay',
      '2026-10-18 chongyang',
      '2026-11-26 thanksgiving',
      '2026-12-22 dongzhi',
      '2026-12-25 christmas',
    ]);
  });

  it('come once in every lunar year, New Year\'s Eve the day before New Year', () => {
    const all = Array.from({ length: 200 }, (_, i) => festivalsIn(1900 + i)).flat();
    for (const festival of FESTIVALS) expect(all.filter((one) => one.festival === festival).length, festival).toBeGreaterThanOrEqual(199);
    const days = (which: string) => all.filter((one) => one.festival === which).map((one) => Date.parse(one.on));
    const [eves, news] = [days('chuxi'), days('chunjie')];
    for (const eve of eves) expect(news).toContain(eve + 86_400_000);
  });

  it('look ahead over the end of the year', () => {
    expect(names(festivalsFrom('2026-12-22', 12))).toEqual(['2026-12-22 dongzhi', '2026-12-25 christmas', '2027-01-01 newYear']);
    expect(festivalsFrom('2026-12-26', 6)).toEqual([]);
    expect(names(festivalsFrom('2027-02-05', 2))).toEqual(['2027-02-05 chuxi', '2027-02-06 chunjie']);
  });
});

describe('solar terms', () => {
  it('are where the calendar they were made from has them', () => {
    for (let year = 1900; year <= 2100; year += 1) {
      const days = new Set(Object.values(Lunar.fromYmd(year, 6, 1).getJieQiTable()).map((day) => day.toYmd()));
      const ours = SOLAR_TERMS.map((term) => solarTermDay(year, term)!);
      expect(ours.every((day, i) => days.has(day) && solarTermOn(day) === SOLAR_TERMS[i])).toBe(true);
      expect(ours).toEqual([...ours].sort());
    }
    expect([solarTermDay(1899, 'dongzhi'), solarTermOn('2026-12-23')]).toEqual([null, null]);
  });
});
