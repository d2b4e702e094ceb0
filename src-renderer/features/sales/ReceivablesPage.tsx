import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { ageBuckets, type AgeBucket } from '../../../shared/modules/payments.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatDate, formatMoney, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Page } from '../../ui/Page.tsx';
import { QuietName } from '../../ui/QuietChip.tsx';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { OwedBaseTotal } from './BaseTotal.tsx';
import { OwedExport } from './OwedExport.tsx';
import { askSale } from './sale-store.ts';
import { SaleTabs } from '../../ui/SaleTabs.tsx';
import './sales.css';

type Row = Output<'receivables.list'>['rows'][number] & { readonly id: string };
const SHOWN = 200;

/** What customers owe, by how long it is overdue; a row opens the payment. */
export function ReceivablesPage() {
  const t = useT();
  const language = useLanguage();
  const [bucket, setBucket] = useState<AgeBucket | null>(null);
  const [exporting, setExporting] = useState(false);
  const whole = useApiQuery('receivables.list', { limit: 1 });
  const list = useApiQuery('receivables.list', { limit: SHOWN, ...(bucket !== null && { bucket }) }, { placeholderData: (before) => before });
  const rows = useMemo(() => list.data?.rows.map((r): Row => ({ ...r, id: `${r.customerId}-${r.currency}` })) ?? [], [list.data]);
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const [mayPay, mayExport] = [useMay('payments.create'), useMay('receivables.export')];
  useShortcut('n', () => askSale({ kind: 'pay', customerId: null }), { label: t('sales.keys.pay'), enabled: mayPay });
  return (
    <Page title={t('sales.receivables.title')} {...(whole.data && { count: t('sales.receivables.customers', { count: whole.data.total }) })} tools={<SaleTabs page="receivables" />} actions={mayExport && whole.data && whole.data.total > 0 && <Button onClick={() => setExporting(true)}>{t('outputs.save')}</Button>}>
      <div className="sales">
        {whole.data && whole.data.sums.length > 0 && <Ages sums={whole.data.sums} bucket={bucket} onBucket={setBucket} />}
        {whole.data && <OwedBaseTotal currencies={whole.data.sums.map((s) => s.currency)} />}
        <div className="sales-stage">
          {list.isError && <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />}
          {list.isPending && <Loading rows={8} />}
          {list.data && rows.length === 0 && (bucket === null ? <Empty text={t('sales.receivables.empty')} detail={t('sales.receivables.emptyDetail')} /> : <Empty text={t('sales.receivables.none')} />)}
          {rows.length > 0 && (
            <RowList
              label={t('sales.receivables.grid')}
              columns={columns}
              rows={rows}
              total={list.data?.total}
              onOpen={(row) => mayPay && askSale({ kind: 'pay', customerId: row.customerId })}
              footer={(list.data?.total ?? 0) > SHOWN ? <p className="row-list-foot">{t('ui.states.tooMany', { count: formatNumber(list.data?.total ?? 0, language), shown: SHOWN })}</p> : null}
            />
          )}
        </div>
      </div>
      {exporting && <OwedExport bucket={bucket} onClose={() => setExporting(false)} />}
    </Page>
  );
}

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>): readonly RowColumn<Row>[] {
  const overdue = (r: Row): number => r.openMinor - r.ages.notDue;
  return [
    { key: 'customer', title: t('sales.receivables.customer'), width: 'minmax(8rem, 2fr)', cell: (r) => <QuietName name={r.customerName} quiet={r.doNotContact} /> },
    { key: 'count', title: t('sales.receivables.count'), width: '5rem', align: 'end', cell: (r) => formatNumber(r.count, language) },
    { key: 'open', title: t('sales.receivables.open'), width: '9rem', align: 'end', cell: (r) => formatMoney(r.openMinor, r.currency, language) },
    {
      key: 'overdue',
      title: t('sales.receivables.overdue'),
      width: '9rem',
      align: 'end',
      cell: (r) => (overdue(r) > 0 ? <span className="sale-owed">{formatMoney(overdue(r), r.currency, language)}</span> : ''),
    },
    { key: 'due', title: t('sales.receivables.dueOn'), width: '8rem', cell: (r) => formatDate(r.dueOn, language) },
    { key: 'share', title: t('sales.receivables.share'), width: 'minmax(6rem, 1fr)', cell: (r) => <AgeBar row={r} /> },
  ];
}

/** The five spans with their sums; pressing one shows only its customers. */
function Ages(props: { readonly sums: Output<'receivables.list'>['sums']; readonly bucket: AgeBucket | null; readonly onBucket: (bucket: AgeBucket | null) => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="ages" role="group" aria-label={t('sales.receivables.share')}>
      <button type="button" className="age" aria-pressed={props.bucket === null} onClick={() => props.onBucket(null)}>
        <span>{t('sales.receivables.all')}</span>
        {props.sums.map((s) => (
          <strong key={s.currency} className="tabular private">
            {formatMoney(s.openMinor, s.currency, language)}
          </strong>
        ))}
      </button>
      {ageBuckets.map((bucket) => (
        <button key={bucket} type="button" className={`age age-${bucket}`} aria-pressed={props.bucket === bucket} onClick={() => props.onBucket(props.bucket === bucket ? null : bucket)}>
          <span>{t(`sales.receivables.ages.${bucket}`)}</span>
          {props.sums.map((s) => (
            <strong key={s.currency} className="tabular private">
              {formatMoney(s.ages[bucket], s.currency, language)}
            </strong>
          ))}
        </button>
      ))}
    </div>
  );
}

/** How the open sum is spread over the spans; the words are in the label. */
function AgeBar({ row }: { readonly row: Row }) {
  const t = useT();
  const language = useLanguage();
  const parts = ageBuckets.filter((b) => row.ages[b] > 0);
  const label = parts.map((b) => `${t(`sales.receivables.ages.${b}`)} ${formatMoney(row.ages[b], row.currency, language)}`).join(' · ');
  return (
    <span className="age-bar" role="img" aria-label={label} title={label}>
      {parts.map((b) => (
        <span key={b} className={`age-part age-${b}`} style={{ flexGrow: row.ages[b] }} />
      ))}
    </span>
  );
}
