/**
 * One opener per book: the file `lock` in its folder.
 *
 * A lock appears complete or not at all (hard link of a finished temp file) and carries a
 * random token. It is stale when its process is dead on this host; nothing else ages it.
 * Taking over a stale lock with token T needs the claim `lock.claim-T`, itself such a
 * lock: whoever holds the claim is the only one who may replace a lock of token T, and
 * looks again before doing so. So of any number of racing processes exactly one wins, and
 * one killed in the middle of a take-over leaves a stale claim that the next one takes
 * over by the same rule.
 */
import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/kernel/ids.ts';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { systemCode, toDiskFailure } from '../kernel/atomic-file.ts';
import { systemRepeat } from '../kernel/ports.ts';
import type { Clock, Repeat } from '../kernel/ports.ts';
import { isDead, ownIdentity } from './process-identity.ts';

export const LOCK_FILE = 'lock';
export const HEARTBEAT_MS = 10_000;
/** A holder on another machine may be pushed aside by the user only after this silence. */
const SILENT_MS = 60_000;
/** An unreadable lock (a crash in the middle of writing it on a disk without hard links) counts as stale after this. */
const TORN_MS = 5_000;
const ROUNDS = 40;

const recordSchema = z.strictObject({
  token: z.string().regex(/^[0-9a-f]{32}$/),
  host: z.string().max(255),
  pid: z.int().positive(),
  start: z.string().max(200).nullable(),
  since: z.int().min(0),
});
type LockRecord = Readonly<z.output<typeof recordSchema>>;

export interface BusyError {
  readonly code: 'book.busy';
  readonly pid: number;
  readonly host: string;
  readonly since: EpochMs;
  readonly sameHost: boolean;
  /** The holder is on another machine and has been silent for a minute: the user may decide that it is gone. */
  readonly mayTakeOver: boolean;
  readonly [fact: string]: unknown;
}

export interface BookLock {
  /** Deletes the lock if it is still ours. Safe to call twice. */
  release(): Promise<void>;
}

export interface LockOptions {
  readonly clock: Clock;
  /** Drives the heartbeat; the system's timer when absent. */
  readonly repeat?: Repeat;
  /** The user said that the silent holder on the other machine is gone. */
  readonly takeOver?: boolean;
  /** Called once when the lock turns out to be someone else's: stop writing at once. */
  readonly onLost?: () => void;
}

/**
 * Takes the lock of the book in `folder` until `release`, or answers `book.busy` with the
 * holder's facts. A holder that was killed is replaced at once. Throws `disk.*`.
 */
export async function acquireBookLock(folder: string, options: LockOptions): Promise<Result<BookLock, BusyError>> {
  const path = join(folder, LOCK_FILE);
  const mine = await newRecord(options.clock);
  let held = false;
  try {
    const taken = await take(path, mine, options);
    if (!taken.ok) return taken;
    await sweepLitter(folder, mine, options.clock.now());
    held = true;
    return ok(startHeartbeat(path, mine, options));
  } catch (error) {
    throw toDiskFailure(error);
  } finally {
    if (!held) heldHere.delete(mine.token);
  }
}

type Found = { readonly record: LockRecord | null; readonly token: string; readonly beatAt: EpochMs };

async function take(path: string, mine: LockRecord, options: LockOptions): Promise<Result<void, BusyError>> {
  for (let round = 0; round < ROUNDS; round++) {
    if (await place(path, mine)) return ok(undefined);
    const found = await look(path);
    if (found === null) continue;
    if (!(await isStale(found, options))) {
      if (found.record !== null) return err('book.busy', busyFacts(found.record, found.beatAt, options));
      await pause(TORN_MS / ROUNDS);
    } else if (await replaceStale(path, found.token, mine, options)) return ok(undefined);
    else await pause(5 + Math.floor(5 * round));
  }
  throw new AppFailure('disk.failed', { system: 'LOCK' });
}

/** Puts the record at `path` if nothing is there: complete from its first moment. */
async function place(path: string, mine: LockRecord): Promise<boolean> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeNew(temp, mine);
  try {
    await link(temp, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'].includes(systemCode(error))) throw error;
    return await writeNew(path, mine).then(
      () => true,
      (e: unknown) => {
        if (systemCode(e) === 'EEXIST') return false;
        throw e;
      },
    );
  } finally {
    await unlink(temp).catch(() => undefined);
  }
}

/** Under the claim on this very token, looks again and replaces; false when another process was faster. */
async function replaceStale(path: string, token: string, mine: LockRecord, options: LockOptions): Promise<boolean> {
  const claimPath = `${path}.claim-${token.slice(0, 12)}`;
  const claim = await newRecord(options.clock);
  const claimed = await take(claimPath, claim, { clock: options.clock });
  if (!claimed.ok) {
    heldHere.delete(claim.token);
    return false;
  }
  try {
    if ((await look(path))?.token !== token) return false;
    const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    await writeNew(temp, mine);
    await rename(temp, path);
    return true;
  } finally {
    heldHere.delete(claim.token);
    await unlink(claimPath).catch(() => undefined);
  }
}

async function writeNew(path: string, record: LockRecord): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(record));
  } finally {
    await handle.close();
  }
}

async function look(path: string): Promise<Found | null> {
  try {
    const text = await readFile(path, 'utf8');
    const { mtimeMs } = await stat(path);
    const parsed = recordSchema.safeParse(parse(text));
    if (parsed.success) return { record: parsed.data, token: parsed.data.token, beatAt: mtimeMs };
    return { record: null, token: `torn${Math.floor(mtimeMs).toString(16)}`, beatAt: mtimeMs };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function isStale(found: Found, options: LockOptions): Promise<boolean> {
  const silentMs = options.clock.now() - found.beatAt;
  if (found.record === null) return silentMs > TORN_MS;
  if (options.takeOver && busyFacts(found.record, found.beatAt, options).mayTakeOver) return true;
  // A lock of this very process that nobody here holds: it could not be deleted when it was released.
  const { host, pid, token } = found.record;
  if (host === hostname() && pid === process.pid && !heldHere.has(token)) return true;
  return isDead(found.record);
}

/** Tokens of this process that are held or about to be; per process by nature, like the process id beside them. */
const heldHere = new Set<string>();

function busyFacts(record: LockRecord, beatAt: EpochMs, options: LockOptions) {
  const sameHost = record.host === hostname();
  const mayTakeOver = !sameHost && options.clock.now() - beatAt > SILENT_MS;
  return { pid: record.pid, host: record.host, since: record.since, sameHost, mayTakeOver };
}

/**
 * Removes what killed processes left: old temp files, and claims on locks that are no
 * more. Deleting such a claim is harmless even while someone holds it: tokens never come
 * back, so its holder will find another token in the lock and give up.
 */
async function sweepLitter(folder: string, mine: LockRecord, now: EpochMs): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!/^lock\.(claim-|[0-9a-f]{12}\.tmp$)/.test(name) || name.includes(mine.token.slice(0, 12))) continue;
    const path = join(folder, name);
    const ageMs = await stat(path).then(
      (found) => now - found.mtimeMs,
      () => 0,
    );
    if (ageMs > SILENT_MS) await unlink(path).catch(() => undefined);
  }
}

function startHeartbeat(path: string, mine: LockRecord, options: LockOptions): BookLock {
  let held = true;
  const stop = (options.repeat ?? systemRepeat)(HEARTBEAT_MS, () => void beat());
  async function beat(): Promise<void> {
    // A disk that is away for a moment is no loss of the lock; another token is.
    const found = await look(path).catch(() => 'unreadable' as const);
    if (!held || found === 'unreadable') return;
    if (found?.token !== mine.token) {
      held = false;
      stop();
      heldHere.delete(mine.token);
      options.onLost?.();
      return;
    }
    const now = new Date(options.clock.now());
    await utimes(path, now, now).catch(() => undefined);
  }
  return {
    async release() {
      if (!held) return;
      held = false;
      stop();
      heldHere.delete(mine.token);
      const found = await look(path).catch(() => null);
      if (found?.token === mine.token) await unlink(path).catch(() => undefined);
    },
  };
}

async function newRecord(clock: Clock): Promise<LockRecord> {
  const self = await ownIdentity();
  const token = randomBytes(16).toString('hex');
  heldHere.add(token);
  return { token, ...self, since: clock.now() };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
