/**
 * The list of erasures: keyed hashes of customers' ids, in the book and, the same, beside it
 * (`erased.json`). An older copy of the book lacks entries that the file has; those
 * customers are erased again. Without the key the list says nothing about anybody.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Db } from '../../database/open.ts';
import { writeFileAtomic } from '../../kernel/atomic-file.ts';
import type { Mac } from '../audit.ts';

const FILE = 'erased.json';
const HASH = /^[0-9a-f]{64}$/;
const schema = z.strictObject({ erased: z.array(z.tuple([z.string().regex(HASH), z.int().min(0)])), mac: z.string().regex(HASH) });

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

/** The list beside a book; empty when there is none, or it is not of this book's key. */
export function readErasedFile(dir: string, mac: Mac): ErasedList {
  try {
    const { erased, mac: stored } = schema.parse(JSON.parse(readFileSync(join(dir, FILE), 'utf8')));
    return new Map(macOf(mac, erased) === stored ? erased : []);
  } catch {
    // A list that is gone or damaged erases nobody; the one in the book stands.
    return new Map();
  }
}

/** Writes the book's list beside it. */
export async function saveErasedFile(dir: string, db: Db, mac: Mac): Promise<void> {
  const erased = [...listInBook(db)];
  await writeFileAtomic(join(dir, FILE), Buffer.from(JSON.stringify({ erased, mac: macOf(mac, erased) })));
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
export function erasedFileFits(dir: string, db: Db, mac: Mac): boolean {
  const beside = readErasedFile(dir, mac);
  const inBook = listInBook(db);
  return beside.size === inBook.size && [...inBook.keys()].every((hash) => beside.has(hash));
}
