import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatDate, formatMoney, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { SaleBaseTotal } from './BaseTotal.tsx';
import { askSale, showSale } from './sale-store.ts';
import { itemsLine } from './sale-words.ts';
import { StateChip } from './StateChip.tsx';
import './sales.css';

const SHOWN = 5;

/** What a customer bought, on their profile: last purchase, count, total, what is open; the latest sales, and the way to all. */
export function CustomerSales({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const navigate = useNavigate();
  const summary = useApiQuery('sales.summary', { customerId });
  const latest = useApiQuery('sales.list', { query: { customerId }, limit: SHOWN });
  const { data } = summary;
  const owes = data?.sums.some((s) => s.openMinor > 0) ?? false;
  const all = data?.count ?? 0;
  return (
    <div className="sales-block">
      {summary.isPending && <Loading rows={2} />}
      {summary.isError && <ErrorNote error={summary.error.error} />}
      {data && data.lastOn === null && data.sums.length === 0 && data.credits.length === 0 && <p className="quiet">{t('sales.block.none')}</p>}
      {data && (data.sums.length > 0 || data.credits.length > 0) && <Facts data={data} />}
      {data && <SaleBaseTotal currencies={data.sums.map((s) => s.currency)} query={{ customerId }} />}
      <div className="sales-block-actions">
        <May call="sales.create">
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => askSale({ kind: 'write', customerId })}>
            {t('sales.add')}
          </Button>
        </May>
        {owes && (
          <May call="payments.create">
            <Button size="small" onClick={() => askSale({ kind: 'pay', customerId })}>
              {t('sales.detail.pay')}
            </Button>
          </May>
        )}
      </div>
      <Latest latest={latest.data?.rows ?? []} />
      {latest.data && latest.data.next !== null && (
        <Button type="link" size="small" onClick={() => void navigate({ to: '/sales', search: { customerId } })}>
          {t('sales.block.all', { count: all })}
        </Button>
      )}
    </div>
  );
}

function Facts({ data }: { readonly data: Output<'sales.summary'> }) {
  const t = useT();
  const language = useLanguage();
  const open = data.sums.filter((s) => s.openMinor > 0);
  return (
    <dl className="sales-facts">
      <Fact name={t('sales.block.last')}>{data.lastOn === null ? '—' : formatDate(data.lastOn, language)}</Fact>
      <Fact name={t('sales.block.count')}>{formatNumber(data.count, language)}</Fact>
      <Fact name={t('sales.block.total')}>
        {data.sums.map((s) => (
          <span key={s.currency}>{formatMoney(s.amountMinor, s.currency, language)}</span>
        ))}
      </Fact>
      {open.length > 0 && (
        <Fact name={t('sales.block.open')}>
          {open.map((s) => (
            <span key={s.currency} className="sale-owed">
              {formatMoney(s.openMinor, s.currency, language)}
            </span>
          ))}
          {data.dueOn !== null && <span className="quiet">{t('sales.block.overdue', { date: formatDate(data.dueOn, language) })}</span>}
        </Fact>
      )}
      {data.credits.map((c) => (
        <Fact key={c.currency} name={t('sales.block.credit')}>
          {formatMoney(c.amountMinor, c.currency, language)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="tabular private">{children}</dd>
    </div>
  );
}

function Latest({ latest }: { readonly latest: readonly Sale[] }) {
  const language = useLanguage();
  return (
    <ol className="sales-latest">
      {latest.map((sale) => (
        <li key={sale.id}>
          <button type="button" onClick={() => showSale(sale.id)}>
            <span className="quiet">{formatDate(sale.date, language)}</span>
            <span className="sales-latest-what">{itemsLine(sale.items, language)}</span>
            {(sale.state !== 'settled' || sale.kind === 'refund') && <StateChip sale={sale} />}
            <span className="tabular private">{formatMoney(sale.amountMinor, sale.currency, language)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
