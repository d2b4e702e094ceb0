import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayNumber } from '../../../shared/kernel/civil-days.ts';
import { knownYears, lawfulYear, workCalendar } from '../../../shared/kernel/working-days.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

describe('working days', () => {
  const calendar = workCalendar();
  const working = (date: string) => calendar.isWorking(dayNumber(date));

  it('are weekdays, without holidays, and with the weekend days worked for them', () => {
    expect(['2026-11-23', '2026-11-21', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-09-20', '2026-02-14', '2026-02-16'].map(working)).toEqual([true, false, false, false, true, true, true, true, false]);
    expect(calendar.about('2026-02-17')).toEqual({ holiday: 'springFestival', makeUp: false });
    expect(calendar.about('2026-02-28')).toEqual({ holiday: null, makeUp: true });
  });

  it('follow from the law where no notice is known, and say so', () => {
    expect(calendar.yearOf(2026).published).toBe(true);
    expect(calendar.yearOf(2027)).toMatchObject({ published: false, work: [] });
    const off = (year: number) => Object.fromEntries(lawfulYear(year).off.map(({ name, from, to }) => [name, `${from} ${to}`]));
    expect(off(2027)).toMatchObject({ springFestival: '2027-02-05 2027-02-08', qingming: '2027-04-05 2027-04-05', labourDay: '2027-05-01 2027-05-02', dragonBoat: '2027-06-09 2027-06-09', midAutumn: '2027-09-15 2027-09-15', nationalDay: '2027-10-01 2027-10-03' });
    expect(off(2024)).toMatchObject({ springFestival: '2024-02-10 2024-02-12', labourDay: '2024-05-01 2024-05-01' });
  });

  it.each(knownYears().map((one) => [one.year, one] as const))('%i: the notice covers the days of the law, and only weekend days are worked', (year, table) => {
    const days = new Set(table.off.flatMap(({ from, to }) => Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => addDays(from, i))));
    for (const { from, to } of lawfulYear(year).off) for (let day = from; day <= to; day = addDays(day, 1)) expect([day, days.has(day)]).toEqual([day, true]);
    for (const day of table.work) expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
    expect(table.work.filter((day) => days.has(day))).toEqual([]);
    // What is given beyond the law is made up for by as many weekend days: weekdays off = days of the law that are weekdays + days worked … or fewer.
    const isWeekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const lawful = lawfulYear(year).off.reduce((sum, { from, to }) => sum + dayNumber(to) - dayNumber(from) + 1, 0);
    expect([...days].filter(isWeekday).length - table.work.length).toBeLessThanOrEqual(lawful);
  });
});

describe('a file of holidays', () => {
  let test: TestCore;
  beforeEach(async () => {
    test = await createTestCore();
  });
  afterEach(() => test.dispose());
  const fileOf = (text: string) => {
    const path = join(test.dir, 'holidays.json');
    writeFileSync(path, text);
    return test.file(path);
  };
  const year = { year: 2027, off: [{ name: 'springFestival', from: '2027-02-04', to: '2027-02-12' }], work: ['2027-01-31'] };
  const whole = (years: unknown) => JSON.stringify({ kind: 'regulars.holidays', version: 1, source: '国办发明电〔2026〕1号', years }, null, 2);

  it('brings years, moves the reminders that keep to working days, and says so in the list of years', async () => {
    const { id } = await test.call('reminders.create', { title: '发货', startsOn: '2027-02-09', onHoliday: 'after' });
    const sunday = await test.call('reminders.create', { title: '盘点', startsOn: '2027-01-31', onHoliday: 'before' });
    expect([(await test.call('reminders.get', { id })).dueOn, sunday.dueOn]).toEqual(['2027-02-09', '2027-01-29']);
    expect(await test.call('holidays.import', { file: fileOf(whole([year])) })).toEqual({ years: [2027], moved: 2 });
    expect([(await test.call('reminders.get', { id })).dueOn, (await test.call('reminders.get', { id: sunday.id })).dueOn]).toEqual(['2027-02-15', '2027-01-31']);
    expect((await test.call('holidays.years', {})).years.find((one) => one.year === 2027)).toEqual({ year: 2027, published: true, source: '国办发明电〔2026〕1号', brought: true, daysOff: 9, daysWorked: 1 });
    expect((await test.call('holidays.get', { from: '2027-01-30', to: '2027-02-04' })).days).toEqual([
      { day: '2027-01-31', holiday: null, published: true },
      { day: '2027-02-04', holiday: 'springFestival', published: true },
    ]);
  });

  it.each([
    ['the line of what is no JSON', '{\n  "kind": "regulars.holidays",\n  "version" 1\n}', '3'],
    ['the field of another kind of file', '{"kind":"something"}', 'kind'],
    ['a date that does not exist', whole([{ ...year, work: ['2027-02-31'] }]), 'years[1].work[1]'],
    ['a weekday that would be worked anyway', whole([{ ...year, work: ['2027-02-01'] }]), 'years[1].work[1]'],
    ['an end before its beginning', whole([{ ...year, off: [{ name: 'x', from: '2027-02-04', to: '2027-02-01' }] }]), 'years[1].off[1].to'],
    ['a date of another year', whole([{ ...year, off: [{ name: 'x', from: '2026-02-04', to: '2026-02-04' }] }]), 'years[1].off[1].from'],
  ])('that does not fit is refused whole, naming %s', async (_, text, place) => {
    const before = await test.call('holidays.years', {});
    expect(await test.fail('holidays.import', { file: fileOf(text) })).toMatchObject({ code: 'holidays.badFile', name: 'holidays.json', place });
    expect(await test.call('holidays.years', {})).toEqual(before);
  });
});
