/**
 * Whatever is asked by somebody who sees only their own customers, or no phones and amounts:
 * every question of the contract, those written later too, is put with the ids and words of
 * what they must not see, and no answer holds any of it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import type { MethodName } from '../../shared/contract/index.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';
import type { Rights } from '../../shared/modules/people.ts';
import { createTestCore } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';

const MEI = 'quiet river 88 sandal';
const LIN = 'purple window 41 basket';
const questions = (Object.keys(contract) as MethodName[]).filter((name) => contract[name].kind === 'query' && contract[name].access !== 'public');

let test: TestCore;
let ids: Readonly<Record<'customer' | 'friend' | 'followUp' | 'task' | 'reminder' | 'sale' | 'payment' | 'relation' | 'consent' | 'segment', number>>;
let inputs: readonly unknown[];
let mei: number;
let lin: number;

async function fillBook(): Promise<void> {
  const staff = (name: string, rights: Partial<Rights>, passphrase: string) => test.call('people.create', { name, role: 'staff', rights: { ...ROLE_RIGHTS.staff, ...rights }, passphrase });
  mei = (await staff('小美', { ownOnly: true, seePhones: true, export: true, delete: true }, MEI)).id;
  lin = (await staff('小林', { seeAmounts: false }, LIN)).id;
  const phone = (await test.call('fields.create', { label: '第二电话', kind: 'phone' })).id;
  const money = (await test.call('fields.create', { label: '预算', kind: 'money' })).id;
  const figure = await test.call('fields.create', { label: '推算', kind: 'formula', formula: '[#saleAmount] + 0' });
  await test.call('fields.create', { label: '再推算', kind: 'formula', formula: `[#${figure.id}] * 1` });
  await test.call('fields.create', { label: '拨号', kind: 'formula', formula: '[#phones]' });
  const made = await test.call('customers.create', {
    name: 'Zyxwvut', company: 'Zyxwvut Trading', notes: 'Zyxwvut secret', phones: [{ value: '13911112222' }], emails: [{ value: 'zyxwvut@example.org' }], wechats: [{ value: 'zyxwvut99' }],
    extra: { 备用: '13911112222' }, custom: { [String(phone)]: '13911112222', [String(money)]: 77_712_300 },
  }); // prettier-ignore
  const friend = await test.call('customers.create', { name: 'Zyxwvut Friend', phones: [{ value: '13911112222' }] });
  const own = await test.call('customers.create', { name: '王小明' });
  const customerId = made.id;
  const followUp = (await test.call('followUps.create', { customerId, at: test.clock.now(), method: 'phone', content: 'Zyxwvut said', nextDate: '2026-11-30' })).id;
  const task = (await test.call('tasks.create', { customerId, title: 'Zyxwvut task' })).id;
  const reminder = (await test.call('reminders.create', { customerId, title: 'Zyxwvut reminder', startsOn: '2026-11-30', rule: 'FREQ=WEEKLY' })).id;
  const sale = (await test.call('sales.create', { customerId, date: '2026-11-20', items: [{ name: 'Zyxwvut rose', quantity: 1000, priceMinor: 77_712_300 }], paidMinor: 0 })).id;
  const payment = (await test.call('payments.create', { customerId, date: '2026-11-21', amountMinor: 77_712_300 })).id;
  const relation = (await test.call('relations.create', { customerId, otherId: friend.id, kind: 'friend' } as never).catch(() => ({ id: 1 }))).id;
  const consent = (await test.call('consents.create', { customerId, kind: 'consent', scope: 'Zyxwvut scope', date: '2026-11-20' } as never)).id;
  const segment = (await test.call('segments.create', { kind: 'live', name: '全部', note: null, filter: { all: [] } } as never)).segment.id;
  await test.call('customers.update', { id: customerId, patch: { phones: [{ value: '13911112222' }, { value: '13911112223' }] } });
  await test.call('recent.note', { id: customerId });
  ids = { customer: customerId, friend: friend.id, followUp, task, reminder, sale, payment, relation, consent, segment };
  inputs = questionsAbout(own.id);
}

/** Inputs that fit one question or another; what a question cannot read it refuses. */
function questionsAbout(own: number): readonly unknown[] {
  const each = [...Object.values(ids), own];
  const query = { filter: { all: [] } };
  const fields = ['name', 'company', 'phones', 'saleAmount', 'grade', 'tags', 'stage'];
  return [
    {},
    { query }, { query: {} }, { query: { text: 'Zyxwvut' } }, { query: { text: '13911112222' } }, { query: { deleted: true } }, { query: { filter: { all: [{ segment: ids.segment }] } } },
    { text: 'Zyxwvut', limit: 10 }, { text: '1391111', limit: 10 }, { text: 'Zyxwvut', ids: each, shown: [] },
    { draft: { name: 'Zyxwvut', phones: [{ value: '13911112222' }] } },
    { month: '2026-11' }, { band: 'later' }, { band: 'overdue' }, { band: 'today' }, { band: 'week' }, { band: 'closed' },
    { what: { of: 'customers', selection: { query: {} } } }, { what: { of: 'tasks', bands: ['later', 'today'] } },
    { selection: { query: {} }, field: 'notes', change: { op: 'clear' } },
    { formula: '[姓名]', customerId: ids.customer }, { from: '2026-01-01', to: '2027-01-01' }, { from: '2026-11-15', to: '2026-12-31' }, { ids: each },
    ...fields.map((field) => ({ field })), ...fields.map((field) => ({ field, ids: each })),
    ...each.flatMap((id) => [{ id }, { customerId: id }]),
    ...(['customer', 'followUp', 'task', 'reminder', 'sale', 'payment', 'relation', 'consent'] as const).map((entity) => ({ entity, id: ids[entity] })),
  ]; // prettier-ignore
}

async function answersTo(passphrase: string, person: number): Promise<{ readonly asked: number; readonly texts: readonly (readonly [string, string])[] }> {
  await test.call('session.lock', {});
  const opened = await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase, person });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const texts: (readonly [string, string])[] = [];
  for (const name of questions) {
    for (const input of inputs) {
      const result = await test.core.call(name, input);
      if (!result.ok) expect(result.error.code, `${name} ${JSON.stringify(input)}`).not.toBe('internal');
      texts.push([`${name} ${JSON.stringify(input)}`, JSON.stringify(result)]);
    }
  }
  return { asked: texts.filter(([, text]) => text.startsWith('{"ok":true')).length, texts };
}

beforeAll(async () => {
  test = await createTestCore();
  await fillBook();
}, 60_000);
afterAll(() => test.dispose());

/** Words of the question come back in some answers (an error names the field). */
const shining = (texts: readonly (readonly [string, string])[], secret: RegExp) => texts.filter(([, text]) => secret.test(text)).map(([asked, text]) => `${asked} → ${text.slice(0, 300)}`);

describe('nothing shines through', () => {
  it('to somebody who sees only their own customers', async () => {
    const { asked, texts } = await answersTo(MEI, mei);
    expect(asked).toBeGreaterThan(100);
    expect(shining(texts, /Zyxwvut|zyxwvut|1391111222|777123/)).toEqual([]);
  }, 60_000);

  it('of phones, WeChat ids, e-mails and amounts to somebody without the rights', async () => {
    const { asked, texts } = await answersTo(LIN, lin);
    expect(asked).toBeGreaterThan(140);
    expect(shining(texts, /1391111222|zyxwvut@|zyxwvut99|777123/)).toEqual([]);
  }, 60_000);

  it('and the owner sees all of it, so that the questions do reach it', async () => {
    const { texts } = await answersTo('maple harbor 57 lantern', 0);
    const telling = (secret: RegExp) => new Set(texts.filter(([, text]) => secret.test(text)).map(([asked]) => asked.split(' ')[0]));
    expect(telling(/Zyxwvut/).size).toBeGreaterThan(20);
    expect(telling(/13911112222/).size).toBeGreaterThan(8);
    expect(telling(/777123/).size).toBeGreaterThan(8);
  }, 60_000);
});
