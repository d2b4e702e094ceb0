import { useCallback } from 'react';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { deliver, fileDate, saveTarget } from '../../../lib/files.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { awaitJob } from '../../../lib/use-job.ts';

/**
 * Writes the ticked customers to an XLSX file the user chooses; the line at the foot of the window shows how far it is. Who asked not to be
 * disturbed stays out; the message says so and offers to write the file with them.
 */
export function useExport(): (selection: Selection) => Promise<void> {
  const t = useT();
  return useCallback(
    async function run(selection: Selection, includeQuiet = false): Promise<void> {
      const target = await saveTarget(`${t('customers.title')}-${fileDate()}.xlsx`);
      if (!target.ok) return void showToast({ kind: 'error', text: errorLine(t, target.error) });
      if (target.value === null) return;
      const started = await api.call('export.start', { file: target.value.token, format: 'xlsx', selection, includeQuiet });
      if (!started.ok) return void showToast({ kind: 'error', text: errorLine(t, started.error) });
      const ended = await awaitJob(started.value.jobId);
      if (!ended.ok) {
        if (ended.error.code !== 'request.cancelled') showToast({ kind: 'error', text: errorLine(t, ended.error) });
        return;
      }
      await deliver(target.value);
      const { leftOut } = started.value;
      if (leftOut > 0) showToast({ kind: 'info', text: t('outputs.quiet.leftOutPeople', { count: leftOut }), action: { label: t('outputs.quiet.takeAlong'), run: () => void run(selection, true) } });
    },
    [t],
  );
}
