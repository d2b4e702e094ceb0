import { Progress } from 'antd';
import { useEffect, useState } from 'react';
import type { JobInfo } from '../../shared/contract/events.ts';
import { formatBytes, formatDuration, formatNumber, formatShort } from '../lib/format.ts';
import { hasText, useLanguage, useT, type Translate } from '../lib/i18n.ts';
import { paceOf } from '../lib/use-job.ts';
import './job-progress.css';

/** Phases that count bytes. */
const BYTES = new Set(['encrypt', 'copy', 'restore', 'attach', 'save', 'upload', 'readBack', 'fetch', 'rekey']);

/** The bar with its figures: done of total, rows per second, time left. Read out every tenth, not at every step. */
export function JobProgress({ job, wide = false }: { readonly job: JobInfo; readonly wide?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const pace = paceOf(job, useNow(job.state === 'running'));
  const percent = job.total === null || job.total === 0 ? null : Math.min(100, Math.floor((job.done / job.total) * 100));
  const isBytes = BYTES.has(job.phase);
  const figure = (n: number): string => (isBytes ? formatBytes(n, language) : formatNumber(n, language));
  const done = figure(job.done);
  const figures = [
    job.total === null ? done : t('ui.jobs.progress', { done, total: figure(job.total) }),
    pace === null || isBytes ? '' : t('ui.jobs.rate', { count: Math.round(pace.perSecond) }),
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
