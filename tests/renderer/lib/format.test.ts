import { describe, expect, it } from 'vitest';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import {
  formatBirthday,
  formatBytes,
  formatDate,
  formatDuration,
  formatMoney,
  formatPhone,
  formatRelative,
  formatShort,
  lunarDayName,
  lunarMonthName,
} from '../../../src-renderer/lib/format.ts';

const now = new Date(2026, 10, 22, 15, 0).getTime();
const ago = (days: number, hours = 0) => now - days * 86_400_000 - hours * 3_600_000;

describe('relative dates', () => {
  it('speaks of minutes and hours within the day', () => {
    expect(formatRelative(now - 20_000, 'zh-CN', now)).toBe('刚刚');
    expect(formatRelative(now - 5 * 60_000, 'zh-CN', now)).toBe('5分钟前');
    expect(formatRelative(now - 3 * 3_600_000, 'en', now)).toBe('3 hours ago');
  });
  it('counts days by midnights, not by 24 hours', () => {
    expect(formatRelative(new Date(2026, 10, 21, 23, 50).getTime(), 'zh-CN', now)).toBe('昨天');
    expect(formatRelative(new Date(2026, 10, 21, 23, 50).getTime(), 'en', now)).toBe('yesterday');
  });
  it('writes the date after a week, with the year only when it is another', () => {
    expect(formatRelative(ago(7), 'zh-CN', now)).toBe('7天前');
    expect(formatRelative(ago(8), 'zh-CN', now)).toBe('11月14日');
    expect(formatRelative(ago(400), 'zh-CN', now)).toBe('2025年10月18日');
    expect(formatRelative(ago(8), 'en', now)).toBe('14 Nov');
  });
});

describe('numbers and money', () => {
  it('uses 万 and 亿 in Chinese, K and M in English', () => {
    expect(formatShort(9_999, 'zh-CN')).toBe('9,999');
    expect(formatShort(12_345, 'zh-CN')).toBe('1.2万');
    expect(formatShort(320_000_000, 'zh-CN')).toBe('3.2亿');
    expect(formatShort(12_345, 'en')).toBe('12.3K');
  });
  it('shows minor units only when there are any', () => {
    expect(formatMoney(123_400, 'CNY', 'zh-CN')).toBe('¥1,234');
    expect(formatMoney(123_450, 'CNY', 'zh-CN')).toBe('¥1,234.50');
    expect(formatMoney(-5_00, 'USD', 'en')).toBe('-$5');
  });
  it('knows currencies without minor units', () => {
    expect(formatMoney(1_234, 'JPY', 'en')).toBe('¥1,234');
  });
  it('shortens money only where it is long', () => {
    expect(formatMoney(1_234_500_00, 'CNY', 'zh-CN', { short: true })).toBe('¥123.5万');
    expect(formatMoney(999_00, 'CNY', 'zh-CN', { short: true })).toBe('¥999');
  });
  it('writes sizes and durations in words people use', () => {
    expect(formatBytes(123_456, 'zh-CN')).toBe('123.5 KB');
    expect(formatDuration(125_000, 'zh-CN')).toBe('2 分 5 秒');
    expect(formatDuration(3_600_000, 'en')).toBe('1 h');
    expect(formatDuration(10, 'en')).toBe('1 s');
  });
});

describe('phones', () => {
  it.each([
    ['13800138000', '138 0013 8000'],
    ['138-0013-8000', '138 0013 8000'],
    ['+86 13800138000', '+86 138 0013 8000'],
    ['02162345678', '021 62345678'],
    ['057188001234', '0571 88001234'],
    ['+1 415 555 0100', '+1 415 555 0100'],
    ['400-800-1234', '400-800-1234'],
  ])('groups %s', (stored, shown) => expect(formatPhone(stored)).toBe(shown));

  it('never changes a digit or their order', () => {
    for (const phone of ['13800138000', '+8613912345678', '010 6234 5678', '12', '']) {
      expect(formatPhone(phone).replace(/\D/g, '')).toBe(phone.replace(/\D/g, ''));
    }
  });
});

describe('birthdays', () => {
  const birthday = (text: string, language: 'zh-CN' | 'en') => {
    const date = parsePartialDate(text);
    if (date === null) throw new Error(text);
    return formatBirthday(date, language);
  };
  it('says lunar dates as people do', () => {
    expect(birthday('L--12-23', 'zh-CN')).toBe('农历腊月廿三');
    expect(birthday('L1990-06+-01', 'zh-CN')).toBe('农历1990年闰六月初一');
    expect(birthday('L--12-23', 'en')).toBe('lunar 12/23');
  });
  it('leaves an unknown year out, 29 February included', () => {
    expect(birthday('S--02-29', 'zh-CN')).toBe('2月29日');
    expect(birthday('S1990-05-06', 'en')).toBe('6 May 1990');
  });
  it('names every lunar day and month', () => {
    expect([1, 10, 11, 19, 20, 21, 29, 30].map(lunarDayName)).toEqual(['初一', '初十', '十一', '十九', '二十', '廿一', '廿九', '三十']);
    expect([1, 11, 12].map((month) => lunarMonthName(month, false))).toEqual(['正月', '冬月', '腊月']);
  });
  it('keeps a civil date free of time zones', () => {
    expect(formatDate('2026-01-01', 'zh-CN', now)).toBe('1月1日');
    expect(formatDate('2020-12-31', 'en', now)).toBe('31 Dec 2020');
  });
});
