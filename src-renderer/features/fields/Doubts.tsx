import { AutoComplete, Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Condition } from '../../../shared/kernel/filter.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { confirmationOf, doubtsOf, MAX_REASON, NEEDS_REVIEW, type Confirmation, type Doubt } from '../../../shared/modules/review.ts';
import { reviewedValues } from '../../../shared/modules/reviewed-customer.ts';
import { api, queryKey } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../lib/i18n.ts';
import { fieldName, useOwnFields } from '../../lib/own-fields.ts';
import { isMasked, useRights } from '../../lib/may.tsx';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { useBookSettings } from '../common/use-choices.ts';
import { ruleText } from './rule-words.ts';
import './doubts.css';

/** 待审核: customers with a value that looks wrong and that nobody said was right. */
export const TO_REVIEW: Condition = { field: NEEDS_REVIEW, test: { op: 'any', values: ['yes'] } };

const PRESETS = ['saidSo', 'seen', 'tried'] as const;

function doubtText(t: Translate, { problem }: Doubt): string {
  const { code, facts } = problem;
  return code === 'phone' || code === 'email' || code === 'future' ? t(`customFields.review.problem.${code}`) : ruleText(t, { code, facts, severity: 'warning' });
}

/** What looks wrong in one field, value by value: with a way to say that it is right, or with what was said. */
export function Doubts({ customer, field }: { readonly customer: Customer; readonly field: string }) {
  const fields = useOwnFields((store) => store.fields);
  const standards = useBookSettings()?.standards;
  // What is shown in part cannot be judged by it.
  const veiled = !useRights().seePhones;
  const doubts = useMemo(() => {
    const rules = { fields: fields.filter((one) => one.kind !== 'formula' && !one.ownerOnly), standards: standards ?? {} };
    return doubtsOf(reviewedValues(customer), rules, fileDate(new Date(customer.updatedAt))).filter((doubt) => doubt.field === field && !(veiled && isMasked(doubt.value)));
  }, [customer, field, fields, standards, veiled]);
  if (doubts.length === 0) return null;
  return (
    <ul className="doubts">
      {doubts.map((doubt, index) => (
        <DoubtLine key={`${doubt.value} ${index}`} customer={customer} doubt={doubt} several={doubts.length > 1 || (Array.isArray(customer[field as 'phones']) && customer[field as 'phones'].length > 1)} />
      ))}
    </ul>
  );
}

function DoubtLine({ customer, doubt, several }: { readonly customer: Customer; readonly doubt: Doubt; readonly several: boolean }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const say = useSay(customer, doubt);
  const said = confirmationOf(customer.confirmed, doubt);
  if (said) return <SaidLine said={said} value={several ? doubt.value : null} onTakeBack={() => void say(null)} />;
  const text = several ? t('customFields.review.of', { value: doubt.value, problem: doubtText(t, doubt) }) : doubtText(t, doubt);
  return (
    <li>
      <span className="own-warning">{text}</span>
      {isOpen ? (
        <ReasonForm onCancel={() => setOpen(false)} onSay={async (reason) => (await say(reason)) && setOpen(false)} />
      ) : (
        <Button type="link" size="small" aria-label={t('customFields.review.confirmOf', { field: fieldName(t, doubt.field), value: doubt.value })} onClick={() => setOpen(true)}>
          {t('customFields.review.confirm')}
        </Button>
      )}
    </li>
  );
}

function SaidLine({ said, value, onTakeBack }: { readonly said: Confirmation; readonly value: string | null; readonly onTakeBack: () => void }) {
  const t = useT();
  const language = useLanguage();
  const text = t('customFields.review.said', { reason: said.reason });
  return (
    <li className="quiet" title={t('customFields.review.saidBy', { who: said.by, date: formatDate(said.on, language) })}>
      <span>{value === null ? text : t('customFields.review.of', { value, problem: text })}</span>
      <Button type="link" size="small" onClick={onTakeBack}>
        {t('customFields.review.takeBack')}
      </Button>
    </li>
  );
}

/** One line of why; the usual answers are offered. Enter says it, Esc leaves. */
function ReasonForm({ onSay, onCancel }: { readonly onSay: (reason: string) => void; readonly onCancel: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const clean = reason.trim();
  return (
    <form
      className="doubt-reason"
      onSubmit={(event) => {
        event.preventDefault();
        if (clean !== '') onSay(clean);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <AutoComplete
        autoFocus
        size="small"
        value={reason}
        maxLength={MAX_REASON}
        defaultActiveFirstOption={false}
        aria-label={t('customFields.review.reason')}
        placeholder={t('customFields.review.reasonHint')}
        options={PRESETS.map((one) => ({ value: t(`customFields.review.presets.${one}`) }))}
        onChange={(text: string) => setReason(text)}
      />
      <Button size="small" type="primary" htmlType="submit" disabled={clean === ''}>
        {t('customFields.review.save')}
      </Button>
    </form>
  );
}

/** Says it to the book; `null` takes back what was said. Answers whether it is written down. */
function useSay(customer: Customer, { field, value }: Doubt): (reason: string | null) => Promise<boolean> {
  const t = useT();
  const undoToast = useUndoToast();
  return async (reason) => {
    const reply = await api.call('customers.confirm', { id: customer.id, field, value, reason });
    if (!reply.ok) {
      showToast({ kind: 'error', text: errorLine(t, reply.error) });
      return false;
    }
    queryClient.setQueryData(queryKey('customers.get', { id: customer.id }), reply.value);
    undoToast(t(reason === null ? 'customFields.review.takenBack' : 'customFields.review.saved', { field: fieldName(t, field) }), reply.actionId);
    return true;
  };
}
