/**
 * Writing a backup: snapshot in a worker, sealed into the book's own staging folder, read
 * back whole, and only then delivered to where the user wants it; there it is read back
 * again before it takes its name. On any error nothing of it stays and older files are
 * untouched.
 */
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ChosenFile, JobContext, OpenBook } from '../../domain/context.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import { loadSodium } from '../../kernel/sodium.ts';
import { fileKey, headerForBackup, Secret, writeSealedFile } from '../../vault/index.ts';
import type { VaultDeps, VaultKeys } from '../../vault/index.ts';
import { soundBlobs } from './blobs.ts';
import { encodeHeader, encodeManifest } from './backup-format.ts';
import type { BackupManifest } from './backup-format.ts';
import { exists, placeProved } from './deliver.ts';
import type { SealInput } from './seal.ts';
import type { Snapshot } from './snapshot.ts';

export interface BackupDeps {
  readonly vault: VaultDeps;
  readonly keys: VaultKeys;
  readonly appVersion: string;
}

export interface BackupResult {
  readonly sizeBytes: number;
  readonly customers: number;
  readonly backupId: string;
  /** Attachments' files inside. */
  readonly files: number;
  /** Files that are missing or damaged and could not be taken along; the self-check names them. */
  readonly filesLost: number;
}

/** A backup that lies finished and proved in the book's staging folder. */
export interface SealedBackup extends BackupResult {
  readonly path: string;
  /** The last entry of the record that is inside. */
  readonly auditSeq: number;
}

/**
 * Runs the whole of it as a job. `noteDelivery` is called before anything leaves the book:
 * nothing goes out unnoted, and a note that fails later makes no failure of a good file. Codes: `file.exists`, `disk.*`, `book.damaged`, `request.cancelled`.
 */
export async function runBackup(
  book: OpenBook,
  deps: BackupDeps,
  job: JobContext,
  target: ChosenFile,
  noteDelivery: (customers: number) => void,
): Promise<BackupResult> {
  if (target.kind === 'path' && (await exists(target.path))) throw new AppFailure('file.exists');
  return withSealed(book, deps, job, async ({ path, auditSeq: _, ...result }) => {
    noteDelivery(result.customers);
    await deliver(job, path, result.sizeBytes, target);
    return result;
  });
}

/** Makes a backup in staging, hands it to `use`, and removes it again. Codes: `disk.*`, `book.damaged`, `request.cancelled`. */
export async function withSealed<T>(book: OpenBook, deps: BackupDeps, job: JobContext, use: (sealed: SealedBackup) => Promise<T>): Promise<T> {
  const staging = join(book.dir, 'staging');
  const backupId = Buffer.from(book.random.bytes(16)).toString('hex');
  const snapshotPath = join(staging, `${backupId}.db`);
  const path = join(staging, `${backupId}.sealed`);
  await makeFolder(staging);
  const alone = book.jobs.list().filter((j) => SEALING.includes(j.name) && j.state === 'running').length <= 1;
  if (alone) await sweepStaging(staging);
  try {
    const snapshot = await book.jobs.inWorker<Snapshot>(job, { handler: 'backup.snapshot', input: { path: snapshotPath } });
    const blobs = await soundBlobs(book, job);
    const sizeBytes = await sealAndCheck(book, deps, job, { backupId, snapshot, snapshotPath, sealedPath: path, blobs: blobs.sound });
    return await use({ path, sizeBytes, customers: snapshot.rows['customer'] ?? 0, backupId, auditSeq: snapshot.audit.seq, files: blobs.sound.length, filesLost: blobs.lost });
  } finally {
    // What cannot be removed now goes with the next backup; a finished one is no failure because of it.
    await Promise.all([...BESIDE.map((end) => `${snapshotPath}${end}`), path].map((p) => rm(p, { force: true }).catch(() => undefined)));
  }
}

/** What SQLite may lay beside a database. */
const BESIDE = ['', '-journal', '-wal', '-shm'];

/** Jobs that have something in staging. */
const SEALING = ['backup.create', 'backup.run', 'backup.auto'];

/** Removes what a killed or failed backup left; the book's lock keeps other processes away. */
async function sweepStaging(staging: string): Promise<void> {
  const names = await readdir(staging).catch(() => []);
  const ours = names.filter((name) => /^[0-9a-f]{32}\.(db|db-journal|db-wal|db-shm|sealed|sealed\.partial)$/.test(name));
  await Promise.all(ours.map((name) => rm(join(staging, name), { force: true }).catch(() => undefined)));
}

interface Content {
  readonly backupId: string;
  readonly snapshot: Snapshot;
  readonly snapshotPath: string;
  readonly sealedPath: string;
  readonly blobs: BackupManifest['blobs'];
}

/** What is sealed, and under which key; the caller disposes of that. Codes: those of `headerForBackup`. */
export async function planSealing(book: Pick<OpenBook, 'dir' | 'clock' | 'blobs'>, deps: BackupDeps, c: Content): Promise<{ readonly input: SealInput; readonly key: Secret }> {
  const vaultHeader = await headerForBackup(deps.vault, book.dir, deps.keys);
  if (!vaultHeader.ok) throw new AppFailure(vaultHeader.error.code, vaultHeader.error);
  const { rows, audit, schema, sizeBytes, sha256 } = c.snapshot;
  const vault = Buffer.from(vaultHeader.value).toString('base64');
  return {
    key: fileKey(await loadSodium(), deps.keys.backup, c.backupId),
    input: {
      sealedPath: c.sealedPath,
      header: encodeHeader({ backupId: c.backupId, createdAt: book.clock.now(), appVersion: deps.appVersion, schema, vault }),
      manifest: encodeManifest({ files: [{ name: 'crm.db', sizeBytes, sha256 }], blobs: c.blobs, rows, audit }),
      parts: [c.snapshotPath, ...c.blobs.map(([hash]) => book.blobs.path(hash))],
      totalBytes: c.blobs.reduce((sum, [, bytes]) => sum + bytes, sizeBytes),
    },
  };
}

/** Seals in one worker while another looks at every page of the snapshot. Answers the length of the file. */
async function sealAndCheck(book: OpenBook, deps: BackupDeps, job: JobContext, content: Content): Promise<number> {
  const { input, key: secret } = await planSealing(book, deps, content);
  const key = secret.copy();
  secret.dispose();
  const sealing = book.jobs.inWorker<number>(job, { handler: 'backup.seal', input: { ...input, key } });
  const checking = book.jobs.inWorker<true>(job, { handler: 'backup.check', input: { path: content.snapshotPath } });
  // Nothing is cleared away beneath the one when the other fails.
  await Promise.allSettled([sealing, checking]);
  key.fill(0);
  await checking;
  return sealing;
}

async function deliver(job: JobContext, sealedPath: string, sizeBytes: number, target: ChosenFile): Promise<void> {
  if (target.kind === 'sealed') {
    if (!target.key) throw new AppFailure('file.missing');
    const key = Secret.adopt(new Uint8Array(target.key));
    // The host made an empty staging file of that name; ours takes its place.
    await rm(target.path, { force: true });
    await writeSealedFile(target.path, { header: new Uint8Array(), key, source: createReadStream(sealedPath, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>, signal: job.signal }).finally(() => key.dispose());
    return;
  }
  await placeProved(job, { path: sealedPath, sizeBytes }, target.path);
}
