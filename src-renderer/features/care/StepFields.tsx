import { CloseOutlined } from '@ant-design/icons';
import { Input, InputNumber, Select } from 'antd';
import type { CareStep } from '../../../shared/modules/care.ts';
import { contactMethodSchema, type ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Field } from '../../ui/Field.tsx';
import { MessageField, TASK_FIELDS } from '../common/MessageField.tsx';

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
      <MessageField label={t('care.stepMessage')} rows={2} value={step.message} fields={TASK_FIELDS} onChange={(message) => onChange({ message })} />
    </fieldset>
  );
}
