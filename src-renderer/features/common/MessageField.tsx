import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { MERGE_FIELDS, unknownFields, writeField, type MergeField } from '../../../shared/kernel/merge-text.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import './message-field.css';

/** Without an occasion there is no festival to name. */
export const TASK_FIELDS: readonly MergeField[] = MERGE_FIELDS.filter((field) => field !== 'festival');

/** A text to a customer: its fields are put in by a press where the cursor stands; a name in braces that nobody knows is told while writing. */
export function MessageField(props: {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly fields: readonly MergeField[];
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly onChange: (text: string) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { value, onChange } = props;
  const area = useRef<TextAreaRef>(null);
  const insert = (field: MergeField): void => {
    const box = area.current?.resizableTextArea?.textArea;
    const at = box?.selectionStart ?? value.length;
    onChange(`${value.slice(0, at)}${writeField(field, language)}${value.slice(box?.selectionEnd ?? at)}`);
    box?.focus();
  };
  const unknown = unknownFields(value);
  return (
    <>
      <Field label={props.label} required={props.required === true} error={props.error} {...(unknown.length > 0 && { hint: t('care.unknown', { fields: unknown.join(' ') }) })}>
        <Input.TextArea ref={area} rows={props.rows} className="grows" maxLength={2_000} value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <p className="message-fields" role="group" aria-label={t('care.insert')}>
        {props.fields.map((field) => (
          <Button key={field} size="small" type="text" onClick={() => insert(field)}>
            {`{${t(`care.fields.${field}`)}}`}
          </Button>
        ))}
      </p>
    </>
  );
}
