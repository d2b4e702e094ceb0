import type { TaskLine } from '../../../shared/modules/tasks.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { DoneBox, dueText, TaskActs, TaskWhat, useTaskDeeds, type TaskDeeds } from '../tasks/index.ts';
import { HandOffButton } from '../hand-off/HandOffButton.tsx';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 8;

/** What is late and what is for today, the first few of each; done, put off or opened right here. */
export function TodayTasks() {
  const t = useT();
  const language = useLanguage();
  const deeds = useTaskDeeds();
  const counts = useApiQuery('tasks.counts', {}).data;
  const late = useApiQuery('tasks.list', { band: 'overdue', limit: SHOWN });
  const now = useApiQuery('tasks.list', { band: 'today', limit: SHOWN });
  const lines = [...(late.data?.rows ?? []), ...(now.data?.rows ?? [])];
  const total = counts && counts.overdue + counts.today;
  const failed = late.error ?? now.error;
  return (
    <TodayPart title={t('today.tasks')} {...(total !== undefined && { count: formatNumber(total, language) })} tools={lines.length > 0 && <TakeAlong />} all={{ text: t('today.allTasks'), to: '/tasks' }}>
      {failed && <ErrorNote error={failed.error} />}
      {(late.isPending || now.isPending) && <Loading rows={3} />}
      {late.data && now.data && lines.length === 0 && <p className="quiet">{t('today.noTasks')}</p>}
      <ul>
        {lines.map((line) => (
          <Line key={`${line.kind}-${line.id}`} line={line} deeds={deeds} />
        ))}
      </ul>
      {total !== undefined && total > lines.length && lines.length > 0 && <p className="quiet">{t('today.moreTasks', { count: total - lines.length })}</p>}
    </TodayPart>
  );
}

/** On paper, or on a phone. */
function TakeAlong() {
  const t = useT();
  const what = { of: 'tasks' as const, bands: ['overdue' as const, 'today' as const] };
  const name = t('outputs.calls.today');
  return (
    <>
      <CallListButton small ask={{ what, title: name }} />
      <HandOffButton small of="calls" ask={{ of: 'calls', calls: what, name }} />
    </>
  );
}

function Line({ line, deeds }: { readonly line: TaskLine; readonly deeds: TaskDeeds }) {
  const t = useT();
  const language = useLanguage();
  const { text, isLate } = dueText(t, language, line.due);
  return (
    <li className="today-task">
      <DoneBox line={line} deeds={deeds} />
      <button type="button" className="today-what" onClick={() => deeds.open(line)}>
        <TaskWhat line={line} />
      </button>
      <span className="today-who">{line.customerName}</span>
      <span className={isLate ? 'task-late' : 'quiet'}>{text}</span>
      <TaskActs line={line} deeds={deeds} />
    </li>
  );
}
