import { Button } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import type { RepairLook, RepairReport } from '../../../shared/modules/repair.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { awaitJob, useJob } from '../../lib/use-job.ts';
import { Field } from '../../ui/Field.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { RepairDone } from './RepairDone.tsx';
import { RepairFound, type RepairChoice } from './RepairFound.tsx';
import { StepHead } from './StepHead.tsx';
import { useUnlock, type Secret } from './use-unlock.ts';
import '../../ui/restore-form.css';
import './repair.css';

type OwnSecret = Exclude<Secret, { type: 'keychain' }>;
type Step =
  | { readonly at: 'ask'; readonly error: AppError | null }
  | { readonly at: 'working'; readonly what: 'look' | 'work'; readonly jobId: string }
  | { readonly at: 'found'; readonly look: RepairLook; readonly error: AppError | null }
  | { readonly at: 'done'; readonly report: RepairReport };

/** The steps of a repair: the secret, what is damaged and which backups there are, the work, and what is missing afterwards. */
export function Repair(props: { readonly book: BookRef | null; readonly bookRef: string; readonly secret: Secret | null; readonly onBack: () => void }) {
  const t = useT();
  const { step, look, run, secret } = useRepair(props.bookRef, props.secret);
  const { unlock } = useUnlock(props.bookRef);
  const enter = async (): Promise<void> => {
    await refreshSession();
    props.onBack();
    if (secret.current) await unlock(secret.current);
  };
  switch (step.at) {
    case 'ask':
      return <AskStep name={props.book?.name ?? ''} error={step.error} onBack={props.onBack} onNext={look} />;
    case 'working':
      return <WorkStep key={step.jobId} what={step.what} jobId={step.jobId} />;
    case 'found':
      return <RepairFound look={step.look} error={step.error} onBack={props.onBack} onAgain={() => void look(secret.current)} onRun={(choice) => void run(step.look, choice)} />;
    case 'done':
      return <RepairDone report={step.report} head={<StepHead title={t('repair.done.title')} />} onEnter={() => void enter()} />;
    default:
      return step satisfies never;
  }
}

const isOwn = (secret: Secret | null): secret is OwnSecret => secret !== null && secret.type !== 'keychain';

function useRepair(ref: string, typed: Secret | null) {
  const [step, setStep] = useState<Step>({ at: 'ask', error: null });
  const secret = useRef<OwnSecret | null>(null);
  const job = async <T,>(what: 'look' | 'work', started: Awaited<ReturnType<typeof api.call<'repair.look'>>>, fail: (error: AppError) => Step): Promise<T | null> => {
    if (started.ok) setStep({ at: 'working', what, jobId: started.value.jobId });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    if (!ended.ok) setStep(fail(ended.error));
    return ended.ok ? (ended.value as T) : null;
  };
  const look = async (given: Secret | null): Promise<void> => {
    if (!isOwn(given)) return;
    // Whose passphrase it was said to be is not asked here: only the owner's opens a repair.
    const own: OwnSecret = given.type === 'passphrase' ? { type: 'passphrase', passphrase: given.passphrase } : { type: 'recovery', code: given.code };
    secret.current = own;
    const found = await job<RepairLook>('look', await api.call('repair.look', { ref, secret: own }), (error) => ({ at: 'ask', error: error.code === 'job.cancelled' ? null : error }));
    if (found) setStep({ at: 'found', look: found, error: null });
  };
  const run = async (before: RepairLook, { how, copy, file }: RepairChoice): Promise<void> => {
    if (!secret.current) return;
    const input = { ref, secret: secret.current, how, ...(copy !== null && { copy }), ...(file !== null && { file: file.token }) };
    const report = await job<RepairReport>('work', await api.call('repair.run', input), (error) => ({ at: 'found', look: before, error: error.code === 'job.cancelled' ? null : error }));
    if (report) setStep({ at: 'done', report });
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void look(typed);
  });
  return { step, look, run, secret } as const;
}

function AskStep(props: { readonly name: string; readonly error: AppError | null; readonly onBack: () => void; readonly onNext: (secret: Secret) => Promise<void> }) {
  const t = useT();
  const [by, setBy] = useState<'passphrase' | 'recovery'>('passphrase');
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text !== '') void props.onNext(by === 'passphrase' ? { type: 'passphrase', passphrase: text } : { type: 'recovery', code: text });
  };
  return (
    <form className="entrance-form" onSubmit={submit} noValidate>
      <StepHead title={props.name === '' ? t('repair.ask.title') : t('repair.ask.titleNamed', { name: props.name })} intro={t('repair.ask.intro')} />
      <Field label={t(by === 'passphrase' ? 'session.passphrase.label' : 'session.lock.recoveryCode')}>
        <PassphraseInput value={text} onChange={setText} autoFocus />
      </Field>
      {props.error !== null && <ErrorNote error={props.error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack}>
          {t('repair.ask.back')}
        </Button>
        <Button type="link" className="push" onClick={() => setBy(by === 'passphrase' ? 'recovery' : 'passphrase')}>
          {t(by === 'passphrase' ? 'session.lock.useRecovery' : 'session.lock.usePassphrase')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" disabled={text === ''}>
          {t('repair.ask.start')}
        </Button>
      </div>
    </form>
  );
}

function WorkStep({ what, jobId }: { readonly what: 'look' | 'work'; readonly jobId: string }) {
  const t = useT();
  const job = useJob(jobId);
  const isLook = what === 'look';
  return (
    <div className="entrance-form">
      <StepHead title={t(isLook ? 'repair.look.title' : 'repair.look.workTitle')} intro={t(isLook ? 'repair.look.intro' : 'repair.look.workIntro')} />
      {job !== null && <JobProgress job={job} wide />}
      <div className="entrance-buttons">
        <Button size="large" onClick={() => void api.call('jobs.cancel', { jobId })}>
          {t('repair.look.stop')}
        </Button>
      </div>
    </div>
  );
}
