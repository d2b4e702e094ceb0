import { useState } from 'react';
import type { MoveChoices, MovePreview, MoveResult } from '../../../shared/modules/moving.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { MovePreviewStep } from './MovePreviewStep.tsx';
import { MoveResultStep } from './MoveResultStep.tsx';
import { MoveRunStep } from './MoveRunStep.tsx';
import type { MovingAsk } from './moving-store.ts';
import { closeMoving, useMovingStore } from './moving-store.ts';
import { TargetStep } from './TargetStep.tsx';
import type { Target } from './use-target.ts';
import './moving.css';

type Stage =
  | { readonly at: 'where' }
  | { readonly at: 'work'; readonly jobId: string }
  | { readonly at: 'preview'; readonly target: Target; readonly preview: MovePreview }
  | { readonly at: 'result'; readonly target: Target; readonly result: MoveResult };

/** The dialog, while something is asked of it. */
export function MovingDialog() {
  const ask = useMovingStore((state) => state.ask);
  return ask && <Moving key={ask.kind} ask={ask} />;
}

/** Where to, what goes along, how far it is, what came of it. Closing it while it works lets the work go on. */
function Moving({ ask }: { readonly ask: MovingAsk }) {
  const t = useT();
  const [stage, setStage] = useState<Stage>({ at: 'where' });
  const count = ask.kind === 'begin' ? ask.count : ask.move.customers;
  const follow = async (jobId: string, then: (value: unknown) => void): Promise<void> => {
    setStage({ at: 'work', jobId });
    const ended = await awaitJob(jobId);
    if (ended.ok) return then(ended.value);
    if (ended.error.code === 'request.cancelled') showToast({ kind: 'info', text: t('moving.cancelled') });
    else showToast({ kind: 'error', text: errorLine(t, ended.error) });
    setStage({ at: 'where' });
  };
  const finished = (target: Target) => (value: unknown) => {
    setStage({ at: 'result', target, result: value as MoveResult });
    if (ask.kind === 'begin') ask.onDone?.();
  };
  const opened = (target: Target, jobId: string): void => {
    if (ask.kind === 'begin') void follow(jobId, (value) => setStage({ at: 'preview', target, preview: value as MovePreview }));
    else if (ask.kind === 'finish') void follow(jobId, finished(target));
    else
      void follow(jobId, () => {
        showToast({ kind: 'success', text: t('moving.takenBack') });
        closeMoving();
      });
  };
  const start = async (target: Target, choices: MoveChoices): Promise<void> => {
    if (ask.kind !== 'begin') return;
    const reply = await api.call('moving.start', { ref: target.book.ref, secret: target.secret, selection: ask.selection, choices });
    if (reply.ok) await follow(reply.value.jobId, finished(target));
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const title = stage.at === 'result' ? t('moving.doneTitle') : ask.kind === 'begin' ? t('moving.title', { count }) : t(`moving.${ask.kind}Title`, { name: ask.move.bookName });
  return (
    <Dialog open width={720} title={title} onClose={closeMoving}>
      <div className="moving">
        {stage.at === 'where' && <TargetStep ask={ask} onOpened={opened} />}
        {stage.at === 'work' && <MoveRunStep jobId={stage.jobId} />}
        {stage.at === 'preview' && <MovePreviewStep target={stage.target} preview={stage.preview} onStart={(choices) => void start(stage.target, choices)} />}
        {stage.at === 'result' && <MoveResultStep target={stage.target} result={stage.result} />}
      </div>
    </Dialog>
  );
}
