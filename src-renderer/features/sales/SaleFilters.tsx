import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { SaleQuery, SaleState } from '../../../shared/modules/sales.ts';
import { saleKindSchema, saleStateSchema } from '../../../shared/modules/sales.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { spanOf, spanOfQuery, SPANS, type Span } from './spans.ts';

/** The row above the list: when, how it stands, what was sold. Each change holds at once. */
export function SaleFilters({ query, onChange }: { readonly query: SaleQuery; readonly onChange: (patch: Partial<SaleQuery>) => void }) {
  const t = useT();
  const [custom, setCustom] = useState(false);
  const categories = useApiQuery('products.categories', {}).data?.categories ?? [];
  const [productText, setProductText] = useState('');
  const products = useApiQuery('products.list', { query: { text: productText }, limit: 30 }, { placeholderData: (before) => before }).data?.rows ?? [];
  const chosen = useApiQuery('products.get', { id: query.productId ?? 0 }, { enabled: query.productId !== undefined }).data;
  const today = dayjs();
  const span = custom ? 'custom' : spanOfQuery(query, today);
  const asked = Object.keys(query).some((key) => key !== 'text');
  const setSpan = (next: Span): void => {
    setCustom(next === 'custom');
    if (next !== 'custom') onChange(spanOf(next, today));
  };
  const shownProducts = chosen && !products.some((p) => p.id === chosen.id) ? [chosen, ...products] : products;
  return (
    <div className="sale-filters">
      <Select<Span> size="small" value={span} aria-label={t('sales.date')} options={SPANS.map((value) => ({ value, label: t(`sales.spans.${value}`) }))} onChange={setSpan} popupMatchSelectWidth={false} />
      {span === 'custom' && (
        <DatePicker.RangePicker
          size="small"
          allowEmpty={[true, true]}
          placeholder={[t('sales.from'), t('sales.to')]}
          value={[query.from ? dayjs(query.from) : null, query.to ? dayjs(query.to) : null]}
          onChange={(dates) => onChange({ from: dates?.[0]?.format('YYYY-MM-DD'), to: dates?.[1]?.format('YYYY-MM-DD') })}
        />
      )}
      <Select<SaleState | ''>
        size="small"
        value={query.state ?? ''}
        aria-label={t('sales.stateTitle')}
        options={[{ value: '', label: t('sales.anyState') }, ...saleStateSchema.options.map((value) => ({ value, label: t(`sales.states.${value}`) }))]}
        onChange={(state) => onChange({ state: state === '' ? undefined : state })}
        popupMatchSelectWidth={false}
      />
      <Select
        size="small"
        value={query.kind ?? ''}
        aria-label={t('sales.anyKind')}
        options={[{ value: '', label: t('sales.anyKind') }, ...saleKindSchema.options.map((value) => ({ value, label: t(`sales.kinds.${value}`) }))]}
        onChange={(kind) => onChange({ kind: kind === '' ? undefined : (kind as 'sale') })}
        popupMatchSelectWidth={false}
      />
      {categories.length > 0 && (
        <Select
          size="small"
          value={query.category ?? ''}
          aria-label={t('sales.products.category')}
          options={[{ value: '', label: t('sales.anyCategory') }, ...categories.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(category) => onChange({ category: category === '' ? undefined : category })}
          popupMatchSelectWidth={false}
        />
      )}
      <Select<number>
        size="small"
        className="sale-filter-product"
        showSearch={{ filterOption: false, onSearch: setProductText }}
        allowClear
        value={query.productId ?? null}
        aria-label={t('sales.anyProduct')}
        placeholder={t('sales.anyProduct')}
        notFoundContent={null}
        options={shownProducts.map((p) => ({ value: p.id, label: p.name }))}
        onChange={(productId: number | undefined) => onChange({ productId })}
        popupMatchSelectWidth={false}
      />
      {asked && (
        <Button size="small" type="text" onClick={() => onChange({ from: undefined, to: undefined, state: undefined, kind: undefined, category: undefined, productId: undefined, customerId: undefined })}>
          {t('sales.clearFilter')}
        </Button>
      )}
    </div>
  );
}
