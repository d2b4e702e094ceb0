import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Choice, NextDate, Toggles } from './choices.tsx';
import type { FollowUpTask } from './follow-up-store.ts';
import { chipDate } from './next-dates.ts';

const REASONS = ['noReply', 'busy', 'off', 'later'] as const;

/** Nobody was reached: the task goes to another day with the reason, and the attempt stays in the timeline. */
export function MissedCall({ task, method, onDone }: { readonly task: FollowUpTask; readonly method: ContactMethod; readonly onDone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [due, setDue] = useState(() => chipDate('tomorrow', Date.now()));
  const [busy, setBusy] = useState(false);
  const words = REASONS.map((one) => t(`portrait.missed.reasons.${one}`));
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const reply = await api.call('tasks.miss', { id: task.id, due, reason: reason.trim(), method });
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('portrait.missed.done', { title: task.title, date: formatDate(due, language) }), reply.actionId);
    onDone();
  };
  if (!isOpen) {
    return (
      <Button className="missed-open" onClick={() => setOpen(true)}>
        {t('portrait.missed.open')}
      </Button>
    );
  }
  return (
    <fieldset className="missed">
      <legend>{t('portrait.missed.open')}</legend>
      <Choice label={t('portrait.missed.reason')}>
        <div className="missed-reason">
          <Toggles<string> label={t('portrait.missed.reason')} value={words.includes(reason) ? reason : null} options={words.map((value) => ({ value, label: value }))} onChange={(value) => setReason(value ?? '')} />
          <Input size="small" maxLength={200} value={reason} aria-label={t('portrait.missed.reasonOwn')} placeholder={t('portrait.missed.reasonOwn')} onChange={(event) => setReason(event.target.value)} />
        </div>
      </Choice>
      <NextDate label={t('portrait.missed.when')} value={due} onChange={(date) => date !== null && setDue(date)} />
      <Button type="primary" disabled={busy} onClick={() => void save()}>
        {t('portrait.missed.save', { date: formatDate(due, language) })}
      </Button>
    </fieldset>
  );
}
