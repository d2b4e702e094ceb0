/**
 * From a passphrase to a key: Argon2id in a throw-away worker, its cost stored with each
 * slot and chosen for the machine.
 */
import { Worker } from 'node:worker_threads';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Random } from '../kernel/ports.ts';
import { SALT_BYTES } from '../kernel/sodium.ts';
import type { Argon2Params } from '../kernel/sodium.ts';
import type { Argon2Answer, Argon2Job } from './argon2-worker.ts';
import { Secret } from './secret.ts';

const MIB = 1024;

/** What a header may ask for. The floor is OWASP's minimum for Argon2id (19 MiB, 2 passes). */
export const KDF_BOUNDS = { minMKiB: 19 * MIB, maxMKiB: 1024 * MIB, minT: 1, maxT: 10 } as const;
/** Daily unlock: about 0.3 s on a small office PC (reliability.md 2.2). */
export const DAILY_KDF: Argon2Params = { mKiB: 64 * MIB, t: 3 };
/** The slot that travels in backups, which others may hold and guess at leisure: about 1–2 s. */
export const BACKUP_KDF: Argon2Params = { mKiB: 256 * MIB, t: 4 };

export interface Kdf {
  /**
   * 32 bytes from a passphrase (NFKC, UTF-8) and how long the hashing took. Throws
   * `AppFailure('vault.outOfMemory')` when the machine cannot give the memory asked for.
   */
  derive(passphrase: string, salt: Uint8Array, params: Argon2Params): Promise<{ readonly key: Secret; readonly elapsedMs: number }>;
}

/** The real one: each call starts a worker thread and ends it. */
export const workerKdf: Kdf = {
  async derive(passphrase, salt, params) {
    const job: Argon2Job = { password: passphraseBytes(passphrase), salt: new Uint8Array(salt), params };
    const worker = new Worker(new URL('./argon2-worker.ts', import.meta.url), {
      workerData: job,
      transferList: [job.password.buffer],
      name: 'argon2',
    });
    try {
      const answer = await firstMessage(worker);
      if (!answer.ok) throw new AppFailure('vault.outOfMemory', { mKiB: params.mKiB });
      return { key: Secret.adopt(answer.key), elapsedMs: answer.elapsedMs };
    } finally {
      await worker.terminate();
    }
  },
};

function firstMessage(worker: Worker): Promise<Argon2Answer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the key thread ended early (${code})`)));
  });
}

/**
 * The bytes of a passphrase. NFKC, so that full-width letters typed with an input method
 * left on, and composed or decomposed accents, open the same book.
 */
export function passphraseBytes(passphrase: string): Uint8Array<ArrayBuffer> {
  const normal = passphrase.normalize('NFKC');
  const bytes = new Uint8Array(Buffer.byteLength(normal));
  new TextEncoder().encodeInto(normal, bytes);
  return bytes;
}

/**
 * Raises the cost from the default until one derivation takes about `targetMs` (0.5–1 s
 * is comfortable): memory first, up to 256 MiB, then passes. Never below the default.
 */
export async function calibrateKdf(deps: { readonly kdf: Kdf; readonly random: Random }, targetMs: number): Promise<Argon2Params> {
  const { key, elapsedMs } = await deps.kdf.derive('calibration', deps.random.bytes(SALT_BYTES), DAILY_KDF);
  key.dispose();
  return scaleKdf(DAILY_KDF, elapsedMs, targetMs);
}

/** The cost that should take `targetMs` where `params` took `measuredMs`; time is proportional to memory × passes. */
export function scaleKdf(params: Argon2Params, measuredMs: number, targetMs: number): Argon2Params {
  const room = Math.max(1, targetMs / Math.max(1, measuredMs));
  const mMiB = Math.min(256, Math.floor((params.mKiB / MIB) * room));
  const mKiB = Math.max(params.mKiB, mMiB * MIB);
  const left = room / (mKiB / params.mKiB);
  return { mKiB, t: Math.min(KDF_BOUNDS.maxT, Math.max(params.t, Math.floor(params.t * left))) };
}

/** Whether a slot's cost is below what we would choose today. */
export function isBelow(params: Argon2Params, wanted: Argon2Params): boolean {
  return params.mKiB * params.t < wanted.mKiB * wanted.t;
}
