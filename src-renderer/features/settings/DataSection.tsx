import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { sentences } from '../../lib/error-text.ts';
import { deliver, fileDate, nameForFile, saveTarget } from '../../lib/files.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { setRepairing, useBook } from '../../lib/session.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { useRestore } from '../../lib/use-restore.ts';
import { useSample } from '../../lib/use-sample.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { RestoreForm } from '../../ui/RestoreForm.tsx';
import { lostFilesIn, problemsIn } from './check-result.ts';
import { Deed, Section } from './Section.tsx';

/** Backup, restore, data check, and the sample book's removal. */
export function DataSection() {
  const t = useT();
  const [restoring, setRestoring] = useState(false);
  const books = useApiQuery('books.list', {});
  const sample = useSample();
  const hasSample = books.data?.books.some((book) => book.sample) === true;
  return (
    <Section part="data" about={t('settings.data.about')}>
      <May call="backup.create">
        <BackupDeed />
      </May>
      <Deed title={t('settings.data.restore')} hint={t('settings.data.restoreHint')}>
        <Button onClick={() => setRestoring(true)}>{t('settings.data.restoreButton')}</Button>
      </Deed>
      <FilesDeed />
      <CheckDeed />
      {hasSample && (
        <Deed title={t('settings.data.sample')} hint={t('settings.data.sampleHint')}>
          <Button danger loading={sample.busy} onClick={() => void sample.remove()}>
            {t('settings.data.sampleButton')}
          </Button>
        </Deed>
      )}
      <Dialog open={restoring} title={t('session.restore.title')} onClose={() => setRestoring(false)} width={560}>
        <RestoreInDialog onClose={() => setRestoring(false)} />
      </Dialog>
    </Section>
  );
}

function RestoreInDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const restore = useRestore();
  const head = <p className="quiet">{t('session.restore.intro')}</p>;
  return <RestoreForm restore={restore} head={head} backLabel={t('ui.actions.cancel')} onBack={onClose} onDone={onClose} />;
}

type Run = { readonly state: 'idle' | 'running' | 'done' } | { readonly state: 'failed'; readonly error: AppError };

function BackupDeed() {
  const t = useT();
  const name = useBook()?.name ?? '';
  const [run, setRun] = useState<Run>({ state: 'idle' });
  const start = async () => {
    const target = await saveTarget(t('settings.data.backupName', { name: nameForFile(name), date: fileDate() }));
    if (!target.ok) return setRun({ state: 'failed', error: target.error });
    if (target.value === null) return;
    setRun({ state: 'running' });
    const started = await api.call('backup.create', { file: target.value.token });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    if (!ended.ok) return setRun({ state: 'failed', error: ended.error });
    await deliver(target.value);
    setRun({ state: 'done' });
  };
  return (
    <Deed title={t('settings.data.backup')} hint={t('settings.data.backupHint')} after={<Outcome run={run} done={t('settings.data.backupDone')} />}>
      <Button type="primary" loading={run.state === 'running'} onClick={() => void start()}>
        {t(run.state === 'running' ? 'settings.data.backupRunning' : 'settings.data.backupButton')}
      </Button>
    </Deed>
  );
}

/** How much room the attachments take. */
function FilesDeed() {
  const t = useT();
  const language = useLanguage();
  const totals = useApiQuery('attachments.totals', {}).data;
  if (!totals) return null;
  const text = totals.files === 0 ? t('settings.data.filesNone') : t('settings.data.filesSum', { count: totals.files, size: formatBytes(totals.sizeBytes, language) });
  return (
    <Deed title={t('settings.data.files')} hint={t('settings.data.filesHint')}>
      <span className="tabular">{text}</span>
    </Deed>
  );
}

function CheckDeed() {
  const t = useT();
  const book = useBook();
  const [run, setRun] = useState<Run>({ state: 'idle' });
  const [problems, setProblems] = useState(0);
  const [lost, setLost] = useState<readonly string[]>([]);
  const start = async () => {
    setRun({ state: 'running' });
    const started = await api.call('data.check', {});
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    if (!ended.ok) return setRun({ state: 'failed', error: ended.error });
    setProblems(problemsIn(ended.value));
    setLost(lostFilesIn(ended.value));
    setRun({ state: 'done' });
  };
  const done =
    problems === 0 ? t('settings.data.checkGood') : sentences(t('settings.data.checkBad', { count: problems }), lost.length === 0 ? '' : t('settings.data.checkFiles', { names: lost.join(', ') }));
  return (
    <Deed
      title={t('settings.data.check')}
      hint={t('settings.data.checkHint')}
      after={<Outcome run={run} done={done} bad={problems > 0} action={book !== null && (problems > lost.length || run.state === 'failed') ? <Button onClick={() => setRepairing(book.ref)}>{t('repair.open')}</Button> : undefined} />}
    >
      <Button loading={run.state === 'running'} onClick={() => void start()}>
        {t(run.state === 'running' ? 'settings.data.checkRunning' : 'settings.data.checkButton')}
      </Button>
    </Deed>
  );
}

function Outcome({ run, done, bad = false, action }: { readonly run: Run; readonly done: string; readonly bad?: boolean; readonly action?: ReactNode }) {
  if (run.state === 'failed') return <ErrorNote error={run.error} action={run.error.code === 'book.damaged' ? action : undefined} />;
  if (run.state !== 'done') return null;
  return (
    <Note kind={bad ? 'warning' : 'positive'} action={action}>
      <span role="status">{done}</span>
    </Note>
  );
}
