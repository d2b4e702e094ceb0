/** Files of a damaged book and of the one that takes its place. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { copyFile, link, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DamageCode } from '../../../../shared/modules/repair.ts';
import { renameDurably } from '../../kernel/atomic-file.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import { BLOB_FOLDER } from '../../vault/index.ts';

const KEPT_MS = 30 * 86_400_000;
const ASIDE = /\.damaged-(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;
const SAMPLES = 8;

/** A few pages of the database, spread over it. */
export function readSome(dir: string, pageSize: number): { readonly number: number; readonly bytes: Buffer }[] {
  const path = join(dir, 'crm.db');
  if (!existsSync(path)) return [];
  const fd = openSync(path, 'r');
  try {
    const count = Math.floor(fstatSync(fd).size / pageSize);
    const step = Math.max(1, Math.floor(count / SAMPLES));
    return Array.from({ length: Math.min(count, SAMPLES) }, (_, i) => {
      const number = 1 + i * step;
      const bytes = Buffer.alloc(pageSize);
      readSync(fd, bytes, 0, pageSize, (number - 1) * pageSize);
      return { number, bytes };
    });
  } finally {
    closeSync(fd);
  }
}

/** What the database's file says of itself before any page is opened; `null` when nothing is wrong with it. */
export function fileDamage(dir: string, pageSize: number): DamageCode | null {
  const path = join(dir, 'crm.db');
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'database.missing';
  if (size === 0) return 'database.empty';
  const fd = openSync(path, 'r');
  const head = Buffer.alloc(15);
  readSync(fd, head, 0, head.length, 0);
  closeSync(fd);
  if (head.toString('latin1') === 'SQLite format 3') return 'database.plain';
  return size % pageSize === 0 ? null : 'database.cut';
}

/** Gives the files below `from` a second name below `to`, or a copy where the disk knows no second names. What is there stays. */
export async function linkTree(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  if (entries.length > 0) await makeFolder(to);
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isFile() && !existsSync(target)) await link(source, target).catch(() => copyFile(source, target));
  }
}

/** The attached files: never changed once written, so that both books may have them. */
export const linkBlobs = (from: string, to: string): Promise<void> => linkTree(join(from, BLOB_FOLDER), join(to, BLOB_FOLDER));

/** Takes what lies beside the database over, where it is there. */
export async function takeAlong(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) if (existsSync(join(from, name))) await copyFile(join(from, name), join(to, name));
}

/** Everything written to a file is on the disk when this returns. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Twice within a second happens to tests only, but must not fail for that. */
function freeName(dir: string, now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replace(/[-:T]/g, '');
  const name = `${dir}.damaged-${stamp}`;
  return existsSync(name) ? freeName(dir, now + 1000) : name;
}

/** Puts the damaged folder aside and the new one in its place; answers where the damaged one is. On failure all is as it was. */
export async function swap(dir: string, made: string, now: number): Promise<string> {
  const aside = freeName(dir, now);
  await renameDurably(dir, aside);
  try {
    await renameDurably(made, dir);
  } catch (e) {
    await rename(aside, dir);
    throw e;
  }
  return aside;
}

/** Removes what was put aside beside this book more than 30 days ago. */
export async function sweepAside(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dirname(dir)).catch(() => [])) {
    const stamp = name.startsWith(`${basename(dir)}.damaged-`) ? ASIDE.exec(name) : null;
    if (!stamp) continue;
    const [, year, month, day, hour, minute, second] = stamp.map(Number);
    const at = Date.UTC(year!, month! - 1, day, hour, minute, second);
    if (now - at > KEPT_MS) await rm(join(dirname(dir), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
