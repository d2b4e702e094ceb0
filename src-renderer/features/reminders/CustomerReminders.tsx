import { BellOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { ReminderLineItem } from './ReminderLineItem.tsx';
import { askReminder } from './reminder-store.ts';
import { useReminderDeeds } from './use-reminder-deeds.ts';
import '../tasks/tasks.css';

const SHOWN = 6;

/** What one customer is to be remembered for, on their profile, below the tasks. */
export function CustomerReminders({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const navigate = useNavigate();
  const deeds = useReminderDeeds();
  const { data, error } = useApiQuery('reminders.ofCustomer', { customerId });
  const hidden = (data?.total ?? 0) - SHOWN;
  return (
    <div className="customer-tasks" role="group" aria-label={t('reminders.title')}>
      {error !== null && <ErrorNote error={error.error} />}
      {data !== undefined && data.rows.length > 0 && (
        <ul>
          {data.rows.slice(0, SHOWN).map((line) => (
            <ReminderLineItem key={line.id} line={line} deeds={deeds} className="" onProfile />
          ))}
        </ul>
      )}
      <div className="customer-tasks-foot">
        <May call="reminders.create">
          <Button size="small" icon={<BellOutlined aria-hidden />} onClick={() => askReminder({ kind: 'new', customerId })}>
            {t('reminders.addShort')}
          </Button>
        </May>
        {hidden > 0 && (
          <Button type="link" size="small" onClick={() => void navigate({ to: '/reminders' })}>
            {t('reminders.allMore', { count: hidden })}
          </Button>
        )}
      </div>
    </div>
  );
}
