import { useCallback } from 'react';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { useUndoToast } from '../../../lib/undo.ts';

/** Deletes a follow-up or a sale at once and offers the way back. */
export function useRemoveActivity(): (method: 'followUps.remove' | 'sales.remove', id: number, text: string) => Promise<void> {
  const t = useT();
  const undoToast = useUndoToast();
  return useCallback(
    async (method, id, text) => {
      const reply = await api.call(method, { id });
      if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
      undoToast(text, reply.actionId);
    },
    [t, undoToast],
  );
}
