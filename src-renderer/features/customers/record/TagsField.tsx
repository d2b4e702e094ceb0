import type { Customer } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { Field } from '../../../ui/Field.tsx';
import { ConflictNote } from '../../common/ConflictNote.tsx';
import { TagSelect } from '../../common/TagSelect.tsx';
import type { FieldSaver } from '../../common/use-save-field.ts';

/** The tags of a customer; a new name makes a new tag. */
export function TagsField({ customer, saver }: { readonly customer: Customer; readonly saver: FieldSaver }) {
  const t = useT();
  const label = t('fields.customer.tags');
  return (
    <>
      <Field label={label}>
        <TagSelect label={label} value={customer.tags} onChange={(tags) => void saver.save('tags', { tags })} />
      </Field>
      <ConflictNote saver={saver} field="tags" />
    </>
  );
}
