/**
 * Bodies of the change log that an erasure rewrote. The chain still holds the hash of what
 * they said before, so each erasure keeps the hashes of what they say since, and its own
 * audit entry vouches for that list: what was rewritten otherwise is found as before.
 */
import type { Db } from '../database/open.ts';
import type { Mac } from './mac.ts';

export interface Redaction {
  readonly seq: number;
  readonly valueHash: Uint8Array;
}

/** What the audit entry of an erasure vouches for: its list in order of seq. */
export function redactionsHash(mac: Mac, list: readonly Redaction[]): Uint8Array {
  const inOrder = list.toSorted((a, b) => a.seq - b.seq);
  return mac(Buffer.from(JSON.stringify(inOrder.map((r) => [r.seq, Buffer.from(r.valueHash).toString('hex')]))));
}

/** Keeps the list of one erasure; in its transaction. */
export function saveRedactions(db: Db, eraseSeq: number, list: readonly Redaction[]): void {
  const insert = db.raw.prepare('INSERT INTO redaction (erase_seq, seq, value_hash) VALUES (?, ?, ?)');
  for (const { seq, valueHash } of list) insert.run(eraseSeq, seq, Buffer.from(valueHash));
}

export interface KnownRedactions {
  /** Hash a rewritten body must have now. */
  readonly bodies: ReadonlyMap<number, Uint8Array>;
  /** Hash the audit entry of an erasure must carry. */
  readonly erasures: ReadonlyMap<number, Uint8Array>;
}

/** All of them: some 60 bytes per rewritten entry. */
export function readRedactions(db: Db, mac: Mac): KnownRedactions {
  const rows = db.raw
    .prepare<[], { eraseSeq: number; seq: number; valueHash: Buffer }>('SELECT erase_seq AS eraseSeq, seq, value_hash AS valueHash FROM redaction ORDER BY erase_seq, seq')
    .all();
  const lists = Map.groupBy(rows, (row) => row.eraseSeq);
  return {
    // In order of erasure: a later one has the last word.
    bodies: new Map(rows.map((row) => [row.seq, row.valueHash])),
    erasures: new Map([...lists].map(([seq, list]) => [seq, redactionsHash(mac, list)])),
  };
}
