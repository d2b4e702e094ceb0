/**
 * High-water mark: `hwm.json {seq, hash, mac}` beside the database. SQLite cannot tell
 * that its write-ahead log was cut or that an old copy was put back; this can.
 * Written at most some seconds after a commit, and whenever the book closes. The mac is of
 * today's vault key (marks.ts); one of the record's key, as earlier versions wrote it, holds
 * while the book has its first vault key.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import type { Db } from '../database/open.ts';
import type { Mac } from './audit.ts';
import { auditHead } from './audit.ts';
import type { Marks } from './marks.ts';

const FILE = 'hwm.json';
const schema = z.strictObject({ seq: z.int().min(0), hash: z.string().max(128), mac: z.string().max(128) });

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const markMac = (mac: Mac, seq: number, hash: string) => hex(mac(Buffer.from(`hwm|${seq}|${hash}`)));

/** Saves the chain's present head. */
export async function saveHighWater(dir: string, db: Db, { today }: Pick<Marks, 'today'>): Promise<void> {
  const head = auditHead(db);
  const hash = hex(head.hash);
  const text = JSON.stringify({ seq: head.seq, hash, mac: markMac(today, head.seq, hash) });
  await writeFileAtomic(join(dir, FILE), Buffer.from(text));
}

export type HighWaterVerdict =
  | { readonly state: 'fits' | 'absent' | 'unreadable' }
  /** Changes that were committed are not in the file any more. */
  | { readonly state: 'missing'; readonly changes: number }
  | { readonly state: 'forked' };

/** The mark beside a book; `null` when there is none, or it was not written with this key. */
export function readHighWater(dir: string, { today, record, isFirst }: Marks): { readonly seq: number; readonly hash: string } | null {
  const mark = parseMark(readMark(dir) ?? '');
  const isOf = (mac: Mac) => mark !== null && mark.mac === markMac(mac, mark.seq, mark.hash);
  return isOf(today) || (isFirst && isOf(record)) ? mark : null;
}

/** Compares the file with the chain; an unreadable or foreign mark proves nothing and is only reported. */
export function checkHighWater(dir: string, db: Db, marks: Marks): HighWaterVerdict {
  if (readMark(dir) === null) return { state: 'absent' };
  const mark = readHighWater(dir, marks);
  if (!mark) return { state: 'unreadable' };
  if (mark.seq === 0) return { state: 'fits' };
  const found = db.raw.prepare<[number], Buffer>('SELECT hash FROM audit WHERE seq = ?').pluck().get(mark.seq);
  if (!found) return { state: 'missing', changes: mark.seq - auditHead(db).seq };
  return { state: hex(found) === mark.hash ? 'fits' : 'forked' };
}

function readMark(dir: string): string | null {
  try {
    return readFileSync(join(dir, FILE), 'utf8');
  } catch {
    return null;
  }
}

function parseMark(text: string): z.output<typeof schema> | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
