import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Sale, SaleQuery } from '../../../shared/modules/sales.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { formatDate, formatMoney, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { SaleExport } from './SaleExport.tsx';
import { askSale, showSale } from './sale-store.ts';
import { SaleFilters } from './SaleFilters.tsx';
import { SaleSettings } from './SaleSettings.tsx';
import { SaleBaseTotal } from './BaseTotal.tsx';
import { SaleSums } from './SaleSums.tsx';
import { SaleTabs } from '../../ui/SaleTabs.tsx';
import { SaleImport } from './taking/SaleImport.tsx';
import { itemsLine } from './sale-words.ts';
import { StateChip } from './StateChip.tsx';
import './sales.css';

const PAGE = 100;

/** Pages of sales, one after the other. */
export function useSales(query: SaleQuery) {
  return useInfiniteQuery({
    queryKey: ['sales.list', { query }],
    queryFn: ({ pageParam, signal }) => api.get('sales.list', { query, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
}

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>): readonly RowColumn<Sale>[] {
  return [
    { key: 'date', title: t('sales.date'), width: '7rem', cell: (s) => formatDate(s.date, language) },
    { key: 'number', title: t('sales.number'), width: '9.5rem', cell: (s) => <span className="tabular">{s.number ?? ''}</span> },
    { key: 'customer', title: t('sales.customer'), width: 'minmax(6rem, 1fr)', cell: (s) => s.customerName },
    { key: 'items', title: t('sales.items'), width: 'minmax(8rem, 2fr)', cell: (s) => itemsLine(s.items, language) },
    { key: 'amount', title: t('sales.amount'), width: '8rem', align: 'end', cell: (s) => formatMoney(s.amountMinor, s.currency, language) },
    {
      key: 'open',
      title: t('sales.open'),
      width: '8rem',
      align: 'end',
      cell: (s) => (s.openMinor > 0 ? <span className="sale-owed">{formatMoney(s.openMinor, s.currency, language)}</span> : ''),
    },
    { key: 'state', title: t('sales.stateTitle'), width: '6rem', cell: (s) => <StateChip sale={s} /> },
  ];
}

/** Everything sold: found, filtered, summed per currency; a row opens the sale. */
export function SalesPage() {
  const t = useT();
  const language = useLanguage();
  const address = useSearch({ from: '/sales' });
  const [query, setQuery] = useState<SaleQuery>(() => address);
  const [dialog, setDialog] = useState<'import' | 'export' | 'settings' | null>(null);
  const list = useSales(query);
  const sums = useApiQuery('sales.sums', { query }, { placeholderData: (before) => before });
  const stage = useRef<HTMLDivElement>(null);
  const [maySell, mayImport, mayExport, maySet, mayRestore] = [useMay('sales.create'), useMay('sales.import'), useMay('sales.export'), useMay('sales.setSettings'), useMay('sales.restore')];
  useShortcut('n', () => askSale({ kind: 'write', customerId: query.customerId ?? null }), { label: t('sales.keys.add'), enabled: maySell });
  const count = sums.data?.count;
  const patch = useCallback((next: Partial<SaleQuery>) => setQuery((now) => clean({ ...now, ...next })), []);
  return (
    <Page
      title={query.deleted === true ? t('sales.bin.title') : t('sales.title')}
      {...(count !== undefined && { count: formatNumber(count, language) })}
      tools={
        <>
          <SaleTabs page="sales" />
          <SearchBox label={t('sales.search')} placeholder={t('sales.search')} text={query.text ?? ''} onText={(text) => patch({ text: text.trim() })} onLeave={() => stage.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()} />
        </>
      }
      actions={
        <>
          {(mayImport || mayExport || maySet || mayRestore) && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  ...(mayImport ? [{ key: 'import', label: t('saleImport.start') }] : []),
                  ...(mayExport ? [{ key: 'export', label: t('sales.export.title') }] : []),
                  ...(maySet ? [{ key: 'settings', label: t('sales.settings.action') }] : []),
                  ...(mayRestore ? [{ key: 'bin', label: query.deleted === true ? t('sales.bin.leave') : t('sales.bin.show') }] : []),
                ],
                onClick: ({ key }) => (key === 'bin' ? setQuery(query.deleted === true ? {} : { deleted: true }) : setDialog(key as 'import' | 'export' | 'settings')),
              }}
            >
              <Button>{t('sales.more')}</Button>
            </Dropdown>
          )}
          {maySell && (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => askSale({ kind: 'write', customerId: query.customerId ?? null })}>
              {t('sales.add')}
              <KeyHint keys="n" />
            </Button>
          )}
        </>
      }
    >
      <div className="sales">
        {query.deleted !== true && <SaleFilters query={query} onChange={patch} />}
        {sums.data !== undefined && query.deleted !== true && <SaleSums data={sums.data} />}
        {sums.data !== undefined && query.deleted !== true && <SaleBaseTotal currencies={sums.data.sums.map((s) => s.currency)} query={query} />}
        <div className="sales-stage" ref={stage}>
          <SaleRows query={query} list={list} total={count} onClear={() => setQuery({})} onImport={() => setDialog('import')} />
        </div>
      </div>
      {dialog === 'import' && <SaleImport onClose={() => setDialog(null)} />}
      {dialog === 'export' && <SaleExport query={query} count={count ?? 0} onClose={() => setDialog(null)} />}
      {dialog === 'settings' && <SaleSettings onClose={() => setDialog(null)} />}
    </Page>
  );
}

/** Without what asks nothing, so that equal questions are one in the cache. */
function clean(query: SaleQuery): SaleQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
}

function FirstDeeds({ onImport }: { readonly onImport: () => void }) {
  const t = useT();
  return (
    <span className="sales-first">
      <Button type="primary" onClick={() => askSale({ kind: 'write', customerId: null })}>
        {t('sales.add')}
      </Button>
      <Button onClick={onImport}>{t('saleImport.start')}</Button>
    </span>
  );
}

function SaleRows(props: { readonly query: SaleQuery; readonly list: ReturnType<typeof useSales>; readonly total: number | undefined; readonly onClear: () => void; readonly onImport: () => void }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const restore = useRestore();
  const maySell = useMay('sales.create');
  const { list, query } = props;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (list.isError && rows.length === 0) return <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Loading rows={10} />;
  if (rows.length === 0) {
    if (query.deleted === true) return <Empty text={t('sales.bin.empty')} />;
    const asked = Object.keys(query).length > 0;
    return asked ? (
      <Empty text={t('sales.none')} action={<Button onClick={props.onClear}>{t('sales.clearFilter')}</Button>} />
    ) : (
      <Empty text={t('sales.empty')} {...(maySell && { detail: t('sales.emptyDetail') })} action={maySell && <FirstDeeds onImport={props.onImport} />} />
    );
  }
  const binned: RowColumn<Sale> = {
    key: 'restore',
    title: '',
    width: '6rem',
    cell: (s) => (
      <Button size="small" onClick={(event) => { event.stopPropagation(); void restore(s.id); }}>
        {t('sales.bin.restore')}
      </Button>
    ),
  };
  return (
    <RowList
      label={t('sales.grid')}
      columns={query.deleted === true ? [...columns, binned] : columns}
      rows={rows}
      total={props.total}
      onOpen={(sale) => showSale(sale.id)}
      onEnd={more}
      onKey={(event, row) => {
        if (event.key === 'p' && row) void navigate({ to: '/customers/$id', params: { id: row.customerId } });
      }}
      rowClass={(s) => (s.kind === 'refund' ? 'is-refund' : '')}
      footer={isFetchingNextPage ? <p className="row-list-foot">{t('sales.loadMore')}</p> : null}
    />
  );
}

function useRestore(): (id: number) => Promise<void> {
  const t = useT();
  const undoToast = useUndoToast();
  return async (id) => {
    const reply = await api.call('sales.restore', { ids: [id] });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('sales.bin.restored', { count: reply.value.count }), reply.actionId);
  };
}
