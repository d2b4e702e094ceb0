import { BellOutlined, CheckOutlined, MoreOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { DEFAULT_REMINDER_SETTINGS, type ReminderLine } from '../../../shared/modules/reminders.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { askReminder } from './reminder-store.ts';
import { snoozeTime, type SnoozeChoice } from './snooze-times.ts';
import type { ReminderDeeds } from './use-reminder-deeds.ts';

interface ActsProps {
  readonly line: ReminderLine;
  readonly deeds: ReminderDeeds;
}

/** The round box at the head of a line: one press and it is done. */
export function ReminderBox({ line, deeds }: ActsProps) {
  const t = useT();
  const mayWork = useMay('reminders.finish');
  const isClosed = line.status === 'done';
  if (!mayWork) return isClosed ? <CheckOutlined role="img" aria-label={t('tasks.bands.closed')} /> : null;
  return (
    <button
      type="button"
      className={`task-done${isClosed ? ' is-done' : ''}`}
      aria-label={isClosed ? t('reminders.reopenOf', { title: line.title }) : t('tasks.done', { title: line.title })}
      onClick={(event) => {
        event.stopPropagation();
        void (isClosed ? deeds.reopen(line) : deeds.done(line));
      }}
    >
      <CheckOutlined aria-hidden />
    </button>
  );
}

/** The time of day of what has none of its own, as the book has it. */
export function useMorning(): string {
  return useApiQuery('settings.get', {}).data?.reminders.at ?? DEFAULT_REMINDER_SETTINGS.at;
}

const SOON: readonly SnoozeChoice[] = ['hour', 'tomorrow', 'monday'];

/** Later, and everything else that can be done with a line. */
export function ReminderActs({ line, deeds, onProfile = false }: ActsProps & { readonly onProfile?: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const morning = useMorning();
  const [mayWork, mayHandOver] = [useMay('reminders.update'), useMay('reminders.handOver', 'people.list')];
  const { title, customerId } = line;
  const isOpen = line.status === 'open';
  const later: MenuProps['items'] = [
    ...SOON.map((choice) => ({ key: choice, label: t(`reminders.later.${choice}`), onClick: () => void deeds.snooze(line, snoozeTime(choice, line.atTime ?? morning)) })),
    { key: 'pick', label: t('reminders.later.pick'), onClick: () => askReminder({ kind: 'snooze', line }) },
  ];
  const more: MenuProps['items'] = [
    ...(isOpen && customerId !== null ? [{ key: 'followUp', label: t('tasks.doneWithFollowUp'), onClick: () => deeds.doneWithFollowUp(line) }] : []),
    ...(isOpen ? [{ key: 'skip', label: t(line.rule === null ? 'tasks.skip' : 'reminders.skipOnce'), onClick: () => void deeds.skip(line) }] : []),
    { key: 'edit', label: t('reminders.edit'), onClick: () => deeds.open(line) },
    ...(mayHandOver ? [{ key: 'handOver', label: t('reminders.handOver'), onClick: () => askReminder({ kind: 'handOver', line }) }] : []),
    ...(line.status === 'done' ? [] : [{ key: 'pause', label: t(line.status === 'paused' ? 'reminders.resume' : 'reminders.pause'), onClick: () => void deeds.setPaused(line, line.status !== 'paused') }]),
    ...(onProfile || customerId === null ? [] : [{ key: 'customer', label: t('tasks.openCustomer'), onClick: () => void navigate({ to: '/customers/$id', params: { id: customerId } }) }]),
    { type: 'divider' as const },
    { key: 'remove', danger: true, label: t('tasks.remove'), onClick: () => void deeds.remove(line) },
  ];
  if (!mayWork) return null;
  return (
    <span className="task-acts" onClick={(event) => event.stopPropagation()} role="presentation">
      {isOpen && (
        <Dropdown trigger={['click']} menu={{ items: later }}>
          <Button type="text" size="small" icon={<BellOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('reminders.laterOf', { title })} />
        </Dropdown>
      )}
      <Dropdown trigger={['click']} menu={{ items: more }}>
        <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('tasks.actions', { title })} />
      </Dropdown>
    </span>
  );
}
