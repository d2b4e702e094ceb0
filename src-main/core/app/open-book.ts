/** Opens the files of an unlocked book and wires the parts that live as long as it is open. */
import { join } from 'node:path';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { createRowStore } from '../changes/rows.ts';
import { initClockRow } from '../changes/clock-row.ts';
import { erasedFileFits, readErasedFile, saveErasedFile } from '../changes/erase/index.ts';
import { checkHighWater, saveHighWater } from '../changes/high-water.ts';
import { marksOf } from '../changes/marks.ts';
import type { Marks } from '../changes/marks.ts';
import { bindOwnerSeal, createOwnerSeal } from '../changes/sealed-values.ts';
import { createUndoStack } from '../changes/undo.ts';
import type { Committed, WriteDeps } from '../changes/write.ts';
import { noteEvent } from '../changes/write.ts';
import { openDatabase } from '../database/open.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../database/migrate.ts';
import type { Derived } from '../derived/port.ts';
import type { Db } from '../database/open.ts';
import type { ChosenFile, OpenBook } from '../domain/context.ts';
import { settleGrades, startDay } from '../domain/lifecycle/index.ts';
import { defaultSettings, saveSettings } from '../domain/settings/index.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import { createJobRunner } from '../jobs/job-runner.ts';
import { runInWorker } from '../jobs/worker-runner.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { removeDatabase } from '../derived/snapshot/file.ts';
import { recoverMoves } from '../operations/moving/index.ts';
import { sweepBlobs } from '../operations/attachments/index.ts';
import { eraseAgain, expireBin, isCleaningDue, startCleaning } from '../operations/erase/index.ts';
import { startRenewing, takeUpKeyChange } from '../operations/key-change/index.ts';
import { createBlobStore } from '../vault/index.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { BookFacts } from '../vault/vault-model.ts';
import { createCaretaker } from './caretaker.ts';
import type { CoreDeps } from './core.ts';
import { watchDays } from './day-watch.ts';
import { createCareWatch } from './care-watch.ts';
import { openDerived } from './open-derived.ts';

export interface BookParts extends OpenBook {
  readonly keys: VaultKeys;
  /** Made-up customers: nothing to lose. */
  readonly sample: boolean;
  readonly jobs: JobRunner;
  readonly warnings: readonly { readonly code: string; readonly [fact: string]: unknown }[];
  /** Stops jobs, saves the marks, closes the files, wipes the keys. */
  close(): Promise<void>;
}

export interface OpenBookInput {
  readonly deps: CoreDeps;
  readonly sodium: Sodium;
  readonly dir: string;
  readonly keys: VaultKeys;
  /** Which key that is, as the header names it. */
  readonly keyId: string | null;
  readonly facts: BookFacts;
  /** Make the database; otherwise a missing one is `book.lost`. */
  readonly create: boolean;
  readonly emit: (event: CoreEvent) => void;
  readonly onBug: (e: unknown) => string;
  /** Who opens it, by their name in the record; throws when they may not. Asked when the book is at today's schema. */
  readonly actorOf: (db: Db) => string;
}

/** Opens or makes `crm.db` and everything around it; on failure nothing stays open. */
export function openBook(input: OpenBookInput): BookParts {
  const { deps, dir, keys } = input;
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key, create: input.create, autoCheckpoint: 0 }));
  try {
    migrate(db, loadMigrations(deps.migrationsDir ?? defaultMigrationsDir()), deps.clock.now());
    if (input.create) fillNewBook(input, db);
    assertSameBook(db, keys.vaultId);
    return wire(input, db);
  } catch (e) {
    db.close();
    throw e;
  }
}

/** The number of the device that writes: 20 random bits, never zero. */
export function newDeviceNumber(random: Uint8Array): number {
  const view = new DataView(random.buffer, random.byteOffset);
  return (view.getUint32(0) % (2 ** 20 - 1)) + 1;
}

function fillNewBook(input: OpenBookInput, db: Db): void {
  const run = db.raw.transaction(() => {
    db.raw.prepare("INSERT INTO meta (key, value) VALUES ('bookId', ?)").run(input.keys.vaultId);
    initClockRow(db, newDeviceNumber(input.deps.random.bytes(4)));
    saveSettings(db, defaultSettings(input.facts));
  });
  run.immediate();
}

function assertSameBook(db: Db, vaultId: string): void {
  const bookId = db.raw.prepare("SELECT value FROM meta WHERE key = 'bookId'").pluck().get();
  if (bookId !== vaultId) throw new AppFailure('book.damaged', { reason: 'otherVault' });
}

/** Work that a crash cut off is shown as such, never silently as done. */
function recoverInterrupted(db: Db): number {
  const run = db.raw.transaction(() => {
    db.raw.prepare("UPDATE action SET state = 'interrupted' WHERE state = 'running'").run();
    recoverMoves(db);
    return db.raw.prepare("UPDATE import_batch SET state = 'interrupted' WHERE state = 'running'").run().changes;
  });
  return run.immediate();
}

type Warnings = { code: string; [fact: string]: unknown }[];

/**
 * Erases again what was erased in a later state of this book, and puts an index away that may
 * still know an erased customer. Answers whether the pages are still to be cleaned.
 */
function bringErasures(dir: string, write: WriteDeps, marks: Marks, warnings: Warnings): boolean {
  const { customers } = eraseAgain(write, [readErasedFile(dir, marks, 'own')], 'owner');
  if (customers > 0) warnings.push({ code: 'book.erasedAgain', count: customers });
  const due = isCleaningDue(write.db);
  if (due) for (const name of ['search.db', 'search.db.building']) removeDatabase(join(dir, name));
  return due;
}

function warningsOf(dir: string, db: Db, marks: Marks, interrupted: number): Warnings {
  const warnings: Warnings = [];
  const mark = checkHighWater(dir, db, marks);
  if (mark.state === 'forked') warnings.push({ code: 'book.forked' });
  if (interrupted > 0) warnings.push({ code: 'import.interrupted', count: interrupted });
  return warnings;
}

function wire(input: OpenBookInput, db: Db): BookParts {
  const { deps, sodium, dir, keys, emit } = input;
  const actor = input.actorOf(db);
  const seal = createOwnerSeal(sodium, keys.vaultId, (work) => keys.owner!.use(work));
  bindOwnerSeal(db, () => (keys.owner && !keys.owner.disposed ? seal : null));
  const listeners: ((change: Committed) => void)[] = [];
  const write: WriteDeps = {
    db,
    rows: createRowStore(db),
    clock: deps.clock,
    mac: (message) => keys.audit.use((key) => sodium.hash(32, message, key)),
    onCommitted: (change) => listeners.forEach((listen) => listen(change)),
    settle: settleGrades,
  };
  const marks = marksOf(sodium, keys);
  const interrupted = recoverInterrupted(db);
  const keyChange = takeUpKeyChange(write, input.keyId);
  const warnings = warningsOf(dir, db, marks, interrupted);
  if (keyChange === 'kept') warnings.push({ code: 'keyChange.kept' });
  const cleaning = bringErasures(dir, write, marks, warnings);
  const jobs = createJobRunner({
    db,
    clock: deps.clock,
    random: deps.random,
    emit,
    onBug: input.onBug,
    inWorker: (job, work) =>
      runInWorker({ entry: deps.workerEntry, bookDir: dir, actor, keys: () => workerKeys(keys) }, job, work),
  });
  // The last thing that can fail (a full disk): what starts below goes on in the background and must not outlive a failed opening.
  noteEvent(write, 'session.unlock', actor);
  const derived: Derived = openDerived({ db, dir, keys, emit, clock: deps.clock, onBug: input.onBug });
  const endings: (() => Promise<void>)[] = [];
  const book: Omit<BookParts, 'close'> = {
    dir,
    db,
    rows: write.rows,
    write,
    blobs: createBlobStore(sodium, dir, keys.blobs),
    derived,
    saveErasures: () => saveErasedFile(dir, db, marks),
    undo: createUndoStack(),
    jobs,
    clock: deps.clock,
    random: deps.random,
    emit,
    file: (token): ChosenFile | null => deps.files.resolve(token),
    atEnd: (work) => void endings.push(work),
    keys,
    sample: input.facts.sample,
    warnings,
  };
  const ending = new AbortController();
  const care = createCareWatch(book, ending.signal);
  const caretaker = createCaretaker({ db, derived, saveMark: () => saveHighWater(dir, db, marks), chores: [care.chore], onBug: input.onBug });
  listeners.push((c) => derived.onCommitted(c), announce(emit), care.onCommitted, () => caretaker.stir(), onNewRules(() => !ending.signal.aborted && startDay(book), input.onBug));
  caretaker.stir();
  const stopDays = watchDays(deps.clock, () => startDay(book), input.onBug);
  const swept = sweepBlobs(book).catch(input.onBug);
  if (cleaning) startCleaning(book);
  startRenewing(book);
  expireBin(book);
  if (!erasedFileFits(dir, db, marks)) void book.saveErasures().catch(input.onBug);
  return {
    ...book,
    async close() {
      stopDays();
      ending.abort();
      await swept;
      await jobs.close();
      for (const end of endings) await end().catch(input.onBug);
      await caretaker.close();
      derived.close();
      db.close();
      keys.dispose();
    },
  };
}

/** Rules of stages may have come back by undo: everybody is noted anew by them, after the transaction. */
function onNewRules(work: () => void, onBug: (e: unknown) => void) {
  return ({ rows }: Committed): void => {
    if (!rows.some((row) => row.entity === 'ruleSet')) return;
    setImmediate(() => {
      try {
        work();
      } catch (e) {
        onBug(e);
      }
    });
  };
}

function workerKeys(keys: VaultKeys) {
  return { database: keys.db.copy(), search: keys.search.copy(), audit: keys.audit.copy(), owner: keys.owner?.copy() ?? null, vaultId: keys.vaultId };
}

const MAX_ANNOUNCED_IDS = 200;

function announce(emit: (event: CoreEvent) => void) {
  return (change: Committed): void => {
    const entities = [...new Set(change.rows.map((r) => r.entity))];
    const ids = change.rows.length > MAX_ANNOUNCED_IDS ? null : change.rows.map((r) => r.id);
    emit({ type: 'data.changed', entities, ids, origin: change.origin });
    if (change.origin === 'local') emit({ type: 'undo.changed' });
  };
}
