import { useCallback, useState } from 'react';
import type { Customer, CustomerPatch } from '../../../../shared/modules/customers.ts';
import { api, queryKey } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.tsx';
import { queryClient } from '../../../lib/query-client.ts';
import { showToast } from '../../../lib/toast.ts';
import { columnOf } from '../../common/model/columns.ts';
import type { ListSource } from '../../common/model/list-source.ts';
import { fieldLabel } from '../../common/filter-words.ts';

export interface Editing {
  readonly id: number;
  readonly field: string;
}

export interface InlineEdit {
  readonly editing: Editing | null;
  readonly begin: (row: Customer | undefined, field: string | undefined) => void;
  readonly end: () => void;
  readonly save: (row: Customer, patch: CustomerPatch, field: string) => void;
}

/** Editing a cell: the new value is on screen at once; when the core refuses it, the old one comes back and a message says so. */
export function useInlineEdit(source: ListSource): InlineEdit {
  const t = useT();
  const [editing, setEditing] = useState<Editing | null>(null);
  const mayEdit = useMay('customers.update');
  const begin = useCallback((row: Customer | undefined, field: string | undefined) => {
    if (mayEdit && row && field !== undefined && columnOf(field)?.inlineEdit === true) setEditing({ id: row.id, field });
  }, [mayEdit]);
  const end = useCallback(() => setEditing(null), []);
  const save = useCallback(
    (row: Customer, patch: CustomerPatch, field: string) => {
      source.patch(row.id, (now) => ({ ...now, ...(patch as Partial<Customer>), custom: { ...now.custom, ...patch.custom } }));
      void api.call('customers.update', { id: row.id, patch, seq: row.seq }).then((reply) => {
        if (reply.ok) {
          source.patch(row.id, () => reply.value);
          queryClient.setQueryData(queryKey('customers.get', { id: row.id }), reply.value);
          return;
        }
        const old = Object.fromEntries(Object.keys(patch).map((key) => [key, row[key as keyof Customer]]));
        source.patch(row.id, (now) => ({ ...now, ...old }));
        const text = t('customers.list.rowFailed', { name: row.name, field: fieldLabel(t, field) });
        showToast({ kind: 'error', text, detail: errorLine(t, reply.error) });
        // Somebody else's edit made ours old: show theirs.
        source.refresh();
      });
    },
    [source, t],
  );
  return { editing, begin, end, save };
}
