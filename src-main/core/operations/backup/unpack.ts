/** Taking a backup's content apart into an empty folder. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { JobContext } from '../../domain/context.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { BlobStore } from '../../vault/index.ts';
import type { BackupManifest } from './backup-format.ts';
import { readContent } from './backup-format.ts';

/** Writes the content of a backup into a folder: `crm.db` and the blobs, each proved by its hash. `backup.damaged`, `request.cancelled`, `disk.*`. */
export async function unpack(workshop: string, content: AsyncIterable<Uint8Array>, blobs: BlobStore, sizeBytes: number, job: JobContext): Promise<BackupManifest> {
  let file: FileHandle | null = null;
  let hash = createHash('sha256');
  let done = 0;
  try {
    return await readContent(content, {
      async write(manifest, part, piece) {
        if (job.signal.aborted) throw new AppFailure('request.cancelled');
        file ??= await openPart(workshop, blobs, manifest, part);
        if (part === 0) hash.update(piece);
        await file.writeFile(piece);
        done += piece.length;
        job.progress('restore', done, sizeBytes);
      },
      async end(manifest, part) {
        await file?.sync();
        await file?.close();
        file = null;
        if (part > 0) return proveBlob(blobs, manifest, part);
        if (hash.digest('hex') !== manifest.files[0]?.sha256) throw new AppFailure('backup.damaged');
        hash = createHash('sha256');
      },
    });
  } catch (e) {
    if (e instanceof AppFailure && e.error.code.startsWith('seal.')) throw new AppFailure('backup.damaged');
    throw e;
  } finally {
    await (file as FileHandle | null)?.close();
  }
}

/** Paths are made of a checked hash or are fixed: never of what the file says. */
async function openPart(workshop: string, blobs: BlobStore, manifest: BackupManifest, part: number): Promise<FileHandle> {
  if (part === 0) return open(join(workshop, 'crm.db'), 'wx', 0o600);
  const path = blobs.path(manifest.blobs[part - 1]?.[0] ?? '');
  await makeFolder(dirname(path));
  return open(path, 'wx', 0o600);
}

async function proveBlob(blobs: BlobStore, manifest: BackupManifest, part: number): Promise<void> {
  if ((await blobs.verify(manifest.blobs[part - 1]?.[0] ?? '')) !== 'sound') throw new AppFailure('backup.damaged');
}
