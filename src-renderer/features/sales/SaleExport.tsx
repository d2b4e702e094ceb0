import { useState } from 'react';
import type { SaleQuery } from '../../../shared/modules/sales.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { TableExport } from '../outputs/TableExport.tsx';

/** Writes what the list shows to a table file. */
export function SaleExport({ query, count, onClose }: { readonly query: SaleQuery; readonly count: number; readonly onClose: () => void }) {
  const t = useT();
  const [detail, setDetail] = useState<'sales' | 'lines'>('sales');
  return (
    <TableExport
      title={t('sales.export.title')}
      what={{ of: 'sales', query }}
      fileName={(name, date) => t('sales.export.fileName', { name, date })}
      start={(choice) => api.call('sales.export', { ...choice, query, detail })}
      onClose={onClose}
    >
      <p className="quiet">{t('sales.export.count', { count })}</p>
      <ChoiceCards name="detail" legend={t('sales.export.which')} value={detail} options={(['sales', 'lines'] as const).map((value) => ({ value, label: t(`sales.export.${value}`) }))} onChange={setDetail} />
    </TableExport>
  );
}
