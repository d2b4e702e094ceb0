import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeCheckUp } from '../../../shared/modules/check-up.ts';
import { acquireBookLock } from '../../../src-main/core/vault/index.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import type { TestCore } from '../../support/create-test-core.ts';

const DAY_MS = 86_400_000;
const SECRET = { type: 'passphrase' as const, passphrase: TEST_PASSPHRASE };

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const look = () => t.call('checkUp.get', {});
const levels = async () => judgeCheckUp(await look());

describe('the security check-up', () => {
  it('of a new book asks for the recovery code and for a place outside the computer, and is content with the rest', async () => {
    const found = await look();
    expect(found.passphrase).toEqual({ setAt: t.clock.now(), score: 4 });
    expect(found.place).toEqual({ folder: t.bookDir, service: null });
    expect(judgeCheckUp(found)).toEqual({
      copies: 'hint',
      proof: 'hint',
      offDisk: 'hint',
      passphrase: 'good',
      recovery: 'bad',
      denied: 'good',
      people: 'good',
      lock: 'good',
      audit: 'hint',
      place: 'good',
      taken: 'good',
      version: 'good',
    });
  });

  it('knows a copy, its proof, and how both grow old', async () => {
    const { jobId } = await t.call('backup.run', { id: 'ring' });
    expect((await t.job(jobId)).state).toBe('done');
    const [copy] = (await t.call('backup.copies', { id: 'ring' })).copies;
    await t.job((await t.call('backup.prove', { id: 'ring', name: copy!.name })).jobId);
    expect(await levels()).toMatchObject({ copies: 'good', proof: 'good' });
    t.clock.advance(8 * DAY_MS);
    expect(await levels()).toMatchObject({ proof: 'bad' });
  });

  it('tries a recovery code without using it up, and believes no wrong one', async () => {
    const { recoveryCode } = await t.call('session.reissueRecovery', { secret: SECRET });
    expect((await look()).recovery).toEqual({ confirmed: false, provedAt: null });
    const last = recoveryCode.endsWith('2') ? '3' : '2';
    expect((await t.fail('session.drill', { secret: { type: 'recovery', code: `${recoveryCode.slice(0, -1)}${last}` } })).code).toBe('vault.wrongSecret');
    expect((await levels()).recovery).toBe('bad');
    t.clock.advance(60_000);
    for (let round = 0; round < 2; round += 1) expect(await t.call('session.drill', { secret: { type: 'recovery', code: recoveryCode } })).toEqual({ by: 'recovery' });
    expect((await look()).recovery).toEqual({ confirmed: true, provedAt: t.clock.now() });
    expect((await levels()).recovery).toBe('good');
    t.clock.advance(366 * DAY_MS);
    expect((await levels()).recovery).toBe('hint');
    await t.call('session.reissueRecovery', { secret: SECRET });
    expect((await look()).recovery).toEqual({ confirmed: false, provedAt: null });
  });

  it('remembers when the passphrase was changed and how strong it was, and never the passphrase', async () => {
    t.clock.advance(731 * DAY_MS);
    expect((await levels()).passphrase).toBe('hint');
    await t.call('session.changePassphrase', { secret: SECRET, passphrase: 'violet engine 92 meadow' });
    expect((await look()).passphrase.setAt).toBe(t.clock.now());
    expect((await levels()).passphrase).toBe('good');
    expect((await t.call('audit.list', { query: { group: 'access' } })).rows[0]?.action).toBe('session.passphrase');
  });

  it('counts wrong passphrases of the last thirty days', async () => {
    for (let tries = 1; tries <= 6; tries += 1) {
      await t.call('session.lock', {});
      expect((await t.core.openFolder(t.bookDir, { type: 'passphrase', passphrase: `not this one ${tries}` })).ok).toBe(false);
      t.clock.advance(61_000);
      expect((await t.core.openFolder(t.bookDir, SECRET)).ok).toBe(true);
    }
    expect((await look()).denied).toMatchObject({ count: 6 });
    expect((await levels()).denied).toBe('hint');
    t.clock.advance(31 * DAY_MS);
    expect((await look()).denied).toEqual({ count: 0, lastAt: null });
  });

  it('counts what was taken out since the first of the month, and nothing of the month before', async () => {
    await t.call('customers.create', { name: '王小明' });
    const { jobId } = await t.call('export.start', { file: t.file(join(t.dir, 'list.csv')), format: 'csv', selection: { query: {} } });
    await t.job(jobId);
    await t.call('audit.note', { event: 'print.list', count: 7 });
    expect((await look()).taken).toEqual({ files: 1, prints: 1, records: 8 });
    t.clock.advance(31 * DAY_MS);
    expect((await look()).taken).toEqual({ files: 0, prints: 0, records: 0 });
  });

  it('tells a record of operations that was verified from one that does not fit', async () => {
    await t.job((await t.call('audit.verify', {})).jobId);
    expect((await levels()).audit).toBe('good');
    const found = await look();
    expect(judgeCheckUp({ ...found, audit: { entries: 9, verified: { ...found.audit.verified!, badSeq: 3 } } }).audit).toBe('bad');
  });
});

describe('a book in a folder that is synchronised', () => {
  let cloud: string;
  beforeEach(async () => {
    await t.call('customers.create', { name: '王小明' });
    await t.call('session.lock', {});
    cloud = join(mkdtempSync(join(tmpdir(), 'regulars-cloud-')), 'Dropbox');
    mkdirSync(cloud);
    cpSync(t.bookDir, join(cloud, 'shop'), { recursive: true });
  });
  afterEach(() => rmSync(join(cloud, '..'), { recursive: true, force: true }));

  it('is refused, brought to this computer whole, and stays behind under another name', async () => {
    const folder = join(cloud, 'shop');
    expect((await t.fail('books.add', { folder })).code).toBe('book.syncedFolder');
    const before = readdirSync(folder);
    const { ref, left } = await t.call('books.takeHome', { folder });
    expect(left).toBe(`${folder}-moved`);
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(left!)).toEqual(before.filter((name) => name !== 'lock'));
    expect((await t.call('books.list', {})).books.map((book) => book.ref)).toContain(ref);
    await t.call('session.unlock', { ref, secret: SECRET });
    expect((await t.call('customers.list', {})).rows.map((row) => row.name)).toEqual(['王小明']);
  });

  it('is left alone while somebody has it open, and when it is no book', async () => {
    const folder = join(cloud, 'shop');
    const lock = await acquireBookLock(folder, { clock: t.clock });
    expect((await t.fail('books.takeHome', { folder })).code).toBe('book.busy');
    if (lock.ok) await lock.value.release();
    writeFileSync(join(folder, 'vault.json'), 'not a vault');
    rmSync(join(folder, 'vault.json.prev'), { force: true });
    expect((await t.fail('books.takeHome', { folder })).code).toMatch(/^vault\.(foreign|damaged)$/);
    expect((await t.fail('books.takeHome', { folder: 'shop' })).code).toBe('book.unknown');
    expect(existsSync(folder)).toBe(true);
  });
});
