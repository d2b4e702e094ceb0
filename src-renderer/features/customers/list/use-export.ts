import { useCallback } from 'react';
import type { ListQuery, Selection } from '../../../../shared/modules/customers.ts';
import type { ListSource } from '../model/list-source.ts';
import { MAX_SELECTED_IDS } from '../model/selection.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { deliver, fileDate, saveTarget } from '../../../lib/files.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { awaitJob } from '../../../lib/use-job.ts';

/** What of a selection the export takes: ids, or a whole query; "all but these" becomes ids, for as many as one export takes. */
async function exportInput(selection: Selection, source: ListSource, total: number): Promise<{ ids: number[] } | { query: ListQuery } | null> {
  if ('ids' in selection) return { ids: [...selection.ids] };
  if (selection.except === undefined || selection.except.length === 0) return { query: selection.query };
  if (total > MAX_SELECTED_IDS) return null;
  const except = new Set(selection.except);
  const ids = await source.idsBetween(0, total - 1, MAX_SELECTED_IDS);
  return { ids: ids.filter((id) => !except.has(id)) };
}

/** Writes the ticked customers to an XLSX file the user chooses; the line at the foot of the window shows how far it is. */
export function useExport(source: ListSource, total: number): (selection: Selection) => Promise<void> {
  const t = useT();
  return useCallback(
    async (selection) => {
      const what = await exportInput(selection, source, total);
      if (what === null) return void showToast({ kind: 'info', text: t('customers.bulk.tooMany', { max: MAX_SELECTED_IDS }) });
      const target = await saveTarget(`${t('customers.title')}-${fileDate()}.xlsx`);
      if (!target.ok) return void showToast({ kind: 'error', text: errorLine(t, target.error) });
      if (target.value === null) return;
      const started = await api.call('export.start', { file: target.value.token, format: 'xlsx', ...what });
      if (!started.ok) return void showToast({ kind: 'error', text: errorLine(t, started.error) });
      const ended = await awaitJob(started.value.jobId);
      if (ended.ok) await deliver(target.value);
      else if (ended.error.code !== 'request.cancelled') showToast({ kind: 'error', text: errorLine(t, ended.error) });
    },
    [source, total, t],
  );
}
