import { useDroppable } from '@dnd-kit/core';
import type { CalendarDay, CalendarEntry } from '../../../shared/modules/calendar.ts';
import { formatDate, formatNumber, formatWeekday } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { marksOf } from './day-marks.ts';
import { EntryButton } from './EntryButton.tsx';
import { countOf } from './entry-words.ts';
import type { EntryDeeds } from './use-entry-deeds.ts';

export interface CellProps {
  readonly date: string;
  readonly day: CalendarDay | undefined;
  readonly shown: number;
  readonly isSelected: boolean;
  readonly isToday: boolean;
  /** Of the month before or after. */
  readonly isOutside: boolean;
  readonly showsLunar: boolean;
  readonly deeds: EntryDeeds;
  readonly onSelect: (date: string) => void;
  readonly onOpenDay: (date: string) => void;
  readonly onAskMove: (entry: CalendarEntry) => void;
}

/** A day of the grid: its number, its place in the other calendar, the first entries, and how many more there are. */
export function DayCell(props: CellProps) {
  const { date, day, shown, showsLunar } = props;
  const t = useT();
  const language = useLanguage();
  const { setNodeRef, isOver } = useDroppable({ id: `day ${date}` });
  const marks = marksOf(t, language, date);
  const count = countOf(day);
  const entries = day?.entries.slice(0, shown) ?? [];
  const unnamed = nameless(day);
  const more = count - entries.length - unnamed;
  const said = [t('calendarPage.day', { date: formatDate(date, language), weekday: formatWeekday(date, language) }), props.isToday ? t('calendarPage.isToday') : '', showsLunar ? marks.whole : '', count === 0 ? t('calendarPage.dayNothing') : t('calendarPage.dayCount', { count })];
  const classes = ['cal-day', props.isSelected && 'is-selected', props.isToday && 'is-today', props.isOutside && 'is-outside', isOver && 'is-over'].filter(Boolean).join(' ');
  return (
    <div
      ref={setNodeRef}
      role="gridcell"
      className={classes}
      data-day={date}
      tabIndex={props.isSelected ? 0 : -1}
      aria-selected={props.isSelected}
      {...(props.isToday && { 'aria-current': 'date' as const })}
      onFocus={() => !props.isSelected && props.onSelect(date)}
      onClick={(event) => event.target === event.currentTarget && props.onSelect(date)}
      onDoubleClick={(event) => event.target === event.currentTarget && props.onOpenDay(date)}
    >
      <span className="sr-only">{said.filter((part) => part !== '').join(', ')}</span>
      <div className="cal-day-head" aria-hidden="true" onClick={() => props.onOpenDay(date)}>
        <span className="cal-number tabular">{Number(date.slice(8))}</span>
        {showsLunar && (
          <span className={marks.isFestival ? 'cal-mark is-festival' : 'cal-mark'} title={marks.whole}>
            {marks.mark}
          </span>
        )}
      </div>
      {entries.map((entry) => (
        <EntryButton key={`${entry.kind}-${String(entry.id)}-${String(entry.openMinor)}`} entry={entry} deeds={props.deeds} isReachable={props.isSelected} onAskMove={props.onAskMove} />
      ))}
      {unnamed > 0 && (
        <button type="button" className="cal-entry cal-birthday" tabIndex={props.isSelected ? 0 : -1} onClick={() => props.onOpenDay(date)} onKeyDown={keepEnter}>
          <span className="cal-dot cal-dot-birthday" aria-hidden="true" />
          <span className="cal-entry-title">{t('calendarPage.birthdays', { count: unnamed })}</span>
        </button>
      )}
      {more > 0 && (
        <button type="button" className="cal-more" tabIndex={props.isSelected ? 0 : -1} aria-label={t('calendarPage.moreOf', { date: formatDate(date, language), count: more })} onClick={() => props.onOpenDay(date)} onKeyDown={keepEnter}>
          {t('calendarPage.more', { count: formatNumber(more, language) })}
        </button>
      )}
    </div>
  );
}

/** The grid opens a day with Enter; a button within it is pressed by it. */
const keepEnter = (event: React.KeyboardEvent): void => {
  if (event.key === 'Enter') event.stopPropagation();
};

/** Birthdays that are counted and not named, where there are too many to name. */
function nameless(day: CalendarDay | undefined): number {
  if (!day || day.entries.some(({ kind }) => kind === 'birthday')) return 0;
  return day.counts.birthday ?? 0;
}
