/** Reading the change log: by seq (history of a record), by action (undo), from a seq on (derived data, sync). */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import type { ChangeEntry } from './codec.ts';
import { decodeBody, idsInBody } from './codec.ts';

export interface LogEntry {
  readonly seq: number;
  readonly actionId: number;
  readonly stamp: string;
  readonly entries: readonly ChangeEntry[];
}

interface LogRow {
  readonly seq: number;
  readonly actionId: number;
  readonly stamp: string;
  readonly codec: number;
  readonly body: Buffer;
}

const SELECT = 'SELECT seq, action_id AS actionId, stamp, codec, body FROM change_log';

function toLogEntry(row: LogRow): LogEntry {
  return { seq: row.seq, actionId: row.actionId, stamp: row.stamp, entries: decodeBody(row.codec, row.body) };
}

/** One transaction's changes, or `null` when there is no such seq. */
export function readLog(db: Db, seq: number): LogEntry | null {
  const row = db.raw.prepare<[number], LogRow>(`${SELECT} WHERE seq = ?`).get(seq);
  return row ? toLogEntry(row) : null;
}

/** Seqs of an action's transactions, newest first. */
export function seqsOfAction(db: Db, actionId: number): readonly number[] {
  return db.raw.prepare<[number], number>('SELECT seq FROM change_log WHERE action_id = ? ORDER BY seq DESC').pluck().all(actionId);
}

/** Every record of one entity that an action touched, each at least once. */
export function idsOfAction(db: Db, actionId: number, entity: EntityName): readonly number[] {
  const ids: number[] = [];
  const bodies = db.raw.prepare<[number], { codec: number; body: Buffer }>('SELECT codec, body FROM change_log WHERE action_id = ? ORDER BY seq');
  for (const { codec, body } of bodies.iterate(actionId)) for (const id of idsInBody(codec, body, entity)) ids.push(id);
  return ids;
}

/** Seq of an action's newest transaction; 0 when it has none. */
export function lastSeqOfAction(db: Db, actionId: number): number {
  return Number(db.raw.prepare('SELECT coalesce(max(seq), 0) FROM change_log WHERE action_id = ?').pluck().get(actionId));
}

/** The first transaction after `seq`, for a reader that catches up; `null` at the end. */
export function nextLog(db: Db, seq: number): LogEntry | null {
  const row = db.raw.prepare<[number], LogRow>(`${SELECT} WHERE seq > ? ORDER BY seq LIMIT 1`).get(seq);
  return row ? toLogEntry(row) : null;
}

/** Seq of the newest change of rows; 0 in an empty book. */
export function lastSeq(db: Db): number {
  return Number(db.raw.prepare('SELECT coalesce(max(seq), 0) FROM change_log').pluck().get());
}
