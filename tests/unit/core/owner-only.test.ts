/** Fields that only the owner sees: what each role is told of them, and what of them lies in the files. The control is each time that the owner reads the value. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import { decodeBody } from '../../../src-main/core/changes/codec.ts';
import { createOwnerSeal, isSealed } from '../../../src-main/core/changes/sealed-values.ts';
import { systemVaultDeps, unlockVault } from '../../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../../src-main/core/vault/index.ts';
import { openZip } from '../../../src-main/core/operations/transfer/zip.ts';
import { ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import type { Role } from '../../../shared/modules/people.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const MEI = 'quiet river 88 sandal';
const SECRET = '330106199003071234';
const SEALED = 'owner1:';
const open: TestCore[] = [];
afterEach(async () => {
  for (const test of open.splice(0)) await test.dispose();
});

async function shop(): Promise<TestCore> {
  const test = await createTestCore();
  open.push(test);
  return test;
}

async function enter(test: TestCore, passphrase: string, person?: number): Promise<void> {
  await test.call('session.lock', {});
  const opened = await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase, person });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
}
const asOwner = (test: TestCore) => enter(test, TEST_PASSPHRASE);

/** A shop with an owner-only field, one customer with a value in it, and somebody of this role. */
async function closedShop(role: Role = 'staff', rights = {}) {
  const test = await shop();
  const field = await test.call('fields.create', { label: '护照', kind: 'text', ownerOnly: true });
  const customer = await test.call('customers.create', { name: '王小明', custom: { [String(field.id)]: SECRET } });
  const mei = await test.call('people.create', { name: '小美', role, rights: { ...ROLE_RIGHTS[role], ...rights }, passphrase: MEI });
  return { test, field, customer, key: String(field.id), mei };
}

const custom = async (test: TestCore, id: number) => (await test.call('customers.get', { id })).custom;

async function keysOf(test: TestCore, passphrase: string, person: number): Promise<VaultKeys> {
  const unlocked = await unlockVault(systemVaultDeps({ appVersion: '0.1.0' }), test.bookDir, { type: 'passphrase', passphrase, person });
  if (!unlocked.ok) throw new Error(JSON.stringify(unlocked.error));
  return unlocked.value.keys;
}

/** Everything the key of the database lets somebody read: all cells, and the log taken apart. */
function everything(test: TestCore, keys: VaultKeys): string {
  const db = keys.db.use((key) => openDatabase(join(test.bookDir, 'crm.db'), { key, readonly: true }));
  try {
    const tables = db.raw.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    const log = db.raw.prepare<[], { codec: number; body: Buffer }>('SELECT codec, body FROM change_log').all().map(({ codec, body }) => decodeBody(codec, body));
    return JSON.stringify([log, tables.map((name) => db.raw.prepare(`SELECT * FROM "${name}"`).all())]);
  } finally {
    db.close();
  }
}

describe('an owner-only field', () => {
  it('is read and written by the owner: in the record, its history, and when it is emptied and brought back', async () => {
    const { test, customer, key } = await closedShop();
    expect((await custom(test, customer.id))[key]).toBe(SECRET);
    await test.call('customers.update', { id: customer.id, patch: { custom: { [key]: 'A0000001' } } });
    const { changes } = await test.call('history.list', { entity: 'customer', id: customer.id });
    expect(changes[0]?.fields).toEqual([{ field: `custom:${key}`, before: SECRET, after: 'A0000001' }]);
    await test.call('history.restoreValue', { entity: 'customer', id: customer.id, seq: changes[0]!.seq, field: `custom:${key}`, which: 'before' });
    expect((await custom(test, customer.id))[key]).toBe(SECRET);
    await test.call('undo.undo', {});
    expect((await custom(test, customer.id))[key]).toBe('A0000001');
    const seen = (await test.call('customers.get', { id: customer.id })).seq;
    await test.call('customers.update', { id: customer.id, patch: { custom: { [key]: 'A0000001' } } });
    expect((await test.call('customers.get', { id: customer.id })).seq).toBe(seen);
  });

  it('keeps numbers, days and choices as what they are', async () => {
    const test = await shop();
    const kinds = { number: 37.5, money: 120_000, date: '2026-05-01', yesNo: true, rating: 4, multiChoice: ['甲', '乙'], choice: '甲', lunarDate: 'L1990-08-15', phone: '138 0013 8000', longText: '过敏：\n青霉素' } as const;
    const ids: Record<string, string> = {};
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) ids[kind] = String((await test.call('fields.create', { label: kind, kind, ownerOnly: true, ...(kind.endsWith('hoice') && { options: ['甲', '乙'] }) })).id);
    const given = Object.fromEntries(Object.entries(kinds).map(([kind, value]) => [ids[kind]!, typeof value === 'object' ? [...value] : value]));
    const customer = await test.call('customers.create', { name: '王小明', custom: given });
    expect(await custom(test, customer.id)).toEqual(given);
    expect(await test.fail('customers.update', { id: customer.id, patch: { custom: { [ids['number']!]: 'many' } } })).toMatchObject({ code: 'field.badValue' });
    for (const kind of ['formula', 'file', 'link'] as const) expect(await test.fail('fields.create', { label: `x${kind}`, kind, formula: '1', ownerOnly: true })).toMatchObject({ code: 'field.notSealable' });
  });

  for (const role of ['manager', 'staff', 'readonly'] as const) {
    it(`tells a ${role} that there is something, and nothing of what`, async () => {
      const { test, field, customer, key, mei } = await closedShop(role);
      await test.call('customers.update', { id: customer.id, patch: { custom: { [key]: `${SECRET}X` } } });
      await enter(test, MEI, mei.id);
      expect((await custom(test, customer.id))[key]).toEqual({ fault: 'ownerOnly' });
      const answers = [
        await test.call('customers.list', { query: {}, limit: 10 }),
        await test.call('customers.search', { text: '王', limit: 10 }),
        await test.call('history.list', { entity: 'customer', id: customer.id }),
        await test.call('timeline.list', { customerId: customer.id }),
        await test.call('portrait.get', { id: customer.id }).catch(() => null),
        await test.call('fields.list', {}),
        test.events,
      ];
      const told = JSON.stringify(answers);
      expect(told).toContain('王小明');
      for (const word of [SECRET, SEALED]) expect(told).not.toContain(word);
      expect((await test.call('customers.search', { text: SECRET, limit: 10 })).rows).toEqual([]);
      for (const refused of [
        await test.fail('customers.list', { query: { filter: { all: [{ field: `custom:${field.id}`, test: { op: 'notEmpty' } }] } }, limit: 10 }),
        await test.fail('customers.list', { query: { sort: { field: `custom:${field.id}`, direction: 'asc' } }, limit: 10 }),
        await test.fail('customers.facets', { field: `custom:${field.id}`, query: {} }),
      ]) {
        expect(refused).toMatchObject({ code: 'query.badField' });
      }
      await asOwner(test);
      expect((await custom(test, customer.id))[key]).toBe(`${SECRET}X`);
    });
  }

  it('is neither written, changed, deleted nor made by anybody else; the rest of the record is', async () => {
    const { test, field, customer, key, mei } = await closedShop('manager');
    await enter(test, MEI, mei.id);
    expect(await test.fail('customers.update', { id: customer.id, patch: { custom: { [key]: 'mine' } } })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('customers.update', { id: customer.id, patch: { custom: { [key]: null } } })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('customers.create', { name: '李雷', custom: { [key]: 'mine' } })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('fields.update', { id: field.id, patch: { label: '证件' } })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('fields.remove', { id: field.id })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('fields.create', { label: '病史', kind: 'text', ownerOnly: true })).toMatchObject({ code: 'field.ownerOnly' });
    expect(await test.fail('fields.setOwnerOnly', { id: field.id, ownerOnly: false })).toMatchObject({ code: 'people.denied' });
    expect(await test.fail('bulk.edit', { selection: { ids: [customer.id] }, field: `custom:${field.id}`, change: { op: 'clear' } })).toMatchObject({ code: 'query.badField' });
    await test.call('customers.update', { id: customer.id, patch: { notes: '下午来' } });
    await asOwner(test);
    expect((await custom(test, customer.id))[key]).toBe(SECRET);
  });

  it('is found in no list even by the owner, in no formula and in no review', async () => {
    const { test, field, customer } = await closedShop();
    expect((await test.call('customers.search', { text: SECRET, limit: 10 })).rows).toEqual([]);
    expect(await test.fail('customers.list', { query: { sort: { field: `custom:${field.id}`, direction: 'asc' } }, limit: 10 })).toMatchObject({ code: 'query.badField' });
    expect((await test.call('fields.check', { formula: '[护照] & "x"', customerId: customer.id })).problem).toMatchObject({ code: 'unknownField' });
    expect(JSON.stringify(await test.call('fields.names', {}))).not.toContain('护照');
  });
});

describe('in the files', () => {
  it('whoever holds the database key reads no value of it; the owner’s key opens the same texts', async () => {
    const { test, customer, key, mei, field } = await closedShop();
    await test.call('customers.update', { id: customer.id, patch: { custom: { [key]: `${SECRET}X` } } });
    await test.call('drafts.set', { form: 'customer.new', text: JSON.stringify({ name: '李雷', custom: { [key]: `${SECRET}Y` } }) });
    expect((await test.call('drafts.get', { form: 'customer.new' })).text).toContain(`${SECRET}Y`);
    const [theirs, owners] = [await keysOf(test, MEI, mei.id), await keysOf(test, TEST_PASSPHRASE, 0)];
    const all = everything(test, theirs);
    expect(all).toContain('王小明');
    expect(all).not.toContain(SECRET);
    const db = theirs.db.use((bytes) => openDatabase(join(test.bookDir, 'crm.db'), { key: bytes, readonly: true }));
    const stored = (JSON.parse(db.raw.prepare<[], string>('SELECT custom FROM customer').pluck().get()!) as Record<string, string>)[key]!;
    db.close();
    expect(isSealed(stored)).toBe(true);
    expect(theirs.owner).toBeNull();
    const sodium = await loadSodium();
    for (const held of [theirs.master, theirs.db, theirs.search, theirs.audit, theirs.header, theirs.sync, theirs.blob, theirs.backup]) {
      expect(createOwnerSeal(sodium, theirs.vaultId, (work) => held.use(work)).open(stored)).toBeNull();
    }
    const seal = createOwnerSeal(sodium, owners.vaultId, (work) => owners.owner!.use(work));
    expect(seal.open(stored)).toBe(`${SECRET}X`);
    // Nor can it be passed off as a value of another field, or of another book.
    expect(seal.open(stored.replace(`owner1:${field.id}:`, `owner1:${field.id + 1}:`))).toBeNull();
    expect(createOwnerSeal(sodium, 'ab'.repeat(16), (work) => owners.owner!.use(work)).open(stored)).toBeNull();
  });

  it('an export and an archive of the person hold it for the owner, and for nobody else', async () => {
    const { test, customer, mei } = await closedShop('manager', { export: true });
    const exported = async (name: string) => {
      const { jobId } = await test.call('export.start', { file: test.file(join(test.dir, `${name}.csv`)), format: 'csv', selection: { ids: [customer.id] } });
      expect((await test.job(jobId)).state).toBe('done');
      const { jobId: person } = await test.call('privacy.exportPerson', { id: customer.id, file: test.file(join(test.dir, `${name}.zip`)) });
      expect((await test.job(person)).state).toBe('done');
      const zip = openZip(readFileSync(join(test.dir, `${name}.zip`)));
      const members = await Promise.all(['资料.html', 'data.json'].map(async (member) => Buffer.from(await zip.read(member, 10_000_000)).toString('utf8')));
      return [readFileSync(join(test.dir, `${name}.csv`), 'utf8'), ...members];
    };
    const own = await exported('owner');
    expect(own[0]).toContain(SECRET);
    expect(own.filter((text) => text.includes(SECRET)).length).toBe(own.length);
    await enter(test, MEI, mei.id);
    const theirs = await exported('manager');
    for (const text of theirs) {
      expect(text).toContain('王小明');
      for (const word of [SECRET, SEALED]) expect(text).not.toContain(word);
    }
  });
});

describe('a field that is kept to the owner later', () => {
  async function marked() {
    const test = await shop();
    const field = await test.call('fields.create', { label: '健康状况', kind: 'text' });
    const key = String(field.id);
    const customer = await test.call('customers.create', { name: '王小明', custom: { [key]: 'diabetes type two' } });
    await test.call('customers.update', { id: customer.id, patch: { custom: { [key]: 'hypertension grade one' } } });
    const mei = await test.call('people.create', { name: '小美', role: 'manager', rights: ROLE_RIGHTS.manager, passphrase: MEI });
    expect((await test.call('customers.search', { text: 'hypertension', limit: 5 })).rows).toHaveLength(1);
    expect(everything(test, await keysOf(test, MEI, mei.id))).toContain('diabetes');
    const done = await test.call('fields.setOwnerOnly', { id: field.id, ownerOnly: true });
    return { test, field, key, customer, mei, done };
  }

  it('is sealed in rows, history and index; the record of changes still fits, and undo goes on', async () => {
    const { test, customer, key, mei, done } = await marked();
    expect(done).toMatchObject({ customers: 1, field: { ownerOnly: true } });
    const all = everything(test, await keysOf(test, MEI, mei.id));
    for (const word of ['diabetes', 'hypertension']) expect(all).not.toContain(word);
    expect((await test.call('customers.search', { text: 'hypertension', limit: 5 })).rows).toEqual([]);
    expect((await custom(test, customer.id))[key]).toBe('hypertension grade one');
    const { jobId } = await test.call('audit.verify', {});
    expect((await test.job(jobId)).result).toMatchObject({ badSeq: null });
    await test.call('undo.undo', {});
    expect((await custom(test, customer.id))[key]).toBe('diabetes type two');
    await enter(test, MEI, mei.id);
    expect(JSON.stringify(await test.call('history.list', { entity: 'customer', id: customer.id }))).not.toMatch(/diabetes|hypertension|owner1/);
  });

  it('nothing of it is left in the bytes of any file of the book', async () => {
    const { test, mei } = await marked();
    await test.call('session.lock', {});
    const keys = await keysOf(test, MEI, mei.id);
    for (const name of readdirSync(test.bookDir).filter((file) => file === 'search.db')) {
      const db = keys.search.use((key) => openDatabase(join(test.bookDir, name), { key, readonly: true }));
      const tables = db.raw.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
      const bytes = tables.flatMap((table) => db.raw.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][]).flat().map((cell) => (cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') + Buffer.from(cell).toString('utf16le') : String(cell)));
      db.close();
      expect(bytes.join('\n')).not.toMatch(/diabetes|hypertension/);
    }
  });

  it('given back to everybody, it is plain again everywhere', async () => {
    const { test, field, customer, key, mei } = await marked();
    await test.call('fields.setOwnerOnly', { id: field.id, ownerOnly: false });
    expect((await test.call('customers.search', { text: 'hypertension', limit: 5 })).rows).toHaveLength(1);
    await enter(test, MEI, mei.id);
    expect((await custom(test, customer.id))[key]).toBe('hypertension grade one');
    const { changes } = await test.call('history.list', { entity: 'customer', id: customer.id });
    expect(JSON.stringify(changes)).toContain('diabetes type two');
    expect(everything(test, await keysOf(test, MEI, mei.id))).not.toContain('owner1:');
  });

  it('the field that says who is in charge stays readable', async () => {
    const { test } = await marked();
    const { ownerField } = await test.call('people.list', {});
    const handed = ownerField ?? null;
    if (handed !== null) expect(await test.fail('fields.setOwnerOnly', { id: handed, ownerOnly: true })).toMatchObject({ code: 'field.notSealable' });
    expect(await test.fail('fields.setOwnerOnly', { id: 12_345, ownerOnly: true })).toMatchObject({ code: 'record.missing' });
  });
});

describe('with what makes and changes many', () => {
  it('a bulk edit by the owner seals each value, and appends to what is there', async () => {
    const { test, customer, key, mei, field } = await closedShop();
    expect(await test.call('bulk.edit', { selection: { ids: [customer.id] }, field: `custom:${field.id}`, change: { op: 'append', value: ' (copy seen)' } })).toMatchObject({ count: 1 });
    expect((await custom(test, customer.id))[key]).toBe(`${SECRET} (copy seen)`);
    expect(everything(test, await keysOf(test, MEI, mei.id))).not.toContain('copy seen');
  });

  it('an import fills it for the owner, keeps it out of the rows left out, and takes it from nobody else', async () => {
    const { test, key, mei, field } = await closedShop('manager');
    const { writeFileSync } = await import('node:fs');
    const path = join(test.dir, 'in.csv');
    writeFileSync(path, `姓名,手机,护照\n赵六,13800138001,${SECRET.replace('1234', '5678')}\n,,${SECRET.replace('1234', '9999')}\n`);
    const mapping = { columns: [{ to: 'field', field: 'name' }, { to: 'field', field: 'phones' }, { to: 'field', field: `custom:${field.id}` }] } as const;
    const input = () => ({ file: test.file(path), read: {}, mapping, onMatch: 'fill', saveMapping: false }) as never;
    await enter(test, MEI, mei.id);
    expect(await test.fail('import.start', input())).toMatchObject({ code: 'import.badMapping' });
    await asOwner(test);
    const { jobId } = await test.call('import.start', input());
    expect((await test.job(jobId)).state).toBe('done');
    const { rows } = await test.call('customers.search', { text: '赵六', limit: 5 });
    expect(rows[0]?.custom[key]).toBe(SECRET.replace('1234', '5678'));
    const all = everything(test, await keysOf(test, MEI, mei.id));
    expect(all).toContain('赵六');
    expect(all).not.toMatch(/33010619900307/);
  });
});

describe('a book made today', () => {
  it('has an owner’s key already', async () => {
    expect(await (await shop()).fail('session.addOwnerKey', { passphrase: TEST_PASSPHRASE })).toMatchObject({ code: 'vault.hasOwnerKey' });
  });
});
