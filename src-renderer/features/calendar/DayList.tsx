import type { CalendarDay, CalendarEntry } from '../../../shared/modules/calendar.ts';
import { MobileOutlined } from '@ant-design/icons';
import { formatDate, formatNumber, formatWeekday } from '../../lib/format.ts';
import { fileDate } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { askHandOff } from '../hand-off/hand-off-store.ts';
import { DoneBox, TaskActs, useTaskDeeds, type TaskDeeds } from '../tasks/index.ts';
import { marksOf } from './day-marks.ts';
import { countOf, entryTitle } from './entry-words.ts';
import type { EntryDeeds } from './use-entry-deeds.ts';

/** Days one below the other, each entry in a line with what can be done with it. */
export function DayList(props: { readonly label: string; readonly days: readonly CalendarDay[]; readonly showsLunar: boolean; readonly deeds: EntryDeeds; readonly onOpenDay: ((date: string) => void) | null }) {
  const tasks = useTaskDeeds();
  return (
    <div className="cal-list" role="group" aria-label={props.label}>
      {props.days.map((day) => (
        <Day key={day.date} {...props} day={day} tasks={tasks} />
      ))}
    </div>
  );
}

function Day(props: { readonly day: CalendarDay; readonly tasks: TaskDeeds; readonly showsLunar: boolean; readonly deeds: EntryDeeds; readonly onOpenDay: ((date: string) => void) | null }) {
  const t = useT();
  const language = useLanguage();
  const { day, onOpenDay } = props;
  const { date } = day;
  const count = countOf(day);
  const left = count - day.entries.length;
  return (
    <section className={date === fileDate() ? 'cal-list-day is-today' : 'cal-list-day'} aria-label={t('calendarPage.day', { date: formatDate(date, language), weekday: formatWeekday(date, language) })}>
      <header>
        <h2>
          {formatDate(date, language)} <span className="quiet">{formatWeekday(date, language)}</span>
        </h2>
        {date === fileDate() && <span className="cal-today">{t('calendarPage.isToday')}</span>}
        {props.showsLunar && <span className="quiet">{marksOf(t, language, date).whole}</span>}
      </header>
      <ul>
        {day.entries.map((entry) => (
          <Line key={`${entry.kind}-${String(entry.id)}-${String(entry.openMinor)}`} entry={entry} deeds={props.deeds} tasks={props.tasks} />
        ))}
      </ul>
      {left > 0 && onOpenDay && (
        <button type="button" className="cal-more" aria-label={t('calendarPage.moreOf', { date: formatDate(date, language), count: left })} onClick={() => onOpenDay(date)}>
          {t('calendarPage.more', { count: formatNumber(left, language) })}
        </button>
      )}
      {left > 0 && !onOpenDay && <p className="quiet">{t('calendarPage.tooMany', { count, shown: day.entries.length })}</p>}
    </section>
  );
}

function Line({ entry, deeds, tasks }: { readonly entry: CalendarEntry; readonly deeds: EntryDeeds; readonly tasks: TaskDeeds }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li className="cal-line">
      {entry.line === null ? <span className={`cal-dot cal-dot-${entry.kind}`} aria-hidden="true" /> : <DoneBox line={entry.line} deeds={tasks} />}
      <button type="button" className="cal-line-what" onClick={() => deeds.open(entry)}>
        <span className="cal-entry-title">{entryTitle(t, language, entry)}</span>
      </button>
      <span className="quiet">{entry.line === null && entry.kind !== 'reminder' ? '' : entry.customerName}</span>
      <span className="task-chip">{t(`calendarPage.kinds.${entry.kind}`)}</span>
      <ToPhone entry={entry} />
      {entry.line === null ? <span /> : <TaskActs line={entry.line} deeds={tasks} />}
    </li>
  );
}

/** Only what stands on a day as an event of its own; a payment is nothing for a phone's calendar. */
function ToPhone({ entry }: { readonly entry: CalendarEntry }) {
  const t = useT();
  const language = useLanguage();
  const may = useMay('handOff.event');
  const { kind, id, customerId, date } = entry;
  if (!may || kind === 'payment' || customerId === null) return <span />;
  const name = entryTitle(t, language, entry);
  return <IconButton size="small" icon={<MobileOutlined aria-hidden="true" />} label={`${t('handOff.button')} ${name}`} onClick={() => askHandOff({ of: 'event', event: { kind, id, customerId, date }, name })} />;
}
