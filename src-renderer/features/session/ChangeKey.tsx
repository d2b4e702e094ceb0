import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { groupToAsk } from '../../lib/recovery-code.ts';
import { refreshSession, useBook, useGate } from '../../lib/session.ts';
import { awaitJob, isSettled, useJob } from '../../lib/use-job.ts';
import { Field } from '../../ui/Field.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { PassphraseInput } from '../../ui/PassphraseInput.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { FreshCopy, tellFreshCopy } from './FreshCopy.tsx';
import { RecoveryStep } from './RecoveryStep.tsx';
import { StepHead } from './StepHead.tsx';
import './change-key.css';

type Step =
  | { readonly at: 'ask'; readonly error: AppError | null }
  | { readonly at: 'working'; readonly jobId: string }
  | { readonly at: 'code' | 'confirm'; readonly code: string; readonly group: number; readonly copyJobId: string | null };

/** The steps of changing the book's key: what it means, the passphrase, the work, the new recovery code. The code lives only here and goes with it. */
export function ChangeKey({ onLeave }: { readonly onLeave: () => void }) {
  const t = useT();
  // Kept from the start: while the work runs no book is open, and so none has a name.
  const book = useBook();
  const [name] = useState(book?.name ?? '');
  const [step, setStep] = useState<Step>({ at: 'ask', error: null });
  const start = async (passphrase: string): Promise<void> => {
    const started = await api.call('session.changeKey', { passphrase });
    if (!started.ok) return setStep({ at: 'ask', error: started.error });
    const { jobId, recoveryCode: code } = started.value;
    setStep({ at: 'working', jobId });
    const ended = await Promise.race([awaitJob(jobId), lockedMeanwhile()]);
    await refreshSession();
    void queryClient.invalidateQueries();
    if (!ended.ok) return setStep({ at: 'ask', error: ended.error });
    const { copyJobId } = ended.value as { readonly copyJobId: string | null };
    setStep({ at: 'code', code, group: groupToAsk(code, Math.random()), copyJobId });
  };
  // A backup that is still being made goes on, and is told of where the owner is then.
  const leave = (copyJobId: string | null): void => {
    if (copyJobId !== null && !isSettled(copyJobId)) void tellFreshCopy(t, copyJobId);
    onLeave();
  };
  switch (step.at) {
    case 'ask':
      return <AskStep name={name} error={step.error} onBack={onLeave} onStart={start} />;
    case 'working':
      return <WorkStep jobId={step.jobId} />;
    case 'code':
      return (
        <>
          <RecoveryStep name={name} code={step.code} head={<StepHead title={t('keyChange.codeTitle')} intro={t('keyChange.codeIntro', { name })} />} onNext={() => setStep({ ...step, at: 'confirm' })} />
          {step.copyJobId !== null && <FreshCopy jobId={step.copyJobId} />}
        </>
      );
    case 'confirm':
      return (
        <>
          <ConfirmStep group={step.group} isFirst={false} onBack={() => setStep({ ...step, at: 'code' })} onDone={() => leave(step.copyJobId)} />
          {step.copyJobId !== null && <FreshCopy jobId={step.copyJobId} />}
        </>
      );
    default:
      return step satisfies never;
  }
}

/** The book could not be opened again: the core ends with it, and nobody will tell of the job any more. */
function lockedMeanwhile(): Promise<Result<never>> {
  return new Promise((resolve) => {
    const stop = useGate.subscribe((gate) => {
      // Whoever left these screens is not waiting.
      if (gate.changingKey && gate.lockedBecause === null) return;
      stop();
      resolve({ ok: false, error: { code: 'session.locked' } });
    });
  });
}

function AskStep(props: { readonly name: string; readonly error: AppError | null; readonly onBack: () => void; readonly onStart: (passphrase: string) => Promise<void> }) {
  const t = useT();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text === '' || busy) return;
    setBusy(true);
    await props.onStart(text);
    setBusy(false);
  };
  return (
    <form className="entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      <StepHead title={t('keyChange.title')} intro={t('keyChange.intro', { name: props.name })} />
      <WhatChanges />
      <Field label={t('keyChange.passphrase')}>
        <PassphraseInput value={text} autoFocus disabled={busy} onChange={setText} />
      </Field>
      {props.error !== null && <ErrorNote error={props.error} />}
      <div className="entrance-buttons">
        <Button size="large" onClick={props.onBack} disabled={busy}>
          {t('keyChange.back')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" className="push" loading={busy} disabled={text === ''}>
          {t('keyChange.start')}
        </Button>
      </div>
    </form>
  );
}

/** Said before it begins: what stays, what does not, how long it takes. */
function WhatChanges() {
  const t = useT();
  const language = useLanguage();
  const list = useApiQuery('people.list', {});
  const others = (list.data?.people ?? []).filter(({ active, hasPassphrase }) => active && hasPassphrase).map(({ name }) => name);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(others);
  return (
    <ul className="change-key-list">
      <li>{t('keyChange.stays')}</li>
      <li>{t('keyChange.recovery')}</li>
      {others.length > 0 && <li>{t('keyChange.others', { names })}</li>}
      <li>{t('keyChange.backups')}</li>
      <li>{t('keyChange.time')}</li>
    </ul>
  );
}

function WorkStep({ jobId }: { readonly jobId: string }) {
  const t = useT();
  const job = useJob(jobId);
  return (
    <div className="entrance-form">
      <StepHead title={t('keyChange.working')} intro={t('keyChange.workingText')} />
      {job !== null && <JobProgress job={job} wide />}
    </div>
  );
}
