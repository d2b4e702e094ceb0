import { DndContext, DragOverlay, PointerSensor, pointerWithin, useSensor, useSensors, type Announcements } from '@dnd-kit/core';
import { useEffect, useRef, useState } from 'react';
import { addDays } from '../../../shared/kernel/calendar-days.ts';
import type { CalendarDay, CalendarEntry } from '../../../shared/modules/calendar.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useCalendar } from './calendar-store.ts';
import { DayCell } from './DayCell.tsx';
import { EntryFace } from './EntryButton.tsx';
import { entryTitle } from './entry-words.ts';
import { weeksOf, type Shown } from './span.ts';
import type { EntryDeeds } from './use-entry-deeds.ts';

interface GridProps {
  readonly label: string;
  readonly shown: Shown;
  /** Entries of a day; the others are counted. */
  readonly perDay: number;
  readonly days: ReadonlyMap<string, CalendarDay>;
  readonly selected: string;
  /** `2026-11`: the month the grid is about; days of others are quiet. `null` for a week. */
  readonly month: string | null;
  readonly showsLunar: boolean;
  readonly deeds: EntryDeeds;
  readonly onSelect: (date: string) => void;
  readonly onOpenDay: (date: string) => void;
  readonly onAskMove: (entry: CalendarEntry) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** A month or a week: a grid of days that arrow keys go through and entries are dragged over. */
export function CalendarGrid(props: GridProps) {
  const t = useT();
  const grid = useRef<HTMLDivElement>(null);
  const [lifted, setLifted] = useState<CalendarEntry | null>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  useFocusFollows(grid, props.selected, props.days);
  const today = fileDate();
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      useCalendar.setState({ follow: 'cell' });
      props.onSelect(addDays(props.selected, step));
    } else if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.role === 'gridcell') props.onOpenDay(props.selected);
    else return;
    event.preventDefault();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={{ announcements: useAnnouncements(), screenReaderInstructions: { draggable: t('calendarPage.drag') } }}
      onDragStart={({ active }) => setLifted((active.data.current as { entry: CalendarEntry }).entry)}
      onDragCancel={() => setLifted(null)}
      onDragEnd={({ active, over }) => {
        setLifted(null);
        if (over) void props.deeds.move((active.data.current as { entry: CalendarEntry }).entry, String(over.id).slice('day '.length));
      }}
    >
      <div ref={grid} role="grid" aria-label={props.label} className={props.month === null ? 'cal-grid cal-grid-week' : 'cal-grid'} onKeyDown={onKeyDown}>
        <div role="row" className="cal-week cal-weekdays">
          {WEEKDAYS.map((name) => (
            <div key={name} role="columnheader">
              {t(`calendarPage.weekdays.${name}`)}
            </div>
          ))}
        </div>
        {weeksOf(props.shown).map((week) => (
          <div key={week[0]} role="row" className="cal-week">
            {week.map((date) => (
              <DayCell key={date} {...props} date={date} day={props.days.get(date)} shown={props.perDay} isSelected={date === props.selected} isToday={date === today} isOutside={props.month !== null && !date.startsWith(props.month)} />
            ))}
          </div>
        ))}
      </div>
      <DragOverlay dropAnimation={null}>{lifted && <EntryFace entry={lifted} isLifted />}</DragOverlay>
    </DndContext>
  );
}

/** After a key went to another day or carried an entry there, the focus is where the eye is: also when that day was not on screen before. */
function useFocusFollows(grid: React.RefObject<HTMLDivElement | null>, selected: string, days: ReadonlyMap<string, CalendarDay>): void {
  const follow = useCalendar((state) => state.follow);
  useEffect(() => {
    if (follow === null) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-day="${selected}"]`);
    const entry = follow === 'cell' ? null : cell?.querySelector<HTMLElement>(`[data-entry="${follow}"]`);
    (entry ?? cell)?.focus();
    if (follow === 'cell' ? cell : entry) useCalendar.setState({ follow: null });
  }, [grid, selected, days, follow]);
}

function useAnnouncements(): Announcements {
  const t = useT();
  const language = useLanguage();
  const title = (active: { readonly data: { readonly current?: unknown } }) => entryTitle(t, language, (active.data.current as { entry: CalendarEntry }).entry);
  const day = (over: { readonly id: string | number }) => formatDate(String(over.id).slice('day '.length), language);
  return {
    onDragStart: ({ active }) => t('views.board.picked', { name: title(active) }),
    onDragOver: ({ active, over }) => (over ? t('views.board.over', { name: title(active), column: day(over) }) : undefined),
    onDragEnd: ({ active, over }) => (over ? t('views.board.dropped', { name: title(active), column: day(over) }) : undefined),
    onDragCancel: ({ active }) => t('views.board.cancelled', { name: title(active) }),
  };
}
