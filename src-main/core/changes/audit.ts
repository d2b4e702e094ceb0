/**
 * The audit chain: `hash = MAC(prevHash ‖ canonical JSON of the entry)`, keyed with
 * the book's audit key, so that nobody without the key can forge or cut it. It keeps
 * keyed hashes of values, never values: erased data cannot be guessed from it.
 */
import type { Db } from '../database/open.ts';
import type { Mac } from './mac.ts';
import { readRedactions } from './redaction.ts';
import { prepared } from './statements.ts';

export type { Mac } from './mac.ts';

export interface AuditHead {
  readonly seq: number;
  readonly hash: Uint8Array;
}

export interface AuditFacts {
  readonly at: number;
  readonly stamp: string;
  readonly actor: string;
  readonly action: string;
  readonly rowCount: number;
  readonly valueHash: Uint8Array;
}

const INSERT_AUDIT = 'INSERT INTO audit (seq, at, stamp, actor, action, row_count, value_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const ZERO = new Uint8Array(32);

/** The newest entry, or seq 0 with a zero hash in an empty book. */
export function auditHead(db: Db): AuditHead {
  const row = prepared(db.raw, 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as { seq: number; hash: Buffer } | undefined;
  return row ?? { seq: 0, hash: ZERO };
}

/** The link of one entry after `prev`. */
export function chainHash(mac: Mac, prev: Uint8Array, seq: number, e: AuditFacts): Uint8Array {
  const valueHash = Buffer.from(e.valueHash).toString('hex');
  const text = JSON.stringify([seq, e.at, e.stamp, e.actor, e.action, e.rowCount, valueHash]);
  return mac(Buffer.concat([prev, Buffer.from(text, 'utf8')]));
}

/** Appends one entry after `head`; must run in the transaction of the change it tells of. */
export function appendAudit(db: Db, mac: Mac, head: AuditHead, facts: AuditFacts): AuditHead {
  const seq = head.seq + 1;
  const hash = chainHash(mac, head.hash, seq, facts);
  prepared(db.raw, INSERT_AUDIT).run(seq, facts.at, facts.stamp, facts.actor, facts.action, facts.rowCount, Buffer.from(facts.valueHash), Buffer.from(hash));
  return { seq, hash };
}

export interface ChainVerdict {
  readonly entries: number;
  readonly head: AuditHead;
  /** First entry that does not fit, `null` when all do. */
  readonly badSeq: number | null;
}

const SELECT_CHAIN = `SELECT a.seq, a.at, a.stamp, a.actor, a.action, a.row_count AS rowCount, a.value_hash AS valueHash, a.hash, c.body
  FROM audit a LEFT JOIN change_log c ON c.seq = a.seq ORDER BY a.seq`;

type ChainRow = AuditFacts & { readonly seq: number; readonly hash: Buffer; readonly body: Buffer | null };

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/**
 * Walks the whole chain to the first entry that does not fit: its hash, the body of the log
 * it vouches for (where an erasure rewrote it, the hash kept since), and for an erasure the
 * list of what it rewrote. Some 20 µs an entry; `onEntry` is told how many are done.
 */
export function walkAudit(db: Db, mac: Mac, onEntry: (done: number) => void = () => undefined): ChainVerdict {
  const known = readRedactions(db, mac);
  let prev: AuditHead = { seq: 0, hash: ZERO };
  for (const raw of db.raw.prepare(SELECT_CHAIN).iterate()) {
    const row = raw as ChainRow;
    const hash = chainHash(mac, prev.hash, row.seq, row);
    const bodyFits = row.body === null || same(mac(row.body), known.bodies.get(row.seq) ?? row.valueHash);
    const listFits = same(known.erasures.get(row.seq) ?? row.valueHash, row.valueHash);
    if (row.seq !== prev.seq + 1 || !same(hash, row.hash) || !bodyFits || !listFits) return { entries: prev.seq, head: prev, badSeq: row.seq };
    prev = { seq: row.seq, hash };
    onEntry(row.seq);
  }
  return { entries: prev.seq, head: prev, badSeq: null };
}

/** The first entry of the chain that does not fit, or `null`. */
export function verifyAudit(db: Db, mac: Mac): number | null {
  return walkAudit(db, mac).badSeq;
}
