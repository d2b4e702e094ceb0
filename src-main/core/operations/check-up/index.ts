/** The security check-up: gathers what the book, its backups and its record know. Judged in shared/modules/check-up.ts. */
import { ok } from '../../../../shared/kernel/result.ts';
import { DENIED_DAYS } from '../../../../shared/modules/check-up.ts';
import type { CheckUp } from '../../../../shared/modules/check-up.ts';
import type { OpenBook, Routes } from '../../domain/context.ts';
import { countActive } from '../../domain/people/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import { checkBookPlace, readHeader } from '../../vault/index.ts';
import { auditFacts, eventsSince } from '../audit/index.ts';
import { backupStatus } from '../backup/index.ts';
import type { CopyDeps } from '../backup/index.ts';
import { drilledAt, isRecoveryConfirmed, passphraseNote } from './key-notes.ts';

export { drilledAt, isRecoveryConfirmed, noteDrill, notePassphrase, passphraseNote, setRecoveryConfirmed } from './key-notes.ts';

export interface CheckUpDeps extends CopyDeps {
  readonly appVersion: string;
}

const DAY_MS = 86_400_000;

/** Wrong tries are noted once the book is open again, each time with how many there were. */
function deniedOf(book: OpenBook, now: number): CheckUp['denied'] {
  const tries = eventsSince(book.db, now - DENIED_DAYS * DAY_MS).filter(({ action }) => action === 'session.denied');
  return { count: tries.reduce((sum, { rows }) => sum + rows, 0), lastAt: tries.reduce<number | null>((last, { lastAt }) => Math.max(last ?? 0, lastAt), null) };
}

/** What the others did that an owner wants to know of. */
function peopleOf(book: OpenBook, now: number): CheckUp['people'] {
  const events = eventsSince(book.db, now - DENIED_DAYS * DAY_MS);
  const times = (action: string) => events.filter((event) => event.action === action).reduce((sum, event) => sum + event.times, 0);
  return { count: countActive(book.db), opened: times('contacts.open'), beyond: times('contacts.beyond'), refused: times('request.denied') };
}

function takenOf(book: OpenBook, now: number): CheckUp['taken'] {
  const today = new Date(now);
  const taken = { files: 0, prints: 0, records: 0 };
  for (const { action, times, rows } of eventsSince(book.db, new Date(today.getFullYear(), today.getMonth(), 1).getTime())) {
    const isPrint = action.startsWith('print.');
    if (!isPrint && !/^export\.|\.export$|^attachments\.save$|^moving\./.test(action)) continue;
    taken[isPrint ? 'prints' : 'files'] += times;
    taken.records += rows;
  }
  return taken;
}

async function checkUp(book: OpenBook, deps: CheckUpDeps): Promise<CheckUp> {
  const now = book.clock.now();
  const [{ lastAt, provenAt, concerns }, place, header] = await Promise.all([backupStatus(book, deps), checkBookPlace(book.dir), readHeader(deps, book.dir)]);
  return {
    at: now,
    copies: { lastAt, provenAt, concerns },
    passphrase: passphraseNote(book),
    recovery: { confirmed: isRecoveryConfirmed(book), provedAt: drilledAt(book) },
    denied: deniedOf(book, now),
    people: peopleOf(book, now),
    taken: takenOf(book, now),
    audit: auditFacts(book.db),
    place: { folder: book.dir, service: place.ok ? null : place.error.service },
    autoLockMinutes: readSettings(book.db).autoLockMinutes,
    keychain: header.ok && header.value.slotTypes.includes('keychain'),
    version: deps.appVersion,
  };
}

/** Backups are asked for with the keys of the open book, hence the function. */
export function checkUpRoutes(deps: () => CheckUpDeps): Routes<'checkUp.get'> {
  return { 'checkUp.get': async ({ book }) => ok(await checkUp(book, deps())) };
}
