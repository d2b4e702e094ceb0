import { MoreOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Switch } from 'antd';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { useSegments } from '../segments/use-segments.ts';
import { dayText, occasionText, type PlanLine } from './occasion.ts';

/** All plans: when each is proposed, its steps, for how many it is under way, and its switch. */
export function PlanList({ plans, onEdit }: { readonly plans: readonly PlanLine[]; readonly onEdit: (plan: PlanLine) => void }) {
  const t = useT();
  return (
    <section aria-label={t('care.plans')}>
      <h2>{t('care.plans')}</h2>
      <ul className="care-list">
        {plans.map((plan) => (
          <Line key={plan.id} plan={plan} onEdit={() => onEdit(plan)} />
        ))}
      </ul>
    </section>
  );
}

function Line({ plan, onEdit }: { readonly plan: PlanLine; readonly onEdit: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const undoToast = useUndoToast();
  const { byId } = useSegments();
  const mayPlan = useMay('care.updatePlan');
  const { name, steps, active, running } = plan;
  const turn = async (on: boolean): Promise<void> => {
    const reply = await api.call('care.updatePlan', { id: plan.id, patch: { active: on } });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t(on ? 'care.turnedOn' : 'care.turnedOff', { name }), reply.actionId);
  };
  const remove = async (): Promise<void> => {
    const reply = await api.call('care.removePlan', { id: plan.id });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('care.removed', { name }), reply.actionId);
  };
  const items = [
    ...(mayPlan ? [{ key: 'edit', label: t('care.edit'), onClick: onEdit }] : []),
    { key: 'tasks', label: t('care.showTasks'), onClick: () => void navigate({ to: '/tasks', search: { planId: plan.id } }) },
    ...(mayPlan ? [{ type: 'divider' as const }, { key: 'remove', danger: true, label: t('care.remove'), onClick: () => void remove() }] : []),
  ];
  return (
    <li className="care-line">
      <Switch size="small" disabled={!mayPlan} checked={active} aria-label={t('care.onOf', { name })} onChange={(on) => void turn(on)} />
      <div className="care-what">
        {mayPlan ? (
          <button type="button" className="care-name" onClick={onEdit}>
            {name}
          </button>
        ) : (
          <strong>{name}</strong>
        )}
        <p className="quiet">
          {occasionText(t, plan, byId)} · {t('care.stepsLine', { count: steps.length, steps: steps.map((step) => `${dayText(t, step.day)} ${step.title}`).join(' · ') })}
        </p>
      </div>
      {running > 0 && <span className="quiet care-count">{t('care.running', { count: running })}</span>}
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button type="text" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('care.actions', { name })} />
      </Dropdown>
    </li>
  );
}
