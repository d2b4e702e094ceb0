import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type ReactNode } from 'react';
import { contactMethodSchema, followUpIntentSchema, followUpResultSchema, type ContactMethod, type FollowUpIntent, type FollowUpResult } from '../../../shared/modules/follow-ups.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { api, queryKey } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Note } from '../../ui/States.tsx';
import { attachAll, pastedFiles, type WaitingFile } from '../attachments/attach.ts';
import { WaitingFiles } from '../attachments/WaitingFiles.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { closeFollowUp, useFollowUpStore, type FollowUpAsk } from './follow-up-store.ts';
import { chipDate, NEXT_CHIPS } from './next-dates.ts';
import './follow-ups.css';

/** The dialog, when one is asked for. */
export function FollowUpDialog() {
  const ask = useFollowUpStore((state) => state.ask);
  if (ask === null) return null;
  return <Form key={ask.row?.id ?? `new-${ask.customerId ?? 0}`} ask={ask} />;
}

function Form({ ask }: { readonly ask: FollowUpAsk }) {
  const t = useT();
  const [customerId, setCustomerId] = useState(ask.customerId);
  const customer = useQuery({
    queryKey: queryKey('customers.get', { id: customerId ?? 0 }),
    queryFn: () => api.get('customers.get', { id: customerId ?? 0 }),
    enabled: customerId !== null,
  }).data;
  const draft = useDraft(ask, customer);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const isEmpty = draft.content.trim() === '' && draft.result === null;
  const save = async (): Promise<void> => {
    setTried(true);
    if (isEmpty || customerId === null || busy) return;
    setBusy(true);
    const body = { at: draft.at ?? Date.now(), method: draft.method, result: draft.result, intent: draft.intent, content: draft.content.trim(), nextDate: draft.nextDate };
    const reply = ask.row ? await api.call('followUps.update', { id: ask.row.id, patch: body }) : await api.call('followUps.create', { customerId, ...body });
    setBusy(false);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    useFollowUpStore.setState({ lastMethod: draft.method });
    void attachAll(t, draft.files, { customerId, followUpId: reply.value.id });
    closeFollowUp();
    showToast({ kind: 'success', text: ask.row ? t('portrait.followUp.updated') : t('portrait.followUp.saved', { name: customer?.name ?? '' }) });
  };
  return (
    <Dialog open title={t(ask.row ? 'portrait.followUp.edit' : 'portrait.followUp.title')} width={560} busy={busy} onOk={() => void save()} onClose={closeFollowUp}>
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
        {ask.customerId === null ? (
          <Field label={t('portrait.followUp.forWhom')} required>
            <CustomerPick autoFocus value={customerId} label={t('portrait.followUp.forWhom')} placeholder={t('portrait.followUp.whom')} onPick={(one) => setCustomerId(one.id)} />
          </Field>
        ) : (
          <p className="follow-up-whom">{customer?.name ?? ''}</p>
        )}
        <Manners customer={customer} />
        <Field label={t('portrait.followUp.content')} error={tried && isEmpty ? t('portrait.followUp.needed') : undefined}>
          <Input.TextArea
            autoFocus={ask.customerId !== null}
            rows={3}
            className="grows"
            maxLength={10_000}
            value={draft.content}
            placeholder={t('portrait.followUp.placeholder')}
            onChange={(event) => draft.setContent(event.target.value)}
          />
        </Field>
        <Choice label={t('portrait.followUp.method')}>
          <Toggles<ContactMethod>
            label={t('portrait.followUp.method')}
            value={draft.method}
            options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
            onChange={(value) => value !== null && draft.setMethod(value)}
          />
        </Choice>
        <Choice label={t('portrait.followUp.result')}>
          <Toggles<FollowUpResult> label={t('portrait.followUp.result')} value={draft.result} options={followUpResultSchema.options.map((value) => ({ value, label: t(`fields.result.${value}`) }))} onChange={draft.setResult} />
        </Choice>
        <Choice label={t('portrait.followUp.intent')}>
          <Toggles<FollowUpIntent> label={t('portrait.followUp.intent')} value={draft.intent} options={followUpIntentSchema.options.map((value) => ({ value, label: t(`fields.intent.${value}`) }))} onChange={draft.setIntent} />
        </Choice>
        <NextDate value={draft.nextDate} onChange={draft.setNextDate} />
        <When at={draft.at} onChange={draft.setAt} />
        <WaitingFiles files={draft.files} onChange={draft.setFiles} />
        <p className="quiet follow-up-hint">{t('portrait.followUp.hint')}</p>
      </div>
    </Dialog>
  );
}

/** What is written so far; the way of contact starts with the one the customer likes, else with the last one used. */
function useDraft(ask: FollowUpAsk, customer: Customer | undefined) {
  const { row } = ask;
  const lastMethod = useFollowUpStore((state) => state.lastMethod);
  const [method, setMethod] = useState<ContactMethod | null>(row?.method ?? null);
  const [content, setContent] = useState(row?.content ?? '');
  const [result, setResult] = useState<FollowUpResult | null>(row?.result ?? null);
  const [intent, setIntent] = useState<FollowUpIntent | null>(row?.intent ?? null);
  const [nextDate, setNextDate] = useState<string | null>(row?.nextDate ?? null);
  const [at, setAt] = useState<number | null>(row?.at ?? null);
  const [files, setFiles] = useState<readonly WaitingFile[]>([]);
  const shown = method ?? customer?.preferredMethod ?? lastMethod;
  return { method: shown, setMethod, content, setContent, result, setResult, intent, setIntent, nextDate, setNextDate, at, setAt, files, setFiles };
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

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="follow-up-choice">
      <span className="follow-up-label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** Small buttons of which one or none is pressed; the arrow keys go along them. */
function Toggles<T extends string>(props: { readonly label: string; readonly value: T | null; readonly options: readonly { readonly value: T; readonly label: string }[]; readonly onChange: (value: T | null) => void }) {
  const group = useRef<HTMLDivElement>(null);
  const step = (by: number): void => {
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={group}
      role="group"
      aria-label={props.label}
      className="toggles"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(1);
        else if (event.key === 'ArrowLeft') step(-1);
        else return;
        event.preventDefault();
      }}
    >
      {props.options.map(({ value, label }, index) => (
        <button
          key={value}
          type="button"
          className="toggle"
          aria-pressed={props.value === value}
          tabIndex={props.value === value || (props.value === null && index === 0) ? 0 : -1}
          onClick={() => props.onChange(props.value === value ? null : value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function NextDate({ value, onChange }: { readonly value: string | null; readonly onChange: (date: string | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const [now] = useState(() => Date.now());
  const chips = NEXT_CHIPS.map((chip) => ({ value: chipDate(chip, now), label: t(`portrait.followUp.${chip}`) }));
  const isChip = chips.some((chip) => chip.value === value);
  return (
    <Choice label={t('portrait.followUp.next')}>
      <div className="follow-up-next">
        <Toggles<string> label={t('portrait.followUp.next')} value={isChip ? value : null} options={chips.filter((chip, i) => chips.findIndex((one) => one.value === chip.value) === i)} onChange={onChange} />
        <DatePicker
          size="small"
          value={value === null ? null : dayjs(value)}
          aria-label={t('portrait.followUp.pickDate')}
          placeholder={t('portrait.followUp.pickDate')}
          format={(date) => formatDate(date.format('YYYY-MM-DD'), language)}
          onChange={(date) => onChange(date?.format('YYYY-MM-DD') ?? null)}
        />
      </div>
    </Choice>
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
