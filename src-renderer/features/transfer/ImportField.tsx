import { Select } from 'antd';
import type { ColumnTarget, ImportColumn } from '../../../shared/modules/transfer.ts';
import { customFieldKindSchema } from '../../../shared/modules/custom-fields.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { targetKey, targetName, type NewTarget, type targetOptions } from './targets.ts';

const KINDS = customFieldKindSchema.options.filter((kind): kind is NewTarget['kind'] => kind !== 'formula' && kind !== 'file' && kind !== 'link');

/** The choices of a column with one more: a new field of it, of the kind its values look like. */
export function newFieldOptions(t: Translate, options: ReturnType<typeof targetOptions>, column: ImportColumn, target: ColumnTarget): ReturnType<typeof targetOptions> {
  const label = column.header.trim().slice(0, 60);
  if (label === '') return options;
  const kind = KINDS.find((one) => one === column.fieldKind) ?? 'text';
  const proposed: NewTarget = target.to === 'newField' ? target : { to: 'newField', label, kind };
  const [rest, ...others] = options;
  return rest ? [{ label: rest.label, options: [...rest.options, { value: targetKey(proposed), label: target.to === 'newField' ? targetName(t, target) : t('customFields.import.newField') }] }, ...others] : options;
}

/** The kind of the field a column becomes. */
export function NewFieldKind({ target, onChange }: { readonly target: NewTarget; readonly onChange: (target: ColumnTarget) => void }) {
  const t = useT();
  return (
    <Select<NewTarget['kind']>
      size="small"
      className="new-field-kind"
      value={target.kind}
      aria-label={t('customFields.import.kind', { label: target.label })}
      popupMatchSelectWidth={false}
      options={KINDS.map((value) => ({ value, label: t(`customFields.kind.${value}`) }))}
      onChange={(kind) => onChange({ ...target, kind })}
    />
  );
}
