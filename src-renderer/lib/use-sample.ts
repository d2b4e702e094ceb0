import { useState } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
import { api } from './api.ts';
import { currentLanguage, useT } from './i18n.ts';
import { refreshSession } from './session.ts';
import { showToast } from './toast.ts';

/** Opening and removing the practice book, each in one click. */
export function useSample() {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const open = async () => {
    setBusy(true);
    const reply = await api.call('books.openSample', { language: currentLanguage() });
    setBusy(false);
    setError(reply.ok ? null : reply.error);
    if (reply.ok) await refreshSession();
  };
  const remove = async () => {
    setBusy(true);
    const reply = await api.call('books.removeSample', {});
    setBusy(false);
    setError(reply.ok ? null : reply.error);
    if (reply.ok) showToast({ kind: 'success', text: t('session.lock.sampleRemoved') });
    await refreshSession();
  };
  return { busy, error, open, remove } as const;
}
