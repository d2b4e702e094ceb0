/** Starts the thread that encrypts a database anew. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { systemRepeat } from '../kernel/ports.ts';
import { logBytes } from './open.ts';
import type { RekeyPhase } from './rekey.ts';
import type { RekeyNews, RekeyStart } from './rekey-worker.ts';

const LOOK_EVERY_MS = 150;

export interface RekeyInput {
  readonly path: string;
  /** Taken over: wiped in the thread. */
  readonly from: Uint8Array<ArrayBuffer>;
  readonly to: Uint8Array<ArrayBuffer>;
  /** Bytes written so far, as far as the log tells. */
  readonly onProgress?: (phase: RekeyPhase, bytes: number, total: number) => void;
}

/** `rekeyDatabase` in a thread of its own; it cannot be stopped half-way. Same codes. */
export async function rekeyInThread({ path, from, to, onProgress }: RekeyInput): Promise<void> {
  const total = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const start: RekeyStart = { path, from, to };
  const worker = new Worker(new URL('./rekey-worker.ts', import.meta.url), { workerData: start, transferList: [from.buffer, to.buffer] });
  let phase: RekeyPhase = 'rekey';
  const look = (): void => onProgress?.(phase, phase === 'rekey' ? Math.min(total, logBytes(path)) : total, total);
  const stopLooking = systemRepeat(LOOK_EVERY_MS, look);
  try {
    await new Promise<void>((resolve, reject) => {
      let end: (() => void) | null = null;
      worker.on('message', (news: RekeyNews) => {
        if ('phase' in news) phase = news.phase;
        else end = 'done' in news ? resolve : () => reject(new AppFailure(news.error.code, news.error));
        look();
      });
      worker.on('error', reject);
      // The thread has closed the file only when it has ended.
      worker.on('exit', (code) => (end ? end() : reject(new Error(`encrypting anew ended with ${String(code)}`))));
    });
  } finally {
    stopLooking();
  }
}
