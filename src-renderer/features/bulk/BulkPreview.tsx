import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { BulkOp } from '../../../shared/modules/bulk.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorNote } from '../../ui/States.tsx';
import { valueLabel } from '../common/filter-words.ts';
import { columnOf } from '../common/model/columns.ts';
import { useTags } from '../common/use-choices.ts';

/** What the edit would do: how many change, and some customers before and after. */
export function BulkPreview(props: { readonly selection: Selection; readonly field: string; readonly change: BulkOp; readonly countText: string }) {
  const t = useT();
  const language = useLanguage();
  const asked = useDeferredValue(props.change);
  const { data, error } = useApiQuery('bulk.preview', { selection: props.selection, field: props.field, change: asked }, { placeholderData: keepPreviousData, retry: false });
  const show = useValueText(props.field);
  if (error) return <ErrorNote error={error.error} />;
  if (!data) return null;
  const n = (value: number) => formatNumber(value, language);
  const facts = { changing: n(data.changing), looked: n(data.looked) };
  return (
    <div className="bulk-preview" role="status">
      <p>
        <strong>{data.changing === 0 ? t('views.bulk.nothing') : data.looked < data.count ? t('views.bulk.will', { ...facts, count: data.count }) : t('views.bulk.will_all', { ...facts, count: data.count })}</strong>
      </p>
      {data.refused > 0 && <p className="bulk-refused">{t('views.bulk.refused', { count: data.refused })}</p>}
      {data.examples.length > 0 && (
        <table>
          <caption className="sr-only">{t('views.bulk.examples')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('views.bulk.customer')}</th>
              <th scope="col">{t('views.bulk.before')}</th>
              <th scope="col">{t('views.bulk.after')}</th>
            </tr>
          </thead>
          <tbody>
            {data.examples.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td className="quiet">{show(one.before)}</td>
                <td>{show(one.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** A stored value of the field as people read it. */
function useValueText(field: string): (value: unknown) => string {
  const t = useT();
  const { byId } = useTags();
  const one = (value: unknown): string => {
    if (typeof value === 'object' && value !== null && 'value' in value) return String(value.value);
    if (typeof value === 'boolean') return t(value ? 'customFields.yes' : 'customFields.no');
    if (typeof value !== 'string' && typeof value !== 'number') return '';
    const kind = columnOf(field)?.kind;
    return kind === 'choice' || kind === 'tags' ? valueLabel({ t, tags: byId }, field, value) : String(value);
  };
  return (value) => {
    const text = Array.isArray(value) ? value.map(one).join(t('segments.text.orShort')) : one(value);
    return text === '' ? t('views.bulk.blank') : text;
  };
}
