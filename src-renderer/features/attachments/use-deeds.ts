import { useCallback, useMemo } from 'react';
import type { Attachment } from '../../../shared/modules/attachments.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { deliver, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';

type Row = Pick<Attachment, 'id' | 'name'>;

/** What can be done with an attachment; each says what came of it. */
export function useAttachmentDeeds(): { readonly save: (row: Row) => Promise<void>; readonly remove: (row: Row) => Promise<boolean> } {
  const t = useT();
  const undoToast = useUndoToast();
  const save = useCallback(
    async (row: Row) => {
      const target = await saveTarget(row.name);
      if (target.ok && target.value === null) return;
      const started = target.ok && target.value !== null ? await api.call('attachments.save', { id: row.id, file: target.value.token }) : target;
      const ended = started.ok && 'jobId' in (started.value ?? {}) ? await awaitJob((started.value as { jobId: string }).jobId) : started;
      if (!ended.ok) return void showToast({ kind: 'error', text: errorLine(t, ended.error) });
      if (target.ok && target.value !== null) {
        await deliver(target.value);
        showToast({ kind: 'success', text: t('portrait.attachments.saved', { name: target.value.name }) });
      }
    },
    [t],
  );
  const remove = useCallback(
    async (row: Row) => {
      const reply = await api.call('attachments.remove', { id: row.id });
      if (!reply.ok) {
        showToast({ kind: 'error', text: errorLine(t, reply.error) });
        return false;
      }
      undoToast(t('portrait.attachments.removed', { name: row.name }), reply.actionId);
      return true;
    },
    [t, undoToast],
  );
  return useMemo(() => ({ save, remove }), [save, remove]);
}
