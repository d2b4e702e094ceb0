import { LeftOutlined } from '@ant-design/icons';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { CalendarDay, CalendarKind } from '../../../shared/modules/calendar.ts';
import { api } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { usePrefs } from '../../lib/prefs.ts';
import { useBook } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useCalendarDay } from '../calendar/calendar-store.ts';
import { marksOf } from '../calendar/day-marks.ts';
import { countOf, entryTitle } from '../calendar/entry-words.ts';
import { spanName } from '../calendar/span-name.ts';
import { shownDays, weeksOf, type Shown } from '../calendar/span.ts';
import { useDays } from '../calendar/use-days.ts';
import { PaperButtons } from './PaperButtons.tsx';
import { usePaperFont } from './use-paper-font.ts';
import './print.css';
import './calendar-paper.css';

const PER_DAY = { month: 5, week: 24 } as const;
const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** The month or week of the calendar as it will lie on paper. */
export function CalendarPaperPage() {
  const t = useT();
  const language = useLanguage();
  const { history } = useRouter();
  const { calendarView, calendarHidden } = usePrefs();
  const view = calendarView === 'week' ? 'week' : 'month';
  const day = useCalendarDay();
  const shown = shownDays(view, day);
  const { days, error, retry } = useDays(shown, PER_DAY[view], calendarHidden as readonly CalendarKind[]);
  const name = spanName(t, language, view, day);
  const ready = usePaperFont(days && `${JSON.stringify([...days.values()])}${name}`);
  const back = (): void => history.back();
  useShortcut('escape', back, { label: t('calendarPage.printBack') });
  useEffect(() => {
    document.title = t('calendarPage.printTitle');
  }, [t]);
  const count = [...(days?.values() ?? [])].reduce((sum, one) => sum + one.entries.length, 0);
  return (
    <div className="print-page">
      <div className="print-bar no-print">
        <Button type="text" icon={<LeftOutlined aria-hidden="true" />} onClick={back}>
          {t('calendarPage.printBack')}
        </Button>
        <PaperButtons label={t('calendarPage.print')} pdfName={`${t('calendarPage.title')} ${name}`} disabled={!days} onPrint={() => void api.call('audit.note', { event: 'print.calendar', count })} />
      </div>
      {error && <ErrorState error={error.error} onRetry={retry} />}
      {!days && !error && <Loading rows={12} />}
      {days && <CalendarPaper title={name} days={days} shown={shown} perDay={PER_DAY[view]} month={view === 'month' ? day.slice(0, 7) : null} showsLunar={!calendarHidden.includes('lunar')} ready={ready} />}
    </div>
  );
}

function CalendarPaper(props: { readonly title: string; readonly days: ReadonlyMap<string, CalendarDay>; readonly shown: Shown; readonly perDay: number; readonly month: string | null; readonly showsLunar: boolean; readonly ready: boolean }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  return (
    <article className={props.month === null ? 'sheet cal-sheet cal-sheet-week' : 'sheet cal-sheet'} aria-label={t('calendarPage.printTitle')} data-ready={props.ready}>
      <header>
        <h1>{props.title}</h1>
        <p>{t('calendarPage.printed', { book: book?.name ?? '', date: formatDate(fileDate(), language) })}</p>
      </header>
      <table>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col">
                {t(`calendarPage.weekdays.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(props.shown).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <PaperDay key={date} {...props} date={date} day={props.days.get(date)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="sheet-foot">
        <span>{t('outputs.calls.confidential')}</span>
      </footer>
    </article>
  );
}

function PaperDay({ date, day, perDay, month, showsLunar }: { readonly date: string; readonly day: CalendarDay | undefined; readonly perDay: number; readonly month: string | null; readonly showsLunar: boolean }) {
  const t = useT();
  const language = useLanguage();
  const entries = day?.entries.slice(0, perDay) ?? [];
  const more = countOf(day) - entries.length;
  return (
    <td className={month !== null && !date.startsWith(month) ? 'is-outside' : ''}>
      <div className="cal-sheet-head">
        <b className="tabular">{Number(date.slice(8))}</b>
        {showsLunar && <small>{marksOf(t, language, date).mark}</small>}
      </div>
      {entries.map((entry) => (
        <p key={`${entry.kind}-${String(entry.id)}-${String(entry.openMinor)}`}>
          {entryTitle(t, language, entry)}
          {entry.line !== null && <small> {entry.customerName}</small>}
        </p>
      ))}
      {more > 0 && <p className="cal-sheet-more">{t('calendarPage.more', { count: formatNumber(more, language) })}</p>}
    </td>
  );
}
