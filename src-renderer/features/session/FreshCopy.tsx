import type { Result } from '../../../shared/kernel/result.ts';
import { errorText, sentences } from '../../lib/error-text.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob, outcomeOf, useJob } from '../../lib/use-job.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Note } from '../../ui/States.tsx';

interface Made {
  readonly written: number;
  readonly places: number;
}

/** What came of the backup, in one line, and whether it needs somebody. */
function outcome(t: Translate, ended: Result<unknown>): { readonly isMade: boolean; readonly text: string } {
  if (!ended.ok) return { isMade: false, text: t('keyChange.copy.failed', { why: errorText(t, ended.error).what }) };
  const { written, places } = ended.value as Made;
  const others = places - written;
  return { isMade: true, text: sentences(t('keyChange.copy.done', { count: written }), others === 0 ? '' : t('keyChange.copy.others', { count: others })) };
}

/** The backup made by itself after the key was changed: how far it is, and what came of it. */
export function FreshCopy({ jobId }: { readonly jobId: string }) {
  const t = useT();
  const job = useJob(jobId);
  const isRunning = job === null || job.state === 'running';
  if (isRunning) {
    return (
      <Note kind="info">
        <p role="status">{t('keyChange.copy.working')}</p>
        {job !== null && <JobProgress job={job} wide />}
      </Note>
    );
  }
  const { isMade, text } = outcome(t, outcomeOf(job));
  return (
    <Note kind={isMade ? 'positive' : 'warning'}>
      <p role="status">{text}</p>
    </Note>
  );
}

/** Tells what came of a backup that nobody looks at any more. */
export async function tellFreshCopy(t: Translate, jobId: string): Promise<void> {
  const { isMade, text } = outcome(t, await awaitJob(jobId));
  showToast({ kind: isMade ? 'success' : 'error', text });
}
