/**
 * The session: at most one book open. Making, opening and closing books, and the idle
 * lock. Everything that needs keys goes through here.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { BookInfo } from '../../../shared/modules/session.ts';
import { AppFailure, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { readSettings } from '../domain/settings/index.ts';
import { noteEvent } from '../changes/write.ts';
import { systemRepeat } from '../kernel/ports.ts';
import type { Sodium } from '../kernel/sodium.ts';
import { addPresetPlans } from '../domain/care/index.ts';
import { addPresetFields } from '../domain/fields/index.ts';
import { acquireBookLock, checkBookPlace, createVault, readHeader, refreshPassphraseSlots, unlockVault } from '../vault/index.ts';
import type { BookLock, BookMeta, VaultDeps, VaultKeys, VaultSecret } from '../vault/index.ts';
import type { CoreDeps } from './core.ts';
import type { BookParts } from './open-book.ts';
import { openBook } from './open-book.ts';
import { refOf } from './shelf.ts';
import type { Shelf } from './shelf.ts';

export interface SessionDeps {
  readonly core: CoreDeps;
  readonly vault: VaultDeps;
  readonly sodium: Sodium;
  readonly shelf: Shelf;
  readonly emit: (event: CoreEvent) => void;
  readonly onBug: (e: unknown) => string;
}

export interface Session {
  readonly book: () => BookParts | null;
  info(): Promise<BookInfo | null>;
  create(dir: string, meta: BookMeta, passphrase: string): Promise<Result<{ bookId: string; recoveryCode: string }>>;
  open(dir: string, secret: VaultSecret): Promise<Result<{ bookId: string }>>;
  close(reason: 'user' | 'idle' | 'system' | null): Promise<void>;
  /** The code of a book made in this sitting, until one group of it was typed back. */
  unconfirmedCode(): string | null;
  setCode(code: string | null): void;
  touch(): void;
}

interface Current {
  readonly parts: BookParts;
  readonly lock: BookLock;
}

const IDLE_CHECK_MS = 10_000;
/** What making a book may have written before it failed. */
const NEW_FILES = ['vault.json', 'vault.json.prev', 'hwm.json', 'crm.db', 'crm.db-wal', 'crm.db-shm'];

export function createSession(deps: SessionDeps): Session {
  let current: Current | null = null;
  let code: string | null = null;
  let lastTouch = deps.core.clock.now();
  const { clock } = deps.core;

  const close: Session['close'] = async (reason) => {
    const closing = current;
    if (!closing) return;
    current = null;
    code = null;
    try {
      await closing.parts.close();
    } finally {
      await closing.lock.release();
      if (reason) deps.emit({ type: 'session.locked', reason });
    }
  };
  const begin = async (dir: string, keys: VaultKeys, lock: BookLock, create: boolean): Promise<string> => {
    const header = await readHeader(deps.vault, dir);
    if (!header.ok) throw new AppFailure(header.error.code, header.error);
    const { emit, onBug, sodium } = deps;
    const parts = openBook({ deps: deps.core, sodium, dir, keys, facts: header.value.book, create, emit, onBug });
    if (create) {
      const { preset, language } = header.value.book;
      addPresetFields(parts, 'owner', preset, language, readSettings(parts.db).currency);
      addPresetPlans(parts, 'owner', preset, language);
    }
    current = { parts, lock };
    lastTouch = clock.now();
    // The shelf is a convenience: a disk too full to note the visit must not half-open the book.
    await deps.shelf.touch(dir, clock.now()).catch(onBug);
    emit({ type: 'session.opened', bookId: keys.vaultId });
    return keys.vaultId;
  };
  const locked = async <T>(dir: string, work: (lock: BookLock) => Promise<Result<T>>): Promise<Result<T>> => {
    const lock = await acquireBookLock(dir, { clock, onLost: () => void close('system') });
    if (!lock.ok) return lock;
    let kept = false;
    try {
      const result = await work(lock.value);
      kept = result.ok;
      return result;
    } finally {
      if (!kept) await lock.value.release();
    }
  };

  if (deps.core.host !== 'node') watchIdle(() => current?.parts ?? null, () => lastTouch, clock, () => void close('idle'));

  return {
    book: () => current?.parts ?? null,
    unconfirmedCode: () => code,
    setCode: (next) => (code = next),
    touch: () => (lastTouch = clock.now()),
    close,
    info: () => (current ? bookInfo(deps, current.parts) : Promise.resolve(null)),
    async create(dir, meta, passphrase) {
      const place = await checkBookPlace(dir);
      if (!place.ok) return place;
      await close('user');
      const made = await createVault(deps.vault, dir, { passphrase, meta });
      if (!made.ok) return made;
      return locked(dir, async (lock) => {
        const bookId = await beginOrWipe(begin, dir, made.value.keys, lock, true).catch(async (e: unknown) => {
          // Half a book, whose recovery code nobody saw, must not stand in the way of the next try.
          await Promise.all(NEW_FILES.map((name) => rm(join(dir, name), { force: true }).catch(() => undefined)));
          throw e;
        });
        code = made.value.recoveryCode;
        return ok({ bookId, recoveryCode: made.value.recoveryCode });
      });
    },
    async open(dir, secret) {
      const header = await readHeader(deps.vault, dir);
      if (!header.ok) return header;
      const place = await checkBookPlace(dir);
      if (!place.ok) return place;
      if (current?.parts.dir === dir) await close('user');
      return locked(dir, async (lock) => {
        const { failures } = await deps.vault.attempts.read(dir);
        const unlocked = await unlockVault(deps.vault, dir, secret);
        if (!unlocked.ok) return unlocked;
        // Slots that came with a backup, or from a cheaper time, are sealed anew at today's cost.
        if (unlocked.value.refreshAdvised && secret.type === 'passphrase') {
          await refreshPassphraseSlots(deps.vault, dir, secret.passphrase);
        }
        await close('user');
        const bookId = await beginOrWipe(begin, dir, unlocked.value.keys, lock, false);
        // Wrong passphrases before the right one belong into the record, which could not be opened then.
        if (failures > 0 && current) noteEvent(current.parts.write, 'session.denied', 'unknown', failures);
        return ok({ bookId });
      });
    },
  };
}

async function beginOrWipe(
  begin: (dir: string, keys: VaultKeys, lock: BookLock, create: boolean) => Promise<string>,
  dir: string,
  keys: VaultKeys,
  lock: BookLock,
  create: boolean,
): Promise<string> {
  try {
    return await begin(dir, keys, lock, create);
  } catch (e) {
    keys.dispose();
    throw e;
  }
}

/** What a client may know of the open book. */
async function bookInfo(deps: SessionDeps, parts: BookParts): Promise<BookInfo> {
  const header = await readHeader(deps.vault, parts.dir);
  if (!header.ok) throw new AppFailure(header.error.code, header.error);
  const { book, slotTypes, vaultId } = header.value;
  const settings = readSettings(parts.db);
  return {
    ref: refOf(parts.dir),
    bookId: vaultId,
    name: settings.name,
    language: settings.language,
    kind: settings.kind,
    preset: book.preset,
    sample: book.sample,
    createdAt: book.createdAt,
    recoveryConfirmed: isRecoveryConfirmed(parts),
    keychain: slotTypes.includes('keychain'),
    warnings: [...parts.warnings],
  };
}

/** Whether the owner proved that the recovery code was written down. */
export function isRecoveryConfirmed(parts: Pick<BookParts, 'db'>): boolean {
  return parts.db.raw.prepare("SELECT value FROM meta WHERE key = 'recoveryConfirmed'").pluck().get() === 'yes';
}

export function setRecoveryConfirmed(parts: Pick<BookParts, 'db'>, confirmed: boolean): void {
  parts.db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('recoveryConfirmed', ?)").run(confirmed ? 'yes' : 'no');
}

function watchIdle(book: () => BookParts | null, lastTouch: () => number, clock: CoreDeps['clock'], lock: () => void): void {
  systemRepeat(IDLE_CHECK_MS, () => {
    const parts = book();
    if (!parts) return;
    const minutes = readSettings(parts.db).autoLockMinutes;
    const working = parts.jobs.list().some((j) => j.state === 'running');
    if (minutes > 0 && !working && clock.now() - lastTouch() > minutes * 60_000) lock();
  });
}
