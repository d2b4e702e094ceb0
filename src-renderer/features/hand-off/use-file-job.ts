/** Writing a file by a job of the core: asks where to, waits, hands it over and says what stayed out. */
import { useState } from 'react';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import { deliver, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';

type Started = Result<{ readonly jobId: string; readonly leftOut: number }>;

export function useFileJob(onDone: () => void, onError: (error: AppError | null) => void): { readonly busy: boolean; readonly run: (name: string, start: (file: string) => Promise<Started>) => Promise<void> } {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async (name: string, start: (file: string) => Promise<Started>): Promise<void> => {
    const target = await saveTarget(name);
    if (!target.ok) return onError(target.error);
    if (target.value === null) return;
    setBusy(true);
    onError(null);
    const started = await start(target.value.token);
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return onError(ended.error);
    await deliver(target.value);
    const leftOut = started.ok ? started.value.leftOut : 0;
    const told = leftOut > 0 ? `${t('outputs.quiet.leftOut', { count: leftOut })} ` : '';
    showToast({ kind: 'success', text: t('outputs.done', { name: target.value.name }), detail: `${told}${t('transfer.export.warning')}` });
    onDone();
  };
  return { busy, run };
}
