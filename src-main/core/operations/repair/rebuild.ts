/** One sound database out of a damaged one, and of a backup where there is one. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { verifyAudit } from '../../changes/audit.ts';
import { initClockRow, openTxClock } from '../../changes/clock-row.ts';
import { noteDropped } from '../../changes/cross-check.ts';
import { rebuildFacts } from '../../changes/facts/index.ts';
import { readHighWater } from '../../changes/high-water.ts';
import { marksOf } from '../../changes/marks.ts';
import type { LostChanges } from '../../changes/mend.ts';
import { fillGaps, lostChanges, mendChain } from '../../changes/mend.ts';
import { registry } from '../../changes/registry.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { noteEvent } from '../../changes/write.ts';
import type { Migration } from '../../database/migrate.ts';
import { migrate } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import { openDatabase } from '../../database/open.ts';
import type { IdRange } from '../../database/pages/btree.ts';
import { openPages } from '../../database/pages/page-source.ts';
import { schemaOf } from '../../database/pages/tables.ts';
import { defaultSettings } from '../../domain/settings/index.ts';
import { parseStamp } from '../../kernel/hlc.ts';
import type { Clock } from '../../kernel/ports.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import type { BookFacts, VaultKeys } from '../../vault/index.ts';
import { assertSound } from '../backup/index.ts';
import { mergeCopy, assertSameLine } from './merge.ts';
import type { Traces } from './replay.ts';
import { replay, traceOf } from './replay.ts';
import type { Salvage, Step } from './salvage.ts';
import { salvage } from './salvage.ts';
import type { MendedTies } from './ties.ts';
import { mendTies, reviveKnown } from './ties.ts';

export interface RebuildInput {
  readonly sodium: Sodium;
  readonly keys: VaultKeys;
  readonly facts: BookFacts;
  /** Folder of the damaged book: read only. */
  readonly from: string;
  /** Where `crm.db` is made. */
  readonly to: string;
  /** A backup's `crm.db`, proved; brought to today's schema here. */
  readonly copy: string | null;
  readonly migrations: readonly Migration[];
  /** A fresh number: ids that the lost rows had must not come up again. */
  readonly device: number;
  readonly clock: Clock;
  readonly blobSize: (hash: string) => number | null;
}

export interface Rebuilt {
  readonly found: Salvage;
  readonly lost: LostChanges;
  readonly traces: Traces;
  /** Rows that were told by something else than their page. */
  readonly rebuilt: ReadonlySet<string>;
  readonly ties: MendedTies;
  readonly fromCopy: number;
  /** Rows and ids as they are now. */
  readonly db: Db;
}

export type Phase = (phase: string) => Step;

const UNKNOWN_NAME = { 'zh-CN': '姓名已丢失', en: 'Name lost' } as const;

/** Brings a database to this program's schema, past the first one. */
function openNew(input: RebuildInput, version: number): Db {
  const db = input.keys.db.use((key) => openDatabase(join(input.to, 'crm.db'), { key, create: true, synchronous: 'OFF' }));
  migrate(db, input.migrations.slice(0, version), input.clock.now());
  return db;
}

/** Runs with foreign keys off and without triggers: rows come in any order, and what follows from them is made at the end. */
async function bare(db: Db, work: () => Promise<void>): Promise<void> {
  const triggers = db.raw.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all();
  db.raw.pragma('foreign_keys = OFF');
  db.raw.exec('BEGIN IMMEDIATE');
  for (const { name } of triggers) db.raw.exec(`DROP TRIGGER ${name}`);
  await work();
  for (const { sql } of triggers) db.raw.exec(sql);
  db.raw.exec('COMMIT');
}

/** Codes: `book.newer`, `repair.otherLine`, `disk.*`, and what `phase` throws. The answered connection is open; on failure nothing is. */
export async function rebuild(input: RebuildInput, phase: Phase): Promise<Rebuilt> {
  const source = input.keys.db.use((key) => openPages(input.sodium, join(input.from, 'crm.db'), new Uint8Array(key)));
  let db: Db | null = null;
  try {
    const version = schemaOf(source) ?? 0;
    if (version > input.migrations.length) throw new AppFailure('book.newer', { bookVersion: version, knownVersion: input.migrations.length });
    const target = openNew(input, version === 0 ? input.migrations.length : version);
    db = target;
    let found: Salvage | null = null;
    await bare(target, async () => {
      found = await salvage(source, target, phase('read'));
    });
    migrate(target, input.migrations, input.clock.now());
    target.raw.pragma('foreign_keys = OFF');
    return await mend(input, target, found!, phase);
  } catch (e) {
    db?.close();
    throw e;
  } finally {
    source.close();
  }
}

function entityRanges(lost: Salvage['lost']): Map<EntityName, readonly IdRange[]> {
  return new Map(Object.values(registry).flatMap(({ name, table }) => (lost.has(table) ? [[name, lost.get(table)!] as const] : [])));
}

async function mend(input: RebuildInput, db: Db, found: Salvage, phase: Phase): Promise<Rebuilt> {
  const { sodium, keys, clock } = input;
  const marks = marksOf(sodium, keys);
  const { record: mac } = marks;
  const write: WriteDeps = { db, rows: createRowStore(db), clock, mac, onCommitted: () => undefined };
  const mark = readHighWater(input.from, marks);
  db.raw.exec('BEGIN IMMEDIATE');
  const taken = input.copy === null ? [] : takeCopy(input, write, found, input.copy, mark);
  const traces = await replay(db, write.rows, entityRanges(found.lost), () => phase('log')(0, 0));
  const rebuilt = new Set([...traces.keys(), ...taken.map(({ entity, id }) => `${entity}:${id}`), ...staleKeys(found)]);
  nameByIndex(found, write, traces);
  initBook(input, db);
  const heads = ['audit', 'change_log'].map((table) => Number(db.raw.prepare(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get()));
  const last = Math.max(mark?.seq ?? 0, ...heads);
  const lost = lostChanges(db, mac, last);
  const seq = lost.seqs.at(-1) ?? last + 1;
  const tie = { db, rows: write.rows, traces, seq, at: clock.now(), unknownName: UNKNOWN_NAME[input.facts.language === 'en' ? 'en' : 'zh-CN'], blobSize: input.blobSize };
  const revived = reviveKnown(tie);
  const ties = mendTies(tie);
  noteDropped(db, ties.dropped.map(({ entity, id }) => `${entity}:${id}`));
  await phase('log')(1, 1);
  fillGaps(db, write.rows, lost.seqs, gapAction(db, clock.now()));
  mendChain(db, mac, Math.max(last, Number(db.raw.prepare('SELECT coalesce(max(seq), 0) FROM change_log').pluck().get())));
  await phase('facts')(0, 0);
  rebuildFacts(db, clock.now());
  db.raw.exec('COMMIT');
  noteEvent(write, 'repair.run', 'owner', lost.seqs.length);
  await phase('check')(0, 0);
  assertRepaired(db, mac);
  return { found, lost, traces, rebuilt, ties: { ...ties, stubs: [...revived, ...ties.stubs] }, fromCopy: taken.length, db };
}

const staleKeys = ({ stale }: Salvage): string[] => stale.flatMap(({ table, id }) => Object.values(registry).filter((def) => def.table === table).map(({ name }) => `${name}:${id}`));

function takeCopy(input: RebuildInput, write: WriteDeps, found: Salvage, path: string, mark: ReturnType<typeof readHighWater>) {
  const copy = input.keys.db.use((key) => openDatabase(path, { key }));
  try {
    migrate(copy, input.migrations, input.clock.now());
    assertSameLine(write.db, copy, mark);
    return mergeCopy(write, copy, found.lost);
  } finally {
    copy.close();
  }
}

/** Rows that an index knows, and nothing else. */
function nameByIndex({ named }: Salvage, { rows }: WriteDeps, traces: Traces): void {
  for (const { name, table } of Object.values(registry)) for (const id of named.get(table) ?? []) if (!rows.get(name, id)) traceOf(traces, name, id);
}

/** What every book has: its id, a clock that goes on, its settings. */
function initBook({ keys, device, facts }: RebuildInput, db: Db): void {
  db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('bookId', ?)").run(keys.vaultId);
  const stamp = parseStamp(db.raw.prepare<[], string>('SELECT max(stamp) FROM (SELECT stamp FROM audit UNION ALL SELECT stamp FROM change_log)').pluck().get() ?? '');
  initClockRow(db, device);
  const state = JSON.parse(db.raw.prepare<[], string>("SELECT value FROM meta WHERE key = 'clock'").pluck().get()!) as { ms: number; counter: number };
  if (stamp && stamp.ms >= state.ms) db.raw.prepare("UPDATE meta SET value = ? WHERE key = 'clock'").run(JSON.stringify({ ...state, ms: stamp.ms, counter: Math.max(stamp.counter, state.counter) }));
  const put = db.raw.prepare('INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)');
  for (const [key, value] of Object.entries(defaultSettings(facts))) put.run(key, JSON.stringify(value));
}

function gapAction(db: Db, now: number): number {
  const clock = openTxClock(db, now);
  const id = clock.newId();
  clock.save();
  db.raw.prepare("INSERT INTO action (id, kind, actor, facts, state, started_at, ended_at) VALUES (?, 'repair.gap', '', '{}', 'done', ?, ?)").run(id, now, now);
  return id;
}

/** What is handed out is sound, or nothing is. */
function assertRepaired(db: Db, mac: (message: Uint8Array) => Uint8Array): void {
  assertSound(db);
  if ((db.raw.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('a repaired book has loose links');
  if (verifyAudit(db, mac) !== null) throw new Error('the chain of a repaired book does not hold');
}
