import { useState } from 'react';
import { taskBandSchema, type TaskBand, type TaskFilter } from '../../../shared/modules/tasks.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { TableExport } from '../outputs/TableExport.tsx';

type Which = 'shown' | 'open' | 'all';

/** Writes tasks to a table file: the span that is shown, everything not done, or what was done too; as filtered. */
export function TaskExport({ band, filter, onClose }: { readonly band: TaskBand; readonly filter: TaskFilter; readonly onClose: () => void }) {
  const t = useT();
  const [which, setWhich] = useState<Which>('shown');
  const all = taskBandSchema.options;
  const bands = which === 'shown' ? [band] : which === 'open' ? all.filter((one) => one !== 'closed') : [...all];
  const isFiltered = filter.method !== undefined || filter.source !== undefined;
  return (
    <TableExport
      title={t('outputs.tasks.title')}
      what={{ of: 'tasks', bands, filter }}
      fileName={(name, date) => t('outputs.tasks.fileName', { name, date })}
      start={(choice) => api.call('tasks.export', { ...choice, bands, filter })}
      onClose={onClose}
    >
      <ChoiceCards<Which>
        name="which"
        legend={t('outputs.tasks.which')}
        {...(isFiltered && { hint: t('outputs.tasks.filtered') })}
        value={which}
        options={[
          { value: 'shown', label: t('outputs.tasks.shown', { band: t(`tasks.bands.${band}`) }) },
          { value: 'open', label: t('outputs.tasks.open') },
          { value: 'all', label: t('outputs.tasks.all') },
        ]}
        onChange={setWhich}
      />
    </TableExport>
  );
}
