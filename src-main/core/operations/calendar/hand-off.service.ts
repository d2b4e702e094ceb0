/** What goes to a phone: calendar files, cards, and the text of a code to be held before its camera. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { MAX_CARDS } from '../../../../shared/modules/calendar.ts';
import { noteEvent } from '../../changes/write.ts';
import type { Handler, OpenBook } from '../../domain/context.ts';
import { chosenIds, keepIds, quietIds } from '../../domain/customers/index.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { CalendarExportInput } from './calendar.job.ts';
import { cardOf, type CardsInput } from './cards.ts';
import { collect, type Asked } from './collect.ts';
import { eventOf } from './events.ts';
import { CALENDAR_FOOT, calendarHead, eventText } from './ical-file.ts';

/** How many entries of an output belong to customers who asked not to be contacted, and how many customers these are. */
export function quietEntries(book: OpenBook, asked: Asked): { rows: number; customers: number } {
  let rows = 0;
  const theirs = asked.customerId === undefined ? [...quietIds(book)] : [asked.customerId].filter((id) => quietIds(book).has(id));
  const found = theirs.map((customerId) => [...collect(book.db, { ...asked, customerId })].length);
  for (const n of found) rows += n;
  return { rows, customers: found.filter((n) => n > 0).length };
}

export const startCalendarExport: Handler<'calendar.export'> = ({ book }, { file: token, includeQuiet, naming, ...asked }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const leftOut = includeQuiet ? 0 : quietEntries(book, asked).rows;
  const { language, name } = readSettings(book.db);
  const input: CalendarExportInput = { file, asked, includeQuiet, naming, language, bookName: name };
  const jobId = book.jobs.start('calendar.export', { fileName: file.name }, (job) => book.jobs.inWorker(job, { handler: 'calendar.export', input }));
  return ok({ jobId, leftOut });
};

export const startCards: Handler<'handOff.cards'> = ({ book }, { file: token, selection, includeQuiet, naming }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const { kept: ids, leftOut } = keepIds(chosenIds(book, selection), quietIds(book), includeQuiet);
  if (ids.length > MAX_CARDS) return err('handOff.tooMany', { max: MAX_CARDS });
  const input: CardsInput = { file, ids, naming };
  const jobId = book.jobs.start('handOff.cards', { fileName: file.name, rows: ids.length }, (job) => book.jobs.inWorker(job, { handler: 'handOff.cards', input }));
  return ok({ jobId, leftOut });
};

export const makeCard: Handler<'handOff.card'> = ({ book, actor }, { id, naming }) => {
  const row = book.rows.get('customer', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'customer', id });
  noteEvent(book.write, 'export.card', actor, 1);
  return ok({ text: cardOf(row, naming) });
};

export const makeEvent: Handler<'handOff.event'> = ({ book, actor }, { kind, id, customerId, date, naming }) => {
  const one = [...collect(book.db, { from: date, to: date, kinds: [kind], customerId })].find((found) => found.id === id);
  if (!one) return err('record.missing', { entity: 'task', id });
  const { language, name } = readSettings(book.db);
  noteEvent(book.write, 'export.event', actor, 1);
  return ok({ text: `${calendarHead(name)}${eventText(eventOf(one, { language, naming }))}${CALENDAR_FOOT}` });
};
