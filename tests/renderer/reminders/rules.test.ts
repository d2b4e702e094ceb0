/** Rules of the form: their text for the scheduler, read back, and said as sentences in both languages. */
import { describe, expect, it } from 'vitest';
import { occursAfter, parseRule } from '../../../shared/kernel/recurrence.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { asksForMissing, draftOf, holidayOf, ONCE, repeatsFor, REPEATS, ruleOf, type Repeat, type RuleDraft } from '../../../src-renderer/features/reminders/rule-draft.ts';
import { ruleText, type Told } from '../../../src-renderer/features/reminders/rule-words.ts';
import { snoozeTime } from '../../../src-renderer/features/reminders/snooze-times.ts';
import { startI18n, translate } from '../../../src-renderer/lib/i18n.ts';

startI18n('zh-CN');
const draft = (repeat: Repeat, more: Partial<RuleDraft> = {}): RuleDraft => ({ ...ONCE, repeat, ...more });
const plain: Told = { atTime: null, morning: '09:00', onHoliday: 'keep', leads: [0] };
const say = (language: Language, of: RuleDraft, startsOn: string, told: Partial<Told> = {}) => ruleText((key, vars) => translate(language, key, vars), language, of, startsOn, { ...plain, ...told });
const both = (of: RuleDraft, startsOn: string, told: Partial<Told> = {}) => [say('zh-CN', of, startsOn, told), say('en', of, startsOn, told)];
const YEAR = new Date().getFullYear() + 1;

describe('rules of the form', () => {
  it('are rules for the scheduler, whose first day is the day picked', () => {
    for (const startsOn of ['2026-11-24', '2027-02-28', '2027-01-31', '2028-02-29', '2026-12-29']) {
      for (const repeat of repeatsFor(startsOn)) {
        const rule = ruleOf(draft(repeat), startsOn);
        if (rule === null) continue;
        expect(parseRule(rule).ok, rule).toBe(true);
        const before = new Date(Date.parse(startsOn) - 86_400_000).toISOString().slice(0, 10);
        // Of a day near the end of its month the last day may be a later one.
        if (repeat !== 'lastDay') expect(occursAfter(rule, startsOn, before), `${repeat} ${startsOn}`).toBe(startsOn);
      }
    }
  });

  it('are read back as they were chosen', () => {
    for (const repeat of REPEATS) {
      const startsOn = repeat === 'lastNth' || repeat === 'lastDay' ? '2026-11-30' : '2026-11-24';
      for (const ends of [{ kind: 'never' }, { kind: 'on', day: '2027-12-31' }, { kind: 'after', count: 7 }] as const) {
        const chosen = draft(repeat, { every: ['once', 'workday', 'lunar', 'lunarMonth'].includes(repeat) ? 1 : 3, weekdays: repeat === 'week' ? ['TU', 'FR'] : [], ends: repeat === 'once' ? { kind: 'never' } : ends });
        expect(draftOf(ruleOf(chosen, startsOn), startsOn, holidayOf(chosen, 'keep')), repeat).toMatchObject({ repeat, every: chosen.every, ends: chosen.ends });
      }
    }
    expect(draftOf('FREQ=MONTHLY;BYDAY=1FR;BYSETPOS=1', '2026-11-24', 'keep')).toMatchObject({ repeat: 'other', other: 'FREQ=MONTHLY;BYDAY=1FR;BYSETPOS=1' });
    expect(draftOf('FREQ=WEEKLY', '2026-11-24', 'keep').repeat).toBe('other');
    expect(draftOf('BYDAY=TU,WE;FREQ=WEEKLY', '2026-11-24', 'keep')).toMatchObject({ repeat: 'week', weekdays: ['TU', 'WE'] });
  });

  it('offer only what the day picked can be', () => {
    expect(repeatsFor('2026-11-24')).not.toContain('lastDay');
    expect(repeatsFor('2026-11-24')).toEqual(expect.arrayContaining(['nth', 'lastNth']));
    expect(repeatsFor('2026-11-03')).not.toContain('lastNth');
    expect(repeatsFor('2026-11-30')).toEqual(expect.arrayContaining(['lastNth', 'lastDay']));
    expect(repeatsFor('2026-11-30')).not.toContain('nth');
    // 30th of the tenth lunar month.
    expect(asksForMissing(draft('lunar'), '2026-12-08')).toBe(true);
    expect(ruleOf(draft('lunar', { missing: 'forward' }), '2026-12-08')).toBe('LUNAR;DATE=L--10-30/f');
    expect(asksForMissing(draft('lunar'), '2026-11-24')).toBe(false);
  });
});

describe('a rule as a sentence', () => {
  it('says how often, in both languages', () => {
    const day = `${YEAR}-11-24`;
    const monday = weekdayOf(day);
    expect(both(draft('day'), day)).toEqual(['每天，早上 09:00 提醒', 'Every day, told at 09:00']);
    expect(both(draft('day', { every: 3 }), day, { atTime: '15:30' })).toEqual(['每 3 天，15:30 提醒', 'Every 3 days, at 15:30']);
    expect(both(draft('workday'), day, { onHoliday: 'skip' })).toEqual(['每个工作日，法定节假日休息，调休上班的周末也算，早上 09:00 提醒', 'Every working day: not on public holidays, but on weekends worked in exchange, told at 09:00']);
    expect(both(draft('week', { weekdays: ['FR', 'TU'] }), day)).toEqual(['每周二、周五，早上 09:00 提醒', 'Every Tuesday and Friday, told at 09:00']);
    expect(both(draft('week', { every: 2 }), day)).toEqual([`每 2 周的${monday.zh}，早上 09:00 提醒`, `Every 2 weeks on ${monday.en}, told at 09:00`]);
    expect(both(draft('monthDay'), day)).toEqual(['每月 24 号，早上 09:00 提醒', 'Every month on the 24th, told at 09:00']);
    expect(both(draft('nth'), day)).toEqual([`每月第四个${monday.zh}，早上 09:00 提醒`, `Every month on the fourth ${monday.en}, told at 09:00`]);
    expect(both(draft('lastNth', { every: 2 }), day)).toEqual([`每 2 个月的最后一个${monday.zh}，早上 09:00 提醒`, `Every 2 months on the last ${monday.en}, told at 09:00`]);
    expect(both(draft('lastDay'), day)).toEqual(['每月最后一天，早上 09:00 提醒', 'Every month on the last day, told at 09:00']);
    expect(both(draft('year'), day)).toEqual(['每年11月24日，早上 09:00 提醒', 'Every year on 24 November, told at 09:00']);
    expect(both(draft('lunar'), '2026-09-25')).toEqual(['每年农历八月十五，早上 09:00 提醒', 'Every year on lunar 8/15, told at 09:00']);
    expect(both(draft('lunarMonth'), '2026-09-25')).toEqual(['每个农历月的十五，早上 09:00 提醒', 'Every lunar month on the 15th, told at 09:00']);
  });

  it('says what is said ahead, what days off do, which months are left out, and when it ends', () => {
    const day = `${YEAR}-01-31`;
    expect(both(draft('monthDay', { ends: { kind: 'after', count: 6 } }), day, { leads: [7, 0], onHoliday: 'after' })).toEqual([
      '每月 31 号，早上 09:00 提醒，提前 7 天先说一声，没有 31 号的月份跳过，碰到节假日推到后一个工作日，一共 6 次',
      'Every month on the 31st, told at 09:00, and 7 days before, not in months without a 31st, on days off the working day after, 6 times in all',
    ]);
    expect(both(draft('year', { ends: { kind: 'on', day: '2040-03-01' } }), '2028-02-29')).toEqual(['每年2月29日，早上 09:00 提醒，只在闰年，到2040年3月1日为止', 'Every year on 29 February, told at 09:00, in leap years only, until 1 Mar 2040']);
  });
});

describe('putting off', () => {
  const late = new Date(2026, 11, 31, 23, 30).getTime();
  it('goes by the clock of the wall, over midnight too', () => {
    expect(snoozeTime('hour', '09:00', late)).toBe('2027-01-01T00:30');
    expect(snoozeTime('tomorrow', '08:15', late)).toBe('2027-01-01T08:15');
    expect(snoozeTime('monday', '09:00', late)).toBe('2027-01-04T09:00');
  });
});

function weekdayOf(day: string): { readonly zh: string; readonly en: string } {
  const date = new Date(`${day}T00:00:00Z`);
  return { zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' }).format(date), en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(date) };
}
