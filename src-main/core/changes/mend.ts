/**
 * The change log and the audit chain of a book that lost pages, made whole as far as they can
 * be: every row's history ends with a creation again, and the chain vouches for what is left.
 * What is gone stays visible: such entries of the record say `repair.gap`.
 */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import type { AuditFacts } from './audit.ts';
import { chainHash, walkAudit } from './audit.ts';
import type { ChangeEntry } from './codec.ts';
import { encodeBody } from './codec.ts';
import { findEntry } from './history.ts';
import { nextLog } from './log.ts';
import type { Mac } from './mac.ts';
import { registry } from './registry.ts';
import type { RowStore } from './rows.ts';
import { isEmpty } from './rows.ts';

/** Action of entries that stand for lost ones. */
export const GAP = 'repair.gap';

export interface LostChanges {
  /** Changes of which nothing is left but their number. */
  readonly seqs: readonly number[];
  /** Rows they touched, where the audit still tells. */
  readonly rows: number;
  /** The audit does not tell of all of them: some may have been no change at all, and how many rows they touched is unknown. */
  readonly untold: number;
}

/** Numbers up to `last` whose change is not in the log, although it should be. */
export function lostChanges(db: Db, mac: Mac, last: number): LostChanges {
  const nothing = Buffer.from(mac(new Uint8Array()));
  const sql = `SELECT a.seq, a.row_count AS rows FROM audit a LEFT JOIN change_log c ON c.seq = a.seq
    WHERE c.seq IS NULL AND a.value_hash <> ? AND a.action <> '${GAP}' AND a.seq NOT IN (SELECT erase_seq FROM redaction) AND a.action NOT IN ('privacy.erase', 'bin.expire', 'erase.again') ORDER BY a.seq`;
  const told = db.raw.prepare<[Buffer], { seq: number; rows: number }>(sql).all(nothing);
  const known = new Set(db.raw.prepare<[], number>('SELECT seq FROM audit UNION SELECT seq FROM change_log').pluck().all());
  const untold: number[] = [];
  for (let seq = 1; seq <= last; seq++) if (!known.has(seq)) untold.push(seq);
  return { seqs: [...told.map(({ seq }) => seq), ...untold].sort((a, b) => a - b), rows: told.reduce((sum, { rows }) => sum + rows, 0), untold: untold.length };
}

interface RowRef {
  readonly entity: EntityName;
  readonly id: number;
}

/** Rows whose history leads to one of these numbers. */
function broken(db: Db, seqs: ReadonlySet<number>): RowRef[] {
  const found = new Map<string, RowRef>();
  const add = (entity: EntityName, id: number) => found.set(`${entity}:${id}`, { entity, id });
  for (const { name, table } of Object.values(registry)) {
    const ids = db.raw.prepare<[], number>(`SELECT id FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM change_log c WHERE c.seq = t.aseq)`).pluck().all();
    for (const id of ids) add(name, id);
  }
  for (let log = nextLog(db, 0); log !== null; log = nextLog(db, log.seq)) for (const { entity, id, prev } of log.entries) if (seqs.has(prev)) add(entity, id);
  return [...found.values()];
}

/** How a row was at the first number of its history that is lost, told backwards from how it is. */
function beginning(db: Db, rows: RowStore, { entity, id }: RowRef): { readonly seq: number; readonly entry: ChangeEntry } | null {
  const row = rows.get(entity, id);
  if (!row) return null;
  let fields = { ...row.fields };
  let seq = row.aseq;
  for (let found = findEntry(db, entity, id, seq); found !== null; found = findEntry(db, entity, id, seq)) {
    if (found.entry.op === 'create') return null;
    fields = { ...fields, ...found.entry.before };
    seq = found.entry.prev;
  }
  const after = Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
  return { seq, entry: { entity, id, op: 'create', prev: 0, before: {}, after } };
}

/** Writes an entry in place of each lost one that a row's history leads to; must run in a transaction. Answers how many rows have a shorter history. */
export function fillGaps(db: Db, rows: RowStore, seqs: readonly number[], actionId: number): number {
  const heads = broken(db, new Set(seqs)).flatMap((ref) => beginning(db, rows, ref) ?? []);
  const insert = db.raw.prepare('INSERT INTO change_log (seq, action_id, stamp, row_count, codec, body) VALUES (?, ?, ?, ?, ?, ?)');
  for (const [seq, list] of Map.groupBy(heads, (head) => head.seq)) {
    const { codec, body } = encodeBody(list.map(({ entry }) => entry));
    insert.run(seq, actionId, stampBefore(db, seq), list.length, codec, body);
  }
  return heads.length;
}

function stampBefore(db: Db, seq: number): string {
  const found = db.raw.prepare<[number], string>('SELECT stamp FROM audit WHERE seq <= ? ORDER BY seq DESC LIMIT 1').pluck().get(seq);
  return found ?? '000000000000-0000-00001';
}

type Link = AuditFacts & { readonly seq: number; readonly body: Buffer | null };

const SELECT_LINKS = `SELECT a.seq, a.at, a.stamp, a.actor, a.action, a.row_count AS rowCount, a.value_hash AS valueHash, c.body
  FROM audit a LEFT JOIN change_log c ON c.seq = a.seq WHERE a.seq = ?`;
const PUT_LINK = 'INSERT OR REPLACE INTO audit (seq, at, stamp, actor, action, row_count, value_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';

/** Forges the chain anew up to `last` when it does not hold, with an entry for each that is lost; must run in a transaction. Answers how many were lost. */
export function mendChain(db: Db, mac: Mac, last: number): number {
  const head = walkAudit(db, mac);
  if (head.badSeq === null && head.entries >= last && lostChanges(db, mac, last).seqs.length === 0) return 0;
  const nothing = mac(new Uint8Array());
  const select = db.raw.prepare<[number], Link>(SELECT_LINKS);
  const put = db.raw.prepare(PUT_LINK);
  const body = db.raw.prepare<[number], Buffer>('SELECT body FROM change_log WHERE seq = ?').pluck();
  // The hashes kept since an erasure go into the chain itself.
  db.raw.exec('DELETE FROM redaction');
  let prev: Uint8Array = new Uint8Array(32);
  let before: Pick<AuditFacts, 'at' | 'stamp'> = { at: 0, stamp: '000000000000-0000-00001' };
  let lost = 0;
  for (let seq = 1; seq <= last; seq++) {
    const link = select.get(seq);
    if (!link) lost++;
    const logged = link ? link.body : (body.get(seq) ?? null);
    const valueHash = logged === null ? nothing : mac(logged);
    const facts: AuditFacts = link ? { ...link, valueHash } : { ...before, actor: '', action: GAP, rowCount: 0, valueHash };
    const hash = chainHash(mac, prev, seq, facts);
    put.run(seq, facts.at, facts.stamp, facts.actor, facts.action, facts.rowCount, Buffer.from(valueHash), Buffer.from(hash));
    [prev, before] = [hash, facts];
  }
  return lost;
}
