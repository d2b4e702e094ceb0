/** The calendar and customers as files for a phone, read again with two other programs' parsers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../shared/contract/index.ts';
import { createTestCore } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
let wang: number;
// The clock of the tests stands on Sunday, 22 November 2026.
beforeEach(async () => {
  t = await createTestCore();
  wang = (await t.call('customers.create', { name: '欧阳小明', phones: [{ value: '13800001111', label: '公司' }], company: '海蓝;贸易', birthday: 'S1990-12-05', notes: '爱喝乌龙茶' })).id;
});
afterEach(() => t.dispose());

async function fileOf(start: (file: string) => Promise<{ jobId: string }>): Promise<string> {
  const path = join(t.dir, 'out.txt');
  const { jobId } = await start(t.file(path));
  const job = await t.job(jobId);
  if (job.error) throw new Error(job.error.code);
  return readFileSync(path, 'utf8');
}
const SPAN = { from: '2026-11-01', to: '2027-10-31', kinds: ['task', 'nextStep', 'care', 'birthday'] } as const;
const calendar = (more: Partial<Input<'calendar.export'>> = {}) => fileOf((file) => t.call('calendar.export', { file, ...SPAN, kinds: [...SPAN.kinds], ...more }));
const parsed = (text: string) => new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent').map((one) => ({ event: new ICAL.Event(one), one }));
const seen = (text: string) => parsed(text).map(({ event }) => [event.summary, event.startDate.toString(), event.startDate.isDate]);

describe('a calendar file', () => {
  it('holds tasks, agreed next dates and birthdays as whole days, readable by two parsers', async () => {
    await t.call('tasks.create', { customerId: wang, title: '寄样品, 三份;\n要快', due: '2026-11-25', note: '红盒子' });
    await t.call('followUps.create', { customerId: wang, at: t.clock.now(), method: 'phone', content: '看新茶', nextDate: '2026-11-26' });
    const text = await calendar();
    expect(seen(text)).toEqual([
      ['寄样品, 三份;\n要快 · 欧阳小明', '2026-11-25', true],
      ['看新茶 · 欧阳小明', '2026-11-26', true],
      ['欧阳小明生日，满 36 岁', '2026-12-05', true],
    ]);
    const other = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT') as { summary: string; datetype: string; start: Date; description?: string }[];
    expect(other.map((one) => [one.summary, one.datetype, one.start.toLocaleDateString('sv')])).toEqual(seen(text).map(([summary, day]) => [summary, 'date', day]));
    expect(other[0]?.description).toBe('红盒子');
    expect(parsed(text)[0]?.one.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString()).toBe('PT9H');
  });

  it('ends its lines as the standard says, none longer than 75 octets', async () => {
    await t.call('tasks.create', { customerId: wang, title: '送生日蛋糕🎂'.repeat(20), due: '2026-11-25' });
    const text = await calendar();
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n'))).toEqual([]);
    expect(lines.at(-1)).toBe('');
    expect(parsed(text)[0]?.event.summary).toBe(`${'送生日蛋糕🎂'.repeat(20)} · 欧阳小明`);
  });

  it('names an entry the same in every file, and says which is the newer', async () => {
    const task = await t.call('tasks.create', { customerId: wang, title: '寄样品', due: '2026-11-25' });
    const facts = async () => parsed(await calendar({ kinds: ['task'] })).map(({ event, one }) => ({ uid: event.uid, sequence: event.sequence, stamp: String(one.getFirstPropertyValue('last-modified')), day: event.startDate.toString() }));
    const [before] = await facts();
    expect(await facts()).toEqual([before]);
    t.clock.advance(60_000);
    await t.call('tasks.snooze', { ids: [task.id], due: '2026-11-28' });
    const [after] = await facts();
    expect(after?.uid).toBe(before?.uid);
    expect([after!.sequence > before!.sequence, after!.stamp > before!.stamp, after!.day]).toEqual([true, true, '2026-11-28']);
  });

  it('writes the surname alone where that is wanted, also within titles, and leaves notes out', async () => {
    await t.call('tasks.create', { customerId: wang, title: '给欧阳小明寄样品', due: '2026-11-25', note: '小明的地址' });
    const firm = (await t.call('customers.create', { name: '海蓝贸易', kind: 'company' })).id;
    await t.call('tasks.create', { customerId: firm, title: '报价', due: '2026-11-25' });
    const text = await calendar({ naming: 'surname' });
    expect(seen(text).map(([summary]) => summary)).toEqual(['给欧阳寄样品 · 欧阳', '报价 · 海…', '欧阳生日，满 36 岁']);
    expect(text).not.toMatch(/小明|地址|海蓝/);
  });

  it('keeps to one customer, to the kinds asked for, and to a span that is not too long', async () => {
    const other = (await t.call('customers.create', { name: '李红' })).id;
    for (const customerId of [wang, other]) await t.call('tasks.create', { customerId, title: '回访', due: '2026-11-25' });
    expect(seen(await calendar({ customerId: other })).map(([summary]) => summary)).toEqual(['回访 · 李红']);
    expect(seen(await calendar({ kinds: ['birthday'] }))).toHaveLength(1);
    expect(await t.fail('calendar.export', { file: t.file('x'), ...SPAN, kinds: ['task'], to: '2028-11-01' })).toMatchObject({ code: 'request.invalid' });
  });

  it('has a reminder once, with its rule where that says its days, else with the days', async () => {
    await t.call('reminders.create', { title: '每周盘点', startsOn: '2026-12-07', atTime: '10:30', rule: 'FREQ=WEEKLY;UNTIL=20261228', leads: [7, 0] });
    await t.call('reminders.create', { title: '初一十五', startsOn: '2026-11-23', rule: 'LUNAR;DAYS=1,15', customerId: wang });
    const text = await calendar({ kinds: ['reminder'], to: '2027-01-10' });
    const [lunar, weekly] = parsed(text).sort((a, b) => (a.event.startDate.toString() < b.event.startDate.toString() ? -1 : 1));
    const daysOf = (event: InstanceType<typeof ICAL.Event>) => {
      const days: string[] = [];
      const next = event.iterator();
      for (let one = next.next(); one && days.length < 10; one = next.next()) days.push(one.toString());
      return days;
    };
    expect(daysOf(weekly!.event)).toEqual(['2026-12-07T10:30:00', '2026-12-14T10:30:00', '2026-12-21T10:30:00', '2026-12-28T10:30:00']);
    expect(weekly!.one.getAllSubcomponents('valarm').map((one) => String(one.getFirstPropertyValue('trigger')))).toEqual(['-P1W', 'PT0S']);
    const shown = (await t.call('calendar.entries', { from: '2026-11-23', to: '2027-01-10', kinds: ['reminder'] })).days.filter((day) => day.entries.some((one) => one.title === '初一十五')).map((day) => day.date);
    expect([daysOf(lunar!.event), lunar!.event.summary]).toEqual([shown, '初一十五 · 欧阳小明']);
  });

  it('is put on record', async () => {
    await calendar();
    await t.call('handOff.card', { id: wang });
    expect((await t.call('audit.list', {})).rows.slice(0, 2).map((row) => [row.action, row.rows])).toEqual([['export.card', 1], ['export.calendar', 1]]);
  });
});

describe('one thing for a phone', () => {
  it('is an event of its own', async () => {
    const task = await t.call('tasks.create', { customerId: wang, title: '寄样品', due: '2026-11-25' });
    const { text } = await t.call('handOff.event', { kind: 'task', id: task.id, customerId: wang, date: '2026-11-25' });
    expect(seen(text)).toEqual([['寄样品 · 欧阳小明', '2026-11-25', true]]);
    expect(await t.fail('handOff.event', { kind: 'task', id: task.id + 1, customerId: wang, date: '2026-11-25' })).toMatchObject({ code: 'record.missing' });
  });

  it('is a card that says who it is, or hardly', async () => {
    const card = new ICAL.Component(ICAL.parse((await t.call('handOff.card', { id: wang })).text) as never);
    expect(card.getFirstPropertyValue('fn')).toBe('欧阳小明');
    expect(card.getFirstPropertyValue('n')).toEqual(['欧阳', '小明', '', '', '']);
    expect([card.getFirstPropertyValue('tel'), card.getFirstProperty('tel')?.getParameter('type')]).toEqual(['13800001111', 'WORK']);
    expect(String(card.getFirstPropertyValue('bday'))).toBe('1990-12-05');
    const { text } = await t.call('handOff.card', { id: wang, naming: 'surname' });
    expect(text).toContain('FN:欧阳\r\n');
    expect(text).toContain('13800001111');
    expect(text).not.toMatch(/小明|海蓝|1990/);
  });

  it('is a file of all cards chosen', async () => {
    await t.call('customers.create', { name: 'Anna Smith', phones: [{ value: '+44 20 7946 0958' }] });
    const text = await fileOf((file) => t.call('handOff.cards', { file, selection: { query: { sort: { field: 'name', direction: 'asc' } } } }));
    const cards = (ICAL.parse(text) as unknown as never[]).map((one) => new ICAL.Component(one));
    expect(cards.map((card) => [card.getFirstPropertyValue('fn'), card.getFirstPropertyValue('n')])).toEqual([
      ['Anna Smith', ['Smith', 'Anna', '', '', '']],
      ['欧阳小明', ['欧阳', '小明', '', '', '']],
    ]);
    expect(text).not.toContain('乌龙茶');
  });
});
