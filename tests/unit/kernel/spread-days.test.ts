import { describe, expect, it } from 'vitest';
import { spreadDays } from '../../../shared/kernel/spread-days.ts';

const every = () => true;
/** Monday to Friday. */
const isWeekday = (day: number) => new Date(day * 86_400_000).getUTCDay() % 6 !== 0;
/** 2026-11-23 is a Monday. */
describe('work spread over days', () => {
  it('takes so many a day, and leaves out the days that do not work', () => {
    expect(spreadDays(5, { by: 'perDay', from: '2026-11-20', perDay: 2 }, isWeekday)).toEqual(['2026-11-20', '2026-11-20', '2026-11-23', '2026-11-23', '2026-11-24']);
    expect(spreadDays(3, { by: 'perDay', from: '2026-11-21', perDay: 2 }, every)).toEqual(['2026-11-21', '2026-11-21', '2026-11-22']);
    expect(spreadDays(9_000, { by: 'perDay', from: '2026-11-21', perDay: 1 }, every)).toBeNull();
    expect(spreadDays(1, { by: 'perDay', from: '2026-11-21', perDay: 1 }, () => false)).toBeNull();
  });
  it('spreads evenly from one day to another; a span of free days is used all the same', () => {
    const days = spreadDays(10, { by: 'span', from: '2026-11-20', to: '2026-11-25' }, isWeekday)!;
    expect(days[0]).toBe('2026-11-20');
    expect(days.at(-1)).toBe('2026-11-25');
    const counts = [...new Set(days)].map((day) => days.filter((one) => one === day).length);
    expect(counts).toEqual([3, 2, 3, 2]);
    expect(spreadDays(2, { by: 'span', from: '2026-11-21', to: '2026-11-22' }, isWeekday)).toEqual(['2026-11-21', '2026-11-22']);
    expect(spreadDays(2, { by: 'span', from: '2026-11-22', to: '2026-11-21' }, every)).toBeNull();
    expect(spreadDays(2, { by: 'span', from: '2026-11-22', to: '2036-11-21' }, every)).toBeNull();
  });
});
