/**
 * Uploads and downloads. The browser cannot hand over a path, so a chosen file comes as a
 * stream and is sealed while it arrives, under a key of its own that lives in this process's
 * memory only; a finished export is unsealed while it leaves. Nothing readable touches the
 * disk, and what a killed program left behind is noise, removed at the next start.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { openSealedFile, Secret, writeSealedFile } from '../../core/vault/index.ts';
import { isAlive } from '../common/alive.ts';
import { createFileTokens, plainFileName } from '../common/file-tokens.ts';
import type { CoreClient } from '../common/core-client.ts';

export interface StagedFiles {
  /** Takes a stream in. Codes: `file.tooLarge`, `disk.*`, `request.cancelled`. */
  upload(name: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Result<{ token: string; name: string; sizeBytes: number }>>;
  /** Names a file that a job of the core will write. */
  target(name: string): { token: string; name: string };
  /** The plaintext of a file, as a stream. `null` for an unknown token or one nothing was written to. */
  read(token: string): Promise<{ readonly name: string; readonly content: AsyncGenerator<Uint8Array> } | null>;
  /** Whether nothing waits here. */
  isEmpty(): boolean;
  /** Forgets keys and removes the sealed bytes: at every lock. */
  clear(): Promise<void>;
  /** The same, and the folder. */
  close(): Promise<void>;
}

const KEY_BYTES = 32;
export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

/** Makes this process's staging folder in `dataDir` and removes those of processes that are gone. */
export async function openStaging(dataDir: string, core: CoreClient, maxBytes = MAX_UPLOAD_BYTES): Promise<StagedFiles> {
  const root = join(dataDir, 'staging');
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeStale(root);
  const folder = join(root, `${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  const tokens = createFileTokens((token, file) => core.registerFile(token, file));
  const place = () => ({ path: join(folder, randomBytes(12).toString('hex')), key: new Uint8Array(randomBytes(KEY_BYTES)) });

  const clear = async () => {
    for (const file of tokens.clear()) {
      if (file.kind === 'sealed') file.key.fill(0);
      await rm(file.path, { force: true }).catch(() => undefined);
    }
  };
  return {
    async upload(rawName, source, signal) {
      const { path, key } = place();
      const name = plainFileName(rawName);
      try {
        const { plainBytes } = await writeSealedFile(path, { header: new Uint8Array(0), key: secretOf(key), source: limited(source, maxBytes), signal });
        return ok({ token: tokens.add({ kind: 'sealed', path, name, key }), name, sizeBytes: plainBytes });
      } catch (error) {
        if (error instanceof AppFailure) return { ok: false, error: error.error };
        // The browser went away in the middle.
        if (signal.aborted || (error as NodeJS.ErrnoException).code === 'ECONNRESET') return err('request.cancelled');
        throw error;
      }
    },
    target(rawName) {
      const name = plainFileName(rawName);
      return { token: tokens.add({ kind: 'sealed', name, ...place() }), name };
    },
    async read(token) {
      const file = tokens.get(token);
      if (file?.kind !== 'sealed') return null;
      const opened = await openSealedFile(file.path).catch(() => null);
      if (!opened?.ok) return null;
      return { name: file.name, content: unsealed(opened.value, secretOf(file.key)) };
    },
    isEmpty: () => tokens.isEmpty(),
    clear,
    async close() {
      await clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A holder of its own copy: the key itself must last until the session ends. */
function secretOf(key: Uint8Array): Secret {
  return Secret.adopt(new Uint8Array(key));
}

async function* unsealed(file: { read(key: Secret): AsyncGenerator<Uint8Array>; close(): Promise<void> }, key: Secret): AsyncGenerator<Uint8Array> {
  try {
    yield* file.read(key);
  } finally {
    key.dispose();
    await file.close();
  }
}

async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of source) {
    total += piece.length;
    if (total > maxBytes) throw new AppFailure('file.tooLarge', { limitBytes: maxBytes });
    yield piece;
  }
}

async function removeStale(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(pid) && pid !== process.pid && isAlive(pid)) continue;
    await rm(join(root, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
