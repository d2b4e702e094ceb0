/** SQL on `backup_target` and `backup_copy`: this computer's own notes, which no other one gets. */
import type { BackupCopy, BackupPlaceKind, BackupReason } from '../../../../shared/modules/backup.ts';
import type { RemoteConnection, RemoteDetails } from '../../../../shared/modules/backup-remote.ts';
import { remoteConnectionSchema, remoteDetailsSchema } from '../../../../shared/modules/backup-remote.ts';
import { auditHead } from '../../changes/audit.ts';
import type { Db } from '../../database/open.ts';

const HOUR_MS = 3_600_000;

export interface StoredTarget {
  readonly id: string;
  readonly kind: BackupPlaceKind;
  /** The folder; of a place on a server, where it is. */
  readonly folder: string;
  readonly addedAt: number;
  readonly lastError: string | null;
  /** When it was last tried in vain. */
  readonly triedAt: number | null;
}

/** All places, the ring first, then in the order they were added. */
export function storedTargets(db: Db): StoredTarget[] {
  return db.raw.prepare<[], StoredTarget>("SELECT id, kind, folder, added_at AS addedAt, last_error AS lastError, tried_at AS triedAt FROM backup_target ORDER BY kind <> 'ring', added_at, id").all();
}

export function addTarget(db: Db, { id, kind, folder, addedAt }: Omit<StoredTarget, 'lastError' | 'triedAt'>): void {
  db.raw.prepare('INSERT OR IGNORE INTO backup_target (id, kind, folder, added_at) VALUES (?, ?, ?, ?)').run(id, kind, folder, addedAt);
}

export function dropTarget(db: Db, id: string): void {
  const run = db.raw.transaction(() => {
    db.raw.prepare('DELETE FROM backup_copy WHERE target_id = ?').run(id);
    db.raw.prepare('DELETE FROM backup_login WHERE target_id = ?').run(id);
    db.raw.prepare('DELETE FROM backup_target WHERE id = ?').run(id);
  });
  run.immediate();
}

export function moveTarget(db: Db, id: string, folder: string): void {
  db.raw.prepare('UPDATE backup_target SET folder = ? WHERE id = ?').run(folder, id);
}

/** What came of the last try at a place; `null`: it went well. */
export function noteTry(db: Db, id: string, code: string | null, at: number): void {
  db.raw.prepare('UPDATE backup_target SET last_error = ?, tried_at = ? WHERE id = ?').run(code, code === null ? null : at, id);
}

/** Keeps how a place on a server is reached, in place of what was kept. */
export function saveLogin(db: Db, id: string, connection: RemoteConnection): void {
  db.raw.prepare('INSERT OR REPLACE INTO backup_login (target_id, connection) VALUES (?, ?)').run(id, JSON.stringify(connection));
}

/** With its secret: for connecting, and nothing else. `null` for a place that is no server. */
export function loginOf(db: Db, id: string): RemoteConnection | null {
  const text = db.raw.prepare<[string], string>('SELECT connection FROM backup_login WHERE target_id = ?').pluck().get(id);
  return text === undefined ? null : remoteConnectionSchema.parse(JSON.parse(text));
}

/** What may be shown of it. */
export function detailsOf(db: Db, id: string): RemoteDetails | null {
  const login = loginOf(db, id);
  if (login === null) return null;
  const { secret: _, ...details } = login;
  return remoteDetailsSchema.parse(details);
}

export interface NewCopy {
  readonly targetId: string;
  readonly name: string;
  readonly seq: number;
  readonly at: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly customers: number;
  readonly reason: BackupReason;
  readonly auditSeq: number;
}

export function noteCopy(db: Db, copy: NewCopy): void {
  db.raw
    .prepare('INSERT INTO backup_copy (target_id, name, seq, at, size_bytes, sha256, customers, reason, audit_seq) VALUES (@targetId, @name, @seq, @at, @sizeBytes, @sha256, @customers, @reason, @auditSeq)')
    .run(copy);
}

export function forgetCopy(db: Db, targetId: string, name: string): void {
  db.raw.prepare('DELETE FROM backup_copy WHERE target_id = ? AND name = ?').run(targetId, name);
}

/** The copies noted for a place, newest first. */
export function copiesAt(db: Db, targetId: string): BackupCopy[] {
  const sql = `SELECT target_id AS targetId, name, seq, at, size_bytes AS sizeBytes, customers, reason, proven_at AS provenAt, damage
    FROM backup_copy WHERE target_id = ? ORDER BY seq DESC`;
  return db.raw.prepare<[string], BackupCopy>(sql).all(targetId);
}

/** What came of a proof. */
export function noteProof(db: Db, targetId: string, name: string, at: number, damage: string | null): void {
  const sql = 'UPDATE backup_copy SET proven_at = iif(@damage IS NULL, @at, NULL), damage = @damage WHERE target_id = @targetId AND name = @name';
  db.raw.prepare(sql).run({ targetId, name, at, damage });
}

export interface Sums {
  readonly copies: number;
  readonly firstAt: number | null;
  readonly sizeBytes: number;
  readonly lastAt: number | null;
  readonly provenAt: number | null;
}

/** A clock that ran ahead has dated what was done meanwhile into the future: no proof is taken for newer than now, nor a copy while there is another. */
export function sumsOf(db: Db, targetId: string, now: number): Sums {
  const sql = `SELECT count(*) AS copies, coalesce(sum(size_bytes), 0) AS sizeBytes, min(at) AS firstAt,
    coalesce(max(iif(at <= @until, at, NULL)), max(at)) AS lastAt, max(iif(proven_at <= @until, proven_at, NULL)) AS provenAt FROM backup_copy WHERE target_id = @targetId`;
  return db.raw.prepare<[object], Sums>(sql).get({ targetId, until: now + HOUR_MS })!;
}

/** The number of the next backup; each is used once, also when nothing came of it. */
export function nextSeq(db: Db): number {
  const sql = "INSERT INTO meta (key, value) VALUES ('backupSeq', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1 RETURNING value";
  return Number(db.raw.prepare(sql).pluck().get());
}

const KEY_CHANGED = 'keyChangedSeq';

/** Notes that the book has a new key as of its newest entry. */
export function noteNewKey(db: Db): void {
  db.raw.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(KEY_CHANGED, String(auditHead(db).seq));
}

/** The last entry of the record that a copy at this place (`null`: anywhere) holds. */
const lastCopied = (db: Db, targetId: string | null): number =>
  db.raw.prepare<[string | null, string | null], number | null>('SELECT max(audit_seq) FROM backup_copy WHERE ? IS NULL OR target_id = ?').pluck().get(targetId, targetId) ?? 0;

/** True when the book's key was changed since the newest copy at this place (`null`: anywhere): what opened the book before opens all that lies there. */
export function isOfFormerKey(db: Db, targetId: string | null): boolean {
  return Number(db.raw.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(KEY_CHANGED) ?? 0) > lastCopied(db, targetId);
}

/** True when the book says something that no copy at this place (`null`: anywhere) holds, or has another key. Backups and openings themselves are no change. */
export function changedSince(db: Db, targetId: string | null): boolean {
  if (isOfFormerKey(db, targetId)) return true;
  const last = lastCopied(db, targetId);
  if (auditHead(db).seq === last) return false;
  const sql = "SELECT 1 FROM audit WHERE seq > ? AND action NOT LIKE 'backup.%' AND action NOT LIKE 'session.%' LIMIT 1";
  return db.raw.prepare(sql).get(last) !== undefined;
}
