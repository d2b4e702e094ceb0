import { CloseOutlined } from '@ant-design/icons';
import type { Condition } from '../../../../shared/kernel/filter.ts';
import { useApiQuery } from '../../../lib/api.ts';
import { useT } from '../../../lib/i18n.ts';

/** The condition "rows of this import" or "of this bulk edit": named by its file, to be taken away but not changed. */
export function ImportChip({ condition, onRemove }: { readonly condition: Condition; readonly onRemove: () => void }) {
  const t = useT();
  const imports = useApiQuery('import.list', {});
  const { test } = condition;
  const wanted = test.op === 'equals' ? [test.value] : test.op === 'any' ? test.values : [];
  const files = imports.data?.imports.filter((one) => wanted.includes(one.importId)).map((one) => one.fileName) ?? [];
  // An act that is no import is a bulk edit.
  const what = files.length > 0 ? t('customers.filter.chip.import', { file: files.join(' · ') }) : t('customers.filter.chip.changed');
  return (
    <li className="filter-chip">
      <span className="filter-chip-text" title={what}>
        {what}
      </span>
      <button type="button" className="filter-chip-remove" aria-label={t('customers.filter.remove', { what })} onClick={onRemove}>
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}
