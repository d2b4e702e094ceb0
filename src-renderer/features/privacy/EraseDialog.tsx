import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { ErasePreview, EraseResult } from '../../../shared/modules/privacy.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { hasText, useT, type Translate } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob, useJob } from '../../lib/use-job.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { openPlain } from '../views/view-state.ts';
import './privacy.css';

/** 彻底删除: says what goes and what stays, asks for the name, and does it. */
export function EraseDialog({ id, onClose, onDone }: { readonly id: number; readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useT();
  const preview = useApiQuery('privacy.erasePreview', { id });
  const [typed, setTyped] = useState('');
  const { run, jobId, error } = useErase(id, onDone);
  const name = preview.data?.name ?? '';
  const fits = preview.data !== undefined && typed.trim() === name.trim();
  return (
    <Dialog
      open
      danger
      title={t('privacy.erase.title', { name })}
      okText={t('privacy.erase.ok')}
      okDisabled={!fits}
      busy={jobId !== null}
      onOk={() => void run(typed.trim(), name)}
      onClose={() => jobId === null && onClose()}
    >
      {preview.isPending && <Loading rows={3} />}
      {preview.isError && <ErrorState error={preview.error.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <EraseWords preview={preview.data} onLeave={onClose} />}
      {error !== null && <ErrorState error={error} />}
      {jobId === null ? (
        <Field label={t('privacy.erase.confirm', { name })}>
          <Input autoFocus value={typed} autoComplete="off" spellCheck={false} onChange={(e) => setTyped(e.target.value)} onPressEnter={() => fits && void run(typed.trim(), name)} />
        </Field>
      ) : (
        <EraseProgress jobId={jobId} />
      )}
    </Dialog>
  );
}

function useErase(id: number, onDone: () => void) {
  const t = useT();
  const [jobId, setJobId] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (typed: string, name: string): Promise<void> => {
    setError(null);
    const started = await api.call('privacy.erase', { id, name: typed });
    if (started.ok) setJobId(started.value.jobId);
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setJobId(null);
    if (!ended.ok) return setError(ended.error);
    const { cleaned } = ended.value as EraseResult;
    showToast({ kind: 'success', text: t(cleaned ? 'privacy.erase.done' : 'privacy.erase.later', { name }) });
    onDone();
  };
  return { run, jobId, error };
}

function EraseProgress({ jobId }: { readonly jobId: string }) {
  const job = useJob(jobId);
  return job === null ? null : <JobProgress job={job} wide />;
}

function EraseWords({ preview, onLeave }: { readonly preview: ErasePreview; readonly onLeave: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { importRows, elsewhere } = preview;
  const look = (): void => {
    onLeave();
    openPlain(elsewhere.filter);
    void navigate({ to: '/customers', search: {} });
  };
  const gone = [...countWords(t, preview.gone), t('privacy.erase.count.changes', { count: preview.changes })];
  const kept = countWords(t, preview.kept).join(t('privacy.erase.and'));
  return (
    <div className="erase-words">
      <p>{t('privacy.erase.warning')}</p>
      <p>{t('privacy.erase.gone', { what: gone.join(t('privacy.erase.and')) })}</p>
      {kept !== '' && <p>{t('privacy.erase.kept', { what: kept })}</p>}
      {importRows > 0 && <p>{t('privacy.erase.importRows', { count: importRows, name: preview.name })}</p>}
      {elsewhere.customers > 0 && (
        <p>
          {t('privacy.erase.elsewhere', { count: elsewhere.customers, name: preview.name })}
          <Button type="link" size="small" onClick={look}>
            {t('privacy.erase.look')}
          </Button>
        </p>
      )}
      {elsewhere.saved.length > 0 && <p>{t('privacy.erase.saved', { what: elsewhere.saved.join(t('privacy.erase.and')) })}</p>}
      <p className="quiet">{t('privacy.erase.backups')}</p>
    </div>
  );
}

function countWords(t: Translate, counts: ErasePreview['gone']): string[] {
  return counts.map(({ entity, count }) => {
    const key = `privacy.erase.count.${entity}`;
    return t(hasText(key) ? key : 'privacy.erase.count.other', { count });
  });
}
