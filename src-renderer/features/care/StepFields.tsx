import { CloseOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { MERGE_FIELDS, unknownFields, writeField, type MergeField } from '../../../shared/kernel/merge-text.ts';
import type { CareStep } from '../../../shared/modules/care.ts';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Field } from '../../ui/Field.tsx';

/** One step of a plan: the day, what to do, how, and what to say with fields put in by a press. */
export function StepFields(props: { readonly n: number; readonly step: CareStep; readonly tried: boolean; readonly onChange: (patch: Partial<CareStep>) => void; readonly onRemove?: () => void }) {
  const t = useT();
  const { n, step, tried, onChange } = props;
  return (
    <fieldset className="plan-step" aria-label={t('care.stepN', { n })}>
      <div className="plan-step-row">
        <Field label={t('care.stepDay')}>
          <InputNumber className="tabular" min={0} max={3650} precision={0} controls={false} value={step.day} onChange={(day) => onChange({ day: day ?? 0 })} />
        </Field>
        <Field label={t('care.stepWhat')} required error={tried && step.title.trim() === '' ? t('care.stepNeeded') : undefined}>
          <Input value={step.title} maxLength={200} onChange={(event) => onChange({ title: event.target.value })} />
        </Field>
        <Field label={t('care.stepMethod')}>
          <Select<ContactMethod>
            allowClear
            value={step.method}
            placeholder={t('care.noMethod')}
            options={contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))}
            onChange={(method: ContactMethod | undefined) => onChange({ method: method ?? null })}
          />
        </Field>
        {props.onRemove && <IconButton icon={<CloseOutlined aria-hidden />} label={t('care.removeStep', { n })} onClick={props.onRemove} />}
      </div>
      <Message step={step} onChange={(message) => onChange({ message })} />
    </fieldset>
  );
}

function Message({ step, onChange }: { readonly step: CareStep; readonly onChange: (message: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const area = useRef<TextAreaRef>(null);
  const insert = (field: MergeField): void => {
    const box = area.current?.resizableTextArea?.textArea;
    const at = box?.selectionStart ?? step.message.length;
    onChange(`${step.message.slice(0, at)}${writeField(field, language)}${step.message.slice(box?.selectionEnd ?? at)}`);
    box?.focus();
  };
  const unknown = unknownFields(step.message);
  return (
    <>
      <Field label={t('care.stepMessage')} {...(unknown.length > 0 && { hint: t('care.unknown', { fields: unknown.join(' ') }) })}>
        <Input.TextArea ref={area} rows={2} className="grows" maxLength={2_000} value={step.message} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <p className="plan-fields" role="group" aria-label={t('care.insert')}>
        {MERGE_FIELDS.map((field) => (
          <Button key={field} size="small" type="text" onClick={() => insert(field)}>
            {`{${t(`care.fields.${field}`)}}`}
          </Button>
        ))}
      </p>
    </>
  );
}
