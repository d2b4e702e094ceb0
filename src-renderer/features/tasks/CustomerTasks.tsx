import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { dueText } from './due-text.ts';
import { DoneBox, TaskActs } from './TaskActs.tsx';
import { askTask } from './task-store.ts';
import { TaskWhat } from './TaskWhat.tsx';
import { useTaskDeeds } from './use-task-deeds.ts';
import './tasks.css';

const SHOWN = 6;

/** What is to be done for one customer, on their profile. */
export function CustomerTasks({ customerId }: { readonly customerId: number }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const deeds = useTaskDeeds();
  const { data, isPending, isError, error } = useApiQuery('tasks.ofCustomer', { customerId });
  const hidden = (data?.total ?? 0) - SHOWN;
  return (
    <div className="customer-tasks">
      {isPending && <Loading rows={1} />}
      {isError && <ErrorNote error={error.error} />}
      {data?.rows.length === 0 && <p className="quiet">{t('tasks.noneOfCustomer')}</p>}
      <ul>
        {data?.rows.slice(0, SHOWN).map((line) => {
          const { text, isLate } = dueText(t, language, line.due);
          return (
            <li key={`${line.kind}-${line.id}`}>
              <DoneBox line={line} deeds={deeds} />
              <button type="button" className="customer-task" onClick={() => deeds.open(line)}>
                <TaskWhat line={line} />
              </button>
              <span className={isLate ? 'task-late' : 'quiet'}>{text}</span>
              <TaskActs line={line} deeds={deeds} onProfile />
            </li>
          );
        })}
      </ul>
      <div className="customer-tasks-foot">
        <May call="tasks.create">
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => askTask({ kind: 'new', customerId })}>
            {t('tasks.add')}
          </Button>
        </May>
        {hidden > 0 && (
          <Button type="link" size="small" onClick={() => void navigate({ to: '/tasks' })}>
            {t('tasks.all', { count: hidden })}
          </Button>
        )}
      </div>
    </div>
  );
}
