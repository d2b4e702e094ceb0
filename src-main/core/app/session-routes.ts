/** Handlers of `books.*`, `session.*` and `prefs.*`: what can be called before a book is open. */
import { rm } from 'node:fs/promises';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { MethodName, Output, Parsed } from '../../../shared/contract/index.ts';
import type { BookInfo, BookRef } from '../../../shared/modules/session.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { addSampleFiles, fillSample } from '../operations/sample/index.ts';
import {
  addKeychainSlot,
  changePassphrase,
  readHeader,
  recoveryGroupMatches,
  reissueRecoveryCode,
  removeKeychainSlot,
} from '../vault/index.ts';
import { isRecoveryConfirmed, setRecoveryConfirmed } from './session.ts';
import type { Session, SessionDeps } from './session.ts';
import { holdsVault } from './shelf.ts';
import type { ShelfEntry } from './shelf.ts';

type Public<M extends MethodName> = (input: Parsed<M>) => Promise<Result<Output<M>, AppError>>;
type Routes = { readonly [K in MethodName]?: Public<K> };

/** Everybody may open the practice book: it holds invented people only. */
const SAMPLE_PASSPHRASE = 'everybody may look here 300';

export function createSessionRoutes(deps: SessionDeps, session: Session) {
  const { shelf, core, vault } = deps;
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
      return made.ok ? ok({ ...made.value, book: await info() }) : made;
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
      const done = await changePassphrase(vault, openParts().dir, { proof: secret, passphrase });
      return done.ok ? ok({}) : done;
    },
    'session.reissueRecovery': async ({ secret }) => {
      const parts = openParts();
      const done = await reissueRecoveryCode(vault, parts.dir, { proof: secret });
      if (!done.ok) return done;
      setRecoveryConfirmed(parts, false);
      session.setCode(done.value.recoveryCode);
      return ok(done.value);
    },
    'session.setKeychain': async ({ enabled }) => {
      const { dir, keys } = openParts();
      const done = enabled ? await addKeychainSlot(vault, dir, keys) : await removeKeychainSlot(vault, dir, keys);
      return done.ok ? ok({ enabled }) : done;
    },
    'prefs.get': () => Promise.resolve(ok(shelf.prefs())),
    'prefs.set': async (change) => ok(await shelf.setPrefs(change)),
  } satisfies Routes;
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
  const name = language === 'zh-CN' ? '示例客户簿' : 'Practice book';
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
