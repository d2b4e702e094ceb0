/** The answers to proposals, each with its undo. */
import type { CarePlan } from '../../../shared/modules/care.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';

type Runs = 'all' | number[];

export function useProposalDeeds({ id: planId, name }: Pick<CarePlan, 'id' | 'name'>) {
  const t = useT();
  const undoToast = useUndoToast();
  const failed = (error: Parameters<typeof errorLine>[1]): void => void showToast({ kind: 'error', text: errorLine(t, error) });
  return {
    async confirm(runs: Runs, steps: string[]): Promise<void> {
      const reply = await api.call('care.confirm', { planId, runs, steps });
      if (!reply.ok) return failed(reply.error);
      undoToast(t('care.confirmed', { count: reply.value.count, tasks: reply.value.tasks, name }), reply.actionId);
    },
    async decline(runs: Runs): Promise<void> {
      const reply = await api.call('care.decline', { planId, runs });
      if (!reply.ok) return failed(reply.error);
      undoToast(t('care.declined', { count: reply.value.count, name }), reply.actionId);
    },
    async settle(runs: Runs, keep: boolean): Promise<void> {
      const reply = await api.call('care.settleLeft', { planId, runs, keep });
      if (!reply.ok) return failed(reply.error);
      undoToast(t(keep ? 'care.kept' : 'care.dropped', { count: reply.value.count }), reply.actionId);
    },
  };
}
