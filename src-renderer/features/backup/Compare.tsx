import { LeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { BackupCopy } from '../../../shared/modules/backup.ts';
import type { Comparison } from '../../../shared/modules/bring-back.ts';
import { COMPARED } from '../../../shared/modules/bring-back.ts';
import { api } from '../../lib/api.ts';
import { formatDateTime, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { awaitJob, useJob } from '../../lib/use-job.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Empty, ErrorNote, Loading, Note } from '../../ui/States.tsx';
import { Differences } from './Differences.tsx';
import '../../ui/past-table.css';

/** A copy laid beside the book: what happened since, and customers to be brought back. */
export function Compare({ copy, onClose }: { readonly copy: BackupCopy; readonly onClose: () => void }) {
  const t = useT();
  const { jobId, result, error } = useComparison(copy);
  const job = useJob(jobId);
  const back = (
    <div>
      <Button size="small" icon={<LeftOutlined aria-hidden="true" />} onClick={onClose}>
        {t('ui.actions.back')}
      </Button>
    </div>
  );
  if (error !== null) {
    return (
      <div className="backup-compare">
        {back}
        <ErrorNote error={error} />
      </div>
    );
  }
  if (result === null) {
    return (
      <div className="backup-compare" aria-busy="true">
        {back}
        <p className="quiet">{t('backup.compare.running')}</p>
        {job === null ? <Loading rows={4} /> : <JobProgress job={job} wide />}
      </div>
    );
  }
  return (
    <div className="backup-compare">
      {back}
      <Counts result={result} />
      {result.more && <Note kind="warning">{t('backup.compare.more')}</Note>}
      {result.gone + result.changed === 0 ? <Empty text={t('backup.compare.same')} /> : <Differences result={result} onDone={onClose} />}
    </div>
  );
}

/** Runs while it is shown; the copy is put away when it no longer is. */
function useComparison({ targetId, name }: BackupCopy) {
  const [state, setState] = useState<{ readonly jobId: string | null; readonly result: Comparison | null; readonly error: AppError | null }>({ jobId: null, result: null, error: null });
  useEffect(() => {
    let left = false;
    let jobId: string | null = null;
    const run = async (): Promise<void> => {
      const started = await api.call('backup.compare', { id: targetId, name });
      if (!started.ok) return setState({ jobId: null, result: null, error: started.error });
      jobId = started.value.jobId;
      if (left) return void api.call('jobs.cancel', { jobId });
      setState({ jobId, result: null, error: null });
      const ended = await awaitJob(jobId);
      if (left) return;
      setState({ jobId, result: ended.ok ? (ended.value as Comparison) : null, error: ended.ok ? null : ended.error });
    };
    void run();
    return () => {
      left = true;
      void (jobId === null ? Promise.resolve() : api.call('jobs.cancel', { jobId })).then(() => api.call('backup.endCompare', {}));
    };
  }, [targetId, name]);
  return state;
}

/** Kinds of which there are none in either are left out. */
function Counts({ result: { at, counts } }: { readonly result: Comparison }) {
  const t = useT();
  const language = useLanguage();
  const shown = COMPARED.filter((entity) => entity === 'customer' || counts[entity].then + counts[entity].now > 0);
  return (
    <table className="past-table">
      <caption className="quiet">{t('backup.compare.of', { date: formatDateTime(at, language) })}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('backup.compare.kind')}</span>
          </th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className="numbers">
              {t(`backup.compare.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((entity) => (
          <tr key={entity}>
            <th scope="row">{t(`backup.compare.kinds.${entity}`)}</th>
            {COLUMNS.map((column) => (
              <td key={column} className={counts[entity][column] === 0 ? 'numbers tabular quiet' : 'numbers tabular'}>
                {formatNumber(counts[entity][column], language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COLUMNS = ['then', 'now', 'gone', 'changed', 'added', 'erased'] as const;
