import { Button } from 'antd';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useLanguage, useT, type TextKey } from '../../../lib/i18n.ts';
import { useTags } from './use-choices.ts';
import type { FieldSaver } from './use-save-field.ts';
import { valueText } from './value-text.ts';

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
      <strong>{t('profile.conflict.title', { field: t(`fields.customer.${field}` as TextKey) })}</strong>
      <dl>
        <dt>{t('profile.conflict.theirs')}</dt>
        <dd>{words(conflict.theirs[field as keyof Customer])}</dd>
        <dt>{t('profile.conflict.mine')}</dt>
        <dd>{words(conflict.mine[field as keyof typeof conflict.mine])}</dd>
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
