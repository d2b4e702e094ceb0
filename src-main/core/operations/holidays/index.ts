/** Holidays: what is known of which years, and years from a file (its format: shared/modules/holidays.ts). */
import { addDays, isDate } from '../../../../shared/kernel/civil-days.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import { knownYears } from '../../../../shared/kernel/working-days.ts';
import type { HolidayYear } from '../../../../shared/kernel/working-days.ts';
import { holidayFileSchema } from '../../../../shared/modules/holidays.ts';
import type { HolidayFile, holidayMethods } from '../../../../shared/modules/holidays.ts';
import { broughtYears, HOLIDAYS_KEY, moveReminders, workCalendarOf } from '../../changes/facts/index.ts';
import { noteEvent, write } from '../../changes/write.ts';
import type { Handler, Routes } from '../../domain/context.ts';
import { putSetting } from '../../domain/settings/index.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import { openChosen } from '../transfer/index.ts';

const years: Handler<'holidays.years'> = ({ book }) => {
  const calendar = workCalendarOf(book.db);
  const brought = new Set(broughtYears(book.db).map(({ year }) => year));
  const now = Number(isoDate(book.clock.now()).slice(0, 4));
  const wanted = new Set([now - 1, now, now + 1, now + 2, ...knownYears().map(({ year }) => year), ...brought]);
  const rows = [...wanted].sort((a, b) => a - b).map((year) => {
    const { published, source, off, work } = calendar.yearOf(year);
    const daysOff = off.reduce((sum, { from, to }) => sum + Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1, 0);
    return { year, published, source, brought: brought.has(year), daysOff, daysWorked: work.length };
  });
  return ok({ years: rows });
};

const MOST_DAYS = 800;

const get: Handler<'holidays.get'> = ({ book }, { from, to }) => {
  const calendar = workCalendarOf(book.db);
  const days: { day: string; holiday: string | null; published: boolean }[] = [];
  if (!isDate(from) || !isDate(to)) return ok({ days });
  for (let [day, n] = [from, 0]; day <= to && n < MOST_DAYS; [day, n] = [addDays(day, 1), n + 1]) {
    const { holiday, makeUp } = calendar.about(day);
    if (holiday !== null || makeUp) days.push({ day, holiday, published: calendar.yearOf(Number(day.slice(0, 4))).published });
  }
  return ok({ days });
};

/** Far more than a hundred years of holidays. */
const MAX_FILE = 1_000_000;

const importYears: Handler<'holidays.import'> = async ({ book, actor }, { file: token }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const source = await openChosen(file);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.stream()) {
    size += piece.length;
    if (size > MAX_FILE) return err('holidays.badFile', { name: file.name, place: '' });
    pieces.push(piece);
  }
  const read = readHolidayFile(Buffer.concat(pieces).toString('utf8'));
  if ('place' in read) return err('holidays.badFile', { name: file.name, place: read.place });
  const came = read.file.years.map((year): HolidayYear => ({ ...year, published: true, source: read.file.source }));
  const kept = broughtYears(book.db).filter(({ year }) => !came.some((one) => one.year === year));
  const { value: moved } = write(book.write, { kind: 'holidays.import', actor, origin: 'local' }, (w) => {
    putSetting(w.db, HOLIDAYS_KEY, [...kept, ...came]);
    return moveReminders(w.db);
  });
  noteEvent(book.write, 'holidays.import', actor, came.length);
  book.emit({ type: 'data.changed', entities: ['settings', 'reminder'], ids: null, origin: 'local' });
  return ok({ years: came.map(({ year }) => year).sort((a, b) => a - b), moved });
};

/** The file, or where it does not fit: a line of what is no JSON, the field of what is no holiday file. */
export function readHolidayFile(text: string): { readonly file: HolidayFile } | { readonly place: string } {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (e) {
    return { place: lineOf(text, e) };
  }
  const parsed = holidayFileSchema.safeParse(json);
  if (parsed.success) return { file: parsed.data };
  const path = parsed.error.issues[0]?.path ?? [];
  return { place: path.map((part) => (typeof part === 'number' ? `[${String(part + 1)}]` : `.${String(part)}`)).join('').replace(/^\./, '') };
}

function lineOf(text: string, e: unknown): string {
  const message = e instanceof Error ? e.message : '';
  const at = /position (\d+)/.exec(message);
  return String(at ? text.slice(0, Number(at[1])).split('\n').length : text.split('\n').length);
}

export const holidayRoutes: Routes<keyof typeof holidayMethods> = { 'holidays.years': years, 'holidays.get': get, 'holidays.import': importYears };
