import { useCallback } from 'react';
import { copyText } from '../../../lib/clipboard.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';

/** Puts a value on the clipboard and says so. */
export function useCopy(): (value: string) => Promise<void> {
  const t = useT();
  return useCallback(
    async (value) => {
      const isCopied = await copyText(value);
      showToast(isCopied ? { kind: 'success', text: t('profile.copied', { value }), lastsMs: 2_000 } : { kind: 'error', text: t('profile.copyFailed') });
    },
    [t],
  );
}
