import { Command } from 'cmdk';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { FoundPlace } from '../../../shared/modules/found.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatPhone } from '../../lib/format.ts';
import { FoundIn } from '../grid/FoundIn.tsx';
import { Avatar } from '../../ui/Avatar.tsx';

/** What a customer in the palette shows of itself. */
export const SHOWN_IN_PALETTE = ['name', 'company'];

/** A customer in the palette: name, company, phone; why it was found where none of these says it. */
export function CustomerItem({ customer, places = [], onOpen }: { readonly customer: Customer; readonly places?: readonly FoundPlace[]; readonly onOpen: () => void }) {
  const phone = customer.phones[0]?.value;
  return (
    <Command.Item value={`customer ${customer.id}`} onSelect={onOpen}>
      <Avatar name={customer.name} />
      <span className="palette-name">{customer.name}</span>
      {customer.company !== null && <span className="quiet palette-company">{customer.company}</span>}
      {places.length > 0 && <FoundIn places={places} />}
      {phone !== undefined && <span className="quiet tabular palette-end private">{formatPhone(phone)}</span>}
    </Command.Item>
  );
}

/** A customer looked at before; gone from the list when the record is. */
export function RecentItem({ id, onOpen }: { readonly id: number; readonly onOpen: () => void }) {
  const customer = useApiQuery('customers.get', { id }).data;
  return customer === undefined || customer.deletedAt !== null ? null : <CustomerItem customer={customer} onOpen={onOpen} />;
}
