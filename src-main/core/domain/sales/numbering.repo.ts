/**
 * Numbers of sales: a pattern of text, date and counter. Given out inside the transaction
 * that uses them and never twice, also not after a deletion or an undo: gaps are allowed.
 * A restored book does not know what was given out after its backup was made; its first
 * number leaves a hundred free.
 */
import { deviceOf } from '../../../../shared/kernel/ids.ts';
import type { Db } from '../../database/open.ts';

const COUNTER = /\{(#{1,9})\}/;
const RESTORE_GAP = 100;

/** The pattern with its date filled in, the counter still open; `null` when it has no counter or an unknown part. */
export function stemOf(pattern: string, date: string): { readonly stem: string; readonly digits: number } | null {
  const [year = '', month = '', day = ''] = date.split('-');
  const parts: Readonly<Record<string, string>> = { yyyy: year, yy: year.slice(2), MM: month, dd: day };
  const counter = COUNTER.exec(pattern);
  if (!counter) return null;
  const stem = pattern.replace(COUNTER, '\u0000').replace(/\{(yyyy|yy|MM|dd)\}/g, (_, part: string) => parts[part] ?? '');
  return /[{}]/.test(stem) ? null : { stem, digits: counter[1]!.length };
}

function written(stem: string, digits: number, n: number): string {
  return stem.replace('\u0000', String(n).padStart(digits, '0'));
}

/** The number that would be given out now, without taking it. */
export function peekNumber(db: Db, pattern: string, date: string, anyId: number): string {
  const made = next(db, pattern, date, anyId);
  return written(made.stem, made.digits, made.n);
}

/** Takes the next number; must run inside `write`. `newId` is an id of this device. */
export function takeNumber(db: Db, pattern: string, date: string, newId: number): string {
  const { stem, digits, n } = next(db, pattern, date, newId);
  db.raw.prepare('INSERT OR REPLACE INTO number_series (stem, last) VALUES (?, ?)').run(stem, n);
  db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('numberDevice', ?)").run(String(deviceOf(newId)));
  return written(stem, digits, n);
}

function next(db: Db, pattern: string, date: string, id: number): { readonly stem: string; readonly digits: number; readonly n: number } {
  const { stem, digits } = stemOf(pattern, date) ?? { stem: `${date}-\u0000`, digits: 3 };
  const last = db.raw.prepare<[string], number>('SELECT last FROM number_series WHERE stem = ?').pluck().get(stem) ?? 0;
  const device = db.raw.prepare("SELECT value FROM meta WHERE key = 'numberDevice'").pluck().get();
  const restored = device !== undefined && device !== String(deviceOf(id));
  const known = db.raw.prepare('SELECT 1 FROM sale WHERE number = ? LIMIT 1');
  let n = restored ? Math.ceil((last + 1) / RESTORE_GAP) * RESTORE_GAP + RESTORE_GAP + 1 : last + 1;
  while (known.get(written(stem, digits, n)) !== undefined) n++;
  return { stem, digits, n };
}

/** The number of the device that writes this book now. */
export function thisDevice(db: Db): number {
  const text = String(db.raw.prepare("SELECT value FROM meta WHERE key = 'clock'").pluck().get());
  return (JSON.parse(text) as { device: number }).device;
}
