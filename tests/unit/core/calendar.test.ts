import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import { layBirthdays } from '../../../src-main/core/operations/calendar/birthdays.ts';
import { CalendarSheet } from '../../../src-main/core/operations/calendar/sheet.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
let wang: number;
// The clock of the tests stands on Sunday, 22 November 2026.
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '王敏' })).id;
});
afterEach(() => t.dispose());

const entries = async (from: string, to: string, more: object = {}) =>
  (await t.call('calendar.entries', { from, to, ...more })).days.map((day) => [day.date, day.counts, day.entries.map((one) => one.title || `${one.customerName} ${String(one.age)}`)]);

describe('the calendar', () => {
  it('has tasks and agreed next dates on their days, the first few of each and how many there are', async () => {
    for (let n = 1; n <= 4; n++) await t.call('tasks.create', { customerId: wang, title: `寄样品${n}`, due: '2026-11-25' });
    await t.call('tasks.create', { customerId: wang, title: '要紧的', due: '2026-11-25', priority: 'high' });
    await t.call('tasks.create', { customerId: wang, title: '随时' });
    await t.call('tasks.create', { customerId: wang, title: '下月', due: '2027-02-01' });
    await t.call('followUps.create', { customerId: wang, at: Date.UTC(2026, 10, 22, 8), method: 'phone', content: '约看新茶', nextDate: '2026-11-26' });
    expect(await entries('2026-11-01', '2026-12-31', { perDay: 2 })).toEqual([
      ['2026-11-25', { task: 5 }, ['要紧的', '寄样品1']],
      ['2026-11-26', { nextStep: 1 }, ['约看新茶']],
    ]);
    expect(await entries('2026-11-01', '2026-12-31', { kinds: ['nextStep'] })).toEqual([['2026-11-26', { nextStep: 1 }, ['约看新茶']]]);
  });

  it('leaves out what is done, and customers in the bin', async () => {
    const done = await t.call('tasks.create', { customerId: wang, title: '做完的', due: '2026-11-25' });
    await t.call('tasks.finish', { id: done.id });
    const gone = (await t.call('customers.create', { name: '走了的', birthday: 'S1990-11-25' })).id;
    await t.call('tasks.create', { customerId: gone, title: '给走了的', due: '2026-11-25' });
    await t.call('followUps.create', { customerId: gone, at: Date.UTC(2026, 10, 22, 8), method: 'phone', content: '再约', nextDate: '2026-11-25' });
    await t.call('customers.remove', { selection: { ids: [gone] } });
    expect(await entries('2026-11-01', '2026-11-30')).toEqual([]);
  });

  it('has birthdays of both calendars in every year, with the age where the year is known', async () => {
    await t.call('customers.create', { name: '阳历', birthday: 'S1990-01-05' });
    await t.call('customers.create', { name: '农历', birthday: 'L--12-23' });
    await t.call('customers.create', { name: '农历有年', birthday: 'L1990-11-28' });
    // 2027-01-30 is the 23rd of the twelfth month; 2027-01-05 the 28th of the eleventh of the lunar year 2026.
    expect(await entries('2027-01-01', '2027-01-31')).toEqual([
      ['2027-01-05', { birthday: 2 }, ['阳历 37', '农历有年 36']],
      ['2027-01-30', { birthday: 1 }, ['农历 null']],
    ]);
    expect((await entries('2025-01-01', '2025-01-10')).map(([day]) => day)).toEqual(['2025-01-05']);
  });

  it('names birthdays of single days where there are too many to name all of a month', async () => {
    const book = await createPipelineBook();
    const insert = book.db.raw.prepare("INSERT INTO customer (id, kind, name, pinyin, birthday, created_at, updated_at, aseq) VALUES (?, 'individual', ?, '', ?, 0, 0, 1)");
    for (let n = 1; n <= 30; n++) insert.run(n, `客户${n}`, n <= 3 ? 'S--12-05' : 'S--12-20');
    const parts = { db: book.db, clock: book.clock, derived: createPlainDerived(book.db, () => book.clock.now()) };
    const lay = (from: string, to: string, named: number) => {
      const sheet = new CalendarSheet();
      layBirthdays(parts, { from, to, perDay: 20 }, sheet, named);
      return sheet.filled().map((day) => [day.date, day.counts.birthday, day.entries.length]);
    };
    expect(lay('2026-12-01', '2026-12-31', 29)).toEqual([['2026-12-05', 3, 0], ['2026-12-20', 27, 0]]);
    expect(lay('2026-12-01', '2026-12-31', 30)).toEqual([['2026-12-05', 3, 3], ['2026-12-20', 27, 20]]);
    expect(lay('2026-12-19', '2026-12-25', 1)).toEqual([['2026-12-20', 27, 20]]);
    book.dispose();
  });

  it('has reminders on each of their days until they are settled, and says which can be moved', async () => {
    await t.call('reminders.create', { title: '盘点', startsOn: '2026-12-01', atTime: '10:30' });
    await t.call('reminders.create', { title: '每周一次', startsOn: '2026-12-07', rule: 'FREQ=WEEKLY', customerId: wang });
    const { days } = await t.call('calendar.entries', { from: '2026-12-01', to: '2026-12-20' });
    expect(days.map((day) => [day.date, day.counts, day.entries.map((one) => [one.title, one.time, one.customerName, one.movable])])).toEqual([
      ['2026-12-01', { reminder: 1 }, [['盘点', '10:30', '', true]]],
      ['2026-12-07', { reminder: 1 }, [['每周一次', null, '王敏', true]]],
      ['2026-12-14', { reminder: 1 }, [['每周一次', null, '王敏', false]]],
    ]);
  });

  it('has payments on the days they fall due, the largest first', async () => {
    const sell = (priceMinor: number, dueDate: string) => t.call('sales.create', { customerId: wang, date: '2026-11-01', dueDate, paidMinor: 0, items: [{ name: '茶', priceMinor }] });
    await sell(10_000, '2026-12-01');
    await sell(30_000, '2026-12-01');
    await sell(20_000, '2027-03-01');
    const { days } = await t.call('calendar.payments', { from: '2026-12-01', to: '2026-12-31', perDay: 1 });
    expect(days.map((day) => [day.date, day.counts, day.entries.map((one) => [one.customerName, one.openMinor, one.currency])])).toEqual([['2026-12-01', { payment: 2 }, [['王敏', 30_000, 'CNY']]]]);
  });

  it('refuses spans that are too long, turned round or no days', async () => {
    for (const span of [{ from: '2026-01-01', to: '2026-12-31' }, { from: '2026-02-02', to: '2026-02-01' }, { from: '2026-02-31', to: '2026-03-01' }]) {
      expect(await t.fail('calendar.entries', span)).toMatchObject({ code: 'request.invalid' });
    }
  });
});
