import { CopyOutlined, DeleteOutlined, MessageOutlined, ProfileOutlined, StarFilled, StarOutlined, WechatOutlined } from '@ant-design/icons';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { api } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useRights } from '../../../lib/may.tsx';
import { showToast } from '../../../lib/toast.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { useCopy } from '../../common/use-copy.ts';
import { useRowPx } from '../../grid/use-row-px.ts';

/** The row under the pointer and its place, in a store of its own: moving the pointer over the list draws nothing but its actions. */
export interface Hover {
  readonly row: number | null;
  readonly top: number;
}
export type HoverStore = UseBoundStore<StoreApi<Hover>>;
export const createHover = (): HoverStore => create<Hover>(() => ({ row: null, top: 0 }));

interface RowActionsProps {
  readonly hover: HoverStore;
  readonly rowAt: (index: number) => Customer | undefined;
  readonly onOpen: (row: Customer) => void;
  readonly onRemove: (row: Customer) => void;
}

/** Quick acts at the right end of the row under the pointer. The keyboard has its own keys for them. */
export function RowActions(props: RowActionsProps) {
  const t = useT();
  const copy = useCopy();
  const { seePhones } = useRights();
  const [mayRemove, mayWrite, mayStar] = [useMay('customers.remove'), useMay('followUps.create'), useMay('customers.update')];
  const height = useRowPx();
  const { row: at, top } = props.hover();
  const row = at === null ? undefined : props.rowAt(at);
  const latest = useRef({ ...props, row, copy });
  useEffect(() => {
    latest.current = { ...props, row, copy };
  });
  if (!row) return null;
  const copyFirst = (values: 'phones' | 'wechats') => (): void => {
    const value = latest.current.row?.[values][0]?.value;
    if (value !== undefined) void latest.current.copy(value);
  };
  const withRow = (act: 'onOpen' | 'onRemove') => (): void => {
    const { row: now } = latest.current;
    if (now) latest.current[act](now);
  };
  const followUp = (): void => {
    const { row: now } = latest.current;
    if (now) openFollowUp(now.id);
  };
  const star = async (): Promise<void> => {
    const { row: now } = latest.current;
    if (!now) return;
    const reply = await api.call('customers.update', { id: now.id, patch: { starred: now.starred === null ? 'yes' : null } });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <div className="row-actions" style={{ top, height }}>
      {mayStar && (row.starred === null ? <Act icon={STAR} label={t('views.star')} onClick={() => void star()} /> : <Act icon={STARRED} label={t('views.unstar')} onClick={() => void star()} />)}
      {seePhones && row.phones[0] !== undefined && <Act icon={COPY} label={t('customers.list.copyPhone')} onClick={copyFirst('phones')} />}
      {seePhones && row.wechats[0] !== undefined && <Act icon={WECHAT} label={t('customers.list.copyWechat')} onClick={copyFirst('wechats')} />}
      {mayWrite && <Act icon={FOLLOW_UP} label={t('portrait.followUp.title')} onClick={followUp} />}
      <Act icon={OPEN} label={t('customers.list.openFull')} onClick={withRow('onOpen')} />
      {mayRemove && <Act icon={REMOVE} label={t('customers.list.remove')} onClick={withRow('onRemove')} />}
    </div>
  );
}

const STAR = <StarOutlined aria-hidden="true" />;
const STARRED = <StarFilled className="star-on" aria-hidden="true" />;
const COPY = <CopyOutlined aria-hidden="true" />;
const WECHAT = <WechatOutlined aria-hidden="true" />;
const FOLLOW_UP = <MessageOutlined aria-hidden="true" />;
const OPEN = <ProfileOutlined aria-hidden="true" />;
const REMOVE = <DeleteOutlined aria-hidden="true" />;

/** Drawn once: what it does is looked up when it is pressed, so that another row needs no other button. */
const Act = memo(
  function Act(props: { readonly icon: ReactNode; readonly label: string; readonly onClick: () => void }) {
    return <IconButton size="small" icon={props.icon} label={props.label} onClick={props.onClick} />;
  },
  (before, after) => before.label === after.label,
);
