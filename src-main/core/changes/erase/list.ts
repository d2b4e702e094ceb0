/**
 * The list of erasures: keyed hashes of customers' ids, in the book and, the same, beside it
 * (`erased.json`). An older copy of the book lacks entries that the file has; those
 * customers are erased again. Without the key the list says nothing about anybody.
 * File: { erased: [[hash, erased at], …], mac, today }, proved twice (../marks.ts): by the key
 * of the record (`mac`; all that earlier versions wrote) and by today's vault key (`today`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Db } from '../../database/open.ts';
import { writeFileAtomic } from '../../kernel/atomic-file.ts';
import type { Mac } from '../audit.ts';
import type { Marks } from '../marks.ts';

const FILE = 'erased.json';
const HASH = /^[0-9a-f]{64}$/;
const schema = z.strictObject({ erased: z.array(z.tuple([z.string().regex(HASH), z.int().min(0)])), mac: z.string().regex(HASH), today: z.string().regex(HASH).optional() });

/** Hash to when it was erased. */
export type ErasedList = ReadonlyMap<string, number>;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const macOf = (mac: Mac, entries: readonly (readonly [string, number])[]) => hex(mac(Buffer.from(`erased-list|${JSON.stringify(entries)}`)));

/** What stands for an erased customer. */
export function erasedHash(mac: Mac, id: number): string {
  return hex(mac(Buffer.from(`erased|${id}`)));
}

function listInBook(db: Db): Map<string, number> {
  return new Map(db.raw.prepare<[], { hash: string; at: number }>('SELECT hash, at FROM erased ORDER BY hash').all().map(({ hash, at }) => [hash, at]));
}

/**
 * The list beside a book; empty when there is none, or it is not of this book's key. `of`: `own` for the book that lies there; `other` for
 * a book that is restored beside it, maybe from before the key was changed: its keys know nothing of today's, and who asked to be
 * forgotten must stay so. There the key of the record is enough, and how many were erased again is told.
 */
export function readErasedFile(dir: string, { today: byToday, record, isFirst }: Marks, of: 'own' | 'other'): ErasedList {
  try {
    const { erased, mac, today } = schema.parse(JSON.parse(readFileSync(join(dir, FILE), 'utf8')));
    const isGenuine = today === macOf(byToday, erased) || ((isFirst || of === 'other') && mac === macOf(record, erased));
    return new Map(isGenuine ? erased : []);
  } catch {
    // A list that is gone or damaged erases nobody; the one in the book stands.
    return new Map();
  }
}

/** Writes the book's list beside it. */
export async function saveErasedFile(dir: string, db: Db, { today, record }: Marks): Promise<void> {
  const erased = [...listInBook(db)];
  await writeFileAtomic(join(dir, FILE), Buffer.from(JSON.stringify({ erased, mac: macOf(record, erased), today: macOf(today, erased) })));
}

export interface MissingErasures {
  /** Customers of this book that were erased in another copy of it. */
  readonly ids: readonly number[];
  readonly entries: ErasedList;
}

/** Compares the book with further lists. Reads every id, but only when a list has more than the book. */
export function missingErasures(db: Db, mac: Mac, lists: readonly ErasedList[]): MissingErasures {
  const known = listInBook(db);
  const entries = new Map(lists.flatMap((list) => [...list]).filter(([hash]) => !known.has(hash)));
  const all = entries.size === 0 ? [] : db.raw.prepare<[], number>('SELECT id FROM customer').pluck().all();
  return { ids: all.filter((id) => entries.has(erasedHash(mac, id))), entries };
}

/** Takes further entries into the book's list: after what they name was erased, so that a crash in between erases again. */
export function adoptErasures(db: Db, entries: ErasedList): void {
  const note = db.raw.prepare('INSERT OR IGNORE INTO erased (hash, at) VALUES (?, ?)');
  db.raw.transaction(() => entries.forEach((at, hash) => note.run(hash, at))).immediate();
}

/** True when the list beside the book says what the book says. */
export function erasedFileFits(dir: string, db: Db, marks: Marks): boolean {
  const beside = readErasedFile(dir, marks, 'own');
  const inBook = listInBook(db);
  return beside.size === inBook.size && [...inBook.keys()].every((hash) => beside.has(hash));
}
