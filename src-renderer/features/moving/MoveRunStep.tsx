import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useJob, useShowJob } from '../../lib/use-job.ts';
import { jobName, JobProgress } from '../../ui/JobProgress.tsx';
import { Loading } from '../../ui/States.tsx';

/** How far the work is, and a way to stop it. */
export function MoveRunStep({ jobId }: { readonly jobId: string }) {
  const t = useT();
  const job = useJob(jobId);
  const [stopping, setStopping] = useState(false);
  useShowJob(jobId);
  if (job === null) return <Loading rows={2} />;
  const stop = () => {
    setStopping(true);
    void api.call('jobs.cancel', { jobId });
  };
  return (
    <div className="moving-step">
      <p>{jobName(t, job)}</p>
      <JobProgress job={job} wide />
      <p className="quiet">{t('moving.running')}</p>
      <div className="moving-foot">
        <Button disabled={stopping} onClick={stop}>
          {t(stopping ? 'ui.jobs.cancelling' : 'ui.jobs.cancel')}
        </Button>
      </div>
    </div>
  );
}
