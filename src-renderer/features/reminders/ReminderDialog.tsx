import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { useMorning } from './ReminderActs.tsx';
import { ReminderForm } from './ReminderForm.tsx';
import { askReminder, useReminderStore } from './reminder-store.ts';
import { civilTime, snoozeTime } from './snooze-times.ts';
import { useReminderDeeds } from './use-reminder-deeds.ts';

/** The dialog, when one is asked for. */
export function ReminderDialog() {
  const ask = useReminderStore((state) => state.ask);
  if (ask === null) return null;
  if (ask.kind === 'snooze') return <Snooze key={ask.line.id} line={ask.line} />;
  if (ask.kind === 'handOver') return <HandOver key={ask.line.id} line={ask.line} />;
  return <ReminderForm key={ask.kind === 'edit' ? ask.line.id : `new-${ask.customerId ?? 0}`} ask={ask} />;
}

const close = (): void => askReminder(null);

/** Any day and time that is still to come. */
function Snooze({ line }: { readonly line: ReminderLine }) {
  const t = useT();
  const deeds = useReminderDeeds();
  const morning = useMorning();
  const [at, setAt] = useState(() => dayjs(snoozeTime('tomorrow', line.atTime ?? morning)));
  const [now] = useState(() => Date.now());
  const isPast = at.valueOf() <= now;
  const save = (): void => {
    if (isPast) return;
    close();
    void deeds.snooze(line, civilTime(at));
  };
  return (
    <Dialog open title={t('reminders.laterTitle')} okText={t('reminders.laterOk')} okDisabled={isPast} onOk={save} onClose={close}>
      <p className="follow-up-whom">{line.title}</p>
      <Field label={t('reminders.laterWhen')} error={isPast ? t('reminders.laterPast') : undefined}>
        <DatePicker allowClear={false} autoFocus showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" minDate={dayjs(now)} needConfirm={false} value={at} onChange={(date) => date && setAt(date)} />
      </Field>
    </Dialog>
  );
}

/** To another person of the book. */
function HandOver({ line }: { readonly line: ReminderLine }) {
  const t = useT();
  const undoToast = useUndoToast();
  const people = useApiQuery('people.list', {}).data?.people.filter((one) => one.active) ?? [];
  const [to, setTo] = useState(line.assignee ?? '');
  const save = async (): Promise<void> => {
    const reply = await api.call('reminders.handOver', { ids: [line.id], to: to === '' ? null : to });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    close();
    undoToast(to === '' ? t('reminders.handedToNobody', { title: line.title }) : t('reminders.handedOver', { title: line.title, name: to }), reply.actionId);
  };
  return (
    <Dialog open title={t('reminders.handOverTitle', { title: line.title })} okText={t('reminders.handOverOk')} okDisabled={to === (line.assignee ?? '')} onOk={() => void save()} onClose={close}>
      <Field label={t('reminders.handOverTo')}>
        <Select<string> autoFocus value={to} options={[{ value: '', label: t('reminders.handOverNobody') }, ...people.map(({ name }) => ({ value: name, label: name }))]} onChange={setTo} />
      </Field>
    </Dialog>
  );
}
