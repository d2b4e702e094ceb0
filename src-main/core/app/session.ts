/**
 * The session: at most one book open. Making, opening and closing books, and the idle
 * lock. Everything that needs keys goes through here.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '../../../shared/contract/index.ts';
import type { MethodName } from '../../../shared/contract/index.ts';
import type { Insider } from '../../../shared/modules/people.ts';
import type { BookInfo } from '../../../shared/modules/session.ts';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { readSettings } from '../domain/settings/index.ts';
import { noteEvent } from '../changes/write.ts';
import { systemRepeat } from '../kernel/ports.ts';
import { addPresetPlans } from '../domain/care/index.ts';
import { addPresetFields } from '../domain/fields/index.ts';
import { activePerson, countActive, OWNER_ACTOR, OWNER_INSIDER } from '../domain/people/index.ts';
import { isRecoveryConfirmed, notePassphrase } from '../operations/check-up/index.ts';
import { settledKeys } from '../operations/key-change/index.ts';
import { assertNothingMissing, sweepAside } from '../operations/repair/index.ts';
import { acquireBookLock, checkBookPlace, createVault, readHeader, refreshPassphraseSlots, unlockVault } from '../vault/index.ts';
import type { BookFacts, BookLock, BookMeta, SlotUser, Unlocked, VaultKeys, VaultSecret } from '../vault/index.ts';
import { copyOnIdle, copyOnLock, copyOnUpdate } from './backup-watch.ts';
import type { CoreDeps } from './core.ts';
import { createDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import type { BookParts } from './open-book.ts';
import { openBook } from './open-book.ts';
import type { SessionDeps } from './session-deps.ts';
import { refOf } from './shelf.ts';

export type { SessionDeps } from './session-deps.ts';

export interface Session {
  readonly book: () => BookParts | null;
  readonly desk: () => Desk | null;
  info(): Promise<BookInfo | null>;
  create(dir: string, meta: BookMeta, passphrase: string): Promise<Result<{ bookId: string; recoveryCode: string }>>;
  open(dir: string, secret: VaultSecret): Promise<Result<{ bookId: string }>>;
  close(reason: 'user' | 'idle' | 'system' | null): Promise<void>;
  /**
   * Closes the book without giving its lock away, does `work`, and opens it again for the owner with the keys that `work` answers. Meanwhile
   * no book is open and none can be opened. When it cannot be opened again, it is locked and the failure thrown.
   */
  withClosed<T extends { readonly keys: VaultKeys }>(work: (dir: string) => Promise<T>): Promise<T>;
  /** The code of a book made in this sitting, until one group of it was typed back. */
  unconfirmedCode(): string | null;
  setCode(code: string | null): void;
  touch(): void;
}

interface Current {
  readonly parts: BookParts;
  readonly lock: BookLock;
  readonly desk: Desk;
}

/** Who opens a book, and whether they typed their passphrase to do so. */
interface Entering {
  readonly user: SlotUser | null;
  readonly typed: boolean;
}

const METHODS = Object.keys(contract) as MethodName[];
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
    await closeBook(deps, closing, reason);
  };
  const closeIdle = async (isIdle: () => boolean): Promise<void> => {
    const parts = current?.parts;
    if (!parts) return;
    await copyOnIdle(deps, parts);
    if (current?.parts === parts && isIdle()) await close('idle');
  };
  let away = false;
  const begin = async (dir: string, keys: VaultKeys, lock: BookLock, create: boolean, entering: Entering): Promise<string> => {
    const header = await readHeader(deps.vault, dir);
    if (!header.ok) throw new AppFailure(header.error.code, header.error);
    const noteCopy = create ? null : await beforeOpening(deps, dir, keys, header.value.book);
    const parts = openBook({ ...deps, deps: deps.core, dir, keys, keyId: header.value.keyId, facts: header.value.book, create, actorOf: (db) => insider(db, entering).actor });
    noteCopy?.(parts);
    if (create) addPreset(parts, header.value.book);
    const { who } = insider(parts.db, entering);
    current = { parts, lock, desk: createDesk({ book: parts, who, provedAt: entering.typed ? clock.now() : 0 }) };
    lastTouch = clock.now();
    // The shelf is a convenience: a disk too full to note the visit must not half-open the book.
    await deps.shelf.touch(dir, clock.now()).catch(deps.onBug);
    deps.emit({ type: 'session.opened', bookId: keys.vaultId });
    return keys.vaultId;
  };
  const locked = async <T>(dir: string, work: (lock: BookLock) => Promise<Result<T>>): Promise<Result<T>> => {
    if (away) return err('book.busy');
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

  const leave = (): Current | null => {
    const leaving = away ? null : current;
    if (leaving) [current, code, away] = [null, null, true];
    return leaving;
  };

  if (deps.core.host !== 'node') watchIdle(() => current?.parts ?? null, () => lastTouch, clock, (isIdle) => void closeIdle(isIdle));

  return {
    book: () => current?.parts ?? null,
    desk: () => current?.desk ?? null,
    unconfirmedCode: () => code,
    setCode: (next) => (code = next),
    touch: () => (lastTouch = clock.now()),
    close,
    withClosed: (work) => whileClosed(deps, { leave, back: () => void (away = false), reopen: (dir, keys, lock) => beginOrWipe(begin, dir, keys, lock, false, { user: null, typed: true }) }, work),
    info: () => (current ? bookInfo(deps, current.parts, current.desk) : Promise.resolve(null)),
    async create(dir, meta, passphrase) {
      const place = await checkBookPlace(dir);
      if (!place.ok) return place;
      await close('user');
      const made = await createVault(deps.vault, dir, { passphrase, meta });
      if (!made.ok) return made;
      return locked(dir, async (lock) => {
        const bookId = await beginOrWipe(begin, dir, made.value.keys, lock, true, { user: null, typed: true }).catch((e: unknown) => wipeNew(dir, e));
        code = made.value.recoveryCode;
        if (current) notePassphrase(current.parts, clock.now(), judgePassphrase(passphrase, [meta.name]).score);
        return ok({ bookId, recoveryCode: made.value.recoveryCode });
      });
    },
    async open(dir, secret) {
      const there = await canBeOpened(deps, dir);
      if (!there.ok) return there;
      if (current?.parts.dir === dir) await close('user');
      return locked(dir, async (lock) => {
        const { failures } = await deps.vault.attempts.read(dir);
        const unlocked = await unlockSettled(deps, dir, secret);
        if (!unlocked.ok) return unlocked;
        await close('user');
        const bookId = await beginOrWipe(begin, dir, unlocked.value.keys, lock, false, { user: unlocked.value.user, typed: secret.type !== 'keychain' });
        // Wrong passphrases before the right one belong into the record, which could not be opened then.
        if (failures > 0 && current) noteEvent(current.parts.write, 'session.denied', 'unknown', failures);
        return ok({ bookId });
      });
    },
  };
}

/** Closes what was taken out of the session and gives its lock away; `session.locked` is told once, before a copy that is made on the way. */
async function closeBook(deps: SessionDeps, { desk, parts, lock }: Current, reason: Parameters<Session['close']>[0]): Promise<void> {
  let told = false;
  const tell = () => {
    if (reason && !told) deps.emit({ type: 'session.locked', reason });
    told = true;
  };
  try {
    desk.close();
    if (reason === 'user') await copyOnLock(deps, parts, tell);
    await parts.close();
  } finally {
    await lock.release();
    tell();
  }
}

/** Whether there is a book to open, in a place where one may lie. */
async function canBeOpened({ vault }: SessionDeps, dir: string): Promise<Result<unknown>> {
  const header = await readHeader(vault, dir);
  return header.ok ? checkBookPlace(dir) : header;
}

/** Half a book, whose recovery code nobody saw, must not stand in the way of the next try. */
async function wipeNew(dir: string, failure: unknown): Promise<never> {
  await Promise.all(NEW_FILES.map((name) => rm(join(dir, name), { force: true }).catch(() => undefined)));
  throw failure;
}

/** Unlocks, and settles a change of the key that was cut off; slots that came with a backup, or from a cheaper time, are sealed anew at today's cost. */
async function unlockSettled({ vault, sodium }: SessionDeps, dir: string, secret: VaultSecret): Promise<Result<Pick<Unlocked, 'keys' | 'user'>>> {
  const unlocked = await unlockVault(vault, dir, secret);
  if (!unlocked.ok) return unlocked;
  const { user, refreshAdvised } = unlocked.value;
  const keys = await settledKeys({ vault, sodium, dir }, unlocked.value);
  if (!keys.ok) return keys;
  if (refreshAdvised && secret.type === 'passphrase') await refreshPassphraseSlots(vault, dir, secret.passphrase, user?.id);
  return ok({ keys: keys.value, user });
}

/** What `whileClosed` needs of the session. */
interface Leaving {
  /** Takes the open book out of the session; `null` when none is open. */
  leave(): Current | null;
  back(): void;
  reopen(dir: string, keys: VaultKeys, lock: BookLock): Promise<unknown>;
}

async function whileClosed<T extends { readonly keys: VaultKeys }>(deps: SessionDeps, { leave, back, reopen }: Leaving, work: (dir: string) => Promise<T>): Promise<T> {
  const closing = leave();
  if (!closing) throw new AppFailure('session.locked');
  const { parts, lock } = closing;
  try {
    closing.desk.close();
    await parts.close();
    const done = await work(parts.dir);
    await reopen(parts.dir, done.keys, lock);
    return done;
  } catch (e) {
    await lock.release();
    deps.emit({ type: 'session.locked', reason: 'system' });
    throw e;
  } finally {
    back();
  }
}

/** Whose passphrase it was, as the book knows them: one that nobody took out of the header yet opens nothing when the person left. */
function insider(db: BookParts['db'], { user }: Entering): { readonly who: Insider; readonly actor: string } {
  if (user === null) return { who: OWNER_INSIDER, actor: OWNER_ACTOR };
  const person = activePerson(db, user.id);
  if (!person) throw new AppFailure('people.gone', { name: user.name });
  const { id, name, role, rights } = person;
  return { who: { id, name, role, rights }, actor: name };
}

/** What is done while nothing is open yet: a book that lacks changes is not written to. */
async function beforeOpening(deps: SessionDeps, dir: string, keys: VaultKeys, facts: BookFacts) {
  await sweepAside(dir, deps.core.clock.now());
  assertNothingMissing(deps.sodium, dir, keys);
  return copyOnUpdate(deps, dir, keys, facts);
}

function addPreset(parts: BookParts, { preset, language }: BookMeta): void {
  addPresetFields(parts, 'owner', preset, language, readSettings(parts.db).currency);
  addPresetPlans(parts, 'owner', preset, language);
}

async function beginOrWipe(
  begin: (dir: string, keys: VaultKeys, lock: BookLock, create: boolean, entering: Entering) => Promise<string>,
  dir: string,
  keys: VaultKeys,
  lock: BookLock,
  create: boolean,
  entering: Entering,
): Promise<string> {
  try {
    return await begin(dir, keys, lock, create, entering);
  } catch (e) {
    keys.dispose();
    throw e;
  }
}

/** What a client may know of the open book. */
async function bookInfo(deps: SessionDeps, parts: BookParts, desk: Desk): Promise<BookInfo> {
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
    person: desk.who,
    denied: METHODS.filter((name) => !desk.mayCall(name)),
    people: countActive(parts.db),
    warnings: [...parts.warnings],
  };
}

/** `lock` is called while nobody does anything and nothing runs; it may do something first, and ask again whether that is still so. */
function watchIdle(book: () => BookParts | null, lastTouch: () => number, clock: CoreDeps['clock'], lock: (isIdle: () => boolean) => void): void {
  const isIdle = (): boolean => {
    const parts = book();
    if (!parts) return false;
    const minutes = readSettings(parts.db).autoLockMinutes;
    return minutes > 0 && !parts.jobs.list().some((j) => j.state === 'running') && clock.now() - lastTouch() > minutes * 60_000;
  };
  systemRepeat(IDLE_CHECK_MS, () => void (isIdle() && lock(isIdle)));
}
