import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, foldKey, toHalfWidth, toSimplified } from '../../../shared/kernel/text.ts';
import { lunarDayExists, lunarToSolar, solarToLunar } from '../../../src-main/core/kernel/lunar.ts';
import { namePinyin } from '../../../src-main/core/kernel/pinyin.ts';

describe('pinyin of names', () => {
  it.each([
    ['张三丰', 'zhang san feng', 'zsf'],
    ['单雄信', 'shan xiong xin', 'sxx'],
    ['尉迟恭', 'yu chi gong', 'ycg'],
    ['曾国藩', 'zeng guo fan', 'zgf'],
    ['解晓东', 'xie xiao dong', 'xxd'],
    ['吕布', 'lv bu', 'lb'],
    ['歐陽娜娜', 'ou yang na na', 'oynn'],
    ['王重阳', 'wang chong yang', 'wcy'],
    ['重庆银行', 'chong qing yin hang', 'cqyh'],
    ['长沙远山资本有限公司', 'chang sha yuan shan zi ben you xian gong si', 'csyszbyxgs'],
    ['Ada Lovelace', 'ada lovelace', 'al'],
    ['Anna李', 'anna li', 'al'],
    ['（上海）A1 王伟', 'shang hai a1 wang wei', 'shaww'],
  ])('of %s', (name, full, initials) => {
    expect(namePinyin(name)).toEqual({ full, initials });
  });
});

describe('the lunar calendar', () => {
  it('turns days both ways, leap months included', () => {
    expect(lunarToSolar({ year: 2024, month: 1, day: 1, leap: false })).toBe('2024-02-10');
    expect(lunarToSolar({ year: 2023, month: 2, day: 1, leap: true })).toBe('2023-03-22');
    expect(solarToLunar(2024, 2, 10)).toEqual({ year: 2024, month: 1, day: 1, leap: false });
    expect(lunarToSolar({ year: 2022, month: 2, day: 1, leap: true })).toBeNull();
  });

  it('knows which days exist', () => {
    expect([lunarDayExists(null, 12, 30, false), lunarDayExists(2024, 12, 30, false), lunarDayExists(2024, 13, 1, false)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('folding text', () => {
  it('makes one key of width, case, spaces, marks and traditional characters', () => {
    expect(foldKey('Ａｃｍｅ（上海） 貿易')).toBe(foldKey('acme 上海贸易'));
    expect(toSimplified('陳偉達')).toBe('陈伟达');
    expect(toHalfWidth('１２３　ＡＢ，')).toBe('123 AB,');
  });

  it('cleans what cannot be seen and nothing else', () => {
    expect(cleanText('\ufeff 张\u200b三\u0000 ')).toBe('张三');
    expect(cleanLine(' a \t\n b\u00a0c ')).toBe('a b c');
    expect(cleanText('a\nb')).toBe('a\nb');
  });
});
