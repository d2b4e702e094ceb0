import { AutoComplete, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { consentMethodSchema, type Consent, type ConsentMethod } from '../../../shared/modules/consents.ts';
import { consentKindSchema, type ConsentKind } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Choice, Toggles } from '../follow-ups/choices.tsx';
import './consents.css';

export type ConsentBody = Pick<Consent, 'kind' | 'scope' | 'method' | 'date' | 'notes'>;

interface FormProps {
  readonly title: string;
  /** Whom it is about. */
  readonly about: string;
  readonly start: Partial<ConsentBody>;
  readonly onSave: (body: ConsentBody) => Promise<void>;
  readonly onClose: () => void;
}

/** Opens when the words used before are there: the first of them is the likely answer. */
export function ConsentForm(props: FormProps) {
  const { data, isPending } = useApiQuery('consents.scopes', {});
  return isPending ? null : <Form {...props} scopes={data?.scopes ?? []} />;
}

/** One entry, asked in the order it is told: what happened, what it covers, how, when. Everything but the first has a likely answer already. */
function Form(props: FormProps & { readonly scopes: readonly string[] }) {
  const t = useT();
  const { start } = props;
  const language = useLanguage();
  const [kind, setKind] = useState<ConsentKind>(start.kind ?? 'consent');
  const [scope, setScope] = useState(start.scope === undefined ? (props.scopes[0] ?? '') : (start.scope ?? ''));
  const [method, setMethod] = useState<ConsentMethod | null>(start.method === undefined ? 'inPerson' : start.method);
  const [date, setDate] = useState(start.date ?? dayjs().format('YYYY-MM-DD'));
  const [notes, setNotes] = useState(start.notes ?? '');
  const [busy, setBusy] = useState(false);
  const word = (text: string) => (text.trim() === '' ? null : text.trim());
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await props.onSave({ kind, scope: word(scope), method, date, notes: word(notes) });
    setBusy(false);
  };
  return (
    <Dialog open title={props.title} width={560} busy={busy} onOk={() => void save()} onClose={props.onClose}>
      <form
        className="consent-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="follow-up-whom">{props.about}</p>
        <Choice label={t('consents.kind')}>
          <Toggles<ConsentKind> label={t('consents.kind')} value={kind} options={consentKindSchema.options.map((value) => ({ value, label: t(`consents.kinds.${value}`) }))} onChange={(value) => value !== null && setKind(value)} />
        </Choice>
        <p className="quiet consent-hint">{t(`consents.hints.${kind}`)}</p>
        <Field label={t('consents.scope')}>
          <AutoComplete
            autoFocus
            value={scope}
            maxLength={500}
            placeholder={t('consents.scopePlaceholder')}
            options={(props.scopes.length > 0 ? props.scopes : [t('consents.scopeUsual')]).map((value) => ({ value }))}
            onChange={(text: string | undefined) => setScope(text ?? '')}
          />
        </Field>
        <Choice label={t('consents.method')}>
          <Toggles<ConsentMethod> label={t('consents.method')} value={method} options={consentMethodSchema.options.map((value) => ({ value, label: t(`consents.methods.${value}`) }))} onChange={setMethod} />
        </Choice>
        <Choice label={t('consents.date')}>
          <DatePicker
            value={dayjs(date)}
            allowClear={false}
            aria-label={t('consents.date')}
            maxDate={dayjs()}
            format={(day) => formatDate(day.format('YYYY-MM-DD'), language)}
            onChange={(day) => day && setDate(day.format('YYYY-MM-DD'))}
          />
        </Choice>
        <Field label={t('consents.notes')}>
          <Input value={notes} maxLength={2_000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
