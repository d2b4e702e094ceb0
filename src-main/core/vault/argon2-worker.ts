/**
 * Throw-away thread for one Argon2id run: it keeps the event loop free for the second or
 * so it takes, and its WASM memory (up to 1 GiB, which never shrinks) goes with it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { loadSodium } from '../kernel/sodium.ts';
import type { Argon2Params } from '../kernel/sodium.ts';

export interface Argon2Job {
  readonly password: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly params: Argon2Params;
}

export type Argon2Answer =
  { readonly ok: true; readonly key: Uint8Array<ArrayBuffer>; readonly elapsedMs: number } | { readonly ok: false };

const job = workerData as Argon2Job;
const sodium = await loadSodium();
// Time spent hashing, without the start of the thread: calibration needs the machine's speed.
const startedAt = performance.now();
try {
  const key = new Uint8Array(sodium.argon2id(job.password, job.salt, job.params));
  answer({ ok: true, key, elapsedMs: performance.now() - startedAt }, [key.buffer]);
} catch {
  // libsodium's only failure here is memory that cannot be had.
  answer({ ok: false }, []);
} finally {
  job.password.fill(0);
}

function answer(message: Argon2Answer, transfer: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(message, [...transfer]);
}
