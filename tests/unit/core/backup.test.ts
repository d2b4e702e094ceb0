import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

async function backup(path: string) {
  const { jobId } = await t.call('backup.create', { file: t.file(path) });
  return t.job(jobId);
}

async function restore(path: string, passphrase = TEST_PASSPHRASE) {
  const { jobId } = await t.call('backup.restore', { file: t.file(path), secret: { type: 'passphrase', passphrase } });
  return t.job(jobId);
}

describe('backup and restore', () => {
  it('gives back every record with its history in a new book, and leaves the old one alone', async () => {
    const c = await t.call('customers.create', { name: '王小明', phones: [{ value: '13800138000' }] });
    await t.call('customers.update', { id: c.id, patch: { notes: '爱喝茶' } });
    const path = join(t.dir, 'a.regulars');
    expect(await backup(path)).toMatchObject({ state: 'done', result: { customers: 1 } });
    expect(readdirSync(join(t.bookDir, 'staging'))).toEqual([]);
    expect(readFileSync(path).includes('王小明')).toBe(false);
    await t.call('customers.update', { id: c.id, patch: { notes: '后来改的' } });
    await t.call('session.lock', {});
    const done = await restore(path);
    expect(done).toMatchObject({ state: 'done', result: { customers: 1 } });
    const { ref } = done.result as { ref: string };
    await t.call('session.unlock', { ref, secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
    expect(await t.call('customers.get', { id: c.id })).toMatchObject({ name: '王小明', notes: '爱喝茶' });
    expect((await t.call('history.list', { entity: 'customer', id: c.id })).changes).toHaveLength(2);
    const fresh = await t.call('customers.create', { name: '新来的' });
    expect(Math.floor(fresh.id / 2 ** 32)).not.toBe(Math.floor(c.id / 2 ** 32));
    const check = await t.call('data.check', {});
    expect((await t.job(check.jobId)).result).toEqual({ findings: [] });
  });

  it('takes another name, which the shelf shows before it is unlocked, and keeps it in step with the settings', async () => {
    const path = join(t.dir, 'a.regulars');
    await backup(path);
    const secret = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };
    const { jobId } = await t.call('backup.restore', { file: t.file(path), secret, name: '第二本' });
    const { ref } = (await t.job(jobId)).result as { ref: string };
    const nameOnShelf = async () => (await t.call('books.list', {})).books.find((b) => b.ref === ref)?.name;
    expect(await nameOnShelf()).toBe('第二本');
    await t.call('session.unlock', { ref, secret });
    expect((await t.call('settings.get', {})).name).toBe('第二本');
    await t.call('settings.set', { name: '第三本' });
    expect(await nameOnShelf()).toBe('第三本');
  });

  it('never writes over a file, and says so', async () => {
    const path = join(t.dir, 'a.regulars');
    writeFileSync(path, 'mine');
    expect(await backup(path)).toMatchObject({ state: 'failed', error: { code: 'file.exists' } });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('tells a wrong passphrase, a damaged file and a foreign file apart, and leaves no folder behind', async () => {
    await t.call('customers.create', { name: '王小明' });
    const path = join(t.dir, 'a.regulars');
    await backup(path);
    const books = () => (existsSync(join(t.dir, 'data', 'books')) ? readdirSync(join(t.dir, 'data', 'books')) : []);
    expect(await restore(path, 'not the passphrase')).toMatchObject({ state: 'failed', error: { code: 'vault.wrongSecret' } });
    const bytes = readFileSync(path);
    for (const at of [bytes.length - 40, Math.floor(bytes.length / 2)]) {
      const bad = Buffer.from(bytes);
      bad[at] = bad[at]! ^ 1;
      writeFileSync(join(t.dir, 'bad.regulars'), bad);
      expect(await restore(join(t.dir, 'bad.regulars'))).toMatchObject({ error: { code: 'backup.damaged' } });
    }
    writeFileSync(join(t.dir, 'cut.regulars'), bytes.subarray(0, bytes.length - 1));
    expect(await restore(join(t.dir, 'cut.regulars'))).toMatchObject({ error: { code: 'backup.damaged' } });
    writeFileSync(join(t.dir, 'x.regulars'), 'hello');
    expect(await restore(join(t.dir, 'x.regulars'))).toMatchObject({ error: { code: 'backup.foreign' } });
    expect(books()).toEqual([]);
  });
});

describe('data check', () => {
  it('finds a row that was changed behind the program', async () => {
    const c = await t.call('customers.create', { name: '王小明' });
    const { jobId } = await t.call('data.check', {});
    expect((await t.job(jobId)).result).toEqual({ findings: [] });
    await t.call('session.lock', {});
    const { openWithPassphrase } = await import('../../support/open-raw.ts');
    const db = await openWithPassphrase(t.bookDir, TEST_PASSPHRASE);
    db.raw.prepare('UPDATE customer SET aseq = 999 WHERE id = ?').run(c.id);
    db.raw.prepare('UPDATE audit SET actor = ? WHERE seq = 2').run('somebody');
    db.close();
    await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: TEST_PASSPHRASE });
    const again = await t.call('data.check', {});
    expect((await t.job(again.jobId)).result).toEqual({
      findings: [
        { code: 'audit', count: 1 },
        { code: 'rowsWithoutChange', count: 1 },
        { code: 'history', count: 1 },
      ],
    });
  });
});
