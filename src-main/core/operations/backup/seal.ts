/** Sealing a snapshot and the attachments into one file, and reading that back whole. In a worker thread where a book is open: it is all work of the processor. */
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { Secret, verifySealedFile, writeSealedFile } from '../../vault/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import type { PutJob } from './drivers/storage-target.ts';

const READ_BYTES = 1024 * 1024;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const inputSchema = z.object({
  /** Must not exist yet. */
  sealedPath: z.string(),
  /** Public bytes of the sealed file. */
  header: bytes,
  manifest: bytes,
  /** The files in the order of the manifest. */
  parts: z.array(z.string()),
  /** Length of all parts together. */
  totalBytes: z.int().min(0),
});
export type SealInput = z.output<typeof inputSchema>;

/** Answers the length of the sealed file. On any failure nothing of it stays. Codes: `disk.*`, `request.cancelled`. */
export async function sealParts(input: SealInput, key: Secret, job: PutJob): Promise<number> {
  const { sealedPath, header, manifest, parts, totalBytes } = input;
  async function* content() {
    yield manifest;
    for (const part of parts) yield* createReadStream(part, { highWaterMark: READ_BYTES }) as AsyncIterable<Uint8Array>;
  }
  const onProgress = (done: number) => job.progress('encrypt', done, totalBytes);
  const written = await writeSealedFile(sealedPath, { header, key, source: content(), signal: job.signal, onProgress });
  job.progress('verify', 0, null);
  const proved = await verifySealedFile(sealedPath, key);
  if (!proved.ok || proved.value.plainBytes !== manifest.length + totalBytes) throw new AppFailure('disk.failed', { reason: 'readBack' });
  return written.sizeBytes;
}

const workSchema = inputSchema.extend({ key: bytes });

/** Handler `backup.seal`: `sealParts`, stopped soon after the job is. */
export const sealInWorker: WorkerHandler = async (book, work): Promise<number> => {
  const { key: lent, ...input } = workSchema.parse(work);
  const key = Secret.adopt(lent);
  const stop = new AbortController();
  const progress = (phase: string, done: number, total: number | null): void => {
    if (book.cancelled()) stop.abort();
    book.progress(phase, done, total);
  };
  try {
    return await sealParts(input, key, { signal: stop.signal, progress });
  } finally {
    key.dispose();
  }
};
