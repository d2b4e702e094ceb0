/**
 * Numbers of records: a pattern of text, date and counter. Given out inside the transaction
 * that uses them and never twice, also not after a deletion or an undo: gaps are allowed.
 * A restored book does not know what was given out after its backup was made; every row of
 * numbers goes on with a hundred left free.
 */
import { COUNTER_SPAN, deviceOf } from '../../../../shared/kernel/ids.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

const COUNTER = /\{(#{1,9})\}/;
const RESTORE_GAP = 100;

/** What is numbered: the numbers two records must not share. */
export type Numbered = 'customer' | 'sale';
const KNOWN: Readonly<Record<Numbered, string>> = {
  customer: 'SELECT 1 FROM customer WHERE code = ? LIMIT 1',
  sale: 'SELECT 1 FROM sale WHERE number = ? LIMIT 1',
};

/** What a number is made of. `today` tells in which spans numbers may be missing since a restore; `id` is any of this device. */
export interface NumberOf {
  readonly of: Numbered;
  readonly pattern: string;
  readonly date: string;
  readonly today: string;
  readonly id: number;
}

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
export function peekNumber(db: Db, wanted: NumberOf): string {
  const { stem, digits, n } = next(db, wanted, isRestored(db, wanted.id));
  return written(stem, digits, n);
}

/** Takes the next number; must run inside `write`. */
export function takeNumber(db: Db, wanted: NumberOf): string {
  const restored = isRestored(db, wanted.id);
  const { stem, digits, n } = next(db, wanted, restored);
  if (restored) leaveGaps(db, wanted.today);
  if (restored || metaOf(db, 'numberDevice') === null) prepared(db.raw, PUT_META).run('numberDevice', String(deviceOf(wanted.id)));
  prepared(db.raw, 'INSERT OR REPLACE INTO number_series (stem, last) VALUES (?, ?)').run(stem, n);
  return written(stem, digits, n);
}

const META = 'SELECT value FROM meta WHERE key = ?';
const PUT_META = 'INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)';

function metaOf(db: Db, key: string): string | null {
  return (prepared(db.raw, META).get(key) as { readonly value: string } | undefined)?.value ?? null;
}

function isRestored(db: Db, id: number): boolean {
  const device = metaOf(db, 'numberDevice');
  return device !== null && device !== String(deviceOf(id));
}

const afterGap = (last: number) => Math.ceil((last + 1) / RESTORE_GAP) * RESTORE_GAP + RESTORE_GAP;

/** All rows of numbers at once: the first number after a restore is the only moment that tells. */
function leaveGaps(db: Db, today: string): void {
  db.raw.prepare(`UPDATE number_series SET last = (last + ${RESTORE_GAP}) / ${RESTORE_GAP} * ${RESTORE_GAP} + ${RESTORE_GAP}`).run();
  prepared(db.raw, PUT_META).run('numberRestored', today);
}

/** A row of numbers the backup did not have was perhaps begun between the backup and the day of the restore. */
function mayBeBegun(db: Db, pattern: string, stem: string): boolean {
  const restoredOn = metaOf(db, 'numberRestored');
  return restoredOn !== null && stemOf(pattern, restoredOn)?.stem === stem;
}

function next(db: Db, { of, pattern, date }: NumberOf, restored: boolean): { readonly stem: string; readonly digits: number; readonly n: number } {
  const { stem, digits } = stemOf(pattern, date) ?? { stem: `${date}-\u0000`, digits: 3 };
  const row = prepared(db.raw, 'SELECT last FROM number_series WHERE stem = ?').get(stem) as { readonly last: number } | undefined;
  const last = row?.last ?? 0;
  let n = (restored || (!row && mayBeBegun(db, pattern, stem)) ? afterGap(last) : last) + 1;
  const known = prepared(db.raw, KNOWN[of]);
  while (known.get(written(stem, digits, n)) !== undefined) n++;
  return { stem, digits, n };
}

/** An id of the device that writes this book now, for those that number what has no id yet. */
export function anIdHere(db: Db): number {
  return (JSON.parse(metaOf(db, 'clock')!) as { readonly device: number }).device * COUNTER_SPAN;
}
