/**
 * The growing delay after wrong passphrases. It slows a person at the keyboard; against a
 * stolen file only Argon2 counts. Kept in memory and in `unlock.json` beside the header,
 * so that a restart does not reset it; the file holds two numbers and is not secret.
 */
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/kernel/ids.ts';
import { writeFileAtomic } from '../kernel/atomic-file.ts';

const FILE = 'unlock.json';
const MAX_WAIT_MS = 60_000;

const attemptsSchema = z.strictObject({ failures: z.int().min(0).max(1_000_000), lastAt: z.int().min(0) });
export type Attempts = Readonly<z.output<typeof attemptsSchema>>;
const NONE: Attempts = { failures: 0, lastAt: 0 };

/** The pause after the n-th failure in a row: 1, 2, 4 … 60 seconds. */
export function backoffMs(failures: number): number {
  return failures <= 0 ? 0 : Math.min(MAX_WAIT_MS, 1000 * 2 ** Math.min(failures - 1, 16));
}

/**
 * How long to wait before the next try. A clock set back can only prolong the wait to
 * the full pause from now, never to hours.
 */
export function waitMs(attempts: Attempts, now: EpochMs): number {
  const pause = backoffMs(attempts.failures);
  const since = Math.max(0, now - attempts.lastAt);
  return Math.max(0, pause - since);
}

export interface AttemptLog {
  read(folder: string): Promise<Attempts>;
  /**
   * Asks to try: either how long to wait first, or 0 and the try counts as failed until
   * `clear` says otherwise, so that neither killing the program nor trying in parallel helps.
   */
  begin(folder: string, now: EpochMs): Promise<{ readonly retryInMs: number; readonly failures: number }>;
  clear(folder: string): Promise<void>;
}

/** Remembers tries per folder; a folder that cannot be written is remembered in memory only. */
export function createAttemptLog(): AttemptLog {
  const byFolder = new Map<string, Attempts>();
  async function read(folder: string): Promise<Attempts> {
    const inMemory = byFolder.get(resolve(folder)) ?? NONE;
    const onDisk = await load(folder);
    return onDisk.failures > inMemory.failures ? onDisk : inMemory;
  }
  return {
    read,
    async begin(folder, now) {
      const past = await read(folder);
      // From here to `set` nothing waits: of two simultaneous tries the second sees the first.
      const known = byFolder.get(resolve(folder));
      const { failures, lastAt } = known !== undefined && known.failures > past.failures ? known : past;
      const retryInMs = waitMs({ failures, lastAt }, now);
      if (retryInMs > 0) return { retryInMs, failures };
      const next: Attempts = { failures: Math.min(failures + 1, 1_000_000), lastAt: Math.max(0, Math.floor(now)) };
      byFolder.set(resolve(folder), next);
      await writeFileAtomic(join(folder, FILE), JSON.stringify(next)).catch(() => undefined);
      return { retryInMs: 0, failures };
    },
    async clear(folder) {
      byFolder.delete(resolve(folder));
      await rm(join(folder, FILE), { force: true }).catch(() => undefined);
    },
  };
}

async function load(folder: string): Promise<Attempts> {
  try {
    const parsed = attemptsSchema.safeParse(JSON.parse(await readFile(join(folder, FILE), 'utf8')));
    return parsed.success ? parsed.data : NONE;
  } catch {
    return NONE;
  }
}
