/**
 * Tells reminders while a book is open: a look at the index of next times at each full minute, and soon after a book was opened.
 * A minute is also the longest that a clock that was set, or a computer that woke up, goes unnoticed. What is due is decided in
 * domain/reminders/due.ts; nothing is kept here that a restart would lose.
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { anyMoves, calendarVersion, moveReminders } from '../changes/facts/index.ts';
import { OWNER_ACTOR } from '../domain/people/index.ts';
import { isQuiet, tellDue } from '../domain/reminders/index.ts';
import { getSetting, putSetting, readSettings } from '../domain/settings/index.ts';
import { civilMoment } from '../kernel/civil-date.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Desk } from './desk.ts';
import type { BookParts } from './open-book.ts';

export interface ReminderWatchDeps {
  readonly clock: Clock;
  /** False for a program that does one thing and ends. */
  readonly timed: boolean;
  readonly book: () => BookParts | null;
  readonly desk: () => Desk | null;
  /** A question of the contract, asked as whoever opened the book. */
  readonly ask: (method: string, input: unknown) => Promise<Result<unknown>>;
  readonly emit: (event: CoreEvent) => void;
  readonly onBug: (e: unknown) => void;
}

const MINUTE = 60_000;
/** After the full minute, so that a clock that runs a little ahead does not see the one before. */
const GRACE_MS = 200;

/** Whoever opened the book has a moment to see it before they are told. */
const FIRST_LOOK_MS = 1500;

export interface ReminderWatch {
  /** Looks now. */
  readonly look: () => Promise<void>;
  readonly onEvent: (event: CoreEvent) => void;
  readonly stop: () => void;
}

/** Begins to watch. */
export function watchReminders(deps: ReminderWatchDeps): ReminderWatch {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wait = () => {
    if (!stopped) timer = setTimeout(() => void look().finally(wait), MINUTE - (deps.clock.now() % MINUTE) + GRACE_MS).unref();
  };
  const summed = new Map<string, string>();
  const look = async () => {
    try {
      await tell(deps, summed);
    } catch (e) {
      // A full disk, a book that is just being closed: the next minute tells it.
      deps.onBug(e);
    }
  };
  if (deps.timed) wait();
  return {
    look,
    onEvent(event) {
      if (deps.timed && event.type === 'session.opened') setTimeout(() => void look(), FIRST_LOOK_MS).unref();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** `summed`: the days whose morning was looked at in this sitting. */
async function tell(deps: ReminderWatchDeps, summed: Map<string, string>): Promise<void> {
  for (let more = true; more; ) {
    const [book, desk] = [deps.book(), deps.desk()];
    // Who may not settle a reminder does not use up its telling.
    if (!book?.db.raw.open || !desk?.mayCall('reminders.finish')) return;
    bringUpToDate(book);
    const seen = desk.admit('reminders.counts', {}, book);
    if (seen.kind !== 'in') return;
    const due = tellDue(book.db, seen.book.db, desk.actor === OWNER_ACTOR ? '' : desk.actor, deps.clock.now());
    if (due.missed.length > 0) deps.emit({ type: 'reminders.due', missed: true, items: due.missed });
    if (due.now.length > 0) deps.emit({ type: 'reminders.due', missed: false, items: due.now });
    more = due.more;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await digest(deps, summed);
}

const CALENDAR_KEY = 'reminderCalendar';

/** Another table of holidays, of this program or brought by file, moves what keeps to working days. */
function bringUpToDate({ db }: BookParts): void {
  if (!anyMoves(db)) return;
  const version = calendarVersion(db);
  if (getSetting(db, CALENDAR_KEY) === version) return;
  const move = db.raw.transaction(() => {
    moveReminders(db);
    putSetting(db, CALENDAR_KEY, version);
  });
  move.immediate();
}

const digestKey = (actor: string) => (actor === OWNER_ACTOR ? 'reminderDigest' : `reminderDigest:${actor}`);

type Counts = Readonly<Record<string, number>>;

/** Once a day, from the book's time of day on: how much there is to do. */
async function digest(deps: ReminderWatchDeps, summed: Map<string, string>): Promise<void> {
  const [book, desk] = [deps.book(), deps.desk()];
  if (!book?.db.raw.open || !desk) return;
  const { reminders } = readSettings(book.db);
  const [day = '', time = ''] = civilMoment(deps.clock.now()).split('T');
  const key = digestKey(desk.actor);
  const place = `${book.dir} ${key}`;
  if (!reminders.digest || time < reminders.at || isQuiet(reminders, time) || summed.get(place) === day || getSetting(book.db, key) === day) return;
  summed.set(place, day);
  const [tasks, own] = [await counted(deps, 'tasks.counts', { filter: {} }), await counted(deps, 'reminders.counts', { filter: {} })];
  const birthdays = await counted(deps, 'customers.list', { query: { filter: { all: [{ field: 'birthday', test: { op: 'relative', unit: 'day', from: 0, to: 0 } }] } }, limit: 1 });
  const due = await deps.ask('receivables.due', { limit: 200 });
  const payments = due.ok ? (due.value as Output<'receivables.due'>).rows.filter((row) => row.dueOn <= day).length : 0;
  const sum = (band: string) => (tasks[band] ?? 0) + (own[band] ?? 0);
  const items = { overdue: sum('overdue'), today: sum('today'), birthdays: birthdays['total'] ?? 0, payments };
  if (!book.db.raw.open || Object.values(items).every((n) => n === 0)) return;
  putSetting(book.db, key, day);
  deps.emit({ type: 'reminders.digest', ...items });
}

/** Nothing for what may not be asked: amounts, say. */
async function counted({ ask }: ReminderWatchDeps, method: string, input: unknown): Promise<Counts> {
  const reply = await ask(method, input);
  return reply.ok ? (reply.value as Counts) : {};
}
