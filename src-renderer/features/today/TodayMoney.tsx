import { Button } from 'antd';
import type { Output } from '../../../shared/contract/index.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { askSale, showSale } from '../sales/sale-store.ts';
import { daysBetween } from '../sales/sale-words.ts';
import { TodayPart } from './TodayPart.tsx';
import '../sales/sales.css';

const SHOWN = 8;
type Due = Output<'receivables.due'>;
type Line = Due['rows'][number];

/** Payments that are late, due, or soon enough to be reminded of; recorded with one press. */
export function TodayMoney() {
  const t = useT();
  const language = useLanguage();
  const { data, isPending, error } = useApiQuery('receivables.due', { limit: SHOWN });
  const total = data?.sums.reduce((sum, s) => sum + s.count, 0) ?? 0;
  const late = data?.sums.filter((s) => s.overdueMinor > 0).map((s) => t('today.overdueSum', { amount: formatMoney(s.overdueMinor, s.currency, language) }));
  return (
    <TodayPart title={t('today.money')} {...(late && late.length > 0 && { count: <span className="sale-owed">{late.join(' · ')}</span> })} all={{ text: t('today.allMoney'), to: '/receivables' }}>
      {error && <ErrorNote error={error.error} />}
      {isPending && <Loading rows={2} />}
      {data?.rows.length === 0 && <p className="quiet">{t('today.noMoney')}</p>}
      <ul>{data?.rows.map((line) => <DueLine key={`${line.saleId}-${line.part}`} line={line} day={data.day} />)}</ul>
      {data && total > data.rows.length && <p className="quiet">{t('today.moreMoney', { count: total - data.rows.length })}</p>}
    </TodayPart>
  );
}

function DueLine({ line, day }: { readonly line: Line; readonly day: string }) {
  const t = useT();
  const language = useLanguage();
  const late = daysBetween(line.dueOn, day);
  return (
    <li className="today-due">
      <button type="button" className="today-what" onClick={() => showSale(line.saleId)}>
        <span>{line.customerName}</span>
        {line.parts > 1 && <span className="task-chip">{t('today.part', { number: line.part + 1, count: line.parts })}</span>}
      </button>
      <span className={late > 0 ? 'sale-owed' : 'quiet'}>{whenText(t, late, formatDate(line.dueOn, language))}</span>
      <strong className="tabular">{formatMoney(line.openMinor, line.currency, language)}</strong>
      <Button size="small" aria-label={t('today.payOf', { name: line.customerName })} onClick={() => askSale({ kind: 'pay', customerId: line.customerId, saleId: line.saleId })}>
        {t('today.pay')}
      </Button>
    </li>
  );
}

function whenText(t: Translate, late: number, date: string): string {
  if (late > 0) return t('today.late', { count: late });
  return late === 0 ? t('today.dueToday') : t('today.dueOn', { date });
}
