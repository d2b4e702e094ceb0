/** Return visits one after another: each ends with what was said, and the next customer follows at once. */
import type { VisitPlan } from '../../../shared/modules/visits.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { finishWithFollowUp } from '../follow-ups/follow-up-store.ts';

/** Opens the earliest visit of the plan that this round has not seen yet. */
export function useVisitRound(plan: VisitPlan): () => void {
  const t = useT();
  return () => {
    const seen = new Set<number>();
    const next = async (cursor?: string): Promise<void> => {
      const reply = await api.call('visits.list', { id: plan.id, state: 'open', limit: 50, ...(cursor !== undefined && { cursor }) });
      if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
      // Who was put off stands in the list again, on a later day: not a second time in one round.
      const line = reply.value.rows.find((one) => !seen.has(one.id));
      if (!line) return reply.value.next === null ? void showToast({ kind: 'success', text: t('visits.roundDone', { name: plan.name }) }) : next(reply.value.next);
      seen.add(line.id);
      finishWithFollowUp(line.customerId, line, { onDone: () => void next(), ...(plan.script !== null && { script: plan.script }) });
    };
    void next();
  };
}
