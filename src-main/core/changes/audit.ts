/**
 * The audit chain: `hash = MAC(prevHash ‖ canonical JSON of the entry)`, keyed with
 * the book's audit key, so that nobody without the key can forge or cut it. It keeps
 * keyed hashes of values, never values: erased data cannot be guessed from it.
 */
import type { Db } from '../database/open.ts';
import { prepared } from './statements.ts';

/** 32-byte keyed hash (BLAKE2b with the audit key). */
export type Mac = (message: Uint8Array) => Uint8Array;

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

function chained(mac: Mac, prev: Uint8Array, seq: number, e: AuditFacts): Uint8Array {
  const valueHash = Buffer.from(e.valueHash).toString('hex');
  const text = JSON.stringify([seq, e.at, e.stamp, e.actor, e.action, e.rowCount, valueHash]);
  return mac(Buffer.concat([prev, Buffer.from(text, 'utf8')]));
}

/** Appends one entry after `head`; must run in the transaction of the change it tells of. */
export function appendAudit(db: Db, mac: Mac, head: AuditHead, facts: AuditFacts): AuditHead {
  const seq = head.seq + 1;
  const hash = chained(mac, head.hash, seq, facts);
  prepared(db.raw, INSERT_AUDIT).run(seq, facts.at, facts.stamp, facts.actor, facts.action, facts.rowCount, Buffer.from(facts.valueHash), Buffer.from(hash));
  return { seq, hash };
}

/**
 * Walks the whole chain and answers the first seq that does not fit, or `null`.
 * Also compares each entry with the body it vouches for, where the body still exists.
 */
export function verifyAudit(db: Db, mac: Mac): number | null {
  let prev: AuditHead = { seq: 0, hash: ZERO };
  const rows = db.raw.prepare(
    `SELECT a.seq, a.at, a.stamp, a.actor, a.action, a.row_count AS rowCount, a.value_hash AS valueHash, a.hash, c.body
       FROM audit a LEFT JOIN change_log c ON c.seq = a.seq ORDER BY a.seq`,
  );
  for (const raw of rows.iterate()) {
    const row = raw as AuditFacts & { seq: number; hash: Buffer; body: Buffer | null };
    const hash = chained(mac, prev.hash, row.seq, row);
    const bodyFits = row.body === null || Buffer.compare(Buffer.from(mac(row.body)), Buffer.from(row.valueHash)) === 0;
    if (row.seq !== prev.seq + 1 || Buffer.compare(Buffer.from(hash), row.hash) !== 0 || !bodyFits) return row.seq;
    prev = { seq: row.seq, hash };
  }
  return null;
}
