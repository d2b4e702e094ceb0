import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { FilterNode } from '../../../shared/kernel/filter.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatMoney, formatNumber, formatShare } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { SaleTabs } from '../../ui/SaleTabs.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { groupCondition } from './fields.ts';
import { openPlain } from './view-state.ts';
import './sources.css';

type Row = Output<'sales.bySource'>['rows'][number];
const SPANS = ['all', 'year', 'month', 'lastMonth'] as const;
type Span = (typeof SPANS)[number];

function daysOf(span: Span): { readonly from?: string; readonly to?: string } {
  if (span === 'all') return {};
  const day = span === 'lastMonth' ? dayjs().subtract(1, 'month') : dayjs();
  const unit = span === 'year' ? 'year' : 'month';
  return { from: day.startOf(unit).format('YYYY-MM-DD'), to: day.endOf(unit).format('YYYY-MM-DD') };
}

const BOUGHT: FilterNode = { field: 'saleCount', test: { op: 'range', min: 1 } };

/** Where customers come from: how many, how many of them bought, for how much per currency; every figure leads to its customers. */
export function SourcesPage() {
  const t = useT();
  const [span, setSpan] = useState<Span>('all');
  const days = daysOf(span);
  const { data, error, isError, refetch } = useApiQuery('sales.bySource', days, { placeholderData: (before) => before });
  return (
    <Page title={t('sales.sources.title')} tools={<SaleTabs page="sources" />} width="text">
      <div className="sources">
        <p className="quiet">{t('sales.sources.about')}</p>
        <Segmented<Span> value={span} aria-label={t('sales.sources.span')} options={SPANS.map((value) => ({ value, label: t(`sales.sources.spans.${value}`) }))} onChange={setSpan} />
        {isError && <ErrorState error={error.error} onRetry={() => void refetch()} />}
        {data === undefined && !isError && <Loading rows={6} />}
        {data?.rows.length === 0 && <Empty text={t(span === 'all' ? 'sales.sources.empty' : 'sales.sources.emptySpan')} />}
        {data && data.rows.length > 0 && <SourceTable rows={data.rows} days={days} />}
      </div>
    </Page>
  );
}

function SourceTable({ rows, days }: { readonly rows: readonly Row[]; readonly days: ReturnType<typeof daysOf> }) {
  const t = useT();
  const heads = ['customers', 'buyers', 'conversion', 'revenue'] as const;
  return (
    <table className="sources-table tabular" aria-label={t('sales.sources.grid')}>
      <thead>
        <tr>
          <th scope="col">{t('sales.sources.source')}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="is-number">
              {t(`sales.sources.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <SourceRow key={row.source ?? ''} row={row} days={days} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ row, days }: { readonly row: Row; readonly days: ReturnType<typeof daysOf> }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const source = row.source ?? t('sales.sources.none');
  const came: FilterNode[] = days.from === undefined ? [] : [{ field: 'createdAt', test: { op: 'range', min: days.from, max: days.to } }];
  const show = (...more: FilterNode[]): void => {
    openPlain({ all: [groupCondition('source', row.source, 'value'), ...came, ...more] });
    void navigate({ to: '/customers', search: {} });
  };
  return (
    <tr>
      <th scope="row">{source}</th>
      <td className="is-number">
        <Button type="link" size="small" aria-label={t('sales.sources.showCustomers', { source, count: row.customers })} onClick={() => show()}>
          {formatNumber(row.customers, language)}
        </Button>
      </td>
      <td className="is-number">
        <Button type="link" size="small" disabled={row.buyers === 0} aria-label={t('sales.sources.showBuyers', { source, count: row.buyers })} onClick={() => show(BOUGHT)}>
          {formatNumber(row.buyers, language)}
        </Button>
      </td>
      <td className="is-number">{row.customers === 0 ? '' : formatShare(row.buyers / row.customers, language)}</td>
      <td className="is-number">
        {row.sums.map(({ currency, amountMinor }) => (
          <Button
            key={currency}
            type="link"
            size="small"
            className="private"
            aria-label={`${t('sales.sources.showRevenue', { source, currency })}: ${formatMoney(amountMinor, currency, language)}`}
            onClick={() => show({ related: 'sale', where: [{ field: 'currency', test: { op: 'any', values: [currency] } }] })}
          >
            {formatMoney(amountMinor, currency, language)}
          </Button>
        ))}
      </td>
    </tr>
  );
}
