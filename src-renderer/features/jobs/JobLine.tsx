import { useLocation } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { api } from '../../lib/api.ts';
import { formatDuration, formatNumber, formatShort } from '../../lib/format.ts';
import { hasText, useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { paceOf, useJobs } from '../../lib/use-job.ts';
import { useImport } from '../transfer/import-state.ts';
import './job-line.css';

/** Running work at the foot of the window: what, how far, how fast, how long still, and a way to stop it. The user goes on working. */
export function JobLine() {
  const t = useT();
  // The import's own page shows its run and its preview already.
  const onPage = useLocation({ select: ({ pathname }) => pathname === '/transfer' });
  const shownThere = useImport(({ state }) => (state.step === 'running' ? state.jobId : null));
  const running = useJobs().filter((job) => job.state === 'running' && job.name !== 'import.preview' && !(onPage && job.jobId === shownThere));
  if (running.length === 0) return null;
  return (
    <section className="job-line" aria-label={t('ui.jobs.label')}>
      {running.map((job) => (
        <JobRow key={job.jobId} job={job} />
      ))}
    </section>
  );
}

function JobRow({ job }: { readonly job: JobInfo }) {
  const t = useT();
  const [stopping, setStopping] = useState(false);
  const cancel = () => {
    setStopping(true);
    void api.call('jobs.cancel', { jobId: job.jobId });
  };
  return (
    <div className="job-row">
      <span>{jobName(t, job)}</span>
      <JobProgress job={job} />
      <Button size="small" disabled={stopping} onClick={cancel}>
        {t(stopping ? 'ui.jobs.cancelling' : 'ui.jobs.cancel')}
      </Button>
    </div>
  );
}

/** The bar with its figures: done of total, rows per second, time left. Read out every tenth, not at every step. */
export function JobProgress({ job, wide = false }: { readonly job: JobInfo; readonly wide?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const pace = paceOf(job, useNow(job.state === 'running'));
  const percent = job.total === null || job.total === 0 ? null : Math.min(100, Math.floor((job.done / job.total) * 100));
  const done = formatNumber(job.done, language);
  const figures = [
    job.total === null ? done : t('ui.jobs.progress', { done, total: formatNumber(job.total, language) }),
    pace === null ? '' : t('ui.jobs.rate', { count: Math.round(pace.perSecond) }),
    pace === null || pace.leftMs === null ? '' : t('ui.jobs.left', { time: formatDuration(pace.leftMs, language) }),
  ].filter((part) => part !== '');
  return (
    <span className={wide ? 'job-progress job-progress-wide' : 'job-progress'}>
      <Progress percent={percent ?? 0} showInfo={false} size="small" status={percent === null ? 'active' : 'normal'} aria-label={jobName(t, job)} />
      <span className="tabular quiet">{figures.join(' · ')}</span>
      <span className="sr-only" role="status">
        {percent === null ? '' : `${formatShort(Math.floor(percent / 10) * 10, language)}%`}
      </span>
    </span>
  );
}

/** What the work is called, with the file it works on when it names one. */
export function jobName(t: Translate, job: JobInfo): string {
  const key = `ui.jobs.name.${job.name.replaceAll('.', '_')}`;
  const name = t(hasText(key) ? (key) : 'ui.jobs.name.other');
  const file = job.detail['fileName'] ?? job.detail['file'];
  return typeof file === 'string' ? `${name} ${file}` : name;
}

/** The time, twice a second while `live`. */
function useNow(live: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [live]);
  return now;
}
