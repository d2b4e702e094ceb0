/**
 * Puts a sound book in the place of a damaged one. It is built beside it and checked before
 * anything is renamed; the damaged folder is kept for 30 days. Cancelled at any point, or
 * failed, everything is as it was.
 */
import { existsSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { RepairReport } from '../../../../shared/modules/repair.ts';
import { saveErasedFile } from '../../changes/erase/index.ts';
import { saveHighWater } from '../../changes/high-water.ts';
import { marksOf } from '../../changes/marks.ts';
import { registry } from '../../changes/registry.ts';
import type { Migration } from '../../database/migrate.ts';
import { openDatabase } from '../../database/open.ts';
import { rekeyInThread } from '../../database/rekey-thread.ts';
import type { ChosenFile, JobContext } from '../../domain/context.ts';
import { toDiskFailure } from '../../kernel/atomic-file.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import { createBlobStore, keysOfHeader, openSealedFile, VAULT_FILE, writeRestoredHeader } from '../../vault/index.ts';
import type { VaultDeps } from '../../vault/index.ts';
import type { BackupHeader } from '../backup/index.ts';
import { decodeHeader, plainPathOf, runRestore, unpackAsToday } from '../backup/index.ts';
import { linkBlobs, swap, syncFile, takeAlong } from './files.ts';
import type { DamagedKeys } from './find-keys.ts';
import type { Look, LookInput } from './look.ts';
import { keysOf, lookAtBook } from './look.ts';
import type { Phase } from './rebuild.ts';
import { rebuild } from './rebuild.ts';
import { factsOf } from './report.ts';

export interface RepairDeps extends Omit<LookInput, 'openRemote'> {
  readonly how: 'salvage' | 'restore';
  /** A backup of this book on this computer's disk. */
  readonly copy: ChosenFile | null;
  readonly dryRun: boolean;
  readonly migrations: readonly Migration[];
  readonly device: number;
  /** Folders of other copies of the same book. */
  readonly copies: (bookId: string) => Promise<readonly string[]>;
  /** Called when the new book is ready and the folder is about to be renamed: nobody may hold files in it. */
  readonly beforeSwap: () => Promise<void>;
}

/** Answers what the book lacks now. Codes: see the contract. */
export async function runRepair(deps: RepairDeps, job: JobContext): Promise<RepairReport> {
  const made = `${deps.dir}.repaired`;
  await rm(made, { recursive: true, force: true });
  const phase = phasesOf(job);
  const look = await lookAtBook({ ...deps, openRemote: null }, phase('look'));
  try {
    const report = deps.how === 'restore' ? await restoreWhole(deps, look, made, job) : await salvageBook(deps, look, made, job, phase);
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    if (deps.dryRun) return report;
    await deps.beforeSwap();
    return { ...report, aside: await swap(deps.dir, made, deps.vault.clock.now()) };
  } catch (e) {
    throw e instanceof AppFailure ? e : (toDiskFailure(e) as Error);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** Lets others have their turn, tells how far it is, and stops when it is to stop. */
function phasesOf(job: JobContext): Phase {
  return (name) => async (done, total) => {
    if (job.signal.aborted) throw new AppFailure('request.cancelled');
    job.progress(name, done, total === 0 ? null : total);
    await new Promise((resolve) => setImmediate(resolve));
  };
}

async function restoreWhole(deps: RepairDeps, look: Look, made: string, job: JobContext): Promise<RepairReport> {
  if (!deps.copy) throw new AppFailure('backup.missing');
  const opened = await keysOf({ ...deps, openRemote: null });
  const { keys, facts } = opened;
  try {
    const { vault, secret, device, migrations, copy, copies } = deps;
    const result = await runRestore({ vault, file: copy, secret, dir: made, device, migrations, clock: vault.clock, copies }, job);
    if (result.bookId !== keys.vaultId) throw new AppFailure('repair.otherBook');
    await bringToToday(deps, opened, made);
    await linkBlobs(deps.dir, made);
    const db = keys.db.use((key) => openDatabase(join(made, 'crm.db'), { key, readonly: true }));
    const there = new Set(db.raw.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
    const kinds = Object.values(registry).map(({ name: kind, table }) => ({ kind, kept: there.has(table) ? Number(db.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()) : 0, lost: 0, stub: 0, older: 0 }));
    db.close();
    const behind = look.copies.find(({ at }) => at === result.backupCreatedAt)?.behind ?? null;
    return { bookId: keys.vaultId, name: facts.name, at: vault.clock.now(), damage: look.damage, kinds, missing: [], changes: behind ?? 0, unnamed: behind === 0 ? 0 : null, files: 0, copy: { at: result.backupCreatedAt, name: copy.name }, fromCopy: 0, aside: null };
  } finally {
    keys.dispose();
  }
}

/** A backup from before the book's key was changed: what came out of it gets today's key and header, as the files beside it have them. */
async function bringToToday({ vault, dir }: RepairDeps, { keys, header }: DamagedKeys, made: string): Promise<void> {
  const then = await keysOfHeader(vault, keys, await readFile(join(made, VAULT_FILE)));
  if (then === null || then.former.length === keys.former.length) return then?.dispose();
  await rekeyInThread({ path: join(made, 'crm.db'), from: then.db.copy(), to: keys.db.copy() });
  then.dispose();
  await Promise.all([VAULT_FILE, `${VAULT_FILE}.prev`].map((name) => rm(join(made, name))));
  await layHeader(vault, dir, header, made);
}

/** The book's own header, or the one of the backup that stood in for it. */
async function layHeader(vault: VaultDeps, dir: string, header: Uint8Array | null, made: string): Promise<void> {
  if (header === null) return takeAlong(dir, made, [VAULT_FILE, `${VAULT_FILE}.prev`]);
  const written = await writeRestoredHeader(vault, made, header);
  if (!written.ok) throw new AppFailure(written.error.code, written.error);
}

async function salvageBook(deps: RepairDeps, look: Look, made: string, job: JobContext, phase: Phase): Promise<RepairReport> {
  if (!look.readable) throw new AppFailure('repair.nothing');
  const opened = await keysOf({ ...deps, openRemote: null });
  const { keys, facts } = opened;
  const { sodium, vault, migrations, device, dir } = deps;
  await makeFolder(made);
  try {
    const copy = deps.copy && (await layBeside(deps, opened, join(made, 'copy'), job));
    await linkBlobs(dir, made);
    if (copy) await linkBlobs(join(made, 'copy'), made);
    const blobs = createBlobStore(sodium, made, keys.blobs);
    const blobSize = (hash: string) => statSync(blobs.path(hash), { throwIfNoEntry: false })?.size ?? null;
    const result = await rebuild({ sodium, keys, facts, from: dir, to: made, copy: copy && join(made, 'copy', 'crm.db'), migrations, device, clock: vault.clock, blobSize }, phase);
    const { db } = result;
    try {
      const missing = factsOf(result, blobs.path);
      if (!deps.dryRun) await finish(deps, opened, made, db);
      return { bookId: keys.vaultId, name: facts.name, at: vault.clock.now(), damage: look.damage, ...missing, copy: copy && deps.copy ? { at: copy.createdAt, name: deps.copy.name } : null, aside: null };
    } finally {
      if (db.raw.open) db.close();
      await rm(join(made, 'copy'), { recursive: true, force: true });
    }
  } finally {
    keys.dispose();
  }
}

/** Takes the backup apart beside the new book; every chunk and the file's hash are proved on the way. */
async function layBeside({ vault, copy }: RepairDeps, { keys }: DamagedKeys, to: string, job: JobContext): Promise<BackupHeader> {
  await makeFolder(to);
  const opened = await openSealedFile(await plainPathOf(copy!, to));
  if (!opened.ok) throw new AppFailure(opened.error.code.replace('seal.', 'backup.'));
  try {
    const header = decodeHeader(opened.value.header);
    await unpackAsToday({ vault, keys }, to, header, opened.value, job);
    return header;
  } finally {
    await opened.value.close();
  }
}

/** The new book's other files; all of it is on the disk when this returns. */
async function finish({ dir, vault, sodium }: RepairDeps, { keys, header }: DamagedKeys, made: string, db: Awaited<ReturnType<typeof rebuild>>['db']): Promise<void> {
  const marks = marksOf(sodium, keys);
  await layHeader(vault, dir, header, made);
  await takeAlong(dir, made, ['erased.json']);
  if (!existsSync(join(made, 'erased.json'))) await saveErasedFile(made, db, marks);
  await saveHighWater(made, db, marks);
  db.raw.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  await syncFile(join(made, 'crm.db'));
}
