/** How a bulk change ended, told where it is read: a message when all went well, a page when some stayed as they were. */
import { useCallback } from 'react';
import { create } from 'zustand';
import type { Reply } from '../../../shared/contract/index.ts';
import type { BulkResult } from '../../../shared/modules/segments.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';

/** The result that is being read; `null` = none. */
export const useBulkResult = create<{ readonly shown: BulkResult | null }>(() => ({ shown: null }));

/** Follows a bulk change to its end; `done` says in one sentence how many changed. */
export function useBulkOutcome(): (reply: Reply<'bulk.edit'>, done: (count: number) => string) => Promise<void> {
  const t = useT();
  const undoToast = useUndoToast();
  return useCallback(
    async (reply, done) => {
      if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
      const { jobId, result } = reply.value;
      if (jobId === null && result !== null) return result.refused + result.same > 0 ? useBulkResult.setState({ shown: result }) : undoToast(done(result.count), result.actionId);
      if (jobId === null) return;
      showToast({ kind: 'info', text: t('views.bulk.started') });
      const ended = await awaitJob(jobId);
      if (!ended.ok) return void (ended.error.code !== 'request.cancelled' && showToast({ kind: 'error', text: errorLine(t, ended.error) }));
      const late = ended.value as BulkResult;
      if (late.refused + late.same === 0) return undoToast(done(late.count), late.actionId);
      // Meanwhile the reader does something else: the page opens when they ask for it.
      const action = { label: t('views.bulk.result.open'), run: () => useBulkResult.setState({ shown: late }) };
      showToast({ kind: 'success', text: done(late.count), action, lastsMs: 20_000 });
    },
    [t, undoToast],
  );
}
