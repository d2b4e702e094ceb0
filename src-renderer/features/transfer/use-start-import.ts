import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { dropFile, pickFile, SPREADSHEETS } from '../../lib/files.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { lookAt } from './import-actions.ts';

/** Starts an import from anywhere in the window, with a chosen or a dropped file; leads to the import page. */
export function useStartImport() {
  const t = useT();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const pick = async () => {
    const picked = await pickFile(SPREADSHEETS);
    setError(picked.ok ? null : picked.error);
    if (!picked.ok || picked.value === null) return;
    void navigate({ to: '/transfer' });
    await lookAt(picked.value);
  };
  const take = async (files: readonly File[], isFolder = false) => {
    const [file] = files;
    if (isFolder) return void showToast({ kind: 'error', text: errorLine(t, { code: 'file.folder' }) });
    if (file === undefined) return;
    if (files.length > 1) showToast({ kind: 'info', text: t('transfer.drop.many', { name: file.name }) });
    setBusy(true);
    const taken = await dropFile(file);
    setBusy(false);
    if (!taken.ok) return void showToast({ kind: 'error', text: errorLine(t, taken.error) });
    void navigate({ to: '/transfer' });
    await lookAt(taken.value);
  };
  return { busy, error, pick, take } as const;
}
