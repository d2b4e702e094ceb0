/** Writing a calendar file, in a worker; entries are read as they are written. */
import { calendarFile as en } from '../../../../shared/i18n/en/calendar-file.ts';
import { calendarFile as zh } from '../../../../shared/i18n/zh-CN/calendar-file.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { MAX_CALENDAR_EVENTS } from '../../../../shared/modules/calendar.ts';
import { noteEvent } from '../../changes/write.ts';
import type { ChosenFile } from '../../domain/context.ts';
import { utf8, writeChosen } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { collect, type Asked } from './collect.ts';
import { eventOf, type EventWords } from './events.ts';
import { CALENDAR_FOOT, calendarHead, eventText } from './ical-file.ts';

export interface CalendarExportInput extends EventWords {
  readonly file: ChosenFile;
  readonly asked: Asked;
  readonly includeQuiet: boolean;
  readonly bookName: string;
}

const PAGE = 200;

/** Handler `calendar.export`; answers how many events were written. */
export async function exportCalendar(book: WorkerBook, input: CalendarExportInput): Promise<{ rows: number }> {
  const written = { rows: 0 };
  await writeChosen(input.file, utf8(content(book, input, written)));
  noteEvent(book.write, 'export.calendar', book.actor, written.rows);
  return written;
}

async function* content(book: WorkerBook, input: CalendarExportInput, written: { rows: number }): AsyncGenerator<string> {
  yield calendarHead((input.language === 'zh-CN' ? zh : en).name.replace('{{book}}', input.bookName));
  // Taken in whole before the first pause: a statement that is still being read would hold the book.
  const events = [...limited(book, input)];
  for (const event of events) {
    if (written.rows++ % PAGE === 0) await breathe(book, written.rows);
    yield eventText(eventOf(event, input));
  }
  yield CALENDAR_FOOT;
}

function* limited(book: WorkerBook, { asked, includeQuiet }: CalendarExportInput) {
  let n = 0;
  for (const one of collect(book.db, asked)) {
    if (!includeQuiet && one.doNotContact === 'all') continue;
    if (++n > MAX_CALENDAR_EVENTS) throw new AppFailure('calendar.tooMany', { max: MAX_CALENDAR_EVENTS });
    yield one;
  }
}

async function breathe(book: WorkerBook, rows: number): Promise<void> {
  if (book.cancelled()) throw new AppFailure('request.cancelled');
  book.progress('writing', rows, null);
  await new Promise((resolve) => setImmediate(resolve));
}
