import { useCallback, useState } from 'react';
import type { Customer, CustomerPatch } from '../../../shared/modules/customers.ts';
import { api, queryKey } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { fieldName } from '../../lib/own-fields.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';

/** Two edits of one field: what is in the book now, and what was written here. */
export interface Conflict {
  readonly field: string;
  readonly theirs: Customer;
  readonly mine: CustomerPatch;
}

export interface FieldSaver {
  /** Saves one field; answers whether it is in the book. An edit from elsewhere since `seen` (the `seq` when typing began; else the one on screen) becomes a `conflict`. */
  readonly save: (field: string, patch: CustomerPatch, seen?: number) => Promise<boolean>;
  readonly conflict: Conflict | null;
  readonly useMine: () => void;
  readonly useTheirs: () => void;
}

const put = (row: Customer): void => void queryClient.setQueryData(queryKey('customers.get', { id: row.id }), row);

/** Saves the profile field by field, with an undo for each and a choice when two edits meet. */
export function useSaveField(customer: Customer): FieldSaver {
  const t = useT();
  const undoToast = useUndoToast();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const save = useCallback(
    async (field: string, patch: CustomerPatch, seen: 'now' | number = customer.seq): Promise<boolean> => {
      const reply = await api.call('customers.update', { id: customer.id, patch, ...(seen === 'now' ? {} : { seq: seen }) });
      if (reply.ok) {
        put(reply.value);
        setConflict(null);
        undoToast(t('profile.saved', { field: fieldName(t, field) }), reply.actionId);
        return true;
      }
      if (reply.error.code === 'record.changed') {
        const theirs = await api.call('customers.get', { id: customer.id });
        if (theirs.ok) {
          put(theirs.value);
          setConflict({ field, theirs: theirs.value, mine: patch });
          return false;
        }
      }
      showToast({ kind: 'error', text: t('profile.saveFailed', { field: fieldName(t, field) }), detail: errorLine(t, reply.error) });
      return false;
    },
    [customer, t, undoToast],
  );
  const keepMine = useCallback(() => {
    if (conflict) void save(conflict.field, conflict.mine, 'now');
  }, [conflict, save]);
  return { save, conflict, useMine: keepMine, useTheirs: useCallback(() => setConflict(null), []) };
}
