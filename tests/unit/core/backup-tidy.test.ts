import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../../src-main/core/database/migrate.ts';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import { folderTarget, remoteTarget } from '../../../src-main/core/operations/backup/drivers/index.ts';
import type { StorageTarget } from '../../../src-main/core/operations/backup/drivers/index.ts';
import { copyName } from '../../../src-main/core/operations/backup/copy-name.ts';
import { addTarget, copiesAt, noteCopy, noteProof, storedTargets } from '../../../src-main/core/operations/backup/targets.repo.ts';
import { tidy } from '../../../src-main/core/operations/backup/tidy.ts';
import { failingTarget } from '../../support/failing-target.ts';
import { orSkip, startS3Server, startWebdavServer } from '../../support/storage-servers.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 8);
const VAULT = '0123abcd-0000-4000-8000-000000000000';
const ID = '00112233445566aa';

const webdav = await orSkip('the WebDAV server', () => startWebdavServer());
const s3 = await orSkip('the S3 server', startS3Server);
afterAll(async () => {
  for (const server of [webdav, s3]) await server?.stop();
});

let dir: string;
let db: Db;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'regulars-tidy-'));
  db = openDatabase(join(dir, 'crm.db'), { key: randomBytes(32), create: true });
  migrate(db, loadMigrations(defaultMigrationsDir()), NOW);
  addTarget(db, { id: ID, kind: 'webdav', folder: 'somewhere', addedAt: NOW });
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const signal = () => new AbortController().signal;
const run = (place: StorageTarget) =>
  tidy(
    { db, clock: { now: () => NOW } },
    { keys: { vaultId: VAULT } },
    place,
    storedTargets(db).find((one) => one.id === ID)!,
    signal(),
  );
const namesAt = async (place: StorageTarget) => (await place.list(signal())).map(({ name }) => name).sort();

/** The beginning of a sealed file, and some bytes. */
const sealed = () => Buffer.concat([Buffer.from('CRMSEAL'), Buffer.from([1, 16, 0, 0, 0]), randomBytes(200)]);
async function put(place: StorageTarget, name: string, bytes: Buffer): Promise<void> {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  await place.put(name, { path, sizeBytes: bytes.length }, { signal: signal(), progress: () => undefined });
}

/** A copy every ten days, the oldest first, all of them proved. */
async function tenCopies(place: StorageTarget): Promise<string[]> {
  await place.check(signal());
  for (const name of await namesAt(place)) await place.remove(name, signal());
  const names: string[] = [];
  for (let seq = 1; seq <= 10; seq++) {
    const at = NOW - (11 - seq) * 10 * DAY;
    const name = copyName(VAULT, seq, at, randomBytes(2));
    const bytes = sealed();
    await put(place, name, bytes);
    noteCopy(db, { targetId: ID, name, seq, at, sizeBytes: bytes.length, sha256: '', customers: 1, reason: 'time', auditSeq: seq });
    noteProof(db, ID, name, at, null);
    names.push(name);
  }
  return names;
}

describe.each<readonly [string, (() => StorageTarget) | null]>([
  ['a folder', () => folderTarget(join(dir, 'stick'))],
  ['WebDAV', webdav && (() => remoteTarget(webdav.connection))],
  ['S3', s3 && (() => remoteTarget(s3.connection))],
  ['the one for tests', () => failingTarget()],
])('old copies at a place of kind %s', (_, open) => {
  it.skipIf(open === null)('go by generations, a few at a time; files of others, of other books and what was just begun stay', async () => {
    const place = open!();
    const names = await tenCopies(place);
    const others = [
      'holiday.jpg',
      copyName('ffff0000-0', 1, NOW, randomBytes(2)),
      `${copyName(VAULT, 99, NOW - 3_600_000, randomBytes(2))}.partial`,
    ];
    const cutOff = `${copyName(VAULT, 98, NOW - 2 * DAY, randomBytes(2))}.partial`;
    for (const name of [...others, cutOff]) await put(place, name, Buffer.from('x'));
    await run(place);
    const left = await namesAt(place);
    expect(left).toEqual(expect.arrayContaining([...others, ...names.slice(-3)]));
    expect(left).not.toContain(cutOff);
    const gone = names.filter((name) => !left.includes(name));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.length).toBeLessThanOrEqual(2);
    expect(
      copiesAt(db, ID)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.filter((name) => !gone.includes(name)).sort());
  });

  it.skipIf(open === null)('all stay when one of them was changed or cut short by somebody else', async () => {
    for (const spoilt of [Buffer.alloc(212), sealed().subarray(0, 100)]) {
      const place = open!();
      db.raw.exec('DELETE FROM backup_copy');
      const names = await tenCopies(place);
      await place.remove(names[4]!, signal());
      await put(place, names[4]!, spoilt);
      await expect(run(place)).rejects.toMatchObject({ error: { code: 'backup.changedThere' } });
      expect(await namesAt(place)).toEqual([...names].sort());
    }
  });

  it.skipIf(open === null)('that somebody took away are forgotten', async () => {
    const place = open!();
    const names = await tenCopies(place);
    for (const name of names.slice(0, 8)) await place.remove(name, signal());
    await run(place);
    expect(copiesAt(db, ID).map(({ name }) => name)).toEqual([names[9], names[8]]);
  });
});
