import { BellOutlined, PauseCircleOutlined, RetweetOutlined } from '@ant-design/icons';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { useT } from '../../lib/i18n.ts';

/** What one wants to be reminded of, with the marks that belong to it. */
export function ReminderWhat({ line }: { readonly line: ReminderLine }) {
  const t = useT();
  return (
    <span className="task-what">
      {line.rule === null ? <BellOutlined className="task-says" aria-label={t('reminders.one')} title={t('reminders.one')} /> : <RetweetOutlined className="task-says" aria-label={t('reminders.repeats')} title={t('reminders.repeats')} />}
      <span className="task-title" title={line.note ?? line.title}>
        {line.title}
      </span>
      {line.snoozedTo !== null && <span className="task-chip">{t('reminders.isSnoozed')}</span>}
      {line.assignee !== null && <span className="task-chip">{line.assignee}</span>}
      {line.status === 'paused' && (
        <span className="task-chip">
          <PauseCircleOutlined aria-hidden /> {t('tasks.paused')}
        </span>
      )}
    </span>
  );
}

/** Whom a reminder is about: a customer, a segment, or nobody. */
export const whoOf = (line: Pick<ReminderLine, 'customerName' | 'segmentName'>): string => line.customerName ?? line.segmentName ?? '';
