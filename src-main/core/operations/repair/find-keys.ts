/** The keys of a damaged book: from its own header, or, where that is lost, from the header that each backup carries. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { openPage, PAGE_SIZE } from '../../database/pages/page-cipher.ts';
import { opensWith } from '../../database/rekey.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import { keysBefore, readHeader, unlockHeaderBytes, unlockVault } from '../../vault/index.ts';
import type { BookFacts, Unlocked, VaultDeps, VaultKeys, VaultSecret } from '../../vault/index.ts';
import { headerOfCopy } from './copies.ts';
import { readSome } from './files.ts';

export interface DamagedKeys {
  readonly keys: VaultKeys;
  readonly facts: BookFacts;
  /** The header of a backup; `null` when the book has its own. */
  readonly header: Uint8Array | null;
}

interface KeysInput {
  readonly vault: VaultDeps;
  readonly sodium: Sodium;
  readonly dir: string;
  readonly secret: VaultSecret;
  /** Backups that may be this book's, newest first. */
  readonly candidates: readonly { readonly path: string; readonly book: string }[];
}

const HEADER_LOST: ReadonlySet<string> = new Set(['vault.damaged', 'vault.missing', 'vault.foreign']);

/** Opens with the secret. Codes: those of `unlockVault`. */
export async function findKeys(input: KeysInput): Promise<DamagedKeys> {
  const header = await readHeader(input.vault, input.dir);
  if (!header.ok && !HEADER_LOST.has(header.error.code)) throw new AppFailure(header.error.code, header.error);
  const unlocked = header.ok ? await unlockVault(input.vault, input.dir, input.secret) : header;
  if (unlocked.ok) assertOwner(unlocked.value);
  if (unlocked.ok) return { keys: keysThatFit(input, unlocked.value), facts: unlocked.value.header.book, header: null };
  if (!HEADER_LOST.has(unlocked.error.code)) throw new AppFailure(unlocked.error.code, unlocked.error);
  const { found, isWrong } = await fromBackups(input);
  if (found) return found;
  throw isWrong ? new AppFailure('vault.wrongSecret', { retryInMs: 0 }) : new AppFailure(unlocked.error.code, unlocked.error);
}

/** What is missing is told with all its names, so nobody but the owner repairs. */
function assertOwner({ user, keys }: Unlocked): void {
  if (user === null) return;
  keys.dispose();
  throw new AppFailure('repair.ownerOnly');
}

/** A change of the book's key was cut off: of the two, the one that opens the database, or of a damaged one the pages. */
function keysThatFit({ sodium, dir }: KeysInput, { keys, halfway }: Unlocked): VaultKeys {
  const old = halfway === 'fresh' ? keysBefore(sodium, keys) : null;
  if (old === null) return keys;
  const path = join(dir, 'crm.db');
  const opens = (of: VaultKeys): boolean => existsSync(path) && of.db.use((key) => opensWith(path, key));
  const isOld = !opens(keys) && (opens(old) || (!fitsPages(sodium, keys, readSome(dir, PAGE_SIZE)) && fitsPages(sodium, old, readSome(dir, PAGE_SIZE))));
  (isOld ? keys : old).dispose();
  return isOld ? old : keys;
}

const fitsPages = (sodium: Sodium, keys: VaultKeys, pages: ReturnType<typeof readSome>): boolean => pages.some(({ number, bytes }) => keys.db.use((key) => openPage(sodium, key, number, bytes)) !== null);

/** One backup of each book is tried: all of one carry the same key. */
async function fromBackups({ vault, sodium, dir, secret, candidates }: KeysInput): Promise<{ readonly found: DamagedKeys | null; readonly isWrong: boolean }> {
  let isWrong = false;
  const pages = readSome(dir, PAGE_SIZE);
  for (const list of Map.groupBy(candidates, ({ book }) => book).values()) {
    const header = await firstHeader(list);
    if (header === null) continue;
    const unlocked = await unlockHeaderBytes(vault, header, secret);
    if (!unlocked.ok) {
      isWrong ||= unlocked.error.code === 'vault.wrongSecret';
      continue;
    }
    assertOwner(unlocked.value);
    const { keys, header: open } = unlocked.value;
    // The same passphrase may open several books: the one whose key opens the pages is meant.
    if (pages.length === 0 || fitsPages(sodium, keys, pages)) return { found: { keys, facts: open.book, header }, isWrong };
    keys.dispose();
  }
  return { found: null, isWrong };
}

async function firstHeader(list: readonly { readonly path: string }[]): Promise<Uint8Array | null> {
  for (const { path } of list) {
    const header = await headerOfCopy(path);
    if (header) return Buffer.from(header.vault, 'base64');
  }
  return null;
}
