import { PlusOutlined } from '@ant-design/icons';
import { useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { taskBandSchema, type TaskBand, type TaskFilter } from '../../../shared/modules/tasks.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatShort } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { askTask } from './task-store.ts';
import { TaskExport } from './TaskExport.tsx';
import { TaskFilters } from './TaskFilters.tsx';
import { TaskRows } from './TaskRows.tsx';
import { TaskTabs } from './TaskTabs.tsx';
import './tasks.css';

type Counts = Output<'tasks.counts'>;

/** What is to be done for customers, by day: what is late first, what is done last. */
export function TasksPage() {
  const t = useT();
  const { planId } = useSearch({ from: '/tasks' });
  const [filter, setFilter] = useState<TaskFilter>(() => (planId === undefined ? {} : { source: planId }));
  const [chosen, setBand] = useState<TaskBand | null>(null);
  const counts = useApiQuery('tasks.counts', { filter }, { placeholderData: (before) => before }).data;
  // Opened on what is late, if anything is; where nothing is left it stays until another span is chosen.
  const [first, setFirst] = useState<TaskBand | null>(null);
  if (first === null && counts !== undefined) setFirst(firstBand(counts));
  const band = chosen ?? first ?? 'today';
  const open = counts && counts.overdue + counts.today + counts.week + counts.later;
  const [exporting, setExporting] = useState(false);
  useShortcut('n', () => askTask({ kind: 'new', customerId: null }), { label: t('tasks.keys.add'), enabled: useMay('tasks.create') });
  return (
    <Page
      title={t('tasks.title')}
      {...(open !== undefined && { count: t('tasks.count', { count: open }) })}
      tools={<TaskTabs page="tasks" />}
      actions={
        <>
          {band !== 'closed' && <CallListButton ask={{ what: { of: 'tasks', bands: [band], filter }, title: `${t('tasks.title')} · ${t(`tasks.bands.${band}`)}` }} />}
          <May call="tasks.export">
            <Button onClick={() => setExporting(true)}>{t('outputs.save')}</Button>
          </May>
          <May call="tasks.create">
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => askTask({ kind: 'new', customerId: null })}>
              {t('tasks.add')}
              <KeyHint keys="n" />
            </Button>
          </May>
        </>
      }
    >
      <div className="tasks">
        <div className="task-filters">
          <Segmented<TaskBand>
            value={band}
            aria-label={t('tasks.band')}
            options={taskBandSchema.options.map((value) => ({ value, label: <BandName band={value} count={counts?.[value]} /> }))}
            onChange={setBand}
          />
          <TaskFilters filter={filter} onChange={setFilter} />
        </div>
        <div className="tasks-stage">{first !== null && <TaskRows key={band} band={band} filter={filter} counts={counts} onClear={() => setFilter({})} />}</div>
      </div>
      {exporting && <TaskExport band={band} filter={filter} onClose={() => setExporting(false)} />}
    </Page>
  );
}

const firstBand = (counts: Counts): TaskBand => (['overdue', 'today', 'week', 'later'] as const).find((band) => counts[band] > 0) ?? 'today';

function BandName({ band, count }: { readonly band: TaskBand; readonly count: number | undefined }) {
  const t = useT();
  const language = useLanguage();
  return (
    <span className={band === 'overdue' && (count ?? 0) > 0 ? 'task-band is-late' : 'task-band'}>
      {t(`tasks.bands.${band}`)}
      {count !== undefined && count > 0 && <span className="tabular quiet"> {formatShort(count, language)}</span>}
    </span>
  );
}
