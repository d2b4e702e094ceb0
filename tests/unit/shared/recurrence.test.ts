import { describe, expect, it } from 'vitest';
import { describeRule, formatRule, occursAfter, occurrencesBetween, parseRule } from '../../../shared/kernel/recurrence.ts';

const days = (rule: string, startsOn: string, to: string) => occurrencesBetween(rule, startsOn, { from: startsOn, to });

describe('rules of the solar calendar', () => {
  it.each([
    ['the last day of each month', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2028-01-10', '2028-04-30', ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']],
    ['the 31st, only in months that have one', 'FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-01', '2026-06-01', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['the fifth Monday, where there is one', 'FREQ=MONTHLY;BYDAY=5MO', '2026-01-01', '2026-08-31', ['2026-03-30', '2026-06-29', '2026-08-31']],
    ['the last Friday', 'FREQ=MONTHLY;BYDAY=-1FR', '2026-11-01', '2027-01-31', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['the last working weekday of a month', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-10-01', '2026-12-31', ['2026-10-30', '2026-11-30', '2026-12-31']],
    ['29 February, in leap years alone', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2025-01-01', '2033-01-01', ['2028-02-29', '2032-02-29']],
    ['every other week, from its own week', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU', '2026-11-25', '2026-12-15', ['2026-11-29', '2026-12-08', '2026-12-13']],
    ['the second Sunday of May', 'FREQ=YEARLY;BYMONTH=5;BYDAY=2SU', '2026-01-01', '2028-12-31', ['2026-05-10', '2027-05-09', '2028-05-14']],
    ['the weekday it began on, when nothing is said', 'FREQ=WEEKLY', '2026-11-25', '2026-12-05', ['2026-11-25', '2026-12-02']],
    ['no first day that is not one of its own', 'FREQ=DAILY;BYDAY=MO', '2026-11-25', '2026-12-07', ['2026-11-30', '2026-12-07']],
  ])('%s', (_, rule, startsOn, to, wanted) => {
    expect(days(rule, startsOn, to)).toEqual(wanted);
  });

  it('that have no day say so soon', () => {
    expect(occursAfter('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', '2026-01-01')).toBeNull();
    expect(occursAfter('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', '2026-02-01', '2026-02-01')).toBeNull();
  });

  it('from long ago are as fast as new ones', () => {
    const begin = performance.now();
    for (let i = 0; i < 2_000; i += 1) occursAfter('FREQ=DAILY;INTERVAL=3', '1901-01-01', '2026-11-24');
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('rules of the lunar calendar', () => {
  it('come on the day of each lunar year', () => {
    expect(days('LUNAR;DATE=L--08-15', '2026-01-01', '2029-01-01')).toEqual(['2026-09-25', '2027-09-15', '2028-10-03']);
    expect(days('LUNAR;DATE=L--01-01', '2026-01-01', '2031-01-01')).toEqual(['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03']);
  });

  it('keep a leap month and a 30th as they are told to', () => {
    // 2025 has a leap sixth month, 2026 and 2027 have none.
    expect(days('LUNAR;DATE=L--06+-15', '2025-01-01', '2026-12-31')).toEqual(['2025-08-08', '2026-07-28']);
    expect(days('LUNAR;DATE=L--06+-15/f', '2025-01-01', '2026-12-31')).toEqual(['2025-08-08', '2026-08-27']);
    // The twelfth month of 2026 has 29 days.
    expect(days('LUNAR;DATE=L--12-30', '2026-06-01', '2027-03-01')).toEqual(['2027-02-05']);
    expect(days('LUNAR;DATE=L--12-30/f', '2026-06-01', '2027-03-01')).toEqual(['2027-02-06']);
  });

  it('come on the first and fifteenth of each lunar month', () => {
    expect(days('LUNAR;DAYS=1,15;COUNT=4', '2027-02-01', '2027-12-31')).toEqual(['2027-02-06', '2027-02-20', '2027-03-08', '2027-03-22']);
  });
});

describe('what is no rule', () => {
  it.each([
    ['FREQ=SOMETIMES', 'syntax'],
    ['', 'syntax'],
    ['FREQ=DAILY;COUNT=3;COUNT=4', 'syntax'],
    ['FREQ=HOURLY', 'unsupported'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'unsupported'],
    ['FREQ=YEARLY;BYDAY=20MO', 'range'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'unsupported'],
    ['FREQ=DAILY;INTERVAL=0', 'range'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'syntax'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101', 'range'],
    ['FREQ=DAILY;UNTIL=20270231', 'range'],
    ['LUNAR;DATE=S--08-15', 'range'],
    ['LUNAR;DATE=L--08-15;DAYS=1', 'unsupported'],
  ])('%s is refused: %s', (text, reason) => {
    expect(parseRule(text)).toMatchObject({ ok: false, error: { code: 'reminder.badRule', reason } });
  });

  it('a rule is described with what it left open', () => {
    expect(describeRule('FREQ=MONTHLY;INTERVAL=2', '2026-11-24')).toMatchObject({ freq: 'MONTHLY', interval: 2, monthDays: [24] });
    expect(formatRule(describeRule('FREQ=YEARLY', '2026-11-24')!)).toBe('FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24');
  });
});
