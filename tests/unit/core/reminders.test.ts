/** Reminders in a real book: lists, settling, putting off, handing over, undo, roles, and all that happens to what belongs to a customer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wrongFacts } from '../../../src-main/core/changes/facts/index.ts';
import { ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

let test: TestCore;
let customerId: number;
/** A Tuesday, ten in the morning. */
const NOW = new Date(2026, 10, 24, 10).getTime();

beforeEach(async () => {
  test = await createTestCore();
  test.clock.set(NOW);
  await test.call('session.prove', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
  customerId = (await test.call('customers.create', { name: '王小明', phones: [{ value: '13800001111' }] })).id;
});
afterEach(() => test.dispose());

const bandOf = async (band: 'overdue' | 'today' | 'week' | 'later' | 'paused' | 'closed') => (await test.call('reminders.list', { band })).rows.map((row) => row.title);

describe('a reminder', () => {
  it('stands on its day, with its customer, and is counted', async () => {
    const made = await test.call('reminders.create', { customerId, title: '送样品', startsOn: '2026-11-26', atTime: '15:30', leads: [1, 0] });
    expect(made).toMatchObject({ dueOn: '2026-11-26', dueTime: '15:30', customerName: '王小明', phone: '13800001111', status: 'open', leads: [1, 0] });
    await test.call('reminders.create', { title: '交房租', startsOn: '2026-11-24' });
    await test.call('reminders.create', { title: '早该做的', startsOn: '2026-11-20' });
    await test.call('reminders.create', { title: '年后再说', startsOn: '2027-02-20' });
    expect(await Promise.all((['overdue', 'today', 'week', 'later'] as const).map(bandOf))).toEqual([['早该做的'], ['交房租'], ['送样品'], ['年后再说']]);
    expect(await test.call('reminders.counts', {})).toEqual({ overdue: 1, today: 1, week: 1, later: 1, paused: 0, closed: 0 });
    expect((await test.call('reminders.ofCustomer', { customerId })).rows.map((row) => row.title)).toEqual(['送样品']);
  });

  it('that comes again goes on to its next day when it is done, past the days that were missed', async () => {
    const { id, dueOn } = await test.call('reminders.create', { customerId, title: '每周一问候', startsOn: '2026-10-05', rule: 'FREQ=WEEKLY;BYDAY=MO' });
    expect(dueOn).toBe('2026-11-30');
    test.clock.set(new Date(2026, 11, 15, 9).getTime());
    expect(await bandOf('overdue')).toEqual(['每周一问候']);
    const done = await test.call('reminders.finish', { id, followUp: { method: 'phone', content: '都好' } });
    expect(done).toMatchObject({ dueOn: '2026-12-21', status: 'open', settledOn: '2026-12-15' });
    expect(done.marks).toEqual([{ day: '2026-11-30', outcome: 'done', at: test.clock.now(), followUp: true }]);
    expect((await test.call('followUps.list', { customerId })).rows[0]).toMatchObject({ content: '都好' });
    await test.call('undo.undo', {});
    expect((await test.call('reminders.get', { id })).dueOn).toBe('2026-11-30');
    expect((await test.call('followUps.list', { customerId })).rows).toEqual([]);
  });

  it('of today at a time still to come stays when an earlier day is done', async () => {
    const { id } = await test.call('reminders.create', { title: '关店盘点', startsOn: '2026-11-24', atTime: '21:00', rule: 'FREQ=DAILY' });
    test.clock.set(new Date(2026, 10, 26, 10).getTime());
    expect((await test.call('reminders.finish', { id })).dueOn).toBe('2026-11-26');
  });

  it('once is done for good, and can be opened again', async () => {
    const { id } = await test.call('reminders.create', { title: '交房租', startsOn: '2026-11-24' });
    expect(await test.call('reminders.finish', { id })).toMatchObject({ status: 'done', dueOn: null });
    expect(await bandOf('closed')).toEqual(['交房租']);
    expect(await test.core.call('reminders.finish', { id })).toMatchObject({ ok: false, error: { code: 'reminder.closed' } });
    await test.call('reminders.resume', { ids: [id] });
    expect(await bandOf('today')).toEqual(['交房租']);
  });

  it('ends with the last day of its rule', async () => {
    const { id } = await test.call('reminders.create', { title: '三次回访', startsOn: '2026-11-24', rule: 'FREQ=DAILY;COUNT=2' });
    expect(await test.call('reminders.skip', { ids: [id] })).toEqual({ count: 1 });
    expect((await test.call('reminders.get', { id })).dueOn).toBe('2026-11-25');
    expect(await test.call('reminders.finish', { id })).toMatchObject({ status: 'done', marks: [{ outcome: 'skipped' }, { outcome: 'done' }] });
  });

  it('is put off to a time, paused, taken up, handed over and deleted, each undone in one step', async () => {
    await test.call('people.create', { name: '小美', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: 'quiet river 88 sandal' });
    const { id } = await test.call('reminders.create', { customerId, title: '打电话', startsOn: '2026-11-24' });
    await test.call('reminders.snooze', { ids: [id], to: '2026-11-25T16:00' });
    expect(await test.call('reminders.get', { id })).toMatchObject({ dueOn: '2026-11-25', dueTime: '16:00' });
    await test.call('reminders.pause', { ids: [id] });
    expect([await bandOf('week'), await bandOf('paused')]).toEqual([[], ['打电话']]);
    await test.call('reminders.resume', { ids: [id] });
    expect(await bandOf('week')).toEqual(['打电话']);
    await test.call('reminders.handOver', { ids: [id], to: '小美' });
    expect((await test.call('reminders.list', { band: 'week', filter: { assignee: '小美' } })).rows).toHaveLength(1);
    expect((await test.call('reminders.counts', { filter: { assignee: '' } })).week).toBe(0);
    await test.call('reminders.remove', { ids: [id] });
    expect(await bandOf('week')).toEqual([]);
    for (let i = 0; i < 5; i++) await test.call('undo.undo', {});
    expect(await test.call('reminders.get', { id })).toMatchObject({ dueOn: '2026-11-24', dueTime: null, assignee: null, status: 'open' });
  });

  it('keeps to working days when it is to', async () => {
    const days = async (onHoliday: 'keep' | 'skip' | 'before' | 'after') => (await test.call('reminders.preview', { startsOn: '2026-10-01', rule: 'FREQ=MONTHLY;BYMONTHDAY=5;COUNT=5', onHoliday })).days;
    expect(await days('keep')).toEqual(['2026-12-05', '2027-01-05', '2027-02-05']);
    // 5 February 2027 is the eve of the Spring Festival.
    expect(await days('skip')).toEqual(['2027-01-05']);
    expect(await days('before')).toEqual(['2026-12-04', '2027-01-05', '2027-02-04']);
    expect(await days('after')).toEqual(['2026-12-07', '2027-01-05', '2027-02-09']);
  });

  it('is refused with a rule nobody can read, one without a day, or for somebody unknown', async () => {
    const code = async (more: object) => ((await test.core.call('reminders.create', { title: 'x', startsOn: '2026-11-24', ...more })) as { error?: { code: string } }).error?.code;
    expect(await code({ rule: 'FREQ=SOMETIMES' })).toBe('reminder.badRule');
    expect(await code({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' })).toBe('reminder.never');
    expect(await code({ startsOn: '2026-02-30' })).toBe('reminder.badRule');
    expect(await code({ assignee: '无此人' })).toBe('reminder.noPerson');
    expect(await code({ customerId: 999_999 })).toBe('record.missing');
  });

  it('says on which days it falls between two dates, put off once and settled days left out', async () => {
    const weekly = await test.call('reminders.create', { customerId, title: '每周', startsOn: '2026-11-25', rule: 'FREQ=WEEKLY' });
    await test.call('reminders.create', { title: '一次', startsOn: '2026-12-09', atTime: '08:00' });
    const falls = async () => (await test.call('reminders.upcoming', { from: '2026-11-20', to: '2026-12-12' })).rows.map((row) => `${row.day} ${row.title}`);
    expect(await falls()).toEqual(['2026-11-25 每周', '2026-12-02 每周', '2026-12-09 每周', '2026-12-09 一次']);
    await test.call('reminders.snooze', { ids: [weekly.id], to: '2026-11-27' });
    expect(await falls()).toEqual(['2026-11-27 每周', '2026-12-02 每周', '2026-12-09 每周', '2026-12-09 一次']);
    await test.call('reminders.finish', { id: weekly.id });
    expect(await falls()).toEqual(['2026-12-02 每周', '2026-12-09 每周', '2026-12-09 一次']);
  });

  it('goes with its customer to the bin and back, and away for good', async () => {
    await test.call('reminders.create', { customerId, title: '送样品', startsOn: '2026-11-24' });
    await test.call('customers.remove', { selection: { ids: [customerId] } });
    expect([await bandOf('today'), (await test.call('reminders.counts', {})).today]).toEqual([[], 0]);
    await test.call('undo.undo', {});
    expect([await bandOf('today'), (await test.call('reminders.counts', {})).today]).toEqual([['送样品'], 1]);
  });

  it('leaves facts that follow from it whatever was done and undone', async () => {
    const { id } = await test.call('reminders.create', { customerId, title: '每月', startsOn: '2026-11-30', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1', onHoliday: 'before', leads: [3, 0] });
    await test.call('reminders.update', { id, patch: { startsOn: '2027-01-01' } });
    await test.call('reminders.snooze', { ids: [id], to: '2027-02-02' });
    await test.call('undo.undo', {});
    const raw = await openWithPassphrase(test.bookDir, TEST_PASSPHRASE);
    expect(wrongFacts(raw, test.clock.now())).toBe(0);
    raw.raw.prepare("UPDATE reminder_due SET due_on = '2000-01-01'").run();
    expect(wrongFacts(raw, test.clock.now())).toBe(1);
    raw.close();
  });
});

describe('who sees only their own customers', () => {
  it('sees their reminders and what was handed to them, and changes no other', async () => {
    const mei = await test.call('people.create', { name: '小美', role: 'staff', rights: { ...ROLE_RIGHTS.staff, ownOnly: true }, passphrase: 'quiet river 88 sandal' });
    const { ownerField } = await test.call('people.list', {});
    const own = await test.call('customers.create', { name: '李四', custom: { [String(ownerField)]: '小美' } });
    const foreign = await test.call('reminders.create', { customerId, title: '别人的', startsOn: '2026-11-24' });
    await test.call('reminders.create', { customerId: own.id, title: '我的客户', startsOn: '2026-11-24' });
    await test.call('reminders.create', { title: '转给我的', startsOn: '2026-11-24', assignee: '小美' });
    await test.call('reminders.create', { title: '店主的', startsOn: '2026-11-24' });
    await test.call('session.lock', {});
    expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: 'quiet river 88 sandal', person: mei.id })).ok).toBe(true);
    expect((await bandOf('today')).toSorted()).toEqual(['我的客户', '转给我的']);
    expect(await test.core.call('reminders.finish', { id: foreign.id })).toMatchObject({ ok: false, error: { code: 'people.others' } });
    expect(await test.call('reminders.create', { title: '自己记的', startsOn: '2026-11-24' })).toMatchObject({ assignee: '小美' });
    expect((await test.call('reminders.counts', {})).today).toBe(3);
  });
});
