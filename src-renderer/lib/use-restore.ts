import { useState } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
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

/** Builds a new book from a backup file; the books that exist are never touched. `run` answers whether it was done. */
export function useRestore() {
  const t = useT();
  const [file, setFile] = useState<FileRef | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const choose = async () => {
    const picked = await pickFile(BACKUPS);
    setError(picked.ok ? null : picked.error);
    if (picked.ok && picked.value !== null) setFile(picked.value);
  };
  const run = async ({ by, secret, name }: RestoreInput): Promise<boolean> => {
    if (file === null) return false;
    setBusy(true);
    setError(null);
    const started = await api.call('backup.restore', {
      file: file.token,
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
  return { file, busy, error, choose, run } as const;
}
