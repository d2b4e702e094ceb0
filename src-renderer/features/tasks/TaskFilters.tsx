import { Select } from 'antd';
import { contactMethodSchema } from '../../../shared/modules/follow-ups.ts';
import type { TaskFilter } from '../../../shared/modules/tasks.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';

/** By way of contact, and by where a task comes from. */
export function TaskFilters({ filter, onChange }: { readonly filter: TaskFilter; readonly onChange: (filter: TaskFilter) => void }) {
  const t = useT();
  const plans = useApiQuery('care.plans', {}).data?.plans ?? [];
  const { method, source } = filter;
  const sources = [
    { value: '', label: t('tasks.anySource') },
    { value: 'hand', label: t('tasks.fromHand') },
    { value: 'nextStep', label: t('tasks.fromFollowUp') },
    ...plans.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  const take = (value: string): TaskFilter['source'] => (value === '' ? undefined : value === 'hand' || value === 'nextStep' ? value : Number(value));
  return (
    <>
      <Select
        size="small"
        value={method ?? ''}
        aria-label={t('tasks.methodLabel')}
        popupMatchSelectWidth={false}
        options={[{ value: '', label: t('tasks.anyMethod') }, ...contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))]}
        onChange={(value) => onChange({ ...filter, method: value === '' ? undefined : (value as 'phone') })}
      />
      <Select size="small" value={source === undefined ? '' : String(source)} aria-label={t('tasks.sourceLabel')} popupMatchSelectWidth={false} options={sources} onChange={(value) => onChange({ ...filter, source: take(value) })} />
    </>
  );
}
