import { useState } from 'react';
import type { AgeBucket } from '../../../shared/modules/payments.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { TableExport } from '../outputs/TableExport.tsx';

/** Writes what customers owe to a table file: the span of ages that is shown, or everything. */
export function OwedExport({ bucket, onClose }: { readonly bucket: AgeBucket | null; readonly onClose: () => void }) {
  const t = useT();
  const [which, setWhich] = useState<'shown' | 'all'>(bucket === null ? 'all' : 'shown');
  const asked = which === 'shown' && bucket !== null ? { bucket } : {};
  return (
    <TableExport
      title={t('outputs.owed.title')}
      what={{ of: 'receivables', ...asked }}
      fileName={(name, date) => t('outputs.owed.fileName', { name, date })}
      start={(choice) => api.call('receivables.export', { ...choice, ...asked })}
      onClose={onClose}
    >
      {bucket !== null && (
        <ChoiceCards
          name="which"
          legend={t('outputs.owed.which')}
          value={which}
          options={[
            { value: 'shown', label: t('outputs.owed.shown', { age: t(`sales.receivables.ages.${bucket}`) }) },
            { value: 'all', label: t('outputs.owed.all') },
          ]}
          onChange={setWhich}
        />
      )}
    </TableExport>
  );
}
