import { Button } from 'antd';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import type { PlanLine } from './occasion.ts';
import { ProposalGroup } from './ProposalGroup.tsx';

/** What the plans propose now, group by group; nothing becomes a task before it is confirmed here. */
export function Proposals({ plans }: { readonly plans: readonly PlanLine[] }) {
  const t = useT();
  const groups = plans.flatMap((plan) => [
    ...(plan.proposed > 0 ? [{ plan, what: 'start' as const }] : []),
    ...(plan.left > 0 ? [{ plan, what: 'left' as const }] : []),
  ]);
  const isOn = plans.some((plan) => plan.active);
  const look = async (): Promise<void> => {
    const reply = await api.call('care.look', {});
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const found = reply.value.proposed + reply.value.left;
    showToast({ kind: 'info', text: found === 0 ? t('care.lookedNone') : t('care.looked', { count: found }) });
  };
  return (
    <section aria-label={t('care.proposals')}>
      <h2 className="care-head">
        {t('care.proposals')}
        {isOn && (
          <Button type="link" size="small" onClick={() => void look()}>
            {t('care.look')}
          </Button>
        )}
      </h2>
      {groups.length === 0 && (
        <p className="care-none quiet">
          {isOn ? t('care.noProposals') : ''} {t(isOn ? 'care.noProposalsDetail' : 'care.noneOn')}
        </p>
      )}
      {groups.map(({ plan, what }) => (
        <ProposalGroup key={`${plan.id}-${what}`} plan={plan} what={what} />
      ))}
    </section>
  );
}
