import { Button } from 'antd';
import { useState } from 'react';
import type { MoveInfo } from '../../../shared/modules/moving.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { askMoving } from './moving-store.ts';

/** What can still be done about a move: going on or back with an interrupted one, taking away what one brought here. */
export function MoveDeeds({ move }: { readonly move: MoveInfo }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    const started = await api.call('moving.undo', { moveId: move.moveId });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    showToast(ended.ok ? { kind: 'success', text: t('moving.undone') } : { kind: 'error', text: errorLine(t, ended.error) });
  };
  const leave = async () => {
    const reply = await api.call('moving.leave', { moveId: move.moveId });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const { ref } = move;
  const stopped = move.state === 'interrupted';
  const canUndo = move.direction === 'in' && move.state !== 'running' && move.state !== 'undone';
  return (
    <>
      {stopped && move.direction === 'out' && ref !== null && (
        <>
          <Button size="small" type="primary" onClick={() => askMoving({ kind: 'finish', move: { ...move, ref } })}>
            {t('moving.deeds.finish')}
          </Button>
          <Button size="small" onClick={() => askMoving({ kind: 'takeBack', move: { ...move, ref } })}>
            {t('moving.deeds.takeBack')}
          </Button>
        </>
      )}
      {canUndo && (
        <Button size="small" loading={busy} onClick={() => void undo()}>
          {t('moving.deeds.undo')}
        </Button>
      )}
      {stopped && (
        <Button size="small" disabled={busy} onClick={() => void leave()}>
          {t('moving.deeds.leave')}
        </Button>
      )}
    </>
  );
}
