/** Rows that others need and nobody has any more: put back as far as they are known, so that what belongs to them stays. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import { registry } from '../../changes/registry.ts';
import type { RowStore } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import { nameReading } from '../../kernel/pinyin.ts';
import type { Trace, Traces } from './replay.ts';
import { madeRow, traceOf } from './replay.ts';

export interface Ties {
  readonly db: Db;
  readonly rows: RowStore;
  readonly traces: Traces;
  /** Number of a lost change: rows put back say that they come from it. */
  readonly seq: number;
  readonly at: number;
  /** Stands for a name that is lost too. */
  readonly unknownName: string;
  /** Length of a sealed file, or `null` when it is not there. */
  readonly blobSize: (hash: string) => number | null;
}

/** Writes a row of what its changes still say, as of the newest of them, when that is enough; false when it is not. */
function revive({ rows, seq, at, unknownName }: Ties, { entity, id, fields, seq: heard, deleted }: Trace): boolean {
  if (rows.get(entity, id)) return false;
  const known = entity === 'customer' ? { kind: 'individual', name: unknownName, ...fields } : fields;
  const full: Record<string, unknown> = entity === 'customer' ? { pinyin: nameReading(String(known['name'])), ...known } : known;
  const isEnough = registry[entity].columns.every(({ field, required }) => !required || field === 'createdAt' || (full[field] ?? null) !== null);
  if (isEnough) rows.insert(entity, { ...madeRow(entity, id, full, heard || seq, at), deletedAt: deleted?.at ?? null, deletedKind: deleted?.kind ?? null });
  return isEnough;
}

/** Brings back rows of which only later changes are known, of a customer even if it is but the way to the bin. Answers which: they are not whole. */
export function reviveKnown(ties: Ties): Trace[] {
  return [...ties.traces.values()].filter((trace) => trace.seq > 0 && revive(ties, trace));
}

interface Violation {
  readonly table: string;
  readonly rowid: number;
  readonly parent: string;
  readonly fkid: number;
}

const ROUNDS = 6;

export interface MendedTies {
  /** Customers put back for what belongs to them, and records that could not be kept. */
  readonly stubs: Trace[];
  readonly dropped: Trace[];
  /** Links to records that are lost, taken off. */
  readonly loosened: number;
}

const entityOf = (table: string): EntityName | null => Object.values(registry).find((def) => def.table === table)?.name ?? null;

/** Mends every link that leads nowhere. Must run with foreign keys off. */
export function mendTies(ties: Ties): MendedTies {
  const done: MendedTies & { loosened: number } = { stubs: [], dropped: [], loosened: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const found = ties.db.raw.pragma('foreign_key_check') as Violation[];
    if (found.length === 0) return done;
    for (const violation of found) mendOne(ties, violation, done);
  }
  throw new Error('links of a repaired book cannot be mended');
}

function mendOne(ties: Ties, { table, rowid, parent, fkid }: Violation, done: MendedTies & { loosened: number }): void {
  const { raw } = ties.db;
  const column = (raw.pragma(`foreign_key_list(${table})`) as { id: number; from: string }[]).find(({ id }) => id === fkid)!.from;
  const value = raw.prepare<[number], string | number | null>(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck().get(rowid) ?? null;
  // Mended with another link of this round.
  if (value === null) return;
  const isRequired = (raw.pragma(`table_info(${table})`) as { name: string; notnull: number; pk: number }[]).some(({ name, notnull, pk }) => name === column && (notnull === 1 || pk > 0));
  if (parent === 'blob') return putBlob(ties, String(value));
  if (parent === 'action') return void raw.prepare("INSERT OR IGNORE INTO action (id, kind, actor, facts, state, started_at, ended_at) VALUES (?, 'repair.gap', '', '{}', 'done', ?, ?)").run(value, ties.at, ties.at);
  if (parent === 'customer') {
    const stub = traceOf(ties.traces, 'customer', Number(value));
    if (revive(ties, stub)) done.stubs.push(stub);
    return;
  }
  if (!isRequired) {
    raw.prepare(`UPDATE ${table} SET ${column} = NULL WHERE rowid = ?`).run(rowid);
    return void done.loosened++;
  }
  raw.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
  const entity = entityOf(table);
  if (entity) done.dropped.push(traceOf(ties.traces, entity, rowid));
}

/** The file itself tells what was noted of it; one that is gone shows as such in the list of files. */
function putBlob({ db, at, blobSize }: Ties, hash: string): void {
  db.raw.prepare('INSERT OR IGNORE INTO blob (hash, size_bytes, created_at) VALUES (?, ?, ?)').run(hash, blobSize(hash) ?? 0, at);
}
