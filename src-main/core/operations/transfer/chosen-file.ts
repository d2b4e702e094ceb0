/**
 * Files the user chose, as the import reads and the export writes them: by path, or sealed
 * in the host's staging (encrypted with a key that lives in memory only).
 */
import { createHash } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ChosenFile } from '../../domain/context.ts';
import { renameDurably, toDiskFailure } from '../../kernel/atomic-file.ts';
import { openSealedFile, Secret, writeSealedFile } from '../../vault/index.ts';
import { openPlainFile, type SourceFile } from './source.ts';

/** Opens a chosen file for reading. Throws `file.missing`, `file.damaged` (sealed bytes changed), `disk.*`. */
export async function openChosen(file: ChosenFile): Promise<SourceFile> {
  if (file.kind === 'path') return { ...(await openPlainFile(file.path)), name: file.name };
  const info = await stat(file.path).catch(() => null);
  if (!info || !file.key) throw new AppFailure('file.missing');
  const { path, key } = file;
  const stream = () => unsealed(path, key);
  // The header, 17 bytes per chunk and the stream's own head are a few hundred bytes: near enough for limits and progress.
  return { name: file.name, sizeBytes: info.size, stream, readAll: (maxBytes) => readAll(stream(), maxBytes) };
}

async function* unsealed(path: string, key: Uint8Array): AsyncGenerator<Uint8Array> {
  const opened = await openSealedFile(path);
  if (!opened.ok) throw new AppFailure('file.damaged', { part: opened.error.code });
  const secret = Secret.adopt(new Uint8Array(key));
  try {
    yield* opened.value.read(secret);
  } finally {
    secret.dispose();
    await opened.value.close();
  }
}

async function readAll(pieces: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes) throw new AppFailure('file.tooLarge', { maxBytes });
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

export interface FileFacts {
  /** SHA-256 of the content: an interrupted import goes on only with the same file. */
  readonly hash: string;
  /** Line feeds: about the rows of a CSV, for the progress bar. */
  readonly lines: number;
}

/** Reads a file once at disk speed. */
export async function fileFacts(source: SourceFile): Promise<FileFacts> {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const piece of source.stream()) {
    hash.update(piece);
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines++;
  }
  return { hash: hash.digest('hex'), lines };
}

/**
 * Writes a whole file, complete or not at all: under a temporary name first, synced, then
 * renamed. Throws `disk.*` and whatever the content throws.
 */
export async function writeChosen(file: ChosenFile, content: AsyncIterable<Uint8Array>): Promise<void> {
  if (file.kind === 'sealed') {
    if (!file.key) throw new AppFailure('file.missing');
    const key = Secret.adopt(new Uint8Array(file.key));
    await rm(file.path, { force: true });
    await writeSealedFile(file.path, { header: new Uint8Array(0), key, source: content }).finally(() => key.dispose());
    return;
  }
  const partial = `${file.path}.partial`;
  try {
    const handle = await open(partial, 'w', 0o600);
    try {
      for await (const piece of content) await handle.write(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameDurably(partial, file.path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw toDiskFailure(error);
  }
}
