/** What can be done with a reminder, from any list of them, from a notice and from the panel. */
import { useNavigate } from '@tanstack/react-router';
import type { Input, MethodName } from '../../../shared/contract/index.ts';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { finishWithFollowUp } from '../follow-ups/follow-up-store.ts';
import { askReminder } from './reminder-store.ts';
import { civilText } from './when-words.ts';

/** As much of a reminder as a deed needs: a line of a list, or what a notice told. */
export type Named = Pick<ReminderLine, 'id' | 'title'>;

export interface ReminderDeeds {
  done(line: Named): Promise<void>;
  /** Only for a customer's. */
  doneWithFollowUp(line: ReminderLine): void;
  /** `to`: civil date and time. */
  snooze(line: Named, to: string): Promise<void>;
  skip(line: Named): Promise<void>;
  setPaused(line: Named, isPaused: boolean): Promise<void>;
  reopen(line: Named): Promise<void>;
  remove(line: Named): Promise<void>;
  open(line: ReminderLine): void;
}

export function useReminderDeeds(): ReminderDeeds {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const navigate = useNavigate();
  const mayWork = useMay('reminders.update');
  const run = async <M extends MethodName>(method: M, input: Input<M>, said: string): Promise<void> => {
    const reply = await api.call(method, input);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(said, reply.actionId);
  };
  return {
    done: ({ id, title }) => run('reminders.finish', { id }, t('reminders.doneToast', { title })),
    doneWithFollowUp(line) {
      if (line.customerId === null) return void this.done(line);
      finishWithFollowUp(line.customerId, { id: line.id, title: line.title, method: line.method, of: 'reminder' });
    },
    snooze: ({ id, title }, to) => run('reminders.snooze', { ids: [id], to }, t('reminders.snoozed', { title, when: civilText(t, language, to) })),
    skip: ({ id, title }) => run('reminders.skip', { ids: [id] }, t('reminders.skippedToast', { title })),
    setPaused: ({ id, title }, isPaused) => run(isPaused ? 'reminders.pause' : 'reminders.resume', { ids: [id] }, t(isPaused ? 'reminders.pausedToast' : 'reminders.resumedToast', { title })),
    reopen: ({ id, title }) => run('reminders.resume', { ids: [id] }, t('reminders.reopened', { title })),
    remove: ({ id, title }) => run('reminders.remove', { ids: [id] }, t('reminders.removed', { title })),
    open(line) {
      if (mayWork) askReminder({ kind: 'edit', line });
      else if (line.customerId !== null) void navigate({ to: '/customers/$id', params: { id: line.customerId } });
    },
  };
}
