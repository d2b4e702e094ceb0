import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { VisitLine, VisitPlan } from '../../../shared/modules/visits.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate, formatPhone } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { finishWithFollowUp } from '../follow-ups/follow-up-store.ts';
import { TaskActs } from '../tasks/TaskActs.tsx';
import { useTaskDeeds } from '../tasks/use-task-deeds.ts';

/** One visit: whom, when, how often nobody was reached, or what was said. */
export function VisitRow({ line, plan }: { readonly line: VisitLine; readonly plan: VisitPlan }) {
  const t = useT();
  const language = useLanguage();
  const deeds = useTaskDeeds();
  const isOpen = line.doneAt === null;
  const isLate = isOpen && line.due !== null && line.due < fileDate();
  const last = line.missed.at(-1);
  const said = [line.result && t(`fields.result.${line.result}`), line.satisfaction && `${line.satisfaction} ${t(`fields.satisfaction.${line.satisfaction}`)}`, line.said].filter((text) => text !== null && text !== '');
  return (
    <li className="visit-row">
      <Link to="/customers/$id" params={{ id: line.customerId }} className="visit-who">
        {line.customerName}
      </Link>
      <span className="tabular private">{line.phone === null ? '' : formatPhone(line.phone)}</span>
      <span className={isLate ? 'visit-late tabular' : 'tabular'}>{line.due === null ? t('tasks.someDay') : formatDate(line.due, language)}</span>
      <span className="quiet visit-said">
        {said.length > 0 ? said.join(' · ') : last && t('visits.missed', { count: line.missed.length, date: formatDate(fileDate(new Date(last.at)), language), reason: last.reason === '' ? t('fields.result.noAnswer') : last.reason })}
      </span>
      <span className="visit-acts">
        {isOpen && (
          <May call="tasks.finish">
            <Button size="small" aria-label={t('visits.noteOf', { name: line.customerName })} onClick={() => finishWithFollowUp(line.customerId, line, plan.script === null ? {} : { script: plan.script })}>
              {t('visits.note')}
            </Button>
          </May>
        )}
        <TaskActs line={line} deeds={deeds} />
      </span>
    </li>
  );
}
