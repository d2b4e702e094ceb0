import { DatePicker, Input, Segmented, Select, TimePicker, type InputRef } from 'antd';
import dayjs from 'dayjs';
import { useRef } from 'react';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { useApiQuery } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate, formatWeekday } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { lunarText } from '../common/day-words.ts';
import { LeadsField } from './LeadsField.tsx';
import { useMorning } from './ReminderActs.tsx';
import { askReminder, type ReminderAsk } from './reminder-store.ts';
import { RepeatFields } from './RepeatFields.tsx';
import { RulePreview } from './RulePreview.tsx';
import { useReminderForm, type About, type ReminderFormState } from './use-reminder-form.ts';
import './reminders.css';

const ABOUTS: readonly About[] = ['customer', 'segment', 'nobody'];

/** A reminder, new or as it is: what, about whom, when, how often; below it what that means in words and its next days. */
export function ReminderForm({ ask }: { readonly ask: Extract<ReminderAsk, { kind: 'new' | 'edit' }> }) {
  const t = useT();
  const language = useLanguage();
  const form = useReminderForm(ask);
  const { written, set, lacks, tried, error, save } = form;
  const what = useRef<InputRef>(null);
  const isNew = ask.kind === 'new';
  const isAsked = isNew && ask.customerId === null && ask.segmentId === undefined;
  return (
    <Dialog open title={t(isNew ? 'reminders.add' : 'reminders.edit')} width={640} onOk={() => void save()} onClose={() => askReminder(null)}>
      <div
        className="reminder-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
      >
        {isAsked && <WhomFields form={form} onPicked={() => void requestAnimationFrame(() => what.current?.focus())} />}
        {!isAsked && <Whom form={form} ask={ask} />}
        <Field label={t('reminders.form.what')} required error={tried && lacks.title ? t('reminders.form.whatNeeded') : undefined}>
          <Input ref={what} autoFocus={isNew && !isAsked} value={written.title} maxLength={200} placeholder={t('reminders.form.whatPlaceholder')} onChange={(event) => set({ title: event.target.value })} />
        </Field>
        <div className="reminder-row">
          <Field label={t(written.draft.repeat === 'once' ? 'reminders.form.startsOn' : 'reminders.form.firstOn')} required hint={lunarText(t, language, written.startsOn) ?? undefined}>
            <DatePicker
              allowClear={false}
              value={dayjs(written.startsOn)}
              {...(isNew && { minDate: dayjs(fileDate()) })}
              format={(date) => `${formatDate(date.format('YYYY-MM-DD'), language)} ${formatWeekday(date.format('YYYY-MM-DD'), language)}`}
              onChange={(date) => date && set({ startsOn: date.format('YYYY-MM-DD') })}
            />
          </Field>
          <TimeField value={written.atTime} onChange={(atTime) => set({ atTime })} />
        </div>
        <RepeatFields written={written} set={set} />
        <LeadsField value={written.leads} error={tried && lacks.leads ? t('reminders.form.leadNeeded') : undefined} onChange={(leads) => set({ leads })} />
        <RulePreview written={written} />
        <details className="reminder-more" open={written.note !== '' || written.method !== null || written.assignee !== null}>
          <summary>{t('reminders.form.more')}</summary>
          <MoreFields form={form} />
        </details>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}

/** `null`: all day, told at the book's time of day. */
function TimeField({ value, onChange }: { readonly value: string | null; readonly onChange: (time: string | null) => void }) {
  const t = useT();
  const morning = useMorning();
  return (
    <Field label={t('reminders.form.time')} hint={value === null ? t('reminders.form.allDay', { time: morning }) : undefined}>
      <TimePicker
        value={value === null ? null : dayjs(`2000-01-01T${value}`)}
        format="HH:mm"
        minuteStep={5}
        needConfirm={false}
        placeholder={t('reminders.form.time')}
        onChange={(time) => onChange(time ? time.format('HH:mm') : null)}
      />
    </Field>
  );
}

/** Whom it is about is settled: said, not asked. */
function Whom({ form, ask }: { readonly form: ReminderFormState; readonly ask: Extract<ReminderAsk, { kind: 'new' | 'edit' }> }) {
  const { customerId } = form.written;
  const customer = useApiQuery('customers.get', { id: customerId ?? 0 }, { enabled: ask.kind === 'new' && customerId !== null }).data;
  const segments = useApiQuery('segments.list', {}, { enabled: ask.kind === 'new' && form.written.segmentId !== null }).data?.segments;
  const name = ask.kind === 'edit' ? (ask.line.customerName ?? ask.line.segmentName) : (customer?.name ?? segments?.find((one) => one.id === form.written.segmentId)?.name);
  return name === undefined || name === null ? null : <p className="follow-up-whom">{name}</p>;
}

/** A customer, a segment, or nobody. */
function WhomFields({ form, onPicked }: { readonly form: ReminderFormState; readonly onPicked: () => void }) {
  const t = useT();
  const { written, set, lacks, tried } = form;
  const segments = useApiQuery('segments.list', {}).data?.segments ?? [];
  return (
    <>
      <div className="field">
        <span className="reminder-label">{t('reminders.form.about')}</span>
        <Segmented<About> aria-label={t('reminders.form.about')} value={written.about} options={ABOUTS.map((value) => ({ value, label: t(`reminders.form.abouts.${value}`) }))} onChange={(about) => set({ about })} />
      </div>
      {written.about === 'customer' && (
        <Field label={t('reminders.form.customer')} required error={tried && lacks.whom ? t('reminders.form.customerNeeded') : undefined}>
          <CustomerPick
            autoFocus
            value={written.customerId}
            label={t('reminders.form.customer')}
            placeholder={t('tasks.whoPlaceholder')}
            onPick={(one) => {
              set({ customerId: one.id });
              // The list of customers closes first, and keeps the focus while it does.
              onPicked();
            }}
          />
        </Field>
      )}
      {written.about === 'segment' && (
        <Field label={t('reminders.form.segment')} required error={tried && lacks.whom ? t('reminders.form.segmentNeeded') : undefined}>
          <Select<number> value={written.segmentId} placeholder={t('reminders.form.segmentPlaceholder')} options={segments.map(({ id, name }) => ({ value: id, label: name }))} onChange={(segmentId) => set({ segmentId })} />
        </Field>
      )}
    </>
  );
}

/** Seldom needed: whose job it is, how, a note. */
function MoreFields({ form }: { readonly form: ReminderFormState }) {
  const t = useT();
  const { written, set } = form;
  const mayAsk = useMay('people.list');
  const people = useApiQuery('people.list', {}, { enabled: mayAsk }).data?.people.filter((one) => one.active) ?? [];
  return (
    <div className="reminder-form">
      <div className="reminder-row">
        {people.length > 1 && (
          <Field label={t('reminders.form.assignee')}>
            <Select<string> value={written.assignee ?? ''} options={[{ value: '', label: t('reminders.form.anyone') }, ...people.map(({ name }) => ({ value: name, label: name }))]} onChange={(name) => set({ assignee: name === '' ? null : name })} />
          </Field>
        )}
        <Field label={t('reminders.form.method')}>
          <Select<ContactMethod>
            allowClear
            value={written.method}
            placeholder={t('care.noMethod')}
            options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
            onChange={(method: ContactMethod | undefined) => set({ method: method ?? null })}
          />
        </Field>
      </div>
      <Field label={t('reminders.form.note')}>
        <Input.TextArea rows={2} className="grows" maxLength={2_000} value={written.note} onChange={(event) => set({ note: event.target.value })} />
      </Field>
    </div>
  );
}
