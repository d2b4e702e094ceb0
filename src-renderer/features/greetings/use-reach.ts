/** The ways to reach a customer of the batch; for who sees them masked, opened one customer at a time, which is counted. */
import { create } from 'zustand';
import type { Greeted } from '../../../shared/modules/greetings.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { isMasked, useRights } from '../../lib/may.tsx';
import { onSessionEnd } from '../../lib/session-end.ts';
import { showToast } from '../../lib/toast.ts';

type Reach = Pick<Greeted, 'phones' | 'wechats' | 'emails'>;

const useOpened = create<{ readonly opened: ReadonlyMap<number, Reach> }>(() => ({ opened: new Map() }));
onSessionEnd(() => useOpened.setState({ opened: new Map() }));

export function useReach(line: Greeted): { readonly reach: Reach; readonly isMasked: boolean; readonly open: () => Promise<void> } {
  const t = useT();
  const { seePhones } = useRights();
  const opened = useOpened((state) => state.opened.get(line.customerId));
  const reach = seePhones ? line : (opened ?? line);
  const open = async (): Promise<void> => {
    const reply = await api.call('customers.contacts', { id: line.customerId });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const plain = (list: readonly { readonly value: string }[]) => list.map(({ value }) => value);
    const { phones, wechats, emails } = reply.value;
    useOpened.setState((state) => ({ opened: new Map(state.opened).set(line.customerId, { phones: plain(phones), wechats: plain(wechats), emails: plain(emails) }) }));
  };
  return { reach, isMasked: [...reach.phones, ...reach.wechats, ...reach.emails].some(isMasked), open };
}
