/**
 * A sealed file: a stream of bytes encrypted and authenticated chunk by chunk, in bounded
 * memory. Backups, attachments and staged uploads use it.
 *
 *   offset  size    what
 *   0       7       "CRMSEAL"
 *   7       1       version, 0x01
 *   8       4       H, length of the header, unsigned little-endian, at most 65,536
 *   12      H       header: bytes of the caller (public, authenticated)
 *   12+H    24      secretstream header (libsodium crypto_secretstream_xchacha20poly1305)
 *   36+H    n × (262,144 + 17)  full chunks, tag MESSAGE
 *   …       m + 17  last chunk, 0 ≤ m ≤ 262,144, tag FINAL; the file ends here
 *
 * The associated data of every chunk is BLAKE2b-256 of the bytes 0 … 12+H. The last chunk
 * is empty only when the whole content is. A reader accepts a file only when each chunk is
 * authentic and in order, all but the last are full, FINAL was seen, and nothing follows.
 * The key must be used for one file only (`fileKey` in keys.ts, or a random one).
 */
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { renameDurably, toDiskFailure } from '../kernel/atomic-file.ts';
import { loadSodium, STREAM_HEADER_BYTES, STREAM_TAG_BYTES } from '../kernel/sodium.ts';
import type { PushStream, Sodium } from '../kernel/sodium.ts';
import type { Secret } from './secret.ts';
import { fileExists } from './vault-model.ts';

export const SEAL_CHUNK_BYTES = 256 * 1024;
export const SEAL_MAX_HEADER_BYTES = 64 * 1024;
const VERSION = 1;
const MAGIC = new TextEncoder().encode('CRMSEAL');
const PREFIX_BYTES = 12;
const SEALED_CHUNK_BYTES = SEAL_CHUNK_BYTES + STREAM_TAG_BYTES;

export interface SealInput {
  /** Public bytes of the caller, authenticated with every chunk; at most 64 KiB. */
  readonly header: Uint8Array;
  readonly key: Secret;
  readonly source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (plainBytes: number) => void;
}

export interface SealedFile {
  readonly header: Uint8Array;
  readonly sizeBytes: number;
  /**
   * The content, once, in order. Each piece is authentic, but only when the loop ends
   * without an error is the content complete: act on nothing before. Throws
   * `AppFailure('seal.damaged')`, also for a wrong key, and `disk.*`.
   */
  read(key: Secret): AsyncGenerator<Uint8Array, void, undefined>;
  close(): Promise<void>;
}

/**
 * Writes a new sealed file; `path` must not exist yet. It appears under its name only when
 * it is complete and on the disk; before that it is `path.partial`, removed on any error.
 * Throws `AppFailure` (`disk.*`, `disk.exists`, `request.cancelled`) and whatever the source throws.
 */
export async function writeSealedFile(
  path: string,
  input: SealInput,
): Promise<{ readonly plainBytes: number; readonly sizeBytes: number }> {
  const sodium = await loadSodium();
  const partial = `${path}.partial`;
  if (await fileExists(path)) throw new AppFailure('disk.exists');
  // Left by a crash; the book's lock keeps any other writer of this name away.
  await unlink(partial).catch(() => undefined);
  let file: FileHandle;
  try {
    file = await open(partial, 'wx', 0o600);
  } catch (error) {
    throw toDiskFailure(error);
  }
  try {
    const written = await writeAll(sodium, file, input).finally(() => file.close());
    await renameDurably(partial, path);
    return written;
  } catch (error) {
    await unlink(partial).catch(() => undefined);
    throw toDiskFailure(error);
  }
}

/**
 * Opens a sealed file and reads its header; no key is needed for that, so treat the header
 * as a claim until a chunk was read. Codes: `seal.foreign`, `seal.newer`, `seal.damaged`. Throws `disk.*`.
 */
export async function openSealedFile(path: string): Promise<Result<SealedFile>> {
  const sodium = await loadSodium();
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const opened = await readStart(sodium, file);
    if (!opened.ok) await file.close();
    return opened;
  } catch (error) {
    await file?.close();
    throw toDiskFailure(error);
  }
}

/** So many bytes tell whether a file begins as a sealed one. */
export const SEAL_START_BYTES = PREFIX_BYTES;

/** True when these first bytes are those of a sealed file of this version: a quick look, no proof. */
export function looksSealed(start: Uint8Array): boolean {
  if (start.length < PREFIX_BYTES || start[7] !== VERSION || !MAGIC.every((byte, i) => start[i] === byte)) return false;
  return new DataView(start.buffer, start.byteOffset).getUint32(8, true) <= SEAL_MAX_HEADER_BYTES;
}

/** Reads a whole file and keeps nothing: true when every byte is authentic and nothing is missing. Throws `disk.*`. */
export async function verifySealedFile(path: string, key: Secret): Promise<Result<{ readonly plainBytes: number }>> {
  const opened = await openSealedFile(path);
  if (!opened.ok) return opened;
  try {
    let plainBytes = 0;
    for await (const piece of opened.value.read(key)) plainBytes += piece.length;
    return ok({ plainBytes });
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'seal.damaged') return { ok: false, error: error.error };
    throw error;
  } finally {
    await opened.value.close();
  }
}

async function writeAll(sodium: Sodium, file: FileHandle, input: SealInput) {
  const start = startBytes(input.header);
  const ad = sodium.hash(32, start);
  const stream = input.key.use((key) => sodium.streamPush(key));
  try {
    await writeFully(file, start);
    await writeFully(file, stream.header);
    const plainBytes = await writeChunks(file, stream, ad, input);
    await file.sync();
    const { size } = await file.stat();
    return { plainBytes, sizeBytes: size };
  } finally {
    stream.dispose();
  }
}

/** Always holds one chunk back, so that the last one, whatever its length, can be marked FINAL. */
async function writeChunks(file: FileHandle, stream: PushStream, ad: Uint8Array, input: SealInput): Promise<number> {
  const chunk = new Uint8Array(SEAL_CHUNK_BYTES);
  let [filled, total] = [0, 0];
  try {
    for await (const piece of input.source) {
      if (input.signal?.aborted) throw new AppFailure('request.cancelled');
      for (let from = 0; from < piece.length;) {
        if (filled === chunk.length) {
          await writeFully(file, stream.push(chunk, ad, false));
          filled = 0;
        }
        const part = piece.subarray(from, from + chunk.length - filled);
        chunk.set(part, filled);
        filled += part.length;
        from += part.length;
      }
      total += piece.length;
      input.onProgress?.(total);
    }
    if (input.signal?.aborted) throw new AppFailure('request.cancelled');
    await writeFully(file, stream.push(chunk.subarray(0, filled), ad, true));
    return total;
  } finally {
    chunk.fill(0);
  }
}

/** A write may be short without an error (a disk that fills up): go on until it is done or fails. */
async function writeFully(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    if (bytesWritten === 0) throw new AppFailure('disk.full');
    at += bytesWritten;
  }
}

async function readStart(sodium: Sodium, file: FileHandle): Promise<Result<SealedFile>> {
  const prefix = await readFully(file, 0, PREFIX_BYTES);
  const known = MAGIC.every((byte, i) => prefix[i] === byte);
  if (prefix.length < PREFIX_BYTES || !known) return err('seal.foreign');
  if (prefix[7] !== VERSION) return (prefix[7] ?? 0) > VERSION ? err('seal.newer', { format: prefix[7] }) : err('seal.foreign');
  const headerBytes = new DataView(prefix.buffer).getUint32(8, true);
  if (headerBytes > SEAL_MAX_HEADER_BYTES) return err('seal.damaged', { reason: 'header' });
  const bodyAt = PREFIX_BYTES + headerBytes;
  const start = await readFully(file, 0, bodyAt);
  const streamHeader = await readFully(file, bodyAt, STREAM_HEADER_BYTES);
  if (start.length < bodyAt || streamHeader.length < STREAM_HEADER_BYTES) return err('seal.damaged', { reason: 'truncated' });
  const { size } = await file.stat();
  const ad = sodium.hash(32, start);
  const firstChunkAt = bodyAt + STREAM_HEADER_BYTES;
  return ok({
    header: start.slice(PREFIX_BYTES),
    sizeBytes: size,
    read: (key) => readChunks(sodium, file, { key, ad, streamHeader, firstChunkAt }),
    close: () => file.close(),
  });
}

async function* readChunks(
  sodium: Sodium,
  file: FileHandle,
  from: { readonly key: Secret; readonly ad: Uint8Array; readonly streamHeader: Uint8Array; readonly firstChunkAt: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = from.key.use((key) => sodium.streamPull(key, from.streamHeader));
  try {
    for (let at = from.firstChunkAt; ;) {
      // One byte more than a chunk tells whether this is the end of the file.
      const bytes = await readFully(file, at, SEALED_CHUNK_BYTES + 1);
      const atEnd = bytes.length <= SEALED_CHUNK_BYTES;
      const opened = stream.pull(bytes.subarray(0, SEALED_CHUNK_BYTES), from.ad);
      if (opened === null) throw damaged(bytes.length < STREAM_TAG_BYTES ? 'truncated' : 'chunk');
      if (opened.final !== atEnd) throw damaged(atEnd ? 'truncated' : 'trailing');
      if (opened.message.length > 0) yield opened.message;
      if (opened.final) return;
      at += SEALED_CHUNK_BYTES;
    }
  } catch (error) {
    throw toDiskFailure(error);
  } finally {
    stream.dispose();
  }
}

function damaged(reason: 'chunk' | 'truncated' | 'trailing'): AppFailure {
  return new AppFailure('seal.damaged', { reason });
}

/** Up to `length` bytes from `position`; fewer only at the end of the file. */
async function readFully(file: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function startBytes(header: Uint8Array): Uint8Array {
  if (header.length > SEAL_MAX_HEADER_BYTES) throw new Error('the header of a sealed file is at most 64 KiB');
  const start = new Uint8Array(PREFIX_BYTES + header.length);
  start.set(MAGIC, 0);
  start[7] = VERSION;
  new DataView(start.buffer).setUint32(8, header.length, true);
  start.set(header, PREFIX_BYTES);
  return start;
}
