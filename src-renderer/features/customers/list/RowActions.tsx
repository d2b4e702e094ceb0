import { CopyOutlined, DeleteOutlined, MessageOutlined, ProfileOutlined, WechatOutlined } from '@ant-design/icons';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useT } from '../../../lib/i18n.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { useCopy } from '../record/use-copy.ts';

/** Quick acts at the right end of the row under the pointer. The keyboard has its own keys for them. */
export function RowActions(props: { readonly row: Customer; readonly top: number; readonly onOpen: (row: Customer) => void; readonly onRemove: (row: Customer) => void }) {
  const t = useT();
  const copy = useCopy();
  const { row } = props;
  const phone = row.phones[0]?.value;
  const wechat = row.wechats[0]?.value;
  return (
    <div className="row-actions" style={{ top: props.top }}>
      {phone !== undefined && <IconButton size="small" icon={<CopyOutlined aria-hidden="true" />} label={t('customers.list.copyPhone')} onClick={() => void copy(phone)} />}
      {wechat !== undefined && <IconButton size="small" icon={<WechatOutlined aria-hidden="true" />} label={t('customers.list.copyWechat')} onClick={() => void copy(wechat)} />}
      <IconButton size="small" icon={<MessageOutlined aria-hidden="true" />} label={t('portrait.followUp.title')} onClick={() => openFollowUp(row.id)} />
      <IconButton size="small" icon={<ProfileOutlined aria-hidden="true" />} label={t('customers.list.openFull')} onClick={() => props.onOpen(row)} />
      <IconButton size="small" icon={<DeleteOutlined aria-hidden="true" />} label={t('customers.list.remove')} onClick={() => props.onRemove(row)} />
    </div>
  );
}
