import { FlagFilled, MessageOutlined } from '@ant-design/icons';
import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { useT } from '../../lib/i18n.ts';

/** What is to be done, with the marks that belong to it. */
export function TaskWhat({ line }: { readonly line: TaskLine }) {
  const t = useT();
  const from = line.kind === 'nextStep' ? t('tasks.nextStep') : line.planName;
  return (
    <span className="task-what">
      {line.priority === 'high' && <FlagFilled className="task-flag" aria-label={t('tasks.high')} title={t('tasks.high')} />}
      <span className="task-title" title={line.note ?? line.title}>
        {line.title === '' ? t('tasks.nextStep') : line.title}
      </span>
      {line.message !== null && <MessageOutlined className="task-says" aria-label={t('tasks.message')} title={t('tasks.message')} />}
      {from !== null && from !== line.title && <span className="task-chip">{from}</span>}
      {line.status === 'paused' && <span className="task-chip">{t('tasks.paused')}</span>}
      {line.status === 'skipped' && <span className="task-chip">{t('tasks.skipped')}</span>}
    </span>
  );
}
