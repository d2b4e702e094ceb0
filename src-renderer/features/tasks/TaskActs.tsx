import { CalendarOutlined, CheckOutlined, MoreOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Dropdown, type MenuProps } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { chipDate } from '../follow-ups/next-dates.ts';
import type { TaskDeeds } from './use-task-deeds.ts';

/** The round box at the head of a line: one press and it is done. */
export function DoneBox({ line, deeds }: { readonly line: TaskLine; readonly deeds: TaskDeeds }) {
  const t = useT();
  const mayWork = useMay('tasks.finish');
  const isClosed = line.doneAt !== null;
  const act = isClosed ? deeds.reopen : deeds.done;
  if (!mayWork) return isClosed ? <CheckOutlined role="img" aria-label={t('tasks.bands.closed')} /> : null;
  return (
    <button
      type="button"
      className={`task-done${isClosed ? ' is-done' : ''}`}
      aria-label={isClosed ? `${t('tasks.reopen')} ${line.title}` : t('tasks.done', { title: line.title })}
      onClick={(event) => {
        event.stopPropagation();
        void act(line);
      }}
    >
      <CheckOutlined aria-hidden />
    </button>
  );
}

/** Another day, and everything else that can be done with a line. */
export function TaskActs({ line, deeds, onProfile = false }: { readonly line: TaskLine; readonly deeds: TaskDeeds; readonly onProfile?: boolean }) {
  const t = useT();
  const navigate = useNavigate();
  const mayWork = useMay('tasks.update');
  const [picking, setPicking] = useState(false);
  const [now] = useState(() => Date.now());
  const isTask = line.kind === 'task';
  const to = (due: string | null) => void deeds.snooze(line, due);
  const days: MenuProps['items'] = [
    { key: 'tomorrow', label: t('tasks.toTomorrow'), onClick: () => to(chipDate('tomorrow', now)) },
    { key: 'monday', label: t('tasks.toMonday'), onClick: () => to(chipDate('nextMonday', now)) },
    { key: 'week', label: t('tasks.toWeek'), onClick: () => to(dayjs(now).add(7, 'day').format('YYYY-MM-DD')) },
    { key: 'date', label: t('tasks.toDate'), onClick: () => setPicking(true) },
    ...(isTask ? [{ key: 'someDay', label: t('tasks.someDay'), onClick: () => to(null) }] : []),
  ];
  const more: MenuProps['items'] = [
    { key: 'followUp', label: t('tasks.doneWithFollowUp'), onClick: () => deeds.doneWithFollowUp(line) },
    { key: 'skip', label: t('tasks.skip'), onClick: () => void deeds.skip(line) },
    ...(isTask ? [{ key: 'edit', label: t('tasks.edit'), onClick: () => deeds.open(line) }] : []),
    ...(onProfile ? [] : [{ key: 'customer', label: t('tasks.openCustomer'), onClick: () => void navigate({ to: '/customers/$id', params: { id: line.customerId } }) }]),
    ...(isTask ? [{ type: 'divider' as const }, { key: 'remove', danger: true, label: t('tasks.remove'), onClick: () => void deeds.remove(line) }] : []),
  ];
  if (!mayWork) return null;
  return (
    <span className="task-acts" onClick={(event) => event.stopPropagation()} role="presentation">
      {picking && (
        <DatePicker
          open
          autoFocus
          size="small"
          className="task-pick"
          aria-label={t('tasks.pickDate')}
          minDate={dayjs(now)}
          onChange={(date) => {
            setPicking(false);
            if (date) to(date.format('YYYY-MM-DD'));
          }}
          onOpenChange={(open) => !open && setPicking(false)}
        />
      )}
      {line.doneAt === null && line.status !== 'paused' && (
        <Dropdown trigger={['click']} menu={{ items: days }}>
          <Button type="text" size="small" icon={<CalendarOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('tasks.snoozeOf', { title: line.title })} />
        </Dropdown>
      )}
      <Dropdown trigger={['click']} menu={{ items: line.doneAt === null ? more : more.slice(2) }}>
        <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-haspopup="menu" aria-label={t('tasks.actions', { title: line.title })} />
      </Dropdown>
    </span>
  );
}
