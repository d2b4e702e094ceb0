import { useCallback } from 'react';
import { copyPassing, copyText } from '../../lib/clipboard.ts';
import { useT } from '../../lib/i18n.ts';
import { usePrefsStore } from '../../lib/prefs.ts';
import { showToast } from '../../lib/toast.ts';

/** Puts a value on the clipboard and says so. */
export function useCopy(): (value: string) => Promise<void> {
  const t = useT();
  return useCallback(
    async (value) => {
      const isCopied = await (usePrefsStore.getState().prefs.clearCopied ? copyPassing : copyText)(value);
      showToast(isCopied ? { kind: 'success', text: t('profile.copied', { value }), lastsMs: 2_000 } : { kind: 'error', text: t('profile.copyFailed') });
    },
    [t],
  );
}
