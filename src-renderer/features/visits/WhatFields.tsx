import { Input, Select } from 'antd';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';

export interface What {
  readonly name: string;
  readonly method: ContactMethod | null;
  readonly script: string;
}

/** What a round of return visits is about. */
export function WhatFields({ what, tried, onChange }: { readonly what: What; readonly tried: boolean; readonly onChange: (what: What) => void }) {
  const t = useT();
  return (
    <>
      <Field label={t('visits.name')} required error={tried && what.name.trim() === '' ? t('visits.nameNeeded') : undefined}>
        <Input autoFocus value={what.name} maxLength={80} placeholder={t('visits.namePlaceholder')} onChange={(event) => onChange({ ...what, name: event.target.value })} />
      </Field>
      <Field label={t('visits.method')}>
        <Select<ContactMethod>
          allowClear
          value={what.method}
          placeholder={t('care.noMethod')}
          options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
          onChange={(method: ContactMethod | undefined) => onChange({ ...what, method: method ?? null })}
        />
      </Field>
      <Field label={t('visits.script')}>
        <Input.TextArea rows={3} className="grows" maxLength={2_000} value={what.script} placeholder={t('visits.scriptPlaceholder')} onChange={(event) => onChange({ ...what, script: event.target.value })} />
      </Field>
    </>
  );
}
