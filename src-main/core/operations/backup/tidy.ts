/** Removing what may go from a place, by the rules of `retention.ts`. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BackupCopy } from '../../../../shared/modules/backup.ts';
import type { OpenBook } from '../../domain/context.ts';
import { looksSealed, SEAL_START_BYTES } from '../../vault/index.ts';
import type { VaultKeys } from '../../vault/index.ts';
import { partialSince, seqOf } from './copy-name.ts';
import type { StorageTarget, StoredFile } from './drivers/index.ts';
import { expendable } from './retention.ts';
import { copiesAt, forgetCopy } from './targets.repo.ts';
import type { StoredTarget } from './targets.repo.ts';

/** An upload that began so long ago has ended, well or not. */
const PARTIAL_MS = 24 * 3_600_000;

/** Removes what may go. Where an older copy of ours does not look like one any more, nothing is touched. */
export async function tidy(book: Pick<OpenBook, 'db' | 'clock'>, { keys }: { readonly keys: Pick<VaultKeys, 'vaultId'> }, place: StorageTarget, target: StoredTarget, signal: AbortSignal): Promise<void> {
  const files = await place.list(signal);
  const present = new Map(files.filter(({ name }) => seqOf(name, keys.vaultId) !== null).map((file) => [file.name, file]));
  const noted = copiesAt(book.db, target.id);
  for (const copy of noted) if (!present.has(copy.name)) forgetCopy(book.db, target.id, copy.name);
  const here = noted.filter((copy) => present.has(copy.name));
  await removePartials(place, files, keys.vaultId, book.clock.now(), signal);
  const names = expendable(here.map((copy) => ({ ...copy, proven: copy.provenAt !== null })), target.kind === 'ring' ? 'ring' : 'generations', book.clock.now());
  if (names.length === 0) return;
  for (const copy of here) if (!(await looksWhole(place, copy, present.get(copy.name), signal))) throw new AppFailure('backup.changedThere');
  for (const name of names) {
    await place.remove(name, signal);
    forgetCopy(book.db, target.id, name);
  }
}

/** A place where others than we change files is not tidied. */
async function looksWhole(place: StorageTarget, copy: BackupCopy, file: StoredFile | undefined, signal: AbortSignal): Promise<boolean> {
  if (file?.sizeBytes !== copy.sizeBytes) return false;
  const start: Uint8Array[] = [];
  for await (const piece of place.get(copy.name, signal, SEAL_START_BYTES)) start.push(piece);
  return looksSealed(Buffer.concat(start));
}

/** What uploads that were cut off left behind. */
async function removePartials(place: StorageTarget, files: readonly StoredFile[], vaultId: string, now: number, signal: AbortSignal): Promise<void> {
  for (const { name } of files) {
    const since = partialSince(name, vaultId);
    if (since !== null && now - since > PARTIAL_MS) await place.remove(name, signal);
  }
}
