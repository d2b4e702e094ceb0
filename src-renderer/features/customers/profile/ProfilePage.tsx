import { DeleteOutlined, DownOutlined, LeftOutlined, UpOutlined } from '@ant-design/icons';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useApiQuery } from '../../../lib/api.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.tsx';
import { useShortcut } from '../../../lib/shortcuts.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { CustomerRecord } from '../record/CustomerRecord.tsx';
import { RecordHead } from '../record/RecordHead.tsx';
import { useRemoveCustomers } from '../record/use-remove.ts';
import { useListView } from '../../common/model/list-view.ts';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { askReminder } from '../../reminders/reminder-store.ts';
import { askTask } from '../../tasks/task-store.ts';
import { ProfileButtons } from './ProfileButtons.tsx';
import { useNeighbours } from './use-neighbours.ts';
import './profile-page.css';

/** One customer on a page of their own. J/K go through the list they came from. */
export function ProfilePage() {
  const t = useT();
  const { id } = useParams({ from: '/customers/$id' });
  const customer = useApiQuery('customers.get', { id }, { placeholderData: (before) => before });
  const near = useNeighbours(id);
  const navigate = useNavigate();
  const remove = useRemoveCustomers();
  const [mayRemove, mayWrite] = [useMay('customers.remove'), useMay('customers.update')];
  const back = (): void => void navigate({ to: '/customers', search: {} });
  const go = (to: number | null): void => {
    if (to === null) return;
    near.go(to);
    void navigate({ to: '/customers/$id', params: { id: to }, replace: true });
  };
  const row = customer.data;
  const scroller = useRef<HTMLDivElement>(null);
  const leave = (): void => {
    // The list must not come back with the deleted one open beside it.
    useListView.setState((view) => (view.openId === id ? { openId: null } : {}));
    back();
  };
  const removeThis = async (): Promise<void> => {
    if (!row || row.deletedAt !== null || !(await remove({ ids: [row.id] }, row.name))) return;
    leave();
  };
  useShortcut('j', () => go(near.next), { label: t('profile.keys.next') });
  useShortcut('k', () => go(near.previous), { label: t('profile.keys.previous') });
  useShortcut('arrowright', () => go(near.next));
  useShortcut('arrowleft', () => go(near.previous));
  useShortcut('escape', back, { label: t('profile.keys.back') });
  useShortcut('f', () => row?.deletedAt === null && openFollowUp(id), { label: t('profile.keys.followUp'), enabled: mayWrite });
  useShortcut('r', () => row?.deletedAt === null && askReminder({ kind: 'new', customerId: id }), { label: t('reminders.keys.new'), enabled: mayWrite });
  useShortcut('t', () => row?.deletedAt === null && askTask({ kind: 'new', customerId: id }), { label: t('tasks.keys.add'), enabled: mayWrite });
  useShortcut('mod+p', () => void navigate({ to: '/customers/$id/print', params: { id } }), { label: t('portrait.print.title') });
  useShortcut('e', () => document.querySelector<HTMLInputElement>('.record input')?.focus(), { label: t('profile.keys.edit'), enabled: mayWrite });
  useShortcut('delete', () => void removeThis(), { label: t('profile.keys.remove'), enabled: mayRemove });
  useEffect(() => {
    document.title = t('profile.title');
  }, [t]);
  return (
    <div className="profile-page">
      <div className="profile-bar">
        <Button type="text" icon={<LeftOutlined aria-hidden="true" />} onClick={back}>
          {t('profile.backToList')}
        </Button>
        <span className="profile-space" />
        <IconButton icon={<UpOutlined aria-hidden="true" />} label={t('profile.previous')} disabled={near.previous === null} onClick={() => go(near.previous)} />
        <IconButton icon={<DownOutlined aria-hidden="true" />} label={t('profile.next')} disabled={near.next === null} onClick={() => go(near.next)} />
        {mayRemove && row?.deletedAt === null && <IconButton icon={<DeleteOutlined aria-hidden="true" />} label={t('profile.remove')} onClick={() => void removeThis()} />}
      </div>
      {customer.isPending && <Loading rows={10} />}
      {customer.isError &&
        (customer.error.error.code === 'record.missing' ? (
          <Empty text={t('profile.missing')} detail={t('profile.missingDetail')} action={<Button onClick={back}>{t('profile.backToList')}</Button>} />
        ) : (
          <ErrorState error={customer.error.error} onRetry={() => void customer.refetch()} />
        ))}
      {row && !customer.isError && (
        <div className="profile-body" ref={scroller}>
          <RecordHead customer={row}>
            <ProfileButtons id={row.id} name={row.name} deleted={row.deletedAt !== null} onErased={leave} />
          </RecordHead>
          <CustomerRecord key={row.id} customer={row} scroller={scroller} wide />
        </div>
      )}
    </div>
  );
}
