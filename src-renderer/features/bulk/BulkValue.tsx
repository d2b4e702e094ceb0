import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useT } from '../../lib/i18n.ts';
import { currencyOfField, minorDigits } from '../../lib/minor-digits.ts';
import { ownField } from '../../lib/own-fields.ts';
import { Field } from '../../ui/Field.tsx';
import { columnOf } from '../common/model/columns.ts';
import { TagSelect } from '../common/TagSelect.tsx';
import { useChoices } from '../common/use-choices.ts';
import type { BulkValueOf } from './bulk-fields.ts';

interface ValueProps {
  readonly field: string;
  readonly value: BulkValueOf;
  readonly onChange: (value: BulkValueOf) => void;
}

/** The value of a bulk edit, asked in the way of the field's kind. */
export function BulkValue(props: ValueProps) {
  const t = useT();
  const { field, value, onChange } = props;
  const label = t('views.bulk.value');
  const kind = columnOf(field)?.kind;
  const own = ownField(field);
  switch (kind) {
    case 'tags':
      return (
        <Field label={label}>
          <TagSelect label={label} value={Array.isArray(value) ? (value as number[]) : []} onChange={onChange} />
        </Field>
      );
    case 'choice':
    case 'multiChoice':
      return <Choice {...props} many={kind === 'multiChoice'} />;
    case 'yesNo':
      return (
        <Field label={label}>
          <Select<string>
            value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
            options={[
              { value: 'yes', label: t('customFields.yes') },
              { value: 'no', label: t('customFields.no') },
            ]}
            onChange={(picked) => onChange(picked === 'yes')}
          />
        </Field>
      );
    case 'date':
      return (
        <Field label={label}>
          <DatePicker
            value={typeof value === 'string' ? dayjs(value) : null}
            onChange={(date) => onChange(date?.format('YYYY-MM-DD') ?? null)}
          />
        </Field>
      );
    case 'number':
    case 'money':
    case 'rating': {
      const scale = kind === 'money' ? 10 ** minorDigits(field) : 1;
      return (
        <Field label={label}>
          <InputNumber<number>
            controls={false}
            value={typeof value === 'number' ? value / scale : null}
            {...(kind === 'money' && { suffix: currencyOfField(field) })}
            {...((own?.unit ?? '') !== '' && { suffix: own?.unit })}
            onChange={(n) => onChange(n === null ? null : kind === 'money' ? Math.round(n * scale) : n)}
          />
        </Field>
      );
    }
    case 'longText':
      return (
        <Field label={label}>
          <Input.TextArea autoFocus rows={3} value={asText(value)} onChange={(event) => onChange(event.target.value)} />
        </Field>
      );
    default:
      return (
        <Field label={label}>
          <Input autoFocus value={asText(value)} onChange={(event) => onChange(event.target.value)} />
        </Field>
      );
  }
}

const asText = (value: BulkValueOf): string => (typeof value === 'string' ? value : '');

function Choice({ field, value, onChange, many }: ValueProps & { readonly many: boolean }) {
  const t = useT();
  const builtIn = useChoices(field);
  const own = ownField(field);
  const options = own ? own.options.map((one) => ({ value: one, label: one })) : [...builtIn];
  const isOpen = field === 'source' || field === 'grade';
  return (
    <Field label={t('views.bulk.value')}>
      {many ? (
        <Select<string[]> mode="multiple" value={Array.isArray(value) ? (value as string[]) : []} options={options} onChange={onChange} />
      ) : (
        <Select<string> showSearch={isOpen} value={typeof value === 'string' ? value : null} options={options} onChange={onChange} />
      )}
    </Field>
  );
}
