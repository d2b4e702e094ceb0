/** What can be wrong with a book's folder, each with its own code; and nothing is changed by finding out. */
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';

const PASSPHRASE = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;

let root: string;
let good: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-open-'));
  const t = await createTestCore({ dir: join(root, 'maker') });
  for (let i = 0; i < 40; i++) await t.call('customers.create', { name: `客户${String(i)}`, notes: '备注'.repeat(400) });
  await t.dispose();
  good = t.bookDir;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let n = 0;
/** Spoils a copy of a sound book, opens it, and answers the code; `ok` when it opened. */
async function codeAfter(spoil: (dir: string) => void | Promise<void>): Promise<{ code: string; unchanged: boolean }> {
  const home = join(root, `case-${String(n++)}`);
  const dir = join(home, 'book');
  cpSync(good, dir, { recursive: true });
  await spoil(dir);
  const file = join(dir, 'crm.db');
  const before = existsSync(file) ? readFileSync(file) : null;
  const t = await createTestCore({ dir: home, book: false });
  try {
    const opened = await t.core.openFolder(dir, PASSPHRASE);
    const code = opened.ok ? 'ok' : opened.error.code;
    await t.core.close();
    const after = existsSync(file) ? readFileSync(file) : null;
    return { code, unchanged: before === null ? after === null : after !== null && before.equals(after) };
  } finally {
    await t.dispose();
  }
}

describe('opening a book that is not as it should be', () => {
  it('opens the sound one', async () => {
    expect((await codeAfter(() => undefined)).code).toBe('ok');
  });

  it.each<[string, string, (dir: string) => void | Promise<void>]>([
    ['a lost database', 'book.lost', (dir) => rmSync(join(dir, 'crm.db'))],
    ['an empty one, which SQLite would take for a new book', 'book.damaged', (dir) => truncateSync(join(dir, 'crm.db'), 0)],
    ['one cut in the middle of a page', 'book.damaged', (dir) => truncateSync(join(dir, 'crm.db'), 20_000)],
    ['one cut between pages', 'book.damaged', (dir) => truncateSync(join(dir, 'crm.db'), 4096 * 3)],
    ['a database that is not encrypted', 'book.damaged', (dir) => writeFileSync(join(dir, 'crm.db'), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)]))],
    ['bytes of something else', 'book.damaged', (dir) => writeFileSync(join(dir, 'crm.db'), Buffer.alloc(8192, 0x41))],
    ['a flipped bit in the first page', 'book.damaged', (dir) => flip(join(dir, 'crm.db'), 100)],
    ["another book's database", 'book.damaged', (dir) => otherBook(dir)],
    ['a lost key file', 'vault.damaged', (dir) => ['vault.json', 'vault.json.prev'].forEach((f) => rmSync(join(dir, f)))],
    ['a foreign key file', 'vault.foreign', (dir) => ['vault.json', 'vault.json.prev'].forEach((f) => writeFileSync(join(dir, f), '{"hello":1}'))],
    ['a folder with nothing of ours', 'vault.missing', (dir) => ['vault.json', 'vault.json.prev', 'crm.db'].forEach((f) => rmSync(join(dir, f)))],
  ])('%s: %s, and touches nothing', async (_what, code, spoil) => {
    expect(await codeAfter(spoil)).toEqual({ code, unchanged: true });
  });

  it('a book of a newer program is refused as it is', async () => {
    const newer = await codeAfter(async (dir) => {
      const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
      db.raw.pragma('user_version = 9999');
      db.raw.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    });
    expect(newer).toEqual({ code: 'book.newer', unchanged: true });
  });

  it('a migration that was edited after it shipped stops the program instead of guessing', async () => {
    const edited = await codeAfter(async (dir) => {
      const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
      db.raw.prepare("UPDATE migration SET hash = 'x' WHERE version = 1").run();
      db.close();
    });
    expect(edited.code).toBe('internal');
  });

  it('takes one good copy of the key file when the other is spoilt, and mends it', async () => {
    let vault = '';
    const healed = await codeAfter((dir) => {
      vault = join(dir, 'vault.json');
      writeFileSync(vault, '');
    });
    expect(healed.code).toBe('ok');
    expect(readFileSync(vault).equals(readFileSync(join(good, 'vault.json')))).toBe(true);
  });

  it('does not open a book whose changes are missing, because an older file was put back, and writes nothing to it', async () => {
    const home = join(root, 'rolled-back');
    const dir = join(home, 'book');
    cpSync(good, dir, { recursive: true });
    const t = await createTestCore({ dir: home, book: false });
    copyFileSync(join(dir, 'crm.db'), join(home, 'yesterday.db'));
    await t.core.openFolder(dir, PASSPHRASE);
    await t.call('customers.create', { name: '今天来的' });
    await t.core.call('session.lock', {});
    copyFileSync(join(home, 'yesterday.db'), join(dir, 'crm.db'));
    const opened = await t.core.openFolder(dir, PASSPHRASE);
    expect(opened).toMatchObject({ ok: false, error: { code: 'book.damaged', reason: 'changes', changes: expect.any(Number) as number } });
    expect(readFileSync(join(dir, 'crm.db')).equals(readFileSync(join(home, 'yesterday.db')))).toBe(true);
    await t.dispose();
  });

  it('opens a book whose log was being moved in when the power went: half a page at its end', async () => {
    const home = join(root, 'half-page');
    const dir = join(home, 'book');
    cpSync(good, dir, { recursive: true });
    const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
    db.raw.pragma('wal_autocheckpoint = 0');
    db.raw.exec("CREATE TABLE filler (x TEXT); INSERT INTO filler VALUES (hex(randomblob(20000))); DROP TABLE filler; INSERT INTO setting (key, value) VALUES ('k', '1')");
    mkdirSync(join(home, 'cut'));
    for (const name of ['crm.db', 'crm.db-wal']) copyFileSync(join(dir, name), join(home, 'cut', name));
    db.close();
    for (const name of ['crm.db', 'crm.db-wal']) copyFileSync(join(home, 'cut', name), join(dir, name));
    writeFileSync(join(dir, 'crm.db'), Buffer.concat([readFileSync(join(dir, 'crm.db')), Buffer.alloc(512, 1)]));
    const t = await createTestCore({ dir: home, book: false });
    expect(await t.core.openFolder(dir, PASSPHRASE)).toMatchObject({ ok: true });
    expect((await t.call('customers.list', {})).total).toBe(40);
    await t.dispose();
  });

  it('reports a damaged page as damage wherever it is met, and the check finds it', async () => {
    const home = join(root, 'rotten');
    const dir = join(home, 'book');
    cpSync(good, dir, { recursive: true });
    const size = readFileSync(join(dir, 'crm.db')).length;
    // Pages of the rows themselves, past the schema.
    for (let at = Math.floor(size / 2); at < size; at += 4096) flip(join(dir, 'crm.db'), at + 7);
    const t = await createTestCore({ dir: home, book: false });
    const opened = await t.core.openFolder(dir, PASSPHRASE);
    if (opened.ok) {
      const { jobId } = await t.call('data.check', {});
      const job = await t.job(jobId);
      expect(job.error?.code ?? (job.result as { findings: { code: string }[] }).findings.map((f) => f.code).join()).toMatch(/book\.damaged|pages/);
    } else {
      expect(opened.error.code).toBe('book.damaged');
    }
    await t.dispose();
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = bytes[at]! ^ 1;
  writeFileSync(path, bytes);
}

async function otherBook(dir: string): Promise<void> {
  const other = await createTestCore();
  await other.core.close();
  copyFileSync(join(other.bookDir, 'crm.db'), join(dir, 'crm.db'));
  await other.dispose();
}
