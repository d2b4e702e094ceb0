import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { AppError } from '../../../../shared/kernel/result.ts';
import { api } from '../../../lib/api.ts';
import { useT } from '../../../lib/i18n.ts';
import { useRights } from '../../../lib/may.tsx';
import { ErrorNote } from '../../../ui/States.tsx';
import { noteOpened } from './whole-contacts.ts';

/** For who sees contact details masked: opens those of this customer, which is counted. */
export function OpenContacts({ customer, isOpened }: { readonly customer: Customer; readonly isOpened: boolean }) {
  const t = useT();
  const { seePhones } = useRights();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  if (seePhones || isOpened || customer.phones.length + customer.wechats.length + customer.emails.length === 0) return null;
  const open = async (beyond: boolean): Promise<void> => {
    setBusy(true);
    const reply = await api.call('customers.contacts', { id: customer.id, beyond });
    setBusy(false);
    setError(reply.ok ? null : reply.error);
    if (reply.ok) noteOpened(customer, reply.value);
  };
  const isUsedUp = error?.code === 'contacts.budget';
  return (
    <div className="open-contacts">
      <p className="quiet">{t('people.contacts.note')}</p>
      {error !== null && <ErrorNote error={error} action={isUsedUp && <Button onClick={() => void open(true)}>{t('people.contacts.beyond')}</Button>} />}
      <Button size="small" icon={<EyeOutlined aria-hidden="true" />} loading={busy} onClick={() => void open(false)}>
        {t('people.contacts.open')}
      </Button>
    </div>
  );
}
