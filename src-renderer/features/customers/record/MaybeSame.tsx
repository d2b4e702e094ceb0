import { useNavigate } from '@tanstack/react-router';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { api, useApiQuery } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { useUndoToast } from '../../../lib/undo.ts';
import { DuplicateHints } from '../create/DuplicateHints.tsx';

/** Who else in the book may be this customer by phone, WeChat, e-mail or number, and who was said to be somebody else. */
export function MaybeSame({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const navigate = useNavigate();
  const undoToast = useUndoToast();
  const { name, phones, wechats, emails, code } = customer;
  const { data } = useApiQuery('customers.duplicates', { draft: { name, phones, wechats, emails, code }, except: customer.id });
  // A name alone is many people's.
  const found = (data?.candidates ?? []).filter((one) => one.notSame || (!one.deleted && one.reasons.some((why) => why !== 'name' && why !== 'nameSound')));
  if (found.length === 0) return null;
  const say = async (otherId: number, said: boolean): Promise<void> => {
    const reply = await api.call('customers.notSame', { id: customer.id, otherId, said });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const other = found.find((one) => one.id === otherId);
    undoToast(t(said ? 'customers.duplicate.said' : 'customers.duplicate.saidBack', { name: other?.name ?? '' }), reply.actionId);
  };
  return <DuplicateHints found={found} onOpen={(id) => void navigate({ to: '/customers/$id', params: { id } })} onNotSame={(id, said) => void say(id, said)} />;
}
