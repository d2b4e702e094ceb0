import { Button } from 'antd';
import { useState } from 'react';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useJobs, useShownJob } from '../../lib/use-job.ts';
import { jobName, JobProgress } from '../../ui/JobProgress.tsx';
import './job-line.css';

/** Running work at the foot of the window: what, how far, how fast, how long still, and a way to stop it. The user goes on working. */
export function JobLine() {
  const t = useT();
  // A page that shows its work itself (the import's) needs no second line for it; a preview is part of its page.
  const shown = useShownJob();
  const running = useJobs().filter((job) => job.state === 'running' && job.name !== 'import.preview' && job.jobId !== shown);
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
