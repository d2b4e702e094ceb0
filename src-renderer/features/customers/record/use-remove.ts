import { useCallback } from 'react';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { useUndoToast } from '../../../lib/undo.ts';

/** Moves customers to the recycle bin at once and offers the way back; `name` when it is one. Answers whether it was done. */
export function useRemoveCustomers(): (selection: Selection, name?: string) => Promise<boolean> {
  const t = useT();
  const undoToast = useUndoToast();
  return useCallback(
    async (selection, name) => {
      const reply = await api.call('customers.remove', { selection });
      if (!reply.ok) {
        showToast({ kind: 'error', text: errorLine(t, reply.error) });
        return false;
      }
      const { count, actionId } = reply.value;
      const text = name === undefined ? t('customers.bulk.removed', { count }) : t('customers.bulk.removedOne', { name });
      undoToast(text, actionId);
      return true;
    },
    [t, undoToast],
  );
}
