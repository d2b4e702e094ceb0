/** People of a book: passphrases of their own, what a role may do, what is masked, who is seen. On a real encrypted book. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Rights, Role } from '../../../shared/modules/people.ts';
import { CONTACTS_PER_HOUR, ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const MEI = 'quiet river 88 sandal';
const LIN = 'purple window 41 basket';
const open: TestCore[] = [];
afterEach(async () => {
  for (const test of open.splice(0)) await test.dispose();
});

async function shop(): Promise<TestCore> {
  const test = await createTestCore();
  open.push(test);
  return test;
}

const add = (test: TestCore, name: string, role: Role, rights: Partial<Rights> = {}, passphrase = MEI) =>
  test.call('people.create', { name, role, rights: { ...ROLE_RIGHTS[role], ...rights }, passphrase });

/** Locks, and opens the book with somebody's passphrase. */
async function enter(test: TestCore, passphrase: string, person?: number): Promise<void> {
  await test.call('session.lock', {});
  const opened = await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase, person });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
}

const asOwner = (test: TestCore) => enter(test, TEST_PASSPHRASE);
const contact = (value: string) => [{ value }];

describe('passphrases', () => {
  it('each opens the book with their own and is named in history and record; the owner stays the owner', async () => {
    const test = await shop();
    const mei = await add(test, '小美', 'staff');
    await enter(test, MEI, mei.id);
    expect((await test.call('session.status', {})).book?.person).toMatchObject({ id: mei.id, name: '小美', role: 'staff' });
    const customer = await test.call('customers.create', { name: '王小明' });
    await asOwner(test);
    expect((await test.call('session.status', {})).book).toMatchObject({ people: 1, person: { id: 0, role: 'owner' } });
    const { changes } = await test.call('history.list', { entity: 'customer', id: customer.id });
    expect(changes[0]?.actor).toBe('小美');
    const { rows } = await test.call('audit.list', {});
    expect(rows.find((row) => row.action === 'customers.create')?.actor).toBe('小美');
  });

  it('without a name everybody’s passphrase is tried; with one only theirs', async () => {
    const test = await shop();
    const mei = await add(test, '小美', 'staff');
    await enter(test, MEI);
    expect((await test.call('session.status', {})).book?.person.id).toBe(mei.id);
    await test.call('session.lock', {});
    const refused = await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: MEI, person: 0 });
    expect(refused).toMatchObject({ ok: false, error: { code: 'vault.wrongSecret' } });
    test.clock.advance(2000);
    expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE, person: mei.id })).ok).toBe(false);
  });

  it('the lock screen names them, and no more once they are gone', async () => {
    const test = await shop();
    const mei = await add(test, '小美', 'staff');
    const { books } = await test.call('books.list', {});
    expect(books[0]?.people).toEqual([{ id: mei.id, name: '小美' }]);
    const header = () => JSON.parse(readFileSync(join(test.bookDir, 'vault.json'), 'utf8')) as { format: number; slots: { user?: unknown }[] };
    expect(header().format).toBe(4);
    await test.call('people.remove', { id: mei.id, to: null });
    expect(header().format).toBe(4);
    expect(header().slots.every((slot) => slot.user === undefined)).toBe(true);
  });

  it('whoever is removed comes in no more, and with a new passphrase again', async () => {
    const test = await shop();
    const mei = await add(test, '小美', 'staff');
    await test.call('people.remove', { id: mei.id, to: null });
    await test.call('session.lock', {});
    expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: MEI })).ok).toBe(false);
    test.clock.advance(2000);
    await asOwner(test);
    await test.call('people.setPassphrase', { id: mei.id, passphrase: LIN });
    await enter(test, LIN, mei.id);
    expect((await test.call('session.status', {})).book?.person.name).toBe('小美');
  });

  it('a person changes their own passphrase and no other; the recovery code changes only the owner’s', async () => {
    const test = await createTestCore({ book: false });
    open.push(test);
    const made = await test.core.createInFolder(test.bookDir, { name: '测试', language: 'zh-CN', kind: 'both', preset: 'general', passphrase: TEST_PASSPHRASE });
    if (!made.ok) throw new Error('not made');
    const mei = await add(test, '小美', 'staff');
    await enter(test, MEI, mei.id);
    expect(await test.fail('session.changePassphrase', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE }, passphrase: LIN })).toMatchObject({ code: 'vault.wrongSecret' });
    test.clock.advance(2000);
    expect(await test.fail('session.changePassphrase', { secret: { type: 'recovery', code: made.value.recoveryCode }, passphrase: LIN })).toMatchObject({ code: 'request.denied' });
    await test.call('session.changePassphrase', { secret: { type: 'passphrase', passphrase: MEI }, passphrase: LIN });
    await enter(test, LIN, mei.id);
    await asOwner(test);
    await test.call('session.lock', {});
    const recovered = await test.core.openFolder(test.bookDir, { type: 'recovery', code: made.value.recoveryCode });
    expect(recovered.ok).toBe(true);
    expect((await test.call('session.status', {})).book?.person.id).toBe(0);
  });

  it('people are added and changed only with a passphrase typed within five minutes', async () => {
    const test = await shop();
    test.clock.advance(6 * 60_000);
    const draft = { name: '小美', role: 'staff' as const, rights: ROLE_RIGHTS.staff, passphrase: MEI };
    expect(await test.fail('people.create', draft)).toMatchObject({ code: 'session.proofNeeded' });
    expect(await test.fail('session.prove', { secret: { type: 'passphrase', passphrase: 'not the right one 1' } })).toMatchObject({ code: 'vault.wrongSecret' });
    test.clock.advance(2000);
    await test.call('session.prove', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    await test.call('people.create', draft);
  });

  it('a name is nobody’s twice, twelve is the most, and a weak passphrase leaves nobody behind', async () => {
    const test = await shop();
    await add(test, '小美', 'staff');
    expect(await test.fail('people.create', { name: '小美', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: LIN })).toMatchObject({ code: 'people.nameTaken' });
    expect(await test.fail('people.create', { name: 'Owner', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: LIN })).toMatchObject({ code: 'people.nameTaken' });
    expect(await test.fail('people.create', { name: '小林', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: '12345' })).toMatchObject({ code: 'vault.weakPassphrase' });
    expect((await test.call('people.list', {})).people.map((p) => p.name)).toEqual(['小美']);
    await add(test, '小林', 'staff', {}, LIN);
  });
});

describe('owners beside the owner', () => {
  it('add people by their own passphrase, but change neither themselves nor the keychain', async () => {
    const test = await shop();
    const wife = await add(test, '老板娘', 'owner', {}, LIN);
    await enter(test, LIN, wife.id);
    const mei = await add(test, '小美', 'staff');
    expect(await test.fail('people.update', { id: wife.id, patch: { role: 'staff' } })).toMatchObject({ code: 'people.self' });
    expect(await test.fail('session.setKeychain', { enabled: true })).toMatchObject({ code: 'request.denied' });
    test.clock.advance(6 * 60_000);
    expect(await test.fail('session.prove', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } })).toMatchObject({ code: 'vault.wrongSecret' });
    test.clock.advance(2000);
    await test.call('session.prove', { secret: { type: 'passphrase', passphrase: LIN } });
    await test.call('people.remove', { id: mei.id, to: null });
  });
});

describe('a copy of the book', () => {
  it('opens for each as themselves, in the role they had', async () => {
    const test = await shop();
    const mei = await add(test, '小美', 'readonly');
    await test.call('customers.create', { name: '王小明' });
    const file = test.file(join(test.dir, 'copy.regulars'));
    expect((await test.job((await test.call('backup.create', { file })).jobId)).state).toBe('done');
    const { jobId } = await test.call('backup.restore', { file, secret: { type: 'passphrase', passphrase: MEI } });
    const { result } = await test.job(jobId);
    const { ref } = result as { ref: string };
    const { book } = await test.call('session.unlock', { ref, secret: { type: 'passphrase', passphrase: MEI, person: mei.id } });
    expect(book.person).toMatchObject({ name: '小美', role: 'readonly' });
    expect(await test.fail('customers.create', { name: '李' })).toMatchObject({ code: 'people.denied' });
  });
});

describe('what a person sees', () => {
  it('phones, WeChat ids and e-mails are masked wherever they appear, and a masked edit changes nothing', async () => {
    const test = await shop();
    const made = await test.call('customers.create', { name: '王小明', phones: contact('13812345678'), emails: contact('wang@example.com'), wechats: contact('wangxm'), extra: { 备用: '电话 13987654321' } });
    await test.call('customers.update', { id: made.id, patch: { phones: [{ value: '13812345678' }, { value: '13700001111' }] } });
    const mei = await add(test, '小美', 'staff');
    await enter(test, MEI, mei.id);
    const seen = await test.call('customers.get', { id: made.id });
    expect(seen.phones.map((p) => p.value)).toEqual(['138****5678', '137****1111']);
    expect([seen.emails[0]?.value, seen.wechats[0]?.value, seen.extra['备用']]).toEqual(['w****@example.com', 'wa****', '电话 139****4321']);
    const whole = /13812345678|wang@example|wangxm|13987654321|13700001111/;
    const answers = [
      await test.call('customers.list', {}),
      await test.call('customers.search', { text: '13812345678', limit: 10 }),
      await test.call('customers.found', { text: '13812345678', ids: [made.id], shown: [] }),
      await test.call('portrait.get', { id: made.id }),
      await test.call('history.list', { entity: 'customer', id: made.id }),
      await test.call('customers.duplicates', { draft: { name: '王小明' } }),
      await test.call('customers.update', { id: made.id, patch: { phones: seen.phones, notes: '来过' } }),
    ];
    expect(answers[1]).toMatchObject({ rows: [{ id: made.id }] });
    expect(JSON.stringify(answers)).not.toMatch(whole);
    expect(await test.fail('customers.facets', { field: 'phones' })).toMatchObject({ code: 'people.hidden' });
    expect(await test.fail('customers.list', { query: { filter: { all: [{ field: 'phones', test: { op: 'startsWith', value: '1381' } }] } } })).toMatchObject({ code: 'people.hidden' });
    expect((await test.call('customers.list', { query: { filter: { all: [{ field: 'phones', test: { op: 'notEmpty' } }] } } })).total).toBe(1);
    await asOwner(test);
    expect((await test.call('customers.get', { id: made.id })).phones.map((p) => p.value)).toEqual(['13812345678', '13700001111']);
  });

  it('amounts are not seen, asked for or reached by sales without the right', async () => {
    const test = await shop();
    const made = await test.call('customers.create', { name: '王小明' });
    await test.call('sales.create', { customerId: made.id, date: '2026-11-20', items: [{ name: '玫瑰', quantity: 1000, priceMinor: 88_00 }] });
    const mei = await add(test, '小美', 'staff', { seeAmounts: false });
    await enter(test, MEI, mei.id);
    expect(await test.call('customers.get', { id: made.id })).toMatchObject({ saleAmount: 0, receivable: 0, saleCount: 1 });
    expect(await test.fail('sales.list', {})).toMatchObject({ code: 'people.denied' });
    expect(await test.fail('customers.list', { query: { sort: { field: 'saleAmount', direction: 'desc' } } })).toMatchObject({ code: 'people.hidden' });
    expect(JSON.stringify(await test.call('timeline.list', { customerId: made.id }))).not.toContain('8800');
  });

  it('contact details are opened one by one, counted over locking, refused at the limit and told to the owner', async () => {
    const test = await shop();
    const ids: number[] = [];
    for (let i = 0; i < CONTACTS_PER_HOUR + 2; i++) ids.push((await test.call('customers.create', { name: `客户${i}`, phones: contact(`138000${String(10000 + i)}`) })).id);
    const mei = await add(test, '小美', 'staff');
    await enter(test, MEI, mei.id);
    expect(await test.call('customers.contacts', { id: ids[0]! })).toMatchObject({ phones: [{ value: '13800010000' }], left: CONTACTS_PER_HOUR - 1 });
    expect((await test.call('customers.contacts', { id: ids[0]! })).left).toBe(CONTACTS_PER_HOUR - 1);
    for (const id of ids.slice(1, 100)) await test.call('customers.contacts', { id });
    await enter(test, MEI, mei.id);
    for (const id of ids.slice(100, CONTACTS_PER_HOUR)) await test.call('customers.contacts', { id });
    const next = ids[CONTACTS_PER_HOUR]!;
    expect(await test.fail('customers.contacts', { id: next })).toMatchObject({ code: 'contacts.budget', limit: CONTACTS_PER_HOUR });
    expect((await test.call('customers.contacts', { id: next, beyond: true })).left).toBe(CONTACTS_PER_HOUR - 1);
    await asOwner(test);
    const { rows } = await test.call('audit.list', { limit: 200 });
    expect(rows.filter((row) => row.action === 'contacts.beyond').map((row) => row.actor)).toEqual(['小美']);
    expect(rows.some((row) => row.action === 'contacts.refused')).toBe(true);
  });
});

describe('a person who sees only their own', () => {
  async function withOwn() {
    const test = await shop();
    const mei = await add(test, '小美', 'staff', { ownOnly: true, seePhones: true });
    const field = (await test.call('people.list', {})).ownerField!;
    const custom = { [String(field)]: '小美' };
    const mine = await test.call('customers.create', { name: '王小明', phones: contact('13812345678'), custom });
    const other = await test.call('customers.create', { name: '李大海', phones: contact('13999998888') });
    await test.call('followUps.create', { customerId: other.id, at: test.clock.now(), method: 'phone', content: '问价' } as never);
    await test.call('tasks.create', { customerId: other.id, title: '回电' });
    await test.call('tasks.create', { customerId: mine.id, title: '送样' });
    await enter(test, MEI, mei.id);
    return { test, mine, other, field, mei };
  }

  it('finds, counts and opens them alone, and nobody else by any way', async () => {
    const { test, mine, other } = await withOwn();
    expect((await test.call('customers.list', {})).rows.map((row) => row.id)).toEqual([mine.id]);
    expect((await test.call('customers.list', { query: { text: '李大海' } })).total).toBe(0);
    expect((await test.call('customers.search', { text: '13999998888', limit: 5 })).rows).toEqual([]);
    expect((await test.call('segments.count', { query: {} })).count).toBe(1);
    expect((await test.call('customers.facets', { field: 'name' }).catch(() => ({ values: [] }))).values.length).toBeLessThanOrEqual(1);
    expect((await test.call('tasks.counts', {})).overdue + (await test.call('tasks.list', { band: 'later' })).rows.length).toBeLessThanOrEqual(1);
    for (const method of ['customers.get', 'portrait.get'] as const) expect(await test.fail(method, { id: other.id })).toMatchObject({ code: 'record.missing' });
    expect((await test.call('followUps.list', { customerId: other.id })).rows).toEqual([]);
    expect(await test.fail('history.list', { entity: 'customer', id: other.id })).toMatchObject({ code: 'record.missing' });
    expect(await test.call('customers.duplicates', { draft: { name: '李大海', phones: contact('13999998888') } })).toEqual({ candidates: [] });
  });

  it('changes them alone, keeps what they add, and gives nobody away', async () => {
    const { test, mine, other, field } = await withOwn();
    await test.call('customers.update', { id: mine.id, patch: { notes: '喜欢白茶' } });
    for (const [method, input] of [
      ['customers.update', { id: other.id, patch: { notes: 'x' } }],
      ['customers.tag', { selection: { ids: [mine.id, other.id] }, add: [], remove: [] }],
      ['followUps.create', { customerId: other.id, at: 1, method: 'phone', content: 'x' }],
      ['customers.update', { id: mine.id, patch: { custom: { [String(field)]: null } } }],
    ] as const) expect(await test.fail(method, input)).toMatchObject({ code: 'people.others' });
    const added = await test.call('customers.create', { name: '赵新' });
    expect((await test.call('customers.get', { id: added.id })).custom[String(field)]).toBe('小美');
    const verified = await test.call('customers.verify', { selection: { query: {} } });
    expect(verified.count).toBe(2);
    await asOwner(test);
    expect((await test.call('customers.get', { id: other.id })).verifiedOn).toBeNull();
  });

  it('a new name follows in their customers, and leaving hands them over', async () => {
    const { test, mine, mei } = await withOwn();
    await asOwner(test);
    await test.call('people.update', { id: mei.id, patch: { name: '美玲' } });
    const lin = await add(test, '小林', 'staff', { ownOnly: true }, LIN);
    await enter(test, MEI, mei.id);
    expect((await test.call('customers.list', {})).rows.map((row) => row.id)).toEqual([mine.id]);
    await asOwner(test);
    expect(await test.call('people.remove', { id: mei.id, to: lin.id })).toEqual({ handedOver: 1 });
    expect((await test.call('people.list', {})).people.map((p) => [p.name, p.active, p.customers])).toEqual([['美玲', false, 0], ['小林', true, 1]]);
  });

  it('nothing is seen when the field that says who is in charge is gone', async () => {
    const { test, field, mei } = await withOwn();
    await asOwner(test);
    await test.call('fields.remove', { id: field });
    await enter(test, MEI, mei.id);
    expect(await test.fail('customers.list', {})).toMatchObject({ code: 'people.others' });
  });
});
