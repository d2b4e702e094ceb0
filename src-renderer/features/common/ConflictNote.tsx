import { Button } from 'antd';
import type { Customer, CustomerPatch } from '../../../shared/modules/customers.ts';
import { customIdOf } from '../../../shared/modules/custom-fields.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { fieldName } from '../../lib/own-fields.ts';
import { useTags } from './use-choices.ts';
import type { FieldSaver } from './use-save-field.ts';
import { valueText } from './value-text.ts';

/** The value of a built-in or custom field. */
function valueAt(record: Partial<Customer> | CustomerPatch, field: string): unknown {
  const id = customIdOf(field);
  return id === null ? record[field as 'name'] : record.custom?.[String(id)];
}

/** Shown under a field that was changed elsewhere while it was being edited here: both values, and a choice. */
export function ConflictNote({ saver, field }: { readonly saver: FieldSaver; readonly field: string }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const { conflict } = saver;
  if (conflict?.field !== field) return null;
  const words = (value: unknown): string => valueText({ t, language, tags: byId }, field, value);
  return (
    <div className="conflict" role="alert">
      <strong>{t('profile.conflict.title', { field: fieldName(t, field) })}</strong>
      <dl>
        <dt>{t('profile.conflict.theirs')}</dt>
        <dd>{words(valueAt(conflict.theirs, field))}</dd>
        <dt>{t('profile.conflict.mine')}</dt>
        <dd>{words(valueAt(conflict.mine, field))}</dd>
      </dl>
      <div className="conflict-actions">
        <Button size="small" onClick={saver.useTheirs}>
          {t('profile.conflict.useTheirs')}
        </Button>
        <Button size="small" type="primary" onClick={saver.useMine}>
          {t('profile.conflict.useMine')}
        </Button>
      </div>
    </div>
  );
}
