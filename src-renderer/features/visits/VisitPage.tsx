import { MoreOutlined, PhoneOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Dropdown, Segmented } from 'antd';
import { useState } from 'react';
import { visitStateSchema, type VisitPlan, type VisitState } from '../../../shared/modules/visits.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import { useVisitRound } from './use-visit-round.ts';
import { VisitEdit } from './VisitEdit.tsx';
import { VisitRow } from './VisitRow.tsx';
import { Figures, Progress, Shares } from './VisitReport.tsx';
import './visits.css';

/** One plan of return visits. */
export function VisitPage() {
  const { id } = useParams({ from: '/visits/$id' });
  const { data, isPending, isError, error, refetch } = useApiQuery('visits.get', { id });
  const t = useT();
  if (data) return <Plan plan={data} />;
  return (
    <Page title={t('visits.title')} width="text" tools={<TaskTabs page="visits" />}>
      {isPending && <Loading />}
      {isError && <ErrorState error={toAppError(error)} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Plan({ plan }: { readonly plan: VisitPlan }) {
  const t = useT();
  const report = useApiQuery('visits.report', { id: plan.id }).data;
  const round = useVisitRound(plan);
  const mayWork = useMay('tasks.finish') && (report?.counts.open ?? 0) > 0;
  useShortcut('g', round, { label: t('visits.round'), enabled: mayWork });
  return (
    <Page
      title={plan.name}
      width="text"
      tools={<TaskTabs page="visits" />}
      actions={
        <>
          <CallListButton ask={{ what: { of: 'tasks', bands: ['overdue', 'today', 'week', 'later'], filter: { visitId: plan.id } }, title: plan.name }} />
          {mayWork && (
            <Button type="primary" icon={<PhoneOutlined aria-hidden />} onClick={round}>
              {t('visits.round')}
              <KeyHint keys="g" />
            </Button>
          )}
          <May call="visits.update">
            <More plan={plan} />
          </May>
        </>
      }
    >
      <div className="visits">
        {report && (
          <section aria-label={t('visits.report')}>
            <Progress counts={report.counts} name={plan.name} />
            <Figures counts={report.counts} />
            <Shares report={report} />
          </section>
        )}
        {plan.script !== null && (
          <section aria-label={t('visits.script')}>
            <h2>{t('visits.script')}</h2>
            <p className="visit-script">{plan.script}</p>
          </section>
        )}
        <Visits plan={plan} />
      </div>
    </Page>
  );
}

function More({ plan }: { readonly plan: VisitPlan }) {
  const t = useT();
  const navigate = useNavigate();
  const undoToast = useUndoToast();
  const [isEditing, setEditing] = useState(false);
  const remove = async (): Promise<void> => {
    const reply = await api.call('visits.remove', { id: plan.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('visits.removed', { name: plan.name, count: reply.value.count }), reply.actionId);
    void navigate({ to: '/visits' });
  };
  const items = [
    { key: 'edit', label: t('visits.edit'), onClick: () => setEditing(true) },
    { type: 'divider' as const },
    { key: 'remove', danger: true, label: t('visits.remove'), onClick: () => void remove() },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('visits.actions', { name: plan.name })} />
      </Dropdown>
      {isEditing && <VisitEdit plan={plan} onClose={() => setEditing(false)} />}
    </>
  );
}

/** The visits of one state, in the order of their days. */
function Visits({ plan }: { readonly plan: VisitPlan }) {
  const t = useT();
  const [state, setState] = useState<VisitState>('open');
  const list = useInfiniteQuery({
    queryKey: ['visits.list', { id: plan.id, state }],
    queryFn: ({ pageParam, signal }) => api.get('visits.list', { id: plan.id, state, ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section aria-label={t('visits.customers')}>
      <Segmented<VisitState> value={state} aria-label={t('visits.customers')} options={visitStateSchema.options.map((value) => ({ value, label: t(`visits.states.${value}`) }))} onChange={setState} />
      {list.isError && <ErrorState error={toAppError(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <p className="quiet visit-none">{t(`visits.none.${state}`)}</p>}
      <ul className="visit-rows">
        {rows.map((line) => (
          <VisitRow key={line.id} line={line} plan={plan} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="link" onClick={() => void list.fetchNextPage()}>
          {t('visits.more')}
        </Button>
      )}
    </section>
  );
}
