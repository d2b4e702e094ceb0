import { AutoComplete, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { Field } from '../../../ui/Field.tsx';
import { BirthdayField } from '../record/BirthdayField.tsx';
import { TagSelect } from '../../common/TagSelect.tsx';
import { NewOwnFields } from '../../fields/NewOwnFields.tsx';
import { useBookSettings, useChoices } from '../../common/use-choices.ts';
import type { NewDraft } from '../../common/draft-store.ts';

interface MoreProps {
  readonly draft: NewDraft;
  readonly set: (change: Partial<NewDraft>) => void;
  readonly emailProblem: string | undefined;
  /** A save was tried: what is missing is said. */
  readonly tried: boolean;
}

/**
 * The fields below the first three; what is seldom known at once is folded away until asked for or filled by a paste. A book of persons
 * does not ask for companies, one of companies not for birthdays; what was filled stands there in any book.
 */
export function MoreFields({ draft, set, emailProblem, tried }: MoreProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const kind = useBookSettings()?.kind ?? 'both';
  const asksCompany = kind === 'both' || draft.company !== '';
  const asksTitle = kind === 'both' || draft.title !== '';
  const asksPerson = kind !== 'company' || draft.birthday !== null || draft.gender !== null;
  const isFilled = [draft.email, draft.address, draft.title, draft.code].some((text) => text !== '') || draft.birthday !== null;
  const text = (field: 'company' | 'title' | 'code' | 'email' | 'address', maxLength: number) => (
    <Input value={draft[field]} maxLength={maxLength} autoComplete="off" onChange={(event) => set({ [field]: event.target.value })} />
  );
  return (
    <>
      {asksCompany && <Field label={t('fields.customer.company')}>{text('company', 200)}</Field>}
      <Field label={t('fields.customer.tags')}>
        <TagSelect label={t('fields.customer.tags')} value={draft.tags} onChange={(tags) => set({ tags })} />
      </Field>
      <div className="new-customer-pair">
        <Choice field="grade" value={draft.grade} set={set} />
        <Choice field="source" value={draft.source} set={set} />
      </div>
      <Field label={t('fields.customer.notes')}>
        <Input.TextArea value={draft.notes} maxLength={20_000} rows={2} className="grows" onChange={(event) => set({ notes: event.target.value })} />
      </Field>
      <NewOwnFields draft={draft} set={set} tried={tried} only="required" />
      {isOpen || isFilled ? (
        <>
          <Field label={t('customers.create.address')}>{text('address', 500)}</Field>
          <Field label={t('customers.create.email')} error={emailProblem}>
            {text('email', 254)}
          </Field>
          {asksPerson && <BirthdayField value={draft.birthday} onSave={(birthday) => set({ birthday })} />}
          <div className="new-customer-pair">
            {(kind === 'both' || draft.kind !== null) && <Closed field="kind" value={draft.kind} set={set} />}
            {asksPerson && <Closed field="gender" value={draft.gender} set={set} />}
          </div>
          <div className="new-customer-pair">
            {asksTitle && <Field label={t('fields.customer.title')}>{text('title', 100)}</Field>}
            <Field label={t('fields.customer.code')}>{text('code', 60)}</Field>
          </div>
          <NewOwnFields draft={draft} set={set} tried={tried} only="optional" />
        </>
      ) : (
        <Button type="link" className="new-customer-more" onClick={() => setOpen(true)}>
          {t('customers.create.more')}
        </Button>
      )}
    </>
  );
}

function Choice({ field, value, set }: { readonly field: 'grade' | 'source'; readonly value: string; readonly set: MoreProps['set'] }) {
  const t = useT();
  const choices = useChoices(field);
  return (
    <Field label={t(`fields.customer.${field}`)}>
      <AutoComplete
        value={value}
        placeholder={t('customers.create.choose')}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        filterOption={(typed, option) => (option?.value ?? '').includes(typed)}
        onChange={(next: string | undefined) => set({ [field]: next ?? '' })}
      />
    </Field>
  );
}

function Closed({ field, value, set }: { readonly field: 'kind' | 'gender'; readonly value: string | null; readonly set: MoreProps['set'] }) {
  const t = useT();
  const choices = useChoices(field);
  return (
    <Field label={t(`fields.customer.${field}`)}>
      <Select
        value={value}
        allowClear
        placeholder={t('profile.choice.none')}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        onChange={(next: string | undefined) => set({ [field]: next ?? null })}
      />
    </Field>
  );
}
