/**
 * The sealed files beside a book: `<book>/blobs/aa/<hash>`, one per content.
 *
 *   hash  BLAKE2b-256 of the content, keyed with subkey(K_blob, "crm/blob/content/v1"),
 *         as 64 hex digits; `aa` are its first two. Without the key nobody can test
 *         whether a file they know lies in a book.
 *   file  a sealed file (sealed-file.ts), empty header, key `fileKey(K_blob, hash)`
 *
 * Content passes in chunks of 256 KiB and never lies in memory whole. A file has its name
 * only when it is complete, synced and was read back.
 */
import { readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { syncFolder, systemCode, toDiskFailure } from '../kernel/atomic-file.ts';
import { makeFolder } from '../kernel/make-folder.ts';
import type { HashStream, Sodium } from '../kernel/sodium.ts';
import { fileKey } from './keys.ts';
import { openSealedFile, writeSealedFile } from './sealed-file.ts';
import type { Secret } from './secret.ts';
import { fileExists } from './vault-model.ts';

export const BLOB_FOLDER = 'blobs';
const HASH = /^[0-9a-f]{64}$/;
const HASH_BYTES = 32;

export interface PutBlob {
  /** The content from its start; asked for twice. */
  readonly content: () => AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
  /** Bytes passed so far, of each of the passes. */
  readonly onProgress?: (phase: 'read' | 'seal' | 'verify', bytes: number) => void;
}

export interface StoredBlob {
  readonly hash: string;
  readonly sizeBytes: number;
}

export interface BlobStore {
  /** Where the file of a hash lies. Throws for what is no hash: no path is ever made of something else. */
  path(hash: string): string;
  /** Stores content once: what is there and sound already is not written again. Throws `disk.*`, `request.cancelled`, `attachment.changed`. */
  put(input: PutBlob): Promise<StoredBlob>;
  /** The content, in order; complete only when the loop ends. Throws `attachment.missing`, `attachment.damaged`, `disk.*`. */
  read(hash: string): AsyncGenerator<Uint8Array, void, undefined>;
  /** Reads it whole and compares it with its name. Throws `disk.*`. */
  verify(hash: string): Promise<'sound' | 'missing' | 'damaged'>;
  remove(hash: string): Promise<void>;
  /** Every complete file; half-written ones that a crash left are removed on the way. */
  sweepNames(): Promise<readonly string[]>;
}

/** `key` is the book's blob key; it is borrowed, never kept. */
export function createBlobStore(sodium: Sodium, bookDir: string, key: Secret): BlobStore {
  const root = join(bookDir, BLOB_FOLDER);
  const folderOf = (hash: string) => {
    if (!HASH.test(hash)) throw new Error('no hash of a blob');
    return join(root, hash.slice(0, 2));
  };
  const path = (hash: string) => join(folderOf(hash), hash);
  const hasher = () => {
    const contentKey = key.use((bytes) => sodium.subkey(bytes, 'crm/blob/content/v1'));
    const stream = sodium.hashStream(HASH_BYTES, contentKey);
    contentKey.fill(0);
    return stream;
  };

  const fingerprint = (content: AsyncIterable<Uint8Array>, onBytes: (n: number) => void, signal?: AbortSignal) => fingerprintOf(hasher(), content, onBytes, signal);

  async function* read(hash: string): AsyncGenerator<Uint8Array, void, undefined> {
    const file = path(hash);
    if (!(await fileExists(file))) throw new AppFailure('attachment.missing');
    const opened = await openSealedFile(file);
    if (!opened.ok) throw new AppFailure('attachment.damaged');
    const own = fileKey(sodium, key, hash);
    try {
      yield* opened.value.read(own);
    } catch (e) {
      throw e instanceof AppFailure && e.error.code.startsWith('seal.') ? new AppFailure('attachment.damaged') : e;
    } finally {
      own.dispose();
      await opened.value.close();
    }
  }

  const verify = async (hash: string, onBytes: (n: number) => void = () => undefined): Promise<'sound' | 'missing' | 'damaged'> => {
    try {
      return (await fingerprint(read(hash), onBytes)).hash === hash ? 'sound' : 'damaged';
    } catch (e) {
      if (e instanceof AppFailure && e.error.code === 'attachment.missing') return 'missing';
      if (e instanceof AppFailure && e.error.code === 'attachment.damaged') return 'damaged';
      throw e;
    }
  };

  return {
    path,
    read,
    verify: (hash) => verify(hash),
    async put({ content, signal, onProgress }) {
      const found = await fingerprint(content(), (n) => onProgress?.('read', n), signal);
      const { hash } = found;
      if ((await verify(hash, (n) => onProgress?.('verify', n))) === 'sound') return found;
      await makeDurably(root, folderOf(hash));
      // A damaged one makes way for the sound content that has just been given.
      await rm(path(hash), { force: true });
      const own = fileKey(sodium, key, hash);
      try {
        await writeSealedFile(path(hash), {
          header: new Uint8Array(0),
          key: own,
          source: content(),
          ...(signal && { signal }),
          onProgress: (n) => onProgress?.('seal', n),
        });
      } finally {
        own.dispose();
      }
      if ((await verify(hash, (n) => onProgress?.('verify', n))) === 'sound') return found;
      await rm(path(hash), { force: true });
      // The file was changed between the two readings, or the disk does not keep what it is given.
      throw new AppFailure('attachment.changed');
    },
    async remove(hash) {
      await unlink(path(hash)).catch((e: unknown) => {
        if (systemCode(e) !== 'ENOENT') throw toDiskFailure(e);
      });
    },
    async sweepNames() {
      const names: string[] = [];
      for (const folder of await readdir(root).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const name of await readdir(join(root, folder)).catch(() => [])) {
          if (HASH.test(name) && name.startsWith(folder)) names.push(name);
          else if (/^[0-9a-f]{64}\.partial$/.test(name)) await rm(join(root, folder, name), { force: true }).catch(() => undefined);
        }
      }
      return names;
    },
  };
}

async function fingerprintOf(stream: HashStream, content: AsyncIterable<Uint8Array>, onBytes: (n: number) => void, signal?: AbortSignal): Promise<StoredBlob> {
  let sizeBytes = 0;
  try {
    for await (const piece of content) {
      if (signal?.aborted) throw new AppFailure('request.cancelled');
      stream.update(piece);
      sizeBytes += piece.length;
      onBytes(sizeBytes);
    }
  } catch (e) {
    // Taking the hash also frees the library's state.
    stream.final();
    throw e;
  }
  return { hash: Buffer.from(stream.final()).toString('hex'), sizeBytes };
}

/** New folders must survive a power cut before a file in them counts. */
async function makeDurably(root: string, folder: string): Promise<void> {
  if (await fileExists(folder)) return;
  const isFirst = !(await fileExists(root));
  await makeFolder(folder);
  try {
    await syncFolder(root);
    if (isFirst) await syncFolder(join(root, '..'));
  } catch (e) {
    throw toDiskFailure(e);
  }
}
