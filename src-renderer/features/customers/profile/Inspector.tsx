import { CloseOutlined, DeleteOutlined, DownOutlined, ExpandOutlined, MessageOutlined, UpOutlined } from '@ant-design/icons';
import { useRef } from 'react';
import { useApiQuery } from '../../../lib/api.ts';
import { useT } from '../../../lib/i18n.ts';
import { May, useMay } from '../../../lib/may.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ErrorState, Loading } from '../../../ui/States.tsx';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { CustomerRecord } from '../record/CustomerRecord.tsx';
import { RecordHead } from '../record/RecordHead.tsx';
import { useRemoveCustomers } from '../record/use-remove.ts';
import './inspector.css';

/** A customer over the right third of the list. The list keeps the focus: its keys go on working and the inspector follows. */
export function Inspector(props: { readonly id: number; readonly onClose: () => void; readonly onStep: (by: 1 | -1) => void; readonly onOpenFull: (id: number) => void }) {
  const t = useT();
  const { id } = props;
  const customer = useApiQuery('customers.get', { id }, { placeholderData: (before) => before });
  const panel = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const remove = useRemoveCustomers();
  const mayWrite = useMay('followUps.create');
  useShortcut('escape', props.onClose, { label: t('customers.keys.close') });
  useShortcut('enter', () => props.onOpenFull(id), { label: t('customers.keys.full') });
  const row = customer.data;
  const isThis = row?.id === id;
  const removeThis = async (): Promise<void> => {
    if (row && (await remove({ ids: [row.id] }, row.name))) props.onClose();
  };
  return (
    <aside
      ref={panel}
      className="inspector"
      aria-label={row ? t('profile.region', { name: row.name }) : t('profile.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) props.onClose();
      }}
    >
      <div className="inspector-bar">
        <IconButton icon={<UpOutlined aria-hidden="true" />} label={t('profile.previous')} onClick={() => props.onStep(-1)} />
        <IconButton icon={<DownOutlined aria-hidden="true" />} label={t('profile.next')} onClick={() => props.onStep(1)} />
        <span className="inspector-space" />
        <May call="customers.remove">
          <IconButton icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.remove')} onClick={() => void removeThis()} />
        </May>
        <IconButton icon={<ExpandOutlined aria-hidden="true" />} label={t('profile.openFull')} onClick={() => props.onOpenFull(id)} />
        <IconButton icon={<CloseOutlined aria-hidden="true" />} label={t('profile.close')} onClick={props.onClose} />
      </div>
      <div className="inspector-body" aria-busy={!isThis} ref={scroller}>
        {customer.isPending && <Loading rows={8} />}
        {customer.isError && <ErrorState error={customer.error.error} onRetry={() => void customer.refetch()} />}
        {row && (
          <>
            <RecordHead customer={row}>
              {mayWrite && row.deletedAt === null && (
                <IconButton icon={<MessageOutlined aria-hidden="true" />} label={t('portrait.followUp.title')} onClick={() => openFollowUp(row.id)} />
              )}
            </RecordHead>
            <CustomerRecord key={row.id} customer={row} scroller={scroller} />
          </>
        )}
      </div>
    </aside>
  );
}
