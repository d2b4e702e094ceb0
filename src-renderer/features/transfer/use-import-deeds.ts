import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { deliver, fileDate, pickFile, saveTarget, SPREADSHEETS } from '../../lib/files.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { resumeImport } from './import-actions.ts';

/** What can be done with an import that has ended: its bad rows as a file, undo, going on. */
export function useImportDeeds() {
  const t = useT();
  const [busy, setBusy] = useState<number | null>(null);
  const [undone, setUndone] = useState<number | null>(null);
  const failed = (error: AppError) => void showToast({ kind: 'error', text: errorLine(t, error) });

  const saveErrors = async (importId: number, fileName: string) => {
    const target = await saveTarget(t('transfer.result.errorFileName', { name: fileName.replace(/\.[^.]+$/, ''), date: fileDate() }));
    if (!target.ok) return failed(target.error);
    if (target.value === null) return;
    const reply = await api.call('import.errorFile', { importId, file: target.value.token });
    if (!reply.ok) return failed(reply.error);
    await deliver(target.value);
  };

  const undo = async (importId: number) => {
    setBusy(importId);
    const started = await api.call('import.undo', { importId });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(null);
    if (!ended.ok) return failed(ended.error);
    setUndone(importId);
    const kept = keptCount(ended.value);
    showToast({ kind: 'success', text: t('transfer.result.undoDone'), detail: kept > 0 ? t('transfer.result.undoKept', { count: kept }) : undefined });
  };

  const resume = async (importId: number) => {
    const picked = await pickFile(SPREADSHEETS);
    if (!picked.ok) return failed(picked.error);
    if (picked.value === null) return;
    const reply = await resumeImport(importId, picked.value);
    if (!reply.ok) failed(reply.error);
  };

  return { busy, undone, saveErrors, undo, resume } as const;
}

/** Later hand edits that an undo left alone, from its job's result. */
function keptCount(result: unknown): number {
  const kept = (result as { readonly kept?: unknown } | null)?.kept;
  if (typeof kept === 'number') return kept;
  return Array.isArray(kept) ? kept.length : 0;
}
