/** Handlers of `books.*`, `session.*` and `prefs.*`: what can be called before a book is open. */
import { rm } from 'node:fs/promises';
import { judgePassphrase } from '../../../shared/kernel/passphrase.ts';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { MethodName, Output, Parsed } from '../../../shared/contract/index.ts';
import type { BookInfo, BookRef } from '../../../shared/modules/session.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { noteEvent } from '../changes/write.ts';
import { readSettings } from '../domain/settings/index.ts';
import { isRecoveryConfirmed, noteDrill, notePassphrase, setRecoveryConfirmed } from '../operations/check-up/index.ts';
import { addSampleFiles, fillSample } from '../operations/sample/index.ts';
import {
  addKeychainSlot,
  addOwnerKey,
  changePassphrase,
  OWNER,
  readHeader,
  recoveryGroupMatches,
  reissueRecoveryCode,
  removeKeychainSlot,
  unlockVault,
} from '../vault/index.ts';
import type { VaultSecret } from '../vault/index.ts';
import { PROOF_MS } from './desk.ts';
import type { Desk } from './desk.ts';
import type { BookParts } from './open-book.ts';
import type { Session, SessionDeps } from './session.ts';
import { holdsVault } from './shelf.ts';
import type { ShelfEntry } from './shelf.ts';

type Public<M extends MethodName> = (input: Parsed<M>) => Promise<Result<Output<M>, AppError>>;
type Routes = { readonly [K in MethodName]?: Public<K> };

/** Everybody may open the practice book: it holds invented people only. */
const SAMPLE_PASSPHRASE = 'everybody may look here 300';

export function createSessionRoutes(deps: SessionDeps, session: Session) {
  const { shelf, core } = deps;
  const info = async (): Promise<BookInfo> => {
    const book = await session.info();
    if (!book) throw new AppFailure('session.locked');
    return book;
  };
  const openParts = () => {
    const parts = session.book();
    if (!parts) throw new AppFailure('session.locked');
    return parts;
  };
  return {
    'session.status': async () =>
      ok({
        state: session.book() ? ('open' as const) : ('locked' as const),
        book: await session.info(),
        host: core.host,
        keychainAvailable: (await core.keychain?.available()) ?? false,
        version: core.version,
      }),
    'books.list': async () => ok({ books: await Promise.all(shelf.list().map((entry) => toRef(deps, entry))) }),
    'books.create': async ({ passphrase, ...meta }) => {
      const dir = shelf.newDir(core.random.bytes(6));
      const made = await session.create(dir, { ...meta, sample: false }, passphrase);
      if (!made.ok) return made;
      return ok({ ...made.value, book: await info() });
    },
    'books.openSample': ({ language }) => openSample(deps, session, language, info),
    'books.removeSample': async () => {
      if (session.book()?.dir === shelf.sampleDir) await session.close('user');
      const there = holdsVault(shelf.sampleDir);
      await rm(shelf.sampleDir, { recursive: true, force: true });
      await shelf.forget(shelf.sampleDir);
      return ok({ removed: there });
    },
    'session.unlock': async ({ ref, secret }) => {
      const entry = shelf.find(ref);
      if (!entry) return err('book.unknown');
      const opened = await session.open(entry.dir, secret);
      return opened.ok ? ok({ book: await info() }) : opened;
    },
    'session.lock': async () => {
      await session.close('user');
      return ok({});
    },
    'session.touch': () => {
      session.touch();
      return Promise.resolve(ok({}));
    },
    ...keyRoutes(deps, session, openParts),
    'prefs.get': () => Promise.resolve(ok(shelf.prefs())),
    'prefs.set': async (change) => ok(await shelf.setPrefs(change)),
  } satisfies Routes;
}

/** What opens the open book: its passphrase, its recovery code, the keychain. */
function keyRoutes({ vault, core }: SessionDeps, session: Session, openParts: () => BookParts) {
  return {
    'session.confirmRecovery': ({ group, text }) => {
      const parts = openParts();
      const code = session.unconfirmedCode();
      const confirmed = code !== null ? recoveryGroupMatches(code, group, text) : isRecoveryConfirmed(parts);
      if (confirmed && code !== null) {
        setRecoveryConfirmed(parts, true);
        session.setCode(null);
      }
      return Promise.resolve(ok({ confirmed }));
    },
    'session.changePassphrase': async ({ secret, passphrase }) => {
      const parts = openParts();
      const { who, actor } = openDesk(session);
      // The recovery code is the owner's who made the book: it changes nobody else's passphrase.
      if (secret.type === 'recovery' && who.id !== 0) return err('request.denied', { reason: 'proof' });
      const done = await changePassphrase(vault, parts.dir, { proof: asSaidBy(who.id, secret), passphrase });
      if (!done.ok) return done;
      if (who.id === 0) notePassphrase(parts, core.clock.now(), judgePassphrase(passphrase, [readSettings(parts.db).name]).score);
      noteEvent(parts.write, 'session.passphrase', actor);
      return ok({});
    },
    'session.reissueRecovery': async ({ secret }) => {
      const parts = openParts();
      const { who, actor } = openDesk(session);
      const done = await reissueRecoveryCode(vault, parts.dir, { proof: asSaidBy(who.id, secret) });
      if (!done.ok) return done;
      setRecoveryConfirmed(parts, false);
      noteDrill(parts, null);
      noteEvent(parts.write, 'session.recovery', actor);
      session.setCode(done.value.recoveryCode);
      return ok(done.value);
    },
    'session.addOwnerKey': async ({ passphrase }) => {
      const parts = openParts();
      const { who, actor } = openDesk(session);
      // It is the owner's who made the book; a person who may do as much has other slots.
      if (who.id !== OWNER) return err('request.denied', { reason: 'owner' });
      const done = await addOwnerKey(vault, parts.dir, passphrase);
      if (!done.ok) return done;
      const { owner, recoveryCode, keychain } = done.value;
      // While the passphrase was being proved, the book may have been locked.
      if (session.book() !== parts) {
        owner.dispose();
        throw new AppFailure('session.locked');
      }
      parts.keys.takeOwner(owner);
      setRecoveryConfirmed(parts, false);
      noteDrill(parts, null);
      noteEvent(parts.write, 'session.recovery', actor);
      session.setCode(recoveryCode);
      return ok({ recoveryCode, keychain });
    },
    'session.drill': async ({ secret }) => {
      const parts = openParts();
      const { who, actor } = openDesk(session);
      const opened = await unlockVault(vault, parts.dir, asSaidBy(who.id, secret));
      if (!opened.ok) return opened;
      opened.value.keys.dispose();
      if (secret.type === 'recovery') {
        setRecoveryConfirmed(parts, true);
        noteDrill(parts, core.clock.now());
      }
      noteEvent(parts.write, 'session.drill', actor);
      return ok({ by: secret.type });
    },
    'session.prove': async ({ secret }) => {
      const parts = openParts();
      const desk = openDesk(session);
      if (secret.type !== 'passphrase') return err('request.denied', { reason: 'proof' });
      const opened = await unlockVault(vault, parts.dir, asSaidBy(desk.who.id, secret));
      if (!opened.ok) return opened;
      opened.value.keys.dispose();
      desk.proved();
      return ok({ until: core.clock.now() + PROOF_MS });
    },
    'session.setKeychain': async ({ enabled }) => {
      const { dir, keys } = openParts();
      // The keychain opens the book as the owner who made it, so nobody else may leave it the key.
      if (openDesk(session).who.id !== 0) return err('request.denied', { reason: 'keychain' });
      const done = enabled ? await addKeychainSlot(vault, dir, keys) : await removeKeychainSlot(vault, dir, keys);
      return done.ok ? ok({ enabled }) : done;
    },
  } satisfies Routes;
}

/** A passphrase counts only as that of whoever opened the book. */
function asSaidBy(person: number, secret: VaultSecret): VaultSecret {
  return secret.type === 'passphrase' ? { ...secret, person } : secret;
}

function openDesk(session: Session): Desk {
  const desk = session.desk();
  if (!desk) throw new AppFailure('session.locked');
  return desk;
}

async function toRef(deps: SessionDeps, entry: ShelfEntry): Promise<BookRef> {
  const header = await readHeader(deps.vault, entry.dir);
  const facts = header.ok ? header.value.book : null;
  return {
    ref: entry.ref,
    name: facts?.name ?? '',
    language: facts?.language ?? 'zh-CN',
    sample: facts?.sample ?? entry.dir === deps.shelf.sampleDir,
    lastOpenedAt: entry.lastOpenedAt,
    missing: !header.ok && header.error.code === 'vault.missing',
    keychain: header.ok && header.value.slotTypes.includes('keychain'),
    people: header.ok ? header.value.people.map(({ id, name }) => ({ id, name })) : [],
  };
}

async function openSample(
  deps: SessionDeps,
  session: Session,
  language: Language,
  info: () => Promise<BookInfo>,
): Promise<Result<{ book: BookInfo }>> {
  const dir = deps.shelf.sampleDir;
  if (holdsVault(dir)) {
    const opened = await session.open(dir, { type: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
    if (opened.ok) return ok({ book: await info() });
    if (opened.error.code === 'book.busy') return err('book.busy', opened.error);
    // A practice book cut off while it was made holds nothing of value.
    await rm(dir, { recursive: true, force: true });
  }
  const name = language === 'zh-CN' ? '示例客户簿' : 'Sample book';
  const meta = { name, language, kind: 'both' as const, preset: 'retail' as const, sample: true };
  const made = await session.create(dir, meta, SAMPLE_PASSPHRASE);
  if (!made.ok) return made;
  const parts = session.book();
  if (!parts) throw new AppFailure('session.locked');
  setRecoveryConfirmed(parts, true);
  session.setCode(null);
  fillSample(parts, language);
  await addSampleFiles(parts, language);
  return ok({ book: await info() });
}
