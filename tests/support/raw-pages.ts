/**
 * The pages of a book's database files as they lie on the disk, decrypted one by one past
 * SQLite: unused pages, slack and the write-ahead log too, which no query shows. Format:
 * SQLite3 Multiple Ciphers, cipher chacha20, 32 reserved bytes a page (nonce, tag); the
 * first block of the key stream authenticates, the second half of it is the page's key.
 */
import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemVaultDeps, unlockWithPassphrase } from '../../src-main/core/vault/index.ts';

const PAGE = 4096;
const RESERVED = 32;
const PLAIN_HEAD = 24;
const WAL_HEAD = 32;
const FRAME_HEAD = 24;

function stream(key: Uint8Array, counter: number, nonce: Uint8Array, data: Uint8Array): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeUInt32LE(counter >>> 0, 0);
  iv.set(nonce, 4);
  return createDecipheriv('chacha20', key, iv).update(data);
}

function decryptPage(key: Uint8Array, page: Buffer, number: number): Buffer {
  const end = PAGE - RESERVED;
  const counter = (page.readUInt32LE(end + 12) ^ number) >>> 0;
  const nonce = page.subarray(end, end + 12);
  const pageKey = stream(key, counter, nonce, new Uint8Array(64)).subarray(32);
  const from = number === 1 ? PLAIN_HEAD : 0;
  return stream(pageKey, counter + 1, nonce, page.subarray(from, end));
}

function pagesOf(path: string, key: Uint8Array): Buffer[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const pages: Buffer[] = [];
  for (let n = 1; n * PAGE <= bytes.length; n++) pages.push(decryptPage(key, bytes.subarray((n - 1) * PAGE, n * PAGE), n));
  return pages;
}

function framesOf(path: string, key: Uint8Array): Buffer[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const pages: Buffer[] = [];
  for (let at = WAL_HEAD; at + FRAME_HEAD + PAGE <= bytes.length; at += FRAME_HEAD + PAGE) {
    const from = at + FRAME_HEAD;
    pages.push(decryptPage(key, bytes.subarray(from, from + PAGE), bytes.readUInt32BE(at)));
  }
  return pages;
}

/** Everything in `crm.db`, `search.db` and their logs, decrypted. */
export async function rawPages(bookDir: string, passphrase: string): Promise<Buffer> {
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), bookDir, passphrase);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  const { keys } = unlocked.value;
  const read = (name: string, key: Uint8Array) => [...pagesOf(join(bookDir, name), key), ...framesOf(join(bookDir, `${name}-wal`), key)];
  const pages = [...keys.db.use((key) => read('crm.db', key)), ...keys.search.use((key) => read('search.db', key))];
  keys.dispose();
  return Buffer.concat(pages);
}
