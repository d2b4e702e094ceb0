import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { AuditQuery, AuditRow } from '../../../shared/modules/audit.ts';
import { api } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatDateTime, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowList, type RowColumn } from '../../ui/RowList.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { auditText } from './audit-words.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTools } from './AuditTools.tsx';
import './privacy.css';

const PAGE_ROWS = 100;

/** 操作记录: who did what when, filtered, verified, taken along as a file. A row of one customer leads to them. */
export function AuditPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const [query, setQuery] = useState<AuditQuery>({});
  const list = useAudit(query);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const total = list.data?.pages[0]?.total;
  const open = (row: AuditRow): void => {
    if (row.customer) void navigate({ to: '/customers/$id', params: { id: row.customer.id } });
  };
  const mayVerify = useMay('audit.list');
  return (
    <Page title={t('privacy.audit.title')} {...(total !== undefined && { count: formatNumber(total, language) })} tools={mayVerify && <AuditTools query={query} />}>
      <div className="audit">
        <p className="audit-about quiet">{t('privacy.audit.about')}</p>
        <AuditFilters query={query} onChange={setQuery} />
        <div className="audit-stage">
          {list.isError && <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />}
          {list.isPending && <Loading rows={8} />}
          {list.data && rows.length === 0 && <Empty text={t('privacy.audit.none')} />}
          {rows.length > 0 && <RowList label={t('privacy.audit.title')} columns={columns} rows={rows} total={total} onOpen={open} onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())} />}
        </div>
        {rows.length === 0 && Object.keys(query).length > 0 && <Button onClick={() => setQuery({})}>{t('privacy.audit.showAll')}</Button>}
      </div>
    </Page>
  );
}

function useAudit(query: AuditQuery) {
  return useInfiniteQuery({
    queryKey: ['audit.list', query],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => api.get('audit.list', { query, limit: PAGE_ROWS, ...(pageParam !== undefined && { before: pageParam }) }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The person by name; the owner who made the book, and nobody known, by a word. */
function whoDid(t: Translate, actor: string): string {
  if (actor === 'owner') return t('privacy.audit.owner');
  return actor === 'unknown' ? t('privacy.audit.unknown') : actor;
}

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>): readonly RowColumn<AuditRow>[] {
  return [
    { key: 'at', title: t('privacy.audit.at'), width: '11rem', cell: (row) => formatDateTime(row.at, language) },
    { key: 'what', title: t('privacy.audit.what'), width: 'minmax(12rem, 2fr)', cell: (row) => auditText(t, row.action, row.rows) },
    { key: 'customer', title: t('privacy.audit.customer'), width: 'minmax(8rem, 1fr)', cell: (row) => row.customer?.name ?? '' },
    { key: 'rows', title: t('privacy.audit.rows'), width: '6rem', align: 'end', cell: (row) => (row.rows === 0 ? '' : formatNumber(row.rows, language)) },
    { key: 'who', title: t('privacy.audit.who'), width: '7rem', cell: (row) => whoDid(t, row.actor) },
    { key: 'seq', title: t('privacy.audit.seq'), width: '6rem', align: 'end', cell: (row) => formatNumber(row.id, language) },
  ];
}
