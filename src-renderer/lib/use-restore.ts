import { useState } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
import type { FoundCopy, RemoteConnection } from '../../shared/modules/backup-remote.ts';
import { api } from './api.ts';
import { BACKUPS, pickFile, type FileRef } from './files.ts';
import { useT } from './i18n.ts';
import { refreshSession } from './session.ts';
import { showToast } from './toast.ts';
import { awaitJob } from './use-job.ts';

export interface RestoreInput {
  readonly by: 'passphrase' | 'recovery';
  readonly secret: string;
  /** Empty: the name in the backup. */
  readonly name: string;
}

/** What is restored: a file the user chose, a copy of the open book, or one on a server. */
interface Source {
  readonly from: { readonly file: string } | { readonly copy: { readonly id: string; readonly name: string } } | { readonly remote: { readonly connection: RemoteConnection; readonly name: string } };
  readonly name: string;
  readonly sizeBytes: number;
}

const sourceOf = ({ token, name, sizeBytes }: FileRef): Source => ({ from: { file: token }, name, sizeBytes });

/** Builds a new book from a backup file, or from the copy given; the books that exist are never touched. `run` answers whether it was done. */
export function useRestore(copy?: { readonly targetId: string; readonly name: string; readonly sizeBytes: number }) {
  const t = useT();
  const given = copy && { from: { copy: { id: copy.targetId, name: copy.name } }, name: copy.name, sizeBytes: copy.sizeBytes };
  const [file, setFile] = useState<Source | null>(given ?? null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const choose = async () => {
    const picked = await pickFile(BACKUPS);
    setError(picked.ok ? null : picked.error);
    if (picked.ok && picked.value !== null) setFile(sourceOf(picked.value));
  };
  const find = async (connection: RemoteConnection): Promise<readonly FoundCopy[] | null> => {
    setBusy(true);
    setFile(null);
    const found = await api.call('backup.findCopies', { connection });
    setBusy(false);
    setError(found.ok ? null : found.error);
    return found.ok ? found.value.copies : null;
  };
  const take = (connection: RemoteConnection, { name, sizeBytes }: FoundCopy): void => setFile({ from: { remote: { connection, name } }, name, sizeBytes });
  const clear = (): void => {
    setFile(null);
    setError(null);
  };
  const run = async ({ by, secret, name }: RestoreInput): Promise<boolean> => {
    if (file === null) return false;
    setBusy(true);
    setError(null);
    const started = await api.call('backup.restore', {
      ...file.from,
      secret: by === 'passphrase' ? { type: 'passphrase', passphrase: secret } : { type: 'recovery', code: secret },
      ...(name.trim() !== '' && { name: name.trim() }),
    });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    setError(ended.ok ? null : ended.error);
    if (!ended.ok) return false;
    showToast({ kind: 'success', text: name.trim() === '' ? t('session.restore.doneUnnamed') : t('session.restore.done', { name: name.trim() }) });
    const { erasedAgain } = ended.value as { readonly erasedAgain: number };
    if (erasedAgain > 0) showToast({ kind: 'info', text: t('privacy.erase.again', { count: erasedAgain }), lastsMs: 12_000 });
    await refreshSession();
    return true;
  };
  return { file, isGiven: given !== undefined, busy, error, choose, find, take, clear, run } as const;
}
