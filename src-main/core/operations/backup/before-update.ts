/** The copy that is made before a newer program changes how a book is laid out. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaVersion } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import { openDatabase } from '../../database/open.ts';
import type { JobContext } from '../../domain/context.ts';
import type { Clock, Random } from '../../kernel/ports.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import { loadSodium } from '../../kernel/sodium.ts';
import { createBlobStore } from '../../vault/index.ts';
import type { BackupDeps } from './backup.job.ts';
import { planSealing } from './backup.job.ts';
import { soundBlobs } from './blobs.ts';
import { copyName } from './copy-name.ts';
import { sealParts } from './seal.ts';
import { fingerprint, figuresOf } from './snapshot.ts';
import type { BookFigures } from './snapshot.ts';
import { folderTarget } from './drivers/index.ts';
import type { NewCopy } from './targets.repo.ts';
import { nextSeq } from './targets.repo.ts';

export interface UpdateDeps extends BackupDeps {
  readonly dir: string;
  readonly ringFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  /** The schema this program brings the book to. */
  readonly schema: number;
}

/** Nobody watches and nobody stops it: the book is not open yet. */
const ALONE: JobContext = { jobId: '', signal: new AbortController().signal, progress: () => undefined, detail: () => undefined };

interface Found extends BookFigures {
  readonly seq: number;
  readonly blobs: Awaited<ReturnType<typeof soundBlobs>>['sound'];
}

/**
 * Copies a closed, locked book to the computer's ring when its schema is older than this program's; `null` when there is nothing to do.
 * The file itself is taken: nobody else has it open. To be noted with `noteCopy` when the book is open. Codes: `disk.*`.
 */
export async function copyBeforeUpdate(deps: UpdateDeps): Promise<NewCopy | null> {
  const { dir, keys, clock, ringFolder } = deps;
  const path = join(dir, 'crm.db');
  const found = await lookAt(deps, path);
  if (found === null) return null;
  const backupId = Buffer.from(deps.random.bytes(16)).toString('hex');
  const sealedPath = join(dir, 'staging', `${backupId}.sealed`);
  await makeFolder(join(dir, 'staging'));
  await makeFolder(ringFolder);
  try {
    const snapshot = { ...found, ...(await fingerprint(path)) };
    const { input, key } = await planSealing(await plainBook(deps), deps, { backupId, snapshot, snapshotPath: path, sealedPath, blobs: found.blobs });
    const sizeBytes = await sealParts(input, key, ALONE).finally(() => key.dispose());
    const name = copyName(keys.vaultId, found.seq, clock.now(), deps.random.bytes(2));
    const sha256 = await folderTarget(ringFolder).put(name, { path: sealedPath, sizeBytes }, ALONE);
    return { targetId: 'ring', name, seq: found.seq, at: clock.now(), sizeBytes, sha256, customers: found.rows['customer'] ?? 0, reason: 'update', auditSeq: found.audit.seq };
  } finally {
    await rm(sealedPath, { force: true });
  }
}

/** Brings everything into the one file and counts it; `null` for a book that is as new as the program, or newer. */
async function lookAt(deps: UpdateDeps, path: string): Promise<Found | null> {
  const db = deps.keys.db.use((key) => openDatabase(path, { key }));
  try {
    const schema = schemaVersion(db);
    if (schema === 0 || schema >= deps.schema) return null;
    const seq = nextSeq(db);
    const { sound } = hasBlobs(db) ? await soundBlobs({ db, blobs: (await plainBook(deps)).blobs }, ALONE) : { sound: [] };
    db.raw.pragma('wal_checkpoint(TRUNCATE)');
    return { ...figuresOf(db), seq, blobs: sound };
  } finally {
    db.close();
  }
}

const hasBlobs = (db: Db): boolean => db.raw.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'blob'").get() !== undefined;

async function plainBook({ dir, clock, keys }: UpdateDeps) {
  return { dir, clock, blobs: createBlobStore(await loadSodium(), dir, keys.blobs) };
}
