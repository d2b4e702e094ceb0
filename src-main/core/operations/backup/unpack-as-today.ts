/** Taking a copy of the open book apart, also one from before the book's key was changed. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { rekeyInThread } from '../../database/rekey-thread.ts';
import type { JobContext } from '../../domain/context.ts';
import { loadSodium } from '../../kernel/sodium.ts';
import { createBlobStore, fileKey, keysOfHeader } from '../../vault/index.ts';
import type { SealedFile, VaultDeps, VaultKeys } from '../../vault/index.ts';
import type { BackupHeader, BackupManifest } from './backup-format.ts';
import { unpack } from './unpack.ts';

export interface TodayDeps {
  readonly vault: Pick<VaultDeps, 'appVersion'>;
  /** Of the book as it is today. */
  readonly keys: VaultKeys;
}

/** The key of each copy comes from the header it carries; a copy of another book answers `backup.damaged`, as one that was tampered with does. */
export async function keysOfCopy({ vault, keys }: TodayDeps, header: BackupHeader): Promise<VaultKeys> {
  const found = await keysOfHeader(vault, keys, Buffer.from(header.vault, 'base64'));
  if (!found) throw new AppFailure('backup.damaged');
  return found;
}

/** `unpack`, and afterwards `crm.db` has today's key, so that whoever looks at it needs no other. */
export async function unpackAsToday(deps: TodayDeps, dir: string, header: BackupHeader, file: Pick<SealedFile, 'read' | 'sizeBytes'>, job: JobContext): Promise<BackupManifest> {
  const sodium = await loadSodium();
  const then = await keysOfCopy(deps, header);
  const key = fileKey(sodium, then.backup, header.backupId);
  try {
    const manifest = await unpack(dir, file.read(key), createBlobStore(sodium, dir, then.blobs), file.sizeBytes, job);
    if (then.former.length !== deps.keys.former.length) await rekeyInThread({ path: join(dir, 'crm.db'), from: then.db.copy(), to: deps.keys.db.copy() });
    return manifest;
  } finally {
    key.dispose();
    then.dispose();
  }
}
