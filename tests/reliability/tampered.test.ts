/**
 * T6: backups that somebody, or a bad disk, changed: bits turned, cut short, made longer, pieces taken out, swapped, repeated or taken
 * from another backup of the same book, headers exchanged, the cost of the key written down lower. Not one may be taken for whole, and
 * the book beside them must stay as it is, byte by byte.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/kernel/result.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';
import { decodeHeader, readContent } from '../../src-main/core/operations/backup/backup-format.ts';
import { fileKey, openSealedFile, systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../src-main/core/vault/index.ts';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import type { TestCore } from '../support/create-test-core.ts';
import { report, seeded } from './lib/kill.ts';

const TRIES = Number(process.env['RELIABILITY_TAMPERED'] ?? 10_000);
/** So many go through the whole of restoring, with its passphrase. */
const RESTORED = 24;
const SEED = 606;

let t: TestCore;
let keys: VaultKeys;
let root: string;
/** Two backups of one book, some edits apart. */
let [first, second]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-tampered-'));
  t = await createTestCore();
  for (let i = 0; i < 150; i++) await t.call('customers.create', { name: `客户${i}`, notes: '备注'.repeat(300) });
  first = await backup('a.regulars');
  await t.call('customers.create', { name: '后来的' });
  second = await backup('b.regulars');
  await t.call('session.lock', {});
  const opened = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), t.bookDir, TEST_PASSPHRASE);
  if (!opened.ok) throw new Error(opened.error.code);
  ({ keys } = opened.value);
});
afterAll(async () => {
  keys.dispose();
  await t.dispose();
  rmSync(root, { recursive: true, force: true });
});

async function backup(name: string): Promise<Buffer> {
  const path = join(root, name);
  const { jobId } = await t.call('backup.create', { file: t.file(path) });
  expect((await t.job(jobId)).state).toBe('done');
  return readFileSync(path);
}

const START = 12;
const STREAM_HEADER = 24;
const SEALED_CHUNK = 256 * 1024 + 17;
const bodyAt = (file: Buffer): number => START + file.readUInt32LE(8) + STREAM_HEADER;
const chunkAt = (file: Buffer, n: number): Buffer => file.subarray(bodyAt(file) + n * SEALED_CHUNK, bodyAt(file) + (n + 1) * SEALED_CHUNK);

function withHeader(file: Buffer, header: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([file.subarray(0, 8), length, header, file.subarray(bodyAt(file) - STREAM_HEADER)]);
}

/** The header's words changed: `edit` gets its text. */
function edited(file: Buffer, edit: (text: string) => string): Buffer {
  return withHeader(file, Buffer.from(edit(file.subarray(START, START + file.readUInt32LE(8)).toString('utf8'))));
}

/** The vault's header inside the backup's, where the cost of guessing is written down. */
const cheaper = (text: string): string =>
  text.replace(/"vault":"([^"]+)"/, (_, vault: string) => `"vault":"${Buffer.from(Buffer.from(vault, 'base64').toString('utf8').replace(/"t":\d+/, '"t":2').replace(/"mKiB":\d+/, '"mKiB":20480')).toString('base64')}"`);

type Tamper = (random: () => number) => Buffer;
const at = (random: () => number, below: number): number => Math.floor(random() * below);

const WAYS: Readonly<Record<string, Tamper>> = {
  flip: (random) => {
    const file = Buffer.from(first);
    const place = at(random, file.length);
    file[place] = file[place]! ^ (1 << at(random, 8));
    return file;
  },
  blank: (random) => {
    const file = Buffer.from(first);
    const from = at(random, file.length - 600);
    file.fill(random() < 0.5 ? 0 : 0xff, from, from + 512);
    return file;
  },
  truncate: (random) => first.subarray(0, at(random, first.length)),
  extend: (random) => Buffer.concat([first, Buffer.alloc(1 + at(random, 5000), at(random, 256))]),
  cut: (random) => {
    const from = at(random, first.length - 1);
    return Buffer.concat([first.subarray(0, from), first.subarray(from + 1 + at(random, first.length - from - 1))]);
  },
  swap: () => Buffer.concat([first.subarray(0, bodyAt(first)), chunkAt(first, 1), chunkAt(first, 0), first.subarray(bodyAt(first) + 2 * SEALED_CHUNK)]),
  repeat: () => Buffer.concat([first.subarray(0, bodyAt(first) + SEALED_CHUNK), first.subarray(bodyAt(first))]),
  splice: () => Buffer.concat([first.subarray(0, bodyAt(first)), chunkAt(second, 0), first.subarray(bodyAt(first) + SEALED_CHUNK)]),
  'other header': () => withHeader(first, second.subarray(START, START + second.readUInt32LE(8))),
  'other body': () => Buffer.concat([first.subarray(0, bodyAt(first) - STREAM_HEADER), second.subarray(bodyAt(second) - STREAM_HEADER)]),
  'cheaper key': () => edited(first, cheaper),
  'later schema': () => edited(first, (text) => text.replace(/"schema":\d+/, '"schema":1')),
  'other date': (random) => edited(first, (text) => text.replace(/"createdAt":\d+/, `"createdAt":${at(random, 2 ** 40)}`)),
};
/** Every second one is a turned bit: that is what disks do. */
const NAMES = Object.keys(WAYS).flatMap((name) => ['flip', name]);

/** Reads a backup to its end with the book's own keys; answers the code it is refused by, `accepted`, or what should never happen. */
async function verdict(path: string): Promise<string> {
  const opened = await openSealedFile(path);
  if (!opened.ok) return opened.error.code;
  try {
    const header = decodeHeader(opened.value.header);
    const key = fileKey(await loadSodium(), keys.backup, header.backupId);
    const hash = createHash('sha256');
    const manifest = await readContent(opened.value.read(key), {
      write: (_, part, piece) => Promise.resolve(void (part === 0 && hash.update(piece))),
      end: () => Promise.resolve(),
    }).finally(() => key.dispose());
    return hash.digest('hex') === manifest.files[0]?.sha256 ? 'accepted' : 'backup.damaged';
  } catch (e) {
    return e instanceof AppFailure ? e.error.code : `thrown ${String(e)}`;
  } finally {
    await opened.value.close();
  }
}

/** Everything in a folder, as one number. */
function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    const path = join(folder, name);
    hash.update(name);
    if (statSync(path).isFile()) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

const REFUSED = /^(seal|backup)\.(foreign|newer|damaged)$/;

describe('a tampered backup', () => {
  it('is never taken for whole', async () => {
    const random = seeded(SEED);
    const path = join(root, 'tampered.regulars');
    const codes = new Map<string, number>();
    const wrong: string[] = [];
    for (let i = 0; i < TRIES; i++) {
      const name = NAMES[i % NAMES.length]!;
      const file = WAYS[name]!(random);
      if (file.equals(first)) continue;
      writeFileSync(path, file);
      const code = await verdict(path);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (!REFUSED.test(code)) wrong.push(`${i} ${name}: ${code}`);
    }
    report('tampered backups', { tried: [...codes.values()].reduce((a, b) => a + b, 0), accepted: codes.get('accepted') ?? 0, crashed: wrong.filter((line) => line.includes('thrown')).length, told: [...codes].map(([code, n]) => `${code}=${n}`).join(' ') });
    expect(wrong).toEqual([]);
  });

  it('is told from whole ones, which are all taken (the control)', async () => {
    for (const [name, file] of [['a', first], ['b', second]] as const) {
      const path = join(root, `${name}-again.regulars`);
      writeFileSync(path, file);
      expect(await verdict(path)).toBe('accepted');
    }
  });

  it('is refused by restoring too, and leaves the book and the list of books as they were', async () => {
    const random = seeded(SEED + 1);
    const before = fingerprintOf(t.bookDir);
    const shelf = async () => (await t.call('books.list', {})).books.length;
    const books = await shelf();
    const path = join(root, 'restored.regulars');
    for (let i = 0; i < RESTORED; i++) {
      writeFileSync(path, WAYS[NAMES[(2 * i + 1) % NAMES.length]!]!(random));
      const { jobId } = await t.call('backup.restore', { file: t.file(path), secret: { type: 'passphrase', passphrase: TEST_PASSPHRASE } });
      const ended = await t.job(jobId);
      expect({ i, state: ended.state }).toEqual({ i, state: 'failed' });
      expect(ended.error?.code).toMatch(/^(backup\.(foreign|newer|damaged)|vault\.wrongSecret)$/);
    }
    expect(fingerprintOf(t.bookDir)).toBe(before);
    expect(await shelf()).toBe(books);
    expect(readdirSync(join(t.dir, 'data')).filter((name) => name.includes('restoring'))).toEqual([]);
  });
});
