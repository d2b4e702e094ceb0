/** Reminders are told by an open book: now, or as missed, once, to those they concern. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import { DUE_SQL } from '../../../src-main/core/domain/reminders/tell.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let test: TestCore;
let told: Extract<CoreEvent, { type: 'reminders.due' | 'reminders.digest' }>[];
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime();

beforeEach(async () => {
  test = await createTestCore();
  test.clock.set(at(24, 8, 30));
  told = [];
  test.core.onEvent((event) => (event.type === 'reminders.due' || event.type === 'reminders.digest') && told.push(event));
});
afterEach(() => test.dispose());

/** Closes the book and opens it at another time; answers when it has looked. */
async function reopen(time: number, person?: number, passphrase = TEST_PASSPHRASE): Promise<void> {
  await test.call('session.lock', {});
  test.clock.set(time);
  told.length = 0;
  expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase, ...(person !== undefined && { person }) })).ok).toBe(true);
  await test.core.wake();
}
const due = (missed: boolean) => told.flatMap((event) => (event.type === 'reminders.due' && event.missed === missed ? event.items.map((item) => `${item.title} ${item.day}`) : []));

describe('an open book', () => {
  it('tells a reminder at its time, once', async () => {
    const { id: customerId } = await test.call('customers.create', { name: '王小明' });
    await test.call('reminders.create', { customerId, title: '送样品', startsOn: '2026-11-24', atTime: '15:30' });
    await test.core.wake();
    expect(told).toEqual([]);
    test.clock.set(at(24, 15, 30));
    await test.core.wake();
    expect(told).toContainEqual({ type: 'reminders.due', missed: false, items: [{ id: expect.any(Number) as number, title: '送样品', customerName: '王小明', day: '2026-11-24', time: '15:30', lead: 0 }] });
    told.length = 0;
    test.clock.set(at(24, 15, 31));
    await test.core.wake();
    await reopen(at(24, 15, 40));
    expect([...due(false), ...due(true)]).toEqual([]);
  });

  it('says what was missed while it was closed, until that is settled or put away', async () => {
    const one = await test.call('reminders.create', { title: '交房租', startsOn: '2026-11-25' });
    const daily = await test.call('reminders.create', { title: '每天', startsOn: '2026-11-25', rule: 'FREQ=DAILY' });
    await reopen(at(28, 10));
    expect([due(true), due(false)]).toEqual([['交房租 2026-11-25', '每天 2026-11-28'], []]);
    const missed = async () => (await test.call('reminders.missed', {})).rows.map((row) => `${row.line.title} ${row.missedOn}`);
    expect(await missed()).toEqual(['交房租 2026-11-25', '每天 2026-11-25']);
    await test.call('reminders.finish', { id: one.id });
    expect(await missed()).toEqual(['每天 2026-11-25']);
    expect(await test.call('reminders.clearMissed', { ids: [daily.id] })).toEqual({ count: 1 });
    expect(await missed()).toEqual([]);
  });

  it('keeps quiet in quiet hours', async () => {
    await test.call('reminders.create', { title: '夜里', startsOn: '2026-11-24', atTime: '23:00' });
    await reopen(at(25, 6, 59));
    expect(due(true)).toEqual([]);
    await reopen(at(25, 7, 0));
    expect(due(false)).toEqual(['夜里 2026-11-24']);
  });

  it('tells whoever it was handed to, and nobody before', async () => {
    await test.call('session.prove', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    const mei = await test.call('people.create', { name: '小美', role: 'staff', rights: { ...ROLE_RIGHTS.staff, ownOnly: true }, passphrase: 'quiet river 88 sandal' });
    const { id: customerId } = await test.call('customers.create', { name: '王小明' });
    await test.call('reminders.create', { title: '给小美', startsOn: '2026-11-24', assignee: '小美' });
    await test.call('reminders.create', { customerId, title: '别人的客户', startsOn: '2026-11-24' });
    await reopen(at(24, 9, 1), mei.id, 'quiet river 88 sandal');
    expect(due(false)).toEqual(['给小美 2026-11-24']);
    await reopen(at(24, 9, 2));
    expect(due(false)).toEqual(['别人的客户 2026-11-24']);
  });

  it('sums up the day once, from its morning on, unless that is switched off', async () => {
    const { id: customerId } = await test.call('customers.create', { name: '王小明', birthday: 'S1990-11-25' });
    await test.call('tasks.create', { customerId, title: '回电', due: '2026-11-20' });
    await reopen(at(25, 8, 59));
    expect(told).toEqual([]);
    await reopen(at(25, 9));
    expect(told).toEqual([{ type: 'reminders.digest', overdue: 1, today: 0, birthdays: 1, payments: 0 }]);
    await reopen(at(25, 9, 1));
    expect(told).toEqual([]);
    await test.call('settings.set', { reminders: { ...(await test.call('settings.get', {})).reminders, digest: false } });
    await reopen(at(26, 9));
    expect(told).toEqual([]);
  });
});

it('what is due is found by ranges of an index alone', async () => {
  const { raw } = await openWithPassphrase(test.bookDir, TEST_PASSPHRASE);
  const plan = (raw.prepare(`EXPLAIN QUERY PLAN ${DUE_SQL}`).all({ who: '', day: '2026-11-24', time: '09:00', at: '09:00', most: 200 }) as { detail: string }[]).map((row) => row.detail).join(' | ');
  raw.close();
  expect(plan.match(/USING COVERING INDEX reminder_due_tell/g)).toHaveLength(3);
  expect(plan).not.toMatch(/SCAN reminder_due|TEMP B-TREE/);
});
