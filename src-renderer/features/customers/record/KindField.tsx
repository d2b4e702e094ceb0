import { Select } from 'antd';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { Field } from '../../../ui/Field.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import { useChoices } from '../../common/use-choices.ts';
import type { FieldSaver } from '../../common/use-save-field.ts';

/** A choice from a closed list: 客户类型, 性别, 首选联系方式, 勿扰. */
export function KindField({ customer, field, saver }: { readonly customer: Customer; readonly field: 'kind' | 'gender' | 'preferredMethod' | 'doNotContact'; readonly saver: FieldSaver }) {
  const t = useT();
  const choices = useChoices(field);
  return (
    <>
      <Field label={t(`fields.customer.${field}`)}>
        <Select
          variant="filled"
          value={customer[field]}
          allowClear={field !== 'kind'}
          placeholder={t('profile.choice.none')}
          options={choices.map(({ value, label }) => ({ value, label }))}
          onChange={(value: string | undefined) => void saver.save(field, { [field]: value ?? null })}
        />
      </Field>
      <ConflictNote saver={saver} field={field} />
    </>
  );
}
