import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { FollowUp } from '../../../shared/modules/follow-ups.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { api, queryKey } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Note } from '../../ui/States.tsx';
import { attachAll, pastedFiles } from '../attachments/attach.ts';
import { WaitingFiles } from '../attachments/WaitingFiles.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { KeptNote } from '../common/KeptNote.tsx';
import { closeFollowUp, useFollowUpStore, type FollowUpAsk } from './follow-up-store.ts';
import { Choice, NextDate } from './choices.tsx';
import { FollowUpAnswers, FollowUpText, InsertTemplate } from './FollowUpAnswers.tsx';
import { MissedCall } from './MissedCall.tsx';
import { keptFollowUp, useFollowUpDraft, useKeepFollowUp } from './use-follow-up-draft.ts';
import './follow-ups.css';

/** The dialog, when one is asked for. */
export function FollowUpDialog() {
  const ask = useFollowUpStore((state) => state.ask);
  const [turn, setTurn] = useState(0);
  if (ask === null) return null;
  return <Form key={`${ask.row?.id ?? `new-${ask.customerId ?? 0}-${ask.task?.id ?? 0}`} ${turn}`} ask={ask} onAfresh={() => setTurn(turn + 1)} />;
}

function Form({ ask, onAfresh }: { readonly ask: FollowUpAsk; readonly onAfresh: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [kept] = useState(() => keptFollowUp(ask));
  const [customerId, setCustomerId] = useState(ask.customerId ?? kept?.customerId ?? null);
  const customer = useQuery({
    queryKey: queryKey('customers.get', { id: customerId ?? 0 }),
    queryFn: () => api.get('customers.get', { id: customerId ?? 0 }),
    enabled: customerId !== null,
  }).data;
  const draft = useFollowUpDraft(ask, customer, kept);
  const forget = useKeepFollowUp(ask, draft.written, customerId);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const isEmpty = draft.content.trim() === '' && draft.result === null && draft.satisfaction === null;
  const leave = (): void => {
    closeFollowUp();
    ask.onDone?.();
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (isEmpty || customerId === null || busy) return;
    setBusy(true);
    const body = { at: draft.at ?? Date.now(), method: draft.method, result: draft.result, intent: draft.intent, satisfaction: draft.satisfaction, content: draft.content.trim(), nextDate: draft.nextDate };
    const reply = await send(ask, customerId, body);
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    useFollowUpStore.setState({ lastMethod: draft.method });
    void attachAll(t, draft.files, { customerId, ...(reply.value.followUpId !== null && { followUpId: reply.value.followUpId }) });
    forget();
    leave();
    if (ask.task) return undoToast(t('tasks.doneToast', { title: ask.task.title }), reply.actionId);
    showToast({ kind: 'success', text: ask.row ? t('portrait.followUp.updated') : t('portrait.followUp.saved', { name: customer?.name ?? '' }) });
  };
  return (
    <Dialog open title={ask.task ? t('tasks.done', { title: ask.task.title }) : t(ask.row ? 'portrait.followUp.edit' : 'portrait.followUp.title')} width={560} busy={busy} onOk={() => void save()} onClose={closeFollowUp}>
      <div
        className="follow-up-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
        onPaste={(event) => {
          const files = pastedFiles(t, event.clipboardData);
          if (files.length === 0) return;
          event.preventDefault();
          draft.setFiles([...draft.files, ...files]);
        }}
      >
        {kept !== null && <KeptNote onAfresh={() => { forget(); onAfresh(); }} />}
        {ask.customerId === null ? (
          <Field label={t('portrait.followUp.forWhom')} required>
            <CustomerPick autoFocus value={customerId} label={t('portrait.followUp.forWhom')} placeholder={t('portrait.followUp.whom')} onPick={(one) => setCustomerId(one.id)} />
          </Field>
        ) : (
          <p className="follow-up-whom">{customer?.name ?? ''}</p>
        )}
        <Manners customer={customer} />
        {ask.script !== undefined && ask.script !== '' && (
          <Field label={t('visits.script')}>
            <p className="follow-up-script">{ask.script}</p>
          </Field>
        )}
        <FollowUpText draft={draft} autoFocus={ask.customerId !== null} isMissing={tried && isEmpty} />
        <FollowUpAnswers draft={draft} />
        <NextDate label={t('portrait.followUp.next')} value={draft.nextDate} onChange={draft.setNextDate} />
        <When at={draft.at} onChange={draft.setAt} />
        <WaitingFiles files={draft.files} onChange={draft.setFiles} />
        {ask.task && <MissedCall task={ask.task} method={draft.method} onDone={leave} />}
        <InsertTemplate draft={draft} />
        <p className="quiet follow-up-hint">{t('portrait.followUp.hint')}</p>
      </div>
    </Dialog>
  );
}

/** Written down, corrected, or the end of a task, whichever was asked for. */
async function send({ row, task }: FollowUpAsk, customerId: number, body: Omit<FollowUp, 'id' | 'customerId' | 'seq'>) {
  if (task?.of === 'reminder') {
    const done = await api.call('reminders.finish', { id: task.id, followUp: body });
    return done.ok ? { ...done, value: { followUpId: null } } : done;
  }
  if (task) {
    const done = await api.call('tasks.finish', { id: task.id, followUp: body });
    return done.ok ? { ...done, value: { followUpId: done.value.followUpId ?? 0 } } : done;
  }
  const reply = row ? await api.call('followUps.update', { id: row.id, patch: body }) : await api.call('followUps.create', { customerId, ...body });
  return reply.ok ? { ...reply, value: { followUpId: reply.value.id } } : reply;
}

/** How this customer wants to be reached, and whether at all. */
function Manners({ customer }: { readonly customer: Customer | undefined }) {
  const t = useT();
  if (!customer) return null;
  const { doNotContact, preferredMethod, preferredTime } = customer;
  const likes = [
    preferredMethod === null ? '' : t('portrait.followUp.preferred', { method: t(`fields.method.${preferredMethod}`) }),
    preferredTime === null ? '' : t('portrait.followUp.preferredTime', { time: preferredTime }),
  ].filter((text) => text !== '');
  return (
    <>
      {doNotContact !== null && (
        <Note kind="warning">
          <strong>{t(`portrait.doNotContact.${doNotContact}`)}</strong> {t(`portrait.doNotContactHint.${doNotContact}`)}
        </Note>
      )}
      {likes.length > 0 && <p className="quiet">{likes.join(' ')}</p>}
    </>
  );
}

function When({ at, onChange }: { readonly at: number | null; readonly onChange: (at: number | null) => void }) {
  const t = useT();
  return (
    <Choice label={t('portrait.followUp.when')}>
      {at === null ? (
        <span className="follow-up-now">
          {t('portrait.followUp.now')}
          <Button type="link" size="small" onClick={() => onChange(Date.now())}>
            {t('portrait.followUp.earlier')}
          </Button>
        </span>
      ) : (
        <DatePicker size="small" showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" value={dayjs(at)} allowClear={false} aria-label={t('portrait.followUp.when')} onChange={(date) => date && onChange(date.valueOf())} />
      )}
    </Choice>
  );
}
