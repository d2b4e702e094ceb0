/** Putting customers on fixed lists and taking them off, with undo. */
import { useCallback } from 'react';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { Segment } from '../../../shared/modules/segments.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';

/** Adds a selection to a list (or takes it off); says how many changed and offers the way back. */
export function useListMembers(): (list: Pick<Segment, 'id' | 'name'>, selection: Selection, remove: boolean) => Promise<void> {
  const t = useT();
  const undoToast = useUndoToast();
  return useCallback(
    async ({ id, name }, selection, remove) => {
      const reply = await api.call('segments.members', { id, selection, remove });
      if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
      const key = remove ? 'segments.list.removed' : 'segments.list.added';
      const { jobId, actionId, count } = reply.value;
      if (jobId === null) return void undoToast(t(key, { count, name }), actionId ?? undefined);
      showToast({ kind: 'info', text: t('segments.list.started') });
      const ended = await awaitJob(jobId);
      if (ended.ok) return void showToast({ kind: 'success', text: t(key, { count: (ended.value as { count: number }).count, name }) });
      if (ended.error.code !== 'request.cancelled') showToast({ kind: 'error', text: errorLine(t, ended.error) });
    },
    [t, undoToast],
  );
}
