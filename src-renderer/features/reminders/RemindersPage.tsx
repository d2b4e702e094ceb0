import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { contactMethodSchema } from '../../../shared/modules/follow-ups.ts';
import { reminderBandSchema, type ReminderBand, type ReminderFilter } from '../../../shared/modules/reminders.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatShort } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import '../tasks/tasks.css';
import { ReminderRows } from './ReminderRows.tsx';
import { askReminder } from './reminder-store.ts';
import './reminders.css';

type Counts = Output<'reminders.counts'>;

/** Every reminder of the book, by day: what is late first, what rests and what is done last. */
export function RemindersPage() {
  const t = useT();
  const [filter, setFilter] = useState<ReminderFilter>({});
  const [chosen, setBand] = useState<ReminderBand | null>(null);
  const counts = useApiQuery('reminders.counts', { filter }, { placeholderData: (before) => before }).data;
  // Opened on what is late, if anything is; where nothing is left it stays until another span is chosen.
  const [first, setFirst] = useState<ReminderBand | null>(null);
  if (first === null && counts !== undefined) setFirst(firstBand(counts));
  const band = chosen ?? first ?? 'today';
  const open = counts && counts.overdue + counts.today + counts.week + counts.later;
  const add = (): void => askReminder({ kind: 'new', customerId: null });
  useShortcut('n', add, { label: t('reminders.keys.add'), enabled: useMay('reminders.create') });
  useShortcut('r', add, { enabled: useMay('reminders.create') });
  return (
    <Page
      title={t('reminders.title')}
      {...(open !== undefined && { count: t('reminders.count', { count: open }) })}
      tools={<TaskTabs page="reminders" />}
      actions={
        <May call="reminders.create">
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('reminders.add')}
            <KeyHint keys="n" />
          </Button>
        </May>
      }
    >
      <div className="tasks">
        <div className="task-filters">
          <Segmented<ReminderBand>
            value={band}
            aria-label={t('tasks.band')}
            options={reminderBandSchema.options.map((value) => ({ value, label: <BandName band={value} count={counts?.[value]} /> }))}
            onChange={setBand}
          />
          <Filters filter={filter} onChange={setFilter} />
        </div>
        <div className="tasks-stage">{first !== null && <ReminderRows key={band} band={band} filter={filter} counts={counts} onClear={() => setFilter({})} />}</div>
      </div>
    </Page>
  );
}

const firstBand = (counts: Counts): ReminderBand => (['overdue', 'today', 'week', 'later'] as const).find((band) => counts[band] > 0) ?? 'today';

function BandName({ band, count }: { readonly band: ReminderBand; readonly count: number | undefined }) {
  const t = useT();
  const language = useLanguage();
  return (
    <span className={band === 'overdue' && (count ?? 0) > 0 ? 'task-band is-late' : 'task-band'}>
      {t(`reminders.bands.${band}`)}
      {count !== undefined && count > 0 && <span className="tabular quiet"> {formatShort(count, language)}</span>}
    </span>
  );
}

/** By way of contact, and by whose job it is where several people use the book. */
function Filters({ filter, onChange }: { readonly filter: ReminderFilter; readonly onChange: (filter: ReminderFilter) => void }) {
  const t = useT();
  const mayAsk = useMay('people.list');
  const people = useApiQuery('people.list', {}, { enabled: mayAsk }).data?.people ?? [];
  const { method, assignee } = filter;
  // A name is at least a letter long: "#" stands for no choice.
  const ANY = '#';
  return (
    <>
      <Select
        size="small"
        value={method ?? ''}
        aria-label={t('tasks.methodLabel')}
        popupMatchSelectWidth={false}
        options={[{ value: '', label: t('tasks.anyMethod') }, ...contactMethodSchema.options.map((value) => ({ value, label: t(`fields.method.${value}`) }))]}
        onChange={(value) => onChange({ ...filter, method: value === '' ? undefined : (value as 'phone') })}
      />
      {people.length > 1 && (
        <Select
          size="small"
          value={assignee ?? ANY}
          aria-label={t('reminders.assigneeLabel')}
          popupMatchSelectWidth={false}
          options={[{ value: ANY, label: t('reminders.anyone') }, { value: '', label: t('reminders.nobodys') }, ...people.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(value) => onChange({ ...filter, assignee: value === ANY ? undefined : value })}
        />
      )}
    </>
  );
}
