import { Button } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { useT } from '../../lib/i18n.ts';

export type ExtraColumn = Output<'fields.extras'>['columns'][number];

/** Headings of other information, kept from imports: each can become a field with its values. Not shown when there are none. */
export function ExtraColumns({ onPick }: { readonly onPick: (column: ExtraColumn) => void }) {
  const t = useT();
  const columns = useApiQuery('fields.extras', {}).data?.columns ?? [];
  if (columns.length === 0) return null;
  return (
    <section aria-label={t('customFields.extras.title')}>
      <h2>{t('customFields.extras.title')}</h2>
      <p className="quiet">{t('customFields.extras.hint')}</p>
      <ul className="field-group extra-columns">
        {columns.map((column) => (
          <li key={column.name} className="field-row">
            <span className="own-name">{column.name}</span>
            <span className="quiet field-about">
              {t('customFields.extras.about', { count: column.count })} {column.samples.join('、')}
            </span>
            <Button size="small" onClick={() => onPick(column)}>
              {t('customFields.extras.make')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
