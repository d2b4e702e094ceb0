import { Input, Select, Switch, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { NextDate } from '../follow-ups/choices.tsx';
import { askTask, useTaskStore } from './task-store.ts';
import { TaskMessage } from './TaskMessage.tsx';
import './tasks.css';

/** The dialog, when one is asked for. */
export function TaskDialog() {
  const ask = useTaskStore((state) => state.ask);
  if (ask === null) return null;
  return ask.kind === 'edit' ? <Form key={ask.task.id} task={ask.task} customerId={ask.task.customerId} /> : <Form key={`new-${ask.customerId ?? 0}`} task={null} customerId={ask.customerId} />;
}

const close = (): void => askTask(null);

function Form({ task, customerId }: { readonly task: TaskLine | null; readonly customerId: number | null }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [who, setWho] = useState(customerId);
  const [title, setTitle] = useState(task?.title ?? '');
  const [due, setDue] = useState<string | null>(task?.due ?? null);
  const [method, setMethod] = useState<ContactMethod | null>(task?.method ?? null);
  const [note, setNote] = useState(task?.note ?? '');
  const [high, setHigh] = useState(task?.priority === 'high');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const what = useRef<InputRef>(null);
  // The list of customers closes first, and keeps the focus while it does.
  const goOn = (): void => void requestAnimationFrame(() => what.current?.focus());
  const customer = useApiQuery('customers.get', { id: who ?? 0 }, { enabled: who !== null }).data;
  const save = async (): Promise<void> => {
    setTried(true);
    if (title.trim() === '' || who === null) return;
    const body = { title: title.trim(), due, method, note: note.trim() || null, priority: high ? ('high' as const) : ('normal' as const) };
    const reply = task ? await api.call('tasks.update', { id: task.id, patch: body }) : await api.call('tasks.create', { customerId: who, ...body });
    if (!reply.ok) return setError(reply.error);
    close();
    undoToast(t(task ? 'tasks.saved' : 'tasks.created', { title: body.title }), reply.actionId);
  };
  return (
    <Dialog open title={t(task ? 'tasks.edit' : 'tasks.add')} width={560} onOk={() => void save()} onClose={close}>
      <div
        className="task-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
      >
        {customerId === null ? (
          <Field label={t('tasks.who')} required error={tried && who === null ? t('tasks.whoNeeded') : undefined}>
            <CustomerPick autoFocus value={who} label={t('tasks.who')} placeholder={t('tasks.whoPlaceholder')} onPick={(one) => { setWho(one.id); goOn(); }} />
          </Field>
        ) : (
          <p className="follow-up-whom">{customer?.name ?? task?.customerName ?? ''}</p>
        )}
        <Field label={t('tasks.what')} required error={tried && title.trim() === '' ? t('tasks.whatNeeded') : undefined}>
          <Input
            ref={what}
            autoFocus={customerId !== null && task === null}
            value={title}
            maxLength={200}
            placeholder={t('tasks.whatPlaceholder')}
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={(event) => !event.ctrlKey && !event.nativeEvent.isComposing && void save()}
          />
        </Field>
        <NextDate label={t('tasks.due')} value={due} onChange={setDue} />
        <div className="task-form-row">
          <Field label={t('tasks.method')}>
            <Select<ContactMethod>
              allowClear
              value={method}
              placeholder={t('care.noMethod')}
              options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
              onChange={(value: ContactMethod | undefined) => setMethod(value ?? null)}
            />
          </Field>
          <label className="task-high">
            <Switch size="small" checked={high} onChange={setHigh} aria-label={t('tasks.high')} /> {t('tasks.high')}
          </label>
        </div>
        <Field label={t('tasks.note')}>
          <Input.TextArea rows={2} className="grows" maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {task !== null && task.message !== null && <TaskMessage task={task} onContacted={close} />}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
