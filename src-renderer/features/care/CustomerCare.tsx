import { Button, Dropdown } from 'antd';
import type { CareRun } from '../../../shared/modules/care.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import '../tasks/tasks.css';
import './care.css';

/** The plans of one customer, on their profile: begun, paused, stopped. */
export function CustomerCare({ customerId, noContact }: { readonly customerId: number; readonly noContact: boolean }) {
  const runs = useApiQuery('care.ofCustomer', { customerId }).data?.runs ?? [];
  return (
    <div className="customer-care">
      <ul>
        {runs.map((run) => (
          <Run key={run.id} run={run} customerId={customerId} />
        ))}
      </ul>
      {!noContact && (
        <May call="care.start">
          <Start customerId={customerId} busy={new Set(runs.map((run) => run.planId))} />
        </May>
      )}
    </div>
  );
}

function Run({ run, customerId }: { readonly run: CareRun; readonly customerId: number }) {
  const t = useT();
  const language = useLanguage();
  const deeds = useRunDeeds(customerId);
  const mayWork = useMay('care.setRun');
  const { planName: name, state, done, open, nextDue } = run;
  return (
    <li className="care-run" aria-label={name}>
      <span>
        <strong>{name}</strong> <span className="task-chip">{t(state === 'paused' ? 'care.states.paused' : state === 'proposed' ? 'care.states.proposed' : 'care.states.running')}</span>
        {state !== 'proposed' && (
          <span className="quiet">
            {' '}
            {t('care.progress', { done, count: open })}
            {nextDue !== null && ` · ${t('care.next', { date: formatDate(nextDue, language) })}`}
          </span>
        )}
      </span>
      {!mayWork ? null : state === 'proposed' ? (
        <span className="care-run-acts">
          <Button size="small" onClick={() => void deeds.confirm(run)}>
            {t('care.confirm', { count: 1 })}
          </Button>
          <Button size="small" type="text" onClick={() => void deeds.decline(run)}>
            {t('care.decline')}
          </Button>
        </span>
      ) : (
        <span className="care-run-acts">
          <Button size="small" type="text" onClick={() => void deeds.set(run, state === 'paused' ? 'running' : 'paused')}>
            {t(state === 'paused' ? 'care.resume' : 'care.pause')}
          </Button>
          <Button size="small" type="text" onClick={() => void deeds.set(run, 'stopped')}>
            {t('care.stop')}
          </Button>
        </span>
      )}
    </li>
  );
}

function Start({ customerId, busy }: { readonly customerId: number; readonly busy: ReadonlySet<number> }) {
  const t = useT();
  const deeds = useRunDeeds(customerId);
  const plans = useApiQuery('care.plans', {}).data?.plans ?? [];
  const free = plans.filter((plan) => !busy.has(plan.id));
  if (free.length === 0) return null;
  return (
    <Dropdown trigger={['click']} menu={{ items: free.map((plan) => ({ key: String(plan.id), label: plan.name, onClick: () => void deeds.start(plan.id, plan.name) })) }}>
      <Button size="small">{t('care.start')}</Button>
    </Dropdown>
  );
}

const SAID = { running: 'care.resumedToast', paused: 'care.pausedToast', stopped: 'care.stoppedToast' } as const;

function useRunDeeds(customerId: number) {
  const t = useT();
  const undoToast = useUndoToast();
  const failed = (error: Parameters<typeof errorLine>[1]): void => void showToast({ kind: 'error', text: errorLine(t, error) });
  return {
    async set({ id, planName }: CareRun, state: keyof typeof SAID): Promise<void> {
      const reply = await api.call('care.setRun', { id, state });
      if (!reply.ok) return failed(reply.error);
      undoToast(t(SAID[state], { name: planName }), reply.actionId);
    },
    async start(planId: number, name: string): Promise<void> {
      const reply = await api.call('care.start', { customerId, planId });
      if (!reply.ok) return failed(reply.error);
      undoToast(t('care.started', { name, count: reply.value.tasks }), reply.actionId);
    },
    async confirm({ id, planId, planName: name }: CareRun): Promise<void> {
      const reply = await api.call('care.confirm', { planId, runs: [id] });
      if (!reply.ok) return failed(reply.error);
      undoToast(t('care.started', { name, count: reply.value.tasks }), reply.actionId);
    },
    async decline({ id, planId, planName: name }: CareRun): Promise<void> {
      const reply = await api.call('care.decline', { planId, runs: [id] });
      if (!reply.ok) return failed(reply.error);
      undoToast(t('care.declined', { name, count: reply.value.count }), reply.actionId);
    },
  };
}
