/** Contact details that somebody opened who sees them masked: for this customer as they stand, and until the book is locked. */
import { create } from 'zustand';
import type { Output } from '../../../../shared/contract/index.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { onSessionEnd } from '../../../lib/session-end.ts';
import { showToast } from '../../../lib/toast.ts';

type Opened = Pick<Output<'customers.contacts'>, 'phones' | 'wechats' | 'emails'>;

interface OpenedStore {
  /** By customer, with the change they were opened at. */
  readonly opened: ReadonlyMap<number, { readonly seq: number; readonly contacts: Opened }>;
}

const useOpened = create<OpenedStore>(() => ({ opened: new Map() }));
onSessionEnd(() => useOpened.setState({ opened: new Map() }));

/** Keeps what the core gave out. */
export function noteOpened({ id, seq }: Customer, { phones, wechats, emails }: Opened): void {
  useOpened.setState(({ opened }) => ({ opened: new Map(opened).set(id, { seq, contacts: { phones, wechats, emails } }) }));
}

/** Opens them from a place that has no room for a note: what stands in the way is said by a message. */
export async function openContacts(t: Translate, customer: Customer): Promise<void> {
  const reply = await api.call('customers.contacts', { id: customer.id });
  if (reply.ok) noteOpened(customer, reply.value);
  else showToast({ kind: 'error', text: errorLine(t, reply.error) });
}

/** The customer with whole contact details where they were opened; after any change they are masked again. */
export function useWhole(customer: Customer): { readonly customer: Customer; readonly isOpened: boolean } {
  const found = useOpened((state) => state.opened.get(customer.id));
  if (found?.seq !== customer.seq) return { customer, isOpened: false };
  return { customer: { ...customer, ...found.contacts }, isOpened: true };
}
