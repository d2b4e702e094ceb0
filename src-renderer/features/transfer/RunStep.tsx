import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { hasText, useT } from '../../lib/i18n.ts';
import { useJob, useShowJob } from '../../lib/use-job.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import type { ImportState } from './import-state.ts';
import { StepTitle } from './StepTitle.tsx';

/** The import at work: how far, how fast, how long still. The page can be left; the line at the foot goes on. */
export function RunStep({ state }: { readonly state: Extract<ImportState, { step: 'running' }> }) {
  const t = useT();
  const job = useJob(state.jobId);
  useShowJob(state.jobId);
  const [stopping, setStopping] = useState(false);
  const cancel = () => {
    setStopping(true);
    void api.call('jobs.cancel', { jobId: state.jobId });
  };
  const phaseKey = `transfer.run.phases.${job?.phase ?? ''}`;
  return (
    <>
      <StepTitle title={t('transfer.run.title', { file: state.fileName })} intro={t('transfer.run.hint')} />
      <div className="checking">
        {job !== null && job.phase !== '' && <p>{t(hasText(phaseKey) ? (phaseKey) : 'transfer.run.phases.other')}…</p>}
        {job !== null && <JobProgress job={job} wide />}
      </div>
      <div className="wizard-buttons">
        <Button size="large" disabled={stopping} onClick={cancel}>
          {t(stopping ? 'ui.jobs.cancelling' : 'transfer.run.cancel')}
        </Button>
      </div>
    </>
  );
}
