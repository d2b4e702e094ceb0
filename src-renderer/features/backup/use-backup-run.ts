import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';

interface Done {
  readonly written: number;
  readonly failed: readonly unknown[];
  readonly waiting: readonly unknown[];
}

/** Makes copies now, everywhere or at one place, and says what came of it. */
export function useBackupRun() {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async (id?: string): Promise<void> => {
    setBusy(true);
    const started = await api.call('backup.run', id === undefined ? {} : { id });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    await queryClient.invalidateQueries({ queryKey: ['backup.status'] });
    if (!ended.ok) return void showToast({ kind: 'error', text: errorLine(t, ended.error) });
    const { written, failed, waiting } = ended.value as Done;
    if (failed.length > 0) return void showToast({ kind: 'error', text: t('backup.doneSome', { count: written, failed: failed.length }) });
    showToast({ kind: 'success', text: waiting.length === 0 ? t('backup.done', { count: written }) : t('backup.doneWaiting', { count: written, waiting: waiting.length }) });
  };
  return { busy, run };
}
