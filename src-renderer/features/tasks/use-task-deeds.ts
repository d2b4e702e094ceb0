/** What can be done with a line of the list. A next date agreed in a follow-up is moved and ended where it is kept: in the follow-up. */
import { useNavigate } from '@tanstack/react-router';
import type { Input, MethodName } from '../../../shared/contract/index.ts';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { finishWithFollowUp, openFollowUp } from '../follow-ups/follow-up-store.ts';
import { askTask } from './task-store.ts';

export interface TaskDeeds {
  /** Marks as done at once; a next date is done by writing down the contact. */
  done(line: TaskLine): Promise<void>;
  doneWithFollowUp(line: TaskLine): void;
  /** `null`: some day. */
  snooze(line: TaskLine, due: string | null): Promise<void>;
  skip(line: TaskLine): Promise<void>;
  reopen(line: TaskLine): Promise<void>;
  remove(line: TaskLine): Promise<void>;
  open(line: TaskLine): void;
}

export function useTaskDeeds(): TaskDeeds {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const navigate = useNavigate();
  const mayWork = useMay('tasks.update');
  const run = async <M extends MethodName>(method: M, input: Input<M>, said: string): Promise<void> => {
    const reply = await api.call(method, input);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(said, reply.actionId);
  };
  const isStep = (line: TaskLine) => line.kind === 'nextStep';
  return {
    async done(line) {
      if (isStep(line)) return openFollowUp(line.customerId);
      await run('tasks.finish', { id: line.id }, t('tasks.doneToast', { title: line.title }));
    },
    doneWithFollowUp(line) {
      if (isStep(line)) openFollowUp(line.customerId);
      else finishWithFollowUp(line.customerId, line);
    },
    async snooze(line, due) {
      const said = due === null ? t('tasks.movedSomeDay', { title: line.title }) : t('tasks.moved', { title: line.title, date: formatDate(due, language) });
      if (isStep(line)) await run('followUps.update', { id: line.id, patch: { nextDate: due } }, said);
      else await run('tasks.snooze', { ids: [line.id], due }, said);
    },
    async skip(line) {
      if (isStep(line)) await run('followUps.update', { id: line.id, patch: { nextDate: null } }, t('tasks.stepSkipped', { name: line.customerName }));
      else await run('tasks.skip', { ids: [line.id] }, t('tasks.skipped_toast', { title: line.title }));
    },
    reopen: (line) => run('tasks.reopen', { ids: [line.id] }, t('tasks.reopened', { title: line.title })),
    remove: (line) => run('tasks.remove', { id: line.id }, t('tasks.removed', { title: line.title })),
    open(line) {
      if (!mayWork) void navigate({ to: '/customers/$id', params: { id: line.customerId } });
      else if (isStep(line)) openFollowUp(line.customerId);
      else askTask({ kind: 'edit', task: line });
    },
  };
}
