import { ExportOutlined, LeftOutlined, PlusOutlined, PrinterOutlined, RightOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { CalendarEntry, CalendarKind } from '../../../shared/modules/calendar.ts';
import { fileDate } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { askTask } from '../tasks/task-store.ts';
import { CalendarExport } from './CalendarExport.tsx';
import { CalendarGrid } from './CalendarGrid.tsx';
import { goToDay, useCalendar, useCalendarDay } from './calendar-store.ts';
import { DayList } from './DayList.tsx';
import { countOf } from './entry-words.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { ShowMenu } from './ShowMenu.tsx';
import { shownDays, turned, VIEWS, type CalendarView } from './span.ts';
import { spanName } from './span-name.ts';
import { useDays } from './use-days.ts';
import { useEntryDeeds } from './use-entry-deeds.ts';
import './calendar.css';

/** Entries of a day before the rest is counted. */
const PER_DAY: Readonly<Record<CalendarView, number>> = { month: 3, week: 14, day: 200, agenda: 20 };
/** Kept with the hidden kinds. */
export const LUNAR = 'lunar';

const setView = (calendarView: CalendarView): void => void setPrefs({ calendarView });
const openDay = (day: string): void => {
  goToDay(day);
  setView('day');
};

/** What stands on which day: a month, a week, a day, or one day after the other. */
export function CalendarPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { calendarView: view, calendarHidden } = usePrefs();
  const day = useCalendarDay();
  const mayAdd = useMay('tasks.create');
  const [exporting, setExporting] = useState(false);
  const turn = (by: number): void => goToDay(turned(view, day, by));
  const today = (): void => useCalendar.setState({ day: fileDate(), follow: 'cell' });
  useCalendarKeys({ turn, today });
  useShortcut('n', () => askTask({ kind: 'new', customerId: null }), { label: t('tasks.keys.add'), enabled: mayAdd });
  return (
    <Page
      title={t('calendarPage.title')}
      count={spanName(t, language, view, day)}
      tools={
        <div className="cal-tools">
          <IconButton icon={<LeftOutlined aria-hidden />} label={t(`calendarPage.previousOf.${view}`)} onClick={() => turn(-1)} />
          <Button onClick={today}>{t('calendarPage.today')}</Button>
          <IconButton icon={<RightOutlined aria-hidden />} label={t(`calendarPage.nextOf.${view}`)} onClick={() => turn(1)} />
          <Segmented<CalendarView> value={view} aria-label={t('calendarPage.view')} options={VIEWS.map((value) => ({ value, label: t(`calendarPage.views.${value}`) }))} onChange={setView} />
          <ShowMenu hidden={calendarHidden} />
        </div>
      }
      actions={
        <>
          {(view === 'month' || view === 'week') && (
            <IconButton icon={<PrinterOutlined aria-hidden />} label={t('calendarPage.print')} onClick={() => void navigate({ to: '/calendar/print' })} />
          )}
          <May call="calendar.export">
            <IconButton icon={<ExportOutlined aria-hidden />} label={t('handOff.calendarButton')} onClick={() => setExporting(true)} />
          </May>
          <May call="tasks.create">
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => askTask({ kind: 'new', customerId: null })}>
              {t('calendarPage.add')}
            </Button>
          </May>
        </>
      }
    >
      <Stage view={view} day={day} hidden={calendarHidden} />
      {exporting && <CalendarExport shown={shownDays(view, day)} onClose={() => setExporting(false)} />}
    </Page>
  );
}

function Stage({ view, day, hidden }: { readonly view: CalendarView; readonly day: string; readonly hidden: readonly string[] }) {
  const t = useT();
  const language = useLanguage();
  const deeds = useEntryDeeds();
  const [moving, setMoving] = useState<CalendarEntry | null>(null);
  const shown = shownDays(view, day);
  const { days, error, retry } = useDays(shown, PER_DAY[view], hidden as readonly CalendarKind[]);
  if (error) return <ErrorState error={error.error} onRetry={retry} />;
  if (!days) return <Loading rows={10} />;
  const what = spanName(t, language, view, day);
  const isGrid = view === 'month' || view === 'week';
  const showsLunar = !hidden.includes(LUNAR);
  const listed = [...days.values()].filter(({ date }) => date >= shown.from && date <= shown.to).sort((a, b) => (a.date < b.date ? -1 : 1));
  const isEmpty = listed.every((one) => countOf(one) === 0);
  return (
    <div className="cal-stage">
      {isGrid && <CalendarGrid label={t('calendarPage.grid', { what })} shown={shown} perDay={PER_DAY[view]} days={days} selected={day} month={view === 'month' ? day.slice(0, 7) : null} showsLunar={showsLunar} deeds={deeds} onSelect={goToDay} onOpenDay={openDay} onAskMove={setMoving} />}
      {!isGrid && !isEmpty && <DayList label={t('calendarPage.list', { what })} days={listed} showsLunar={showsLunar} deeds={deeds} onOpenDay={view === 'day' ? null : openDay} />}
      {isEmpty && <Nothing isSmall={isGrid} isFiltered={hidden.some((one) => one !== LUNAR)} hidden={hidden} />}
      {moving && <MoveDialog entry={moving} onClose={() => setMoving(null)} onMove={(to) => void deeds.move(moving, to)} />}
    </div>
  );
}

/** Under an empty grid one line; where a list would be, the whole of it. */
function Nothing({ isSmall, isFiltered, hidden }: { readonly isSmall: boolean; readonly isFiltered: boolean; readonly hidden: readonly string[] }) {
  const t = useT();
  const showAll = (): void => void setPrefs({ calendarHidden: hidden.filter((one) => one === LUNAR) });
  const text = t(isFiltered ? 'calendarPage.emptyFiltered' : 'calendarPage.empty');
  const action = isFiltered && <Button onClick={showAll}>{t('calendarPage.showAll')}</Button>;
  if (!isSmall) return <Empty text={text} {...(!isFiltered && { detail: t('calendarPage.emptyDetail') })} action={action} />;
  return (
    <p className="cal-nothing quiet">
      {text} {action}
    </p>
  );
}

function useCalendarKeys({ turn, today }: { readonly turn: (by: number) => void; readonly today: () => void }): void {
  const t = useT();
  const group = t('calendarPage.title');
  const follow = (by: number): void => {
    useCalendar.setState({ follow: 'cell' });
    turn(by);
  };
  useShortcut('t', today, { label: t('calendarPage.keys.today'), group });
  useShortcut('m', () => setView('month'), { label: t('calendarPage.keys.month'), group });
  useShortcut('w', () => setView('week'), { label: t('calendarPage.keys.week'), group });
  useShortcut('d', () => setView('day'), { label: t('calendarPage.keys.day'), group });
  useShortcut('a', () => setView('agenda'), { label: t('calendarPage.keys.agenda'), group });
  useShortcut('pageup', () => follow(-1), { label: t('calendarPage.keys.previous'), group });
  useShortcut('pagedown', () => follow(1), { label: t('calendarPage.keys.next'), group });
}

