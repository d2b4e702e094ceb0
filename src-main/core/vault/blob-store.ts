/**
 * The sealed files beside a book: `<book>/blobs/aa/<hash>`, one per content.
 *
 *   hash  BLAKE2b-256 of the content, keyed with subkey(K_blob, "crm/blob/content/v1"),
 *         as 64 hex digits; `aa` are its first two. Without the key nobody can test
 *         whether a file they know lies in a book.
 *   file  a sealed file (sealed-file.ts), empty header, key `fileKey(K_blob, hash)`
 *
 * Once the vault key was changed, names still come from the first K_blob, and a file may be
 * sealed with today's or with one of before until `renew` has been over it.
 *
 * Content passes in chunks of 256 KiB and never lies in memory whole. A file has its name
 * only when it is complete, synced and was read back.
 */
import { readdir, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { renameDurably, syncFolder, systemCode, toDiskFailure } from '../kernel/atomic-file.ts';
import { makeFolder } from '../kernel/make-folder.ts';
import type { HashStream, Sodium } from '../kernel/sodium.ts';
import { fileKey } from './keys.ts';
import type { BlobKeys } from './keys.ts';
import { openSealedFile, writeSealedFile } from './sealed-file.ts';
import type { SealedFile } from './sealed-file.ts';
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
  /** Seals a file with today's key that still is with one of before; `false` when there was nothing to do, or it is missing or damaged. Throws `disk.*`, `request.cancelled`. */
  renew(hash: string, signal?: AbortSignal): Promise<boolean>;
  /** Every complete file; half-written ones that a crash left are removed on the way. */
  sweepNames(): Promise<readonly string[]>;
}

/** The keys are borrowed, never kept. */
export function createBlobStore(sodium: Sodium, bookDir: string, keys: BlobKeys): BlobStore {
  const root = join(bookDir, BLOB_FOLDER);
  const folderOf = (hash: string) => {
    if (!HASH.test(hash)) throw new Error('no hash of a blob');
    return join(root, hash.slice(0, 2));
  };
  const path = (hash: string) => join(folderOf(hash), hash);
  const hasher = () => {
    const contentKey = keys.names.use((bytes) => sodium.subkey(bytes, 'crm/blob/content/v1'));
    const stream = sodium.hashStream(HASH_BYTES, contentKey);
    contentKey.fill(0);
    return stream;
  };

  const fingerprint = (content: AsyncIterable<Uint8Array>, onBytes: (n: number) => void, signal?: AbortSignal) => fingerprintOf(hasher(), content, onBytes, signal);

  /** Today's key unless the file is sealed with one of before. */
  const keyOf = async (file: SealedFile, hash: string): Promise<Secret> => {
    for (const root of keys.older.length === 0 ? [] : [keys.current, ...keys.older]) if (await fitsKey(sodium, root, file, hash)) return fileKey(sodium, root, hash);
    return fileKey(sodium, keys.current, hash);
  };

  async function* read(hash: string, at = path(hash)): AsyncGenerator<Uint8Array, void, undefined> {
    if (!(await fileExists(at))) throw new AppFailure('attachment.missing');
    const opened = await openSealedFile(at);
    if (!opened.ok) throw new AppFailure('attachment.damaged');
    const own = await keyOf(opened.value, hash);
    try {
      yield* opened.value.read(own);
    } catch (e) {
      throw e instanceof AppFailure && e.error.code.startsWith('seal.') ? new AppFailure('attachment.damaged') : e;
    } finally {
      own.dispose();
      await opened.value.close();
    }
  }

  const verify = async (hash: string, onBytes: (n: number) => void = () => undefined, at = path(hash)): Promise<'sound' | 'missing' | 'damaged'> => {
    try {
      return (await fingerprint(read(hash, at), onBytes)).hash === hash ? 'sound' : 'damaged';
    } catch (e) {
      if (e instanceof AppFailure && e.error.code === 'attachment.missing') return 'missing';
      if (e instanceof AppFailure && e.error.code === 'attachment.damaged') return 'damaged';
      throw e;
    }
  };

  const write = async (to: string, hash: string, source: AsyncIterable<Uint8Array>, { signal, onProgress }: Omit<PutBlob, 'content'>): Promise<void> => {
    const own = fileKey(sodium, keys.current, hash);
    try {
      await writeSealedFile(to, { header: new Uint8Array(0), key: own, source, ...(signal && { signal }), onProgress: (n) => onProgress?.('seal', n) });
    } finally {
      own.dispose();
    }
  };

  return {
    path,
    read: (hash) => read(hash),
    verify: (hash) => verify(hash),
    async put({ content, signal, onProgress }) {
      const found = await fingerprint(content(), (n) => onProgress?.('read', n), signal);
      const { hash } = found;
      if ((await verify(hash, (n) => onProgress?.('verify', n))) === 'sound') return found;
      await makeDurably(root, folderOf(hash));
      // A damaged one makes way for the sound content that has just been given.
      await rm(path(hash), { force: true });
      await write(path(hash), hash, content(), { ...(signal && { signal }), ...(onProgress && { onProgress }) });
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
    renew: (hash, signal) =>
      keys.older.length === 0 ? Promise.resolve(false) : renewFile({ path: path(hash), isCurrent: (file) => fitsKey(sodium, keys.current, file, hash), write: (to) => write(to, hash, read(hash), { ...(signal && { signal }) }), isSound: async (at) => (await verify(hash, undefined, at)) === 'sound' }),
    sweepNames: () => sweepNames(root),
  };
}

async function sweepNames(root: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const folder of await readdir(root).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      if (HASH.test(name) && name.startsWith(folder)) names.push(name);
      else if (/^[0-9a-f]{64}(\.next)?(\.partial)?$/.test(name)) await rm(join(root, folder, name), { force: true }).catch(() => undefined);
    }
  }
  return names;
}

interface Renewing {
  readonly path: string;
  isCurrent(file: SealedFile): Promise<boolean>;
  write(to: string): Promise<void>;
  isSound(at: string): Promise<boolean>;
}

/** Seals a file anew beside itself; only what reads back as what its name says takes its place. */
async function renewFile({ path, isCurrent, write, isSound }: Renewing): Promise<boolean> {
  if (!(await fileExists(path))) return false;
  const opened = await openSealedFile(path);
  if (!opened.ok || (await isCurrent(opened.value).finally(() => opened.value.close()))) return false;
  const next = `${path}.next`;
  await rm(next, { force: true });
  try {
    await write(next);
    if (!(await isSound(next))) throw new AppFailure('attachment.damaged');
    await renameDurably(next, path);
    return true;
  } catch (e) {
    await rm(next, { force: true });
    if (e instanceof AppFailure && e.error.code.startsWith('attachment.')) return false;
    throw toDiskFailure(e);
  }
}

/** Whether the file is sealed with the key that `root` has for it. */
async function fitsKey(sodium: Sodium, root: Secret, file: SealedFile, hash: string): Promise<boolean> {
  const own = fileKey(sodium, root, hash);
  return opensWith(file, own).finally(() => own.dispose());
}

/** Whether the first chunk is authentic under this key. */
async function opensWith(file: SealedFile, key: Secret): Promise<boolean> {
  const pieces = file.read(key);
  try {
    await pieces.next();
    return true;
  } catch (e) {
    if (e instanceof AppFailure && e.error.code === 'seal.damaged') return false;
    throw e;
  } finally {
    await pieces.return();
  }
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
