/**
 * Where imported bytes come from. The pipeline sees only this port: a plain file by
 * path in tests and the command line, a sealed staging file in the hosts.
 */
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';

export interface SourceFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes from the start, in pieces of any size; can be called again. A piece is only valid until the next one. */
  stream(): AsyncIterable<Uint8Array>;
  /** The whole file; throws `file.tooLarge` beyond `maxBytes`. */
  readAll(maxBytes: number): Promise<Uint8Array>;
}

export const CHUNK_BYTES = 256 * 1024;

/** A file on disk. Throws `file.missing` when there is none, `file.folder` when it is a folder. */
export async function openPlainFile(path: string): Promise<SourceFile> {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) throw new AppFailure('file.folder');
  if (!info?.isFile()) throw new AppFailure('file.missing');
  const sizeBytes = info.size;
  return {
    name: basename(path),
    sizeBytes,
    stream: () => readPieces(path),
    readAll: (maxBytes) => readWhole(path, sizeBytes, maxBytes),
  };
}

/** One buffer for the whole file: a stream's own buffers would pile up until the next collection. */
async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function readWhole(path: string, sizeBytes: number, maxBytes: number): Promise<Uint8Array> {
  if (sizeBytes > maxBytes) throw new AppFailure('file.tooLarge', { sizeBytes, maxBytes });
  const handle = await open(path, 'r');
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Bytes already in memory: tests, the clipboard, sample data. `chunkBytes` sets how they are cut. */
export function memorySource(name: string, bytes: Uint8Array, chunkBytes = CHUNK_BYTES): SourceFile {
  return {
    name,
    sizeBytes: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    readAll: async (maxBytes) => {
      if (bytes.length > maxBytes) throw new AppFailure('file.tooLarge', { sizeBytes: bytes.length, maxBytes });
      return bytes;
    },
  };
}
