import { PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { BookPicture } from '../../ui/pictures.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import { VisitForm } from './VisitForm.tsx';
import { Figures, Progress, Shares } from './VisitReport.tsx';
import './visits.css';

type Plan = Output<'visits.plans'>['plans'][number];

/** Return visits: every plan with how far it has come, and what came of all of them. */
export function VisitsPage() {
  const t = useT();
  const { data, isPending, isError, error, refetch } = useApiQuery('visits.plans', {});
  const report = useApiQuery('visits.report', {}).data;
  const [isAdding, setAdding] = useState(false);
  const mayPlan = useMay('visits.create');
  useShortcut('n', () => setAdding(true), { label: t('visits.add'), enabled: mayPlan });
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
      {t('visits.add')}
      <KeyHint keys="n" />
    </Button>
  );
  const plans = data?.plans ?? [];
  return (
    <Page title={t('visits.title')} width="text" tools={<TaskTabs page="visits" />} actions={mayPlan && plans.length > 0 && add}>
      {isPending && <Loading />}
      {isError && <ErrorState error={toAppError(error)} onRetry={() => void refetch()} />}
      {data && plans.length === 0 && <Empty picture={<BookPicture />} text={t('visits.empty')} detail={t('visits.emptyDetail')} action={mayPlan && add} />}
      {plans.length > 0 && (
        <div className="visits">
          <section aria-label={t('visits.plans')}>
            <ul className="visit-plans">
              {plans.map((plan) => (
                <PlanLine key={plan.id} plan={plan} />
              ))}
            </ul>
          </section>
          {report && (
            <section aria-label={t('visits.all')}>
              <h2>{t('visits.all')}</h2>
              <Figures counts={report.counts} />
              <Shares report={report} />
            </section>
          )}
        </div>
      )}
      {isAdding && <VisitForm onClose={() => setAdding(false)} />}
    </Page>
  );
}

function PlanLine({ plan }: { readonly plan: Plan }) {
  const t = useT();
  const language = useLanguage();
  const { counts } = plan;
  return (
    <li className="visit-plan">
      <div className="visit-plan-what">
        <Link to="/visits/$id" params={{ id: plan.id }} className="visit-name">
          {plan.name}
        </Link>
        <span className="quiet">
          {plan.fromOn === plan.toOn ? formatDate(plan.fromOn, language) : t('visits.days', { from: formatDate(plan.fromOn, language), to: formatDate(plan.toOn, language) })}
          {plan.method !== null && ` · ${t(`fields.method.${plan.method}`)}`}
        </span>
      </div>
      <span className="quiet">
        {t('visits.doneOf', { done: counts.done, count: counts.total })}
        {counts.overdue > 0 && <strong className="visit-late"> {t('visits.overdue', { count: counts.overdue })}</strong>}
      </span>
      <Progress counts={counts} name={plan.name} />
    </li>
  );
}
