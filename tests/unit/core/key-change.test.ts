/** Changing the book's key: everything still there and readable, nothing of it with what opened the book before. On a real encrypted book. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ROLE_RIGHTS } from '../../../shared/modules/people.ts';
import { readErasedFile } from '../../../src-main/core/changes/erase/index.ts';
import { erasedHash } from '../../../src-main/core/changes/erase/list.ts';
import { readHighWater } from '../../../src-main/core/changes/high-water.ts';
import { marksOf } from '../../../src-main/core/changes/marks.ts';
import { opensWith } from '../../../src-main/core/database/rekey.ts';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import { createBlobStore, keysOfHeader, openSealedFile, systemVaultDeps, unlockVault } from '../../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../../src-main/core/vault/index.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore, TestCoreOptions } from '../../support/create-test-core.ts';

const MEI = 'quiet river 88 sandal';
const open: TestCore[] = [];
const keys: VaultKeys[] = [];
afterEach(async () => {
  for (const test of open.splice(0)) await test.dispose();
  for (const one of keys.splice(0)) one.dispose();
});

async function shop(options: TestCoreOptions = {}): Promise<TestCore> {
  const test = await createTestCore(options);
  open.push(test);
  return test;
}

/** What somebody has who kept the header: the keys of that day. */
async function keysNow(test: TestCore, passphrase = TEST_PASSPHRASE): Promise<VaultKeys> {
  const unlocked = await unlockVault(systemVaultDeps({ appVersion: '0.1.0' }), test.bookDir, { type: 'passphrase', passphrase });
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  keys.push(unlocked.value.keys);
  return unlocked.value.keys;
}

async function change(test: TestCore): Promise<string> {
  const { jobId, recoveryCode } = await test.call('session.changeKey', { passphrase: TEST_PASSPHRASE });
  const job = await test.job(jobId);
  expect(job).toMatchObject({ state: 'done', error: null });
  const { copyJobId } = job.result as { readonly copyJobId: string };
  expect(await test.job(copyJobId)).toMatchObject({ state: 'done', result: { written: 1, places: 1, failed: [] } });
  return recoveryCode;
}

/** Waits for the attachments to be sealed anew. */
async function renewed(test: TestCore): Promise<void> {
  const { jobs } = await test.call('jobs.list', {});
  const job = jobs.find(({ name }) => name === 'keyChange.files');
  if (job?.state === 'running') expect((await test.job(job.jobId)).state).toBe('done');
}

async function attach(test: TestCore, customerId: number, text: string): Promise<number> {
  const path = join(test.dir, `${text}.txt`);
  writeFileSync(path, text);
  const { jobId } = await test.call('attachments.add', { customerId, file: test.file(path) });
  const job = await test.job(jobId);
  return (job.result as { id: number }).id;
}

const contentOf = async (test: TestCore, id: number): Promise<string> => Buffer.from((await test.call('attachments.read', { id, offset: 0 })).data, 'base64').toString('utf8');
const blobFiles = (dir: string): string[] => readdirSync(join(dir, 'blobs'), { recursive: true }).map(String).filter((name) => /[0-9a-f]{64}$/.test(name));

/** Wrong secrets are answered slower and slower. */
const later = (test: TestCore) => test.clock.advance(60_000);

async function enter(test: TestCore, secret: Parameters<TestCore['core']['openFolder']>[1]) {
  await test.call('session.lock', {});
  return test.core.openFolder(test.bookDir, secret);
}

async function chainIsWhole(test: TestCore): Promise<void> {
  const { jobId } = await test.call('audit.verify', {});
  expect((await test.job(jobId)).result).toMatchObject({ badSeq: null });
}

describe('changing the key of a book', () => {
  it('keeps customers, undo, history, attachments and the chain of the record; the book is open again as the owner', async () => {
    const test = await shop();
    const { id } = await test.call('customers.create', { name: '王小明', phones: [{ value: '13812345678' }] });
    await test.call('customers.update', { id, patch: { notes: '喜欢兰花' } });
    const file = await attach(test, id, '合同');
    await change(test);
    await renewed(test);
    expect((await test.call('session.status', {})).book).toMatchObject({ person: { id: 0 }, recoveryConfirmed: false, warnings: [] });
    expect((await test.call('customers.search', { text: '13812345678' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await test.call('history.list', { entity: 'customer', id })).changes.length).toBeGreaterThan(1);
    expect(await contentOf(test, file)).toBe('合同');
    await chainIsWhole(test);
    expect((await test.call('audit.list', {})).rows.map((row) => row.action)).toContain('session.keyChanged');
    expect((await enter(test, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).ok).toBe(true);
    expect(await contentOf(test, file)).toBe('合同');
    await chainIsWhole(test);
  });

  it('leaves nothing to whoever kept a header: not the database, not the search file, not one attachment', async () => {
    const test = await shop();
    const mei = await test.call('people.create', { name: '小美', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: MEI });
    const { id } = await test.call('customers.create', { name: '王小明' });
    await attach(test, id, '合同');
    const kept = join(test.dir, 'kept');
    cpSync(join(test.bookDir, 'vault.json'), join(kept, 'vault.json'));
    const old = await keysNow(test, MEI);
    const names = blobFiles(test.bookDir);
    await test.call('people.remove', { id: mei.id, to: null });
    // Before: the key they took along opens all of it, although their passphrase opens nothing.
    expect(old.db.use((key) => opensWith(join(test.bookDir, 'crm.db'), key))).toBe(true);
    await change(test);
    await renewed(test);
    await attach(test, id, '新的合同');
    await test.call('session.lock', {});
    expect(old.db.use((key) => opensWith(join(test.bookDir, 'crm.db'), key))).toBe(false);
    if (existsSync(join(test.bookDir, 'search.db'))) expect(old.search.use((key) => opensWith(join(test.bookDir, 'search.db'), key))).toBe(false);
    const files = blobFiles(test.bookDir);
    expect(files).toHaveLength(2);
    // The names stay: the book's record knows attachments by them.
    expect(files).toEqual(expect.arrayContaining(names));
    const asThen = createBlobStore(await loadSodium(), test.bookDir, old.blobs);
    for (const file of files) expect(await asThen.verify(file.slice(-64))).toBe('damaged');
    const now = await keysNow(test);
    const asNow = createBlobStore(await loadSodium(), test.bookDir, { ...now.blobs, older: [] });
    for (const file of files) expect(await asNow.verify(file.slice(-64))).toBe('sound');
    // Putting the old header back opens nothing either, and does not win over the new one.
    cpSync(join(kept, 'vault.json'), join(test.bookDir, 'vault.json'));
    expect(await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: MEI })).toMatchObject({ ok: false, error: { code: 'vault.wrongSecret' } });
    later(test);
    expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).ok).toBe(true);
  });

  it('takes no mark and no list of erasures beside the book from whoever had the former key; who was erased stays so in a backup of before', async () => {
    const test = await shop();
    const { id } = await test.call('customers.create', { name: '王小明' });
    const gone = await test.call('customers.create', { name: '李大海' });
    const backup = join(test.dir, 'before.regulars');
    expect((await test.job((await test.call('backup.create', { file: test.file(backup) })).jobId)).state).toBe('done');
    const old = await keysNow(test);
    await change(test);
    await renewed(test);
    expect((await test.job((await test.call('privacy.erase', { id: gone.id, name: '李大海' })).jobId)).state).toBe('done');
    await test.call('session.lock', {});
    const sodium = await loadSodium();
    const now = await keysNow(test);
    const list = readErasedFile(test.bookDir, marksOf(sodium, now), 'own');
    expect(list.size).toBe(1);
    const asThen = marksOf(sodium, old);
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    const put = (name: string, content: object) => writeFileSync(join(test.bookDir, name), JSON.stringify(content));
    const erased = [...list, [erasedHash(asThen.record, id), 1] as const].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = Buffer.from(`erased-list|${JSON.stringify(erased)}`);
    for (const today of [undefined, hex(asThen.today(text)), hex(asThen.record(text))]) {
      // More entries than the book has: believed, it would refuse to be opened.
      put('hwm.json', { seq: 1_000_000, hash: '', mac: hex((today === undefined ? asThen.record : asThen.today)(Buffer.from('hwm|1000000|'))) });
      put('erased.json', { erased, mac: hex(asThen.record(text)), ...(today !== undefined && { today }) });
      expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).ok).toBe(true);
      expect((await test.call('customers.get', { id })).name).toBe('王小明');
      expect((await test.call('session.status', {})).book?.warnings).toEqual([]);
      await test.call('session.lock', {});
      expect(readErasedFile(test.bookDir, marksOf(sodium, now), 'own').size).toBe(1);
      expect(readHighWater(test.bookDir, marksOf(sodium, now))?.seq).toBeLessThan(1000);
    }
    // The same forgeries as the key of today would write them are believed: the test can tell.
    put('hwm.json', { seq: 1_000_000, hash: '', mac: hex(marksOf(sodium, now).today(Buffer.from('hwm|1000000|'))) });
    expect(await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).toMatchObject({ ok: false, error: { code: 'book.damaged' } });
    put('hwm.json', {});
    expect((await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).ok).toBe(true);
    // A backup of before knows nothing of today's key, and still forgets whom the book forgot.
    expect(await test.job((await test.call('backup.restore', { file: test.file(backup), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } })).jobId)).toMatchObject({ state: 'done', result: { customers: 1, erasedAgain: 1 } });
  });

  it('reads what an earlier version wrote beside a book that has its first key', async () => {
    const test = await shop();
    const gone = await test.call('customers.create', { name: '李大海' });
    expect((await test.job((await test.call('privacy.erase', { id: gone.id, name: '李大海' })).jobId)).state).toBe('done');
    await test.call('session.lock', {});
    const marks = marksOf(await loadSodium(), await keysNow(test));
    const file = join(test.bookDir, 'erased.json');
    const { today: _, ...before } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify(before));
    expect(readErasedFile(test.bookDir, marks, 'own').size).toBe(1);
    const mark = readHighWater(test.bookDir, marks)!;
    const mac = Buffer.from(marks.record(Buffer.from(`hwm|${String(mark.seq)}|${mark.hash}`))).toString('hex');
    writeFileSync(join(test.bookDir, 'hwm.json'), JSON.stringify({ seq: mark.seq, hash: mark.hash, mac }));
    expect(readHighWater(test.bookDir, marks)).toMatchObject({ seq: mark.seq });
    expect(readHighWater(test.bookDir, { ...marks, isFirst: false })).toBeNull();
  });

  it('others come in again with a passphrase set anew; the list says who has none', async () => {
    const test = await shop();
    const mei = await test.call('people.create', { name: '小美', role: 'staff', rights: ROLE_RIGHTS.staff, passphrase: MEI });
    expect((await test.call('people.list', {})).people).toMatchObject([{ id: mei.id, hasPassphrase: true }]);
    await change(test);
    expect((await test.call('people.list', {})).people).toMatchObject([{ id: mei.id, active: true, hasPassphrase: false }]);
    expect(await enter(test, { type: 'passphrase', passphrase: MEI })).toMatchObject({ ok: false, error: { code: 'vault.wrongSecret' } });
    later(test);
    await test.core.openFolder(test.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
    await test.call('people.setPassphrase', { id: mei.id, passphrase: MEI });
    expect((await test.call('people.list', {})).people).toMatchObject([{ hasPassphrase: true }]);
    expect((await enter(test, { type: 'passphrase', passphrase: MEI })).ok).toBe(true);
    expect((await test.call('session.status', {})).book?.person.name).toBe('小美');
  });

  it('the new recovery code opens the book, the old one does not; one group of it is asked back', async () => {
    const test = await shop();
    const before = (await test.call('session.reissueRecovery', { secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } })).recoveryCode;
    const code = await change(test);
    expect(await test.call('session.confirmRecovery', { group: 2, text: code.split('-')[2]! })).toEqual({ confirmed: true });
    expect((await test.call('session.status', {})).book?.recoveryConfirmed).toBe(true);
    expect(await enter(test, { type: 'recovery', code: before })).toMatchObject({ ok: false, error: { code: 'vault.wrongSecret' } });
    later(test);
    expect((await test.core.openFolder(test.bookDir, { type: 'recovery', code })).ok).toBe(true);
  });

  it('can be done again and again', async () => {
    const test = await shop();
    const { id } = await test.call('customers.create', { name: '王小明' });
    const file = await attach(test, id, '合同');
    for (let i = 0; i < 3; i++) {
      await change(test);
      await renewed(test);
    }
    expect(await contentOf(test, file)).toBe('合同');
    await chainIsWhole(test);
    expect((JSON.parse(readFileSync(join(test.bookDir, 'vault.json'), 'utf8')) as { former: unknown[] }).former).toHaveLength(3);
  });

  it('makes a backup at every place at once: with the new key, of files sealed anew, and nothing of it opens with what opened the book before', async () => {
    const test = await shop();
    const { id } = await test.call('customers.create', { name: '王小明' });
    await attach(test, id, '合同');
    mkdirSync(join(test.dir, 'stick'));
    const { id: place } = await test.call('backup.addTarget', { folder: join(test.dir, 'stick') });
    expect((await test.job((await test.call('backup.run', {})).jobId)).result).toMatchObject({ written: 2 });
    const old = await keysNow(test);
    const job = await test.job((await test.call('session.changeKey', { passphrase: TEST_PASSPHRASE })).jobId);
    const { copyJobId } = job.result as { readonly copyJobId: string };
    expect(await test.job(copyJobId)).toMatchObject({ state: 'done', result: { written: 2, places: 2, failed: [], waiting: [], customers: 1 } });
    expect((await test.call('backup.status', {})).changed).toBe(false);
    for (const target of ['ring', place]) {
      const { copies } = await test.call('backup.copies', { id: target });
      expect(copies.map(({ reason }) => reason)).toEqual(['key', 'hand']);
      expect(await test.job((await test.call('backup.prove', { id: target, name: copies[0]!.name })).jobId)).toMatchObject({ state: 'done', error: null });
    }
    const { copies } = await test.call('backup.copies', { id: place });
    const headerOf = async (name: string) => {
      const file = await openSealedFile(join(test.dir, 'stick', 'Regulars', name));
      if (!file.ok) throw new Error(file.error.code);
      await file.value.close();
      return Buffer.from((JSON.parse(Buffer.from(file.value.header).toString('utf8')) as { vault: string }).vault, 'base64');
    };
    const opens = async (keysThen: VaultKeys, name: string): Promise<boolean> => {
      const found = await keysOfHeader({ appVersion: '0.1.0' }, keysThen, await headerOf(name));
      if (found) keys.push(found);
      return found !== null;
    };
    expect(await opens(old, copies[1]!.name)).toBe(true);
    expect(await opens(old, copies[0]!.name)).toBe(false);
    const made = await test.job((await test.call('backup.restore', { copy: { id: place, name: copies[0]!.name }, secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } })).jobId);
    expect(made.state).toBe('done');
    const [restored] = readdirSync(join(test.dir, 'data', 'books')).map((name) => join(test.dir, 'data', 'books', name));
    const asThen = createBlobStore(await loadSodium(), restored!, old.blobs);
    expect(blobFiles(restored!)).toHaveLength(1);
    for (const file of blobFiles(restored!)) expect(await asThen.verify(file.slice(-64))).toBe('damaged');
  });

  it('a backup that was cut off is due as soon as the book is open again, however new the copy of the former key is', async () => {
    const test = await shop();
    await test.call('customers.create', { name: '王小明' });
    expect((await test.job((await test.call('backup.run', {})).jobId)).state).toBe('done');
    await test.job((await test.call('session.changeKey', { passphrase: TEST_PASSPHRASE })).jobId);
    expect((await enter(test, { type: 'passphrase', passphrase: TEST_PASSPHRASE })).ok).toBe(true);
    await renewed(test);
    expect((await test.call('backup.copies', { id: 'ring' })).copies).toHaveLength(1);
    const { jobId } = await test.call('backup.due', {});
    expect(await test.job(jobId!)).toMatchObject({ name: 'backup.auto', state: 'done', result: { written: 1 } });
    // Now all is well again: nothing is due for hours.
    expect((await test.call('backup.due', {})).jobId).not.toBe(jobId);
    expect((await test.call('backup.copies', { id: 'ring' })).copies).toHaveLength(2);
  });

  it('a backup from before opens with what opened it then, and can still be proved and compared with the book', async () => {
    const test = await shop();
    const { id } = await test.call('customers.create', { name: '王小明' });
    await attach(test, id, '合同');
    const backup = join(test.dir, 'before.regulars');
    const made = await test.call('backup.create', { file: test.file(backup) });
    expect((await test.job(made.jobId)).state).toBe('done');
    expect((await test.job((await test.call('backup.run', { id: 'ring' })).jobId)).state).toBe('done');
    const ref = { id: 'ring', name: (await test.call('backup.copies', { id: 'ring' })).copies[0]!.name };
    await change(test);
    await renewed(test);
    await test.call('customers.remove', { selection: { ids: [id] } });
    const compared = await test.job((await test.call('backup.compare', ref)).jobId);
    expect(compared).toMatchObject({ state: 'done', result: { gone: 1 } });
    const back = await test.job((await test.call('backup.bringBack', {})).jobId);
    expect(back.state).toBe('done');
    expect((await test.call('customers.get', { id })).deletedAt).toBeNull();
    expect(await test.job((await test.call('backup.prove', ref)).jobId)).toMatchObject({ state: 'done', error: null });
    const restored = await test.job((await test.call('backup.restore', { file: test.file(backup), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } })).jobId);
    expect(restored).toMatchObject({ state: 'done', result: { customers: 1 } });
  });

  it('refuses without the owner’s passphrase, to others, with too little room and while something runs; nothing has changed then', async () => {
    let free = 1e12;
    const test = await shop({ freeBytes: () => Promise.resolve(free) });
    const before = readFileSync(join(test.bookDir, 'vault.json'), 'utf8');
    expect(await test.fail('session.changeKey', { passphrase: 'not the one 77 at all' })).toMatchObject({ code: 'vault.wrongSecret' });
    later(test);
    free = 1000;
    expect(await test.fail('session.changeKey', { passphrase: TEST_PASSPHRASE })).toMatchObject({ code: 'keyChange.noRoom', megabytes: expect.any(Number), free: 0 });
    free = 1e12;
    const { jobId } = await test.call('session.changeKey', { passphrase: TEST_PASSPHRASE });
    await test.call('jobs.cancel', { jobId });
    expect((await test.job(jobId)).state).toBe('cancelled');
    expect(readFileSync(join(test.bookDir, 'vault.json'), 'utf8')).toBe(before);
    expect((await test.call('session.status', {})).book?.warnings).toEqual([{ code: 'keyChange.kept' }]);
    const rights = ROLE_RIGHTS.owner;
    await test.call('people.create', { name: '阿强', role: 'owner', rights, passphrase: MEI });
    expect((await enter(test, { type: 'passphrase', passphrase: MEI })).ok).toBe(true);
    expect(await test.fail('session.changeKey', { passphrase: MEI })).toMatchObject({ code: 'request.denied' });
  });
});
