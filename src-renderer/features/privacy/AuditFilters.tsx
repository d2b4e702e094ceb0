import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { AuditGroup, AuditQuery } from '../../../shared/modules/audit.ts';
import { auditGroupSchema } from '../../../shared/modules/audit.ts';
import { useT } from '../../lib/i18n.ts';
import { CustomerPick } from '../common/CustomerPick.tsx';

/** By kind, days and customer; each change holds at once. */
export function AuditFilters({ query, onChange }: { readonly query: AuditQuery; readonly onChange: (query: AuditQuery) => void }) {
  const t = useT();
  // A picked customer's name lives in the field; clearing makes a new field.
  const [round, setRound] = useState(0);
  const set = (patch: { readonly [K in keyof AuditQuery]?: AuditQuery[K] | undefined }): void => {
    onChange(Object.fromEntries(Object.entries({ ...query, ...patch }).filter(([, value]) => value !== undefined)));
  };
  return (
    <div className="audit-filters">
      <Select<AuditGroup | ''>
        size="small"
        value={query.group ?? ''}
        aria-label={t('privacy.audit.kind')}
        options={[{ value: '', label: t('privacy.audit.anyKind') }, ...auditGroupSchema.options.map((value) => ({ value, label: t(`privacy.audit.groups.${value}`) }))]}
        onChange={(group) => set({ group: group === '' ? undefined : group })}
        popupMatchSelectWidth={false}
      />
      <DatePicker.RangePicker
        size="small"
        allowEmpty={[true, true]}
        aria-label={t('privacy.audit.days')}
        placeholder={[t('sales.from'), t('sales.to')]}
        value={[query.from === undefined ? null : dayjs(query.from), query.to === undefined ? null : dayjs(query.to).subtract(1, 'day')]}
        onChange={(days) => set({ from: days?.[0]?.startOf('day').valueOf(), to: days?.[1]?.add(1, 'day').startOf('day').valueOf() })}
      />
      <div className="audit-customer">
        <CustomerPick key={round} value={query.customerId ?? null} label={t('privacy.audit.customer')} placeholder={t('privacy.audit.anyCustomer')} onPick={(customer) => set({ customerId: customer.id })} />
      </div>
      {Object.keys(query).length > 0 && (
        <Button
          size="small"
          type="text"
          onClick={() => {
            setRound(round + 1);
            onChange({});
          }}
        >
          {t('sales.clearFilter')}
        </Button>
      )}
    </div>
  );
}
