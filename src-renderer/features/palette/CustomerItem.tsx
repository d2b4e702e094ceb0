import { Command } from 'cmdk';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatPhone } from '../../lib/format.ts';
import { Avatar } from '../../ui/Avatar.tsx';

/** A customer in the palette: name, company, phone. */
export function CustomerItem({ customer, onOpen }: { readonly customer: Customer; readonly onOpen: () => void }) {
  const phone = customer.phones[0]?.value;
  return (
    <Command.Item value={`customer ${customer.id}`} onSelect={onOpen}>
      <Avatar name={customer.name} />
      <span className="palette-name">{customer.name}</span>
      {customer.company !== null && <span className="quiet palette-company">{customer.company}</span>}
      {phone !== undefined && <span className="quiet tabular palette-end private">{formatPhone(phone)}</span>}
    </Command.Item>
  );
}

/** A customer looked at before; gone from the list when the record is. */
export function RecentItem({ id, onOpen }: { readonly id: number; readonly onOpen: () => void }) {
  const customer = useApiQuery('customers.get', { id }).data;
  return customer === undefined || customer.deletedAt !== null ? null : <CustomerItem customer={customer} onOpen={onOpen} />;
}
