/**
 * Building a new book from a backup. Everything is proved before the folder takes its
 * name: every chunk's tag, the file's hash, the database's pages, the counts and the head
 * of the audit chain. No existing book is ever written to.
 */
import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { initClockRow } from '../../changes/clock-row.ts';
import { readErasedFile, saveErasedFile } from '../../changes/erase/index.ts';
import { marksOf } from '../../changes/marks.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { WriteDeps } from '../../changes/write.ts';
import type { Migration } from '../../database/migrate.ts';
import { migrate } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import { openDatabase } from '../../database/open.ts';
import type { ChosenFile, JobContext } from '../../domain/context.ts';
import { saveSettings } from '../../domain/settings/index.ts';
import { renameDurably, toDiskFailure } from '../../kernel/atomic-file.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { Clock } from '../../kernel/ports.ts';
import { loadSodium } from '../../kernel/sodium.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import { createBlobStore, fileKey, openSealedFile, Secret, unlockHeaderBytes, updateBookFacts, writeRestoredHeader } from '../../vault/index.ts';
import type { BlobStore, VaultDeps, VaultKeys, VaultSecret } from '../../vault/index.ts';
import type { BackupManifest } from './backup-format.ts';
import { decodeHeader } from './backup-format.ts';
import { eraseAgain } from '../erase/index.ts';
import { assertSound, figuresOf } from './snapshot.ts';
import { unpack } from './unpack.ts';

export interface RestoreInput {
  readonly vault: VaultDeps;
  readonly file: ChosenFile;
  readonly secret: VaultSecret;
  /** The new book's folder; must not exist. */
  readonly dir: string;
  /** A fresh number: the restored book must not continue the ids of the one it came from. */
  readonly device: number;
  /** The schemas this program knows. */
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** Folders of other copies of the same book: what was erased there is erased here too. */
  readonly copies: (bookId: string) => Promise<readonly string[]>;
  /** Another name, to tell it from the book it came from. */
  readonly name?: string | undefined;
}

export interface RestoreResult {
  readonly bookId: string;
  readonly customers: number;
  readonly backupCreatedAt: number;
  /** Customers erased after the backup was made, and now erased again. */
  readonly erasedAgain: number;
}

/** Codes: `backup.foreign|damaged|newer`, `vault.wrongSecret`, `disk.*`, `request.cancelled`. */
export async function runRestore(input: RestoreInput, job: JobContext): Promise<RestoreResult> {
  const workshop = `${input.dir}.restoring`;
  try {
    await makeFolder(workshop);
    const path = await plainPathOf(input.file, workshop);
    const result = await restoreInto(workshop, path, input, job);
    await rm(join(workshop, 'backup.sealed'), { force: true });
    await makeFolder(dirname(input.dir));
    await renameDurably(workshop, input.dir);
    return result;
  } catch (e) {
    throw e instanceof AppFailure ? e : (toDiskFailure(e) as Error);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** An uploaded backup lies sealed in staging; inside that it is still a backup, so nothing is plain on disk. */
export async function plainPathOf(file: ChosenFile, workshop: string): Promise<string> {
  if (file.kind === 'path') {
    if ((await stat(file.path).catch(() => null))?.isDirectory()) throw new AppFailure('file.folder');
    return file.path;
  }
  if (!file.key) throw new AppFailure('file.missing');
  const opened = await openSealedFile(file.path);
  if (!opened.ok) throw new AppFailure('backup.damaged');
  const key = Secret.adopt(new Uint8Array(file.key));
  const path = join(workshop, 'backup.sealed');
  try {
    await writeFile(path, opened.value.read(key), { mode: 0o600 });
    return path;
  } finally {
    key.dispose();
    await opened.value.close();
  }
}

async function restoreInto(workshop: string, path: string, input: RestoreInput, job: JobContext): Promise<RestoreResult> {
  const opened = await openSealedFile(path);
  if (!opened.ok) throw new AppFailure(opened.error.code.replace('seal.', 'backup.'));
  try {
    const header = decodeHeader(opened.value.header);
    if (header.schema > input.migrations.length) throw new AppFailure('backup.newer', { needs: header.appVersion });
    const vaultHeader = Buffer.from(header.vault, 'base64');
    const unlocked = await unlockHeaderBytes(input.vault, vaultHeader, input.secret);
    if (!unlocked.ok) throw new AppFailure(asBackupCode(unlocked.error.code), unlocked.error);
    const { keys } = unlocked.value;
    try {
      const sodium = await loadSodium();
      const key = fileKey(sodium, keys.backup, header.backupId);
      const blobs = createBlobStore(sodium, workshop, keys.blobs);
      const manifest = await unpack(workshop, opened.value.read(key), blobs, opened.value.sizeBytes, job).finally(() => key.dispose());
      const erased = await proveBook(workshop, manifest, { sodium, keys, blobs }, input);
      const written = await writeRestoredHeader(input.vault, workshop, vaultHeader);
      if (!written.ok) throw new AppFailure(written.error.code, written.error);
      if (input.name) {
        const named = await updateBookFacts(input.vault, workshop, keys, { name: input.name });
        if (!named.ok) throw new AppFailure(named.error.code, named.error);
      }
      return { bookId: keys.vaultId, customers: (manifest.rows['customer'] ?? 0) - erased, backupCreatedAt: header.createdAt, erasedAgain: erased };
    } finally {
      keys.dispose();
    }
  } finally {
    await opened.value.close();
  }
}

function asBackupCode(code: string): string {
  if (code === 'vault.newer') return 'backup.newer';
  return code === 'vault.foreign' || code === 'vault.damaged' ? 'backup.damaged' : code;
}

interface Opened {
  readonly sodium: Sodium;
  readonly keys: VaultKeys;
  readonly blobs: BlobStore;
}

/** Answers how many customers were erased again. */
async function proveBook(workshop: string, manifest: BackupManifest, opened: Opened, input: RestoreInput): Promise<number> {
  const db = opened.keys.db.use((key) => openDatabase(join(workshop, 'crm.db'), { key }));
  try {
    assertSound(db);
    const { rows, audit } = figuresOf(db);
    const same = Object.entries(manifest.rows).every(([table, n]) => rows[table] === n) && audit.hash === manifest.audit.hash;
    if (!same) throw new AppFailure('backup.damaged');
    initClockRow(db, input.device);
    if (input.name) saveSettings(db, { name: input.name });
    const erased = await bringErasures(workshop, db, opened, input);
    db.raw.pragma('wal_checkpoint(TRUNCATE)');
    return erased;
  } finally {
    db.close();
  }
}

/** Who was erased since the backup stays erased. The unused pages are cleaned when the book is first opened. */
async function bringErasures(workshop: string, db: Db, { sodium, keys, blobs }: Opened, input: RestoreInput): Promise<number> {
  const marks = marksOf(sodium, keys);
  const lists = (await input.copies(keys.vaultId)).map((dir) => readErasedFile(dir, marks, 'other')).filter((list) => list.size > 0);
  if (lists.length === 0) return 0;
  migrate(db, input.migrations, input.clock.now());
  const write: WriteDeps = { db, rows: createRowStore(db), clock: input.clock, mac: marks.record, onCommitted: () => undefined };
  const again = eraseAgain(write, lists, 'owner');
  for (const hash of again.blobs) await blobs.remove(hash);
  await saveErasedFile(workshop, db, marks);
  return again.customers;
}
