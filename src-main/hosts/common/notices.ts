/**
 * What the host is told of reminders where it shows them itself. Decided beside the book, so that the process that outlives every
 * lock has of a customer only the words it puts before people's eyes, and not even those where only "something is due" may be said.
 */
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Prefs } from '../../../shared/modules/system.ts';

export interface NoticeItem {
  readonly id: number;
  /** `null`: nothing may be said of it. */
  readonly text: { readonly title: string; readonly who: string | null } | null;
  /** Days from today to the day it is about. */
  readonly ahead: number;
}

export type Told =
  /** These are due now, or came due while the program was off. */
  | { readonly kind: 'due'; readonly missed: boolean; readonly count: number; readonly items: readonly NoticeItem[] }
  /** How much is late or for today; and when the next reminders come due, as instants. */
  | { readonly kind: 'outlook'; readonly due: number; readonly times: readonly number[] };

/** What a notice of the system can ask of the window. */
export const NOTICE_ACTS = ['open', 'hour', 'tomorrow', 'done'] as const;
export type NoticeAct = (typeof NOTICE_ACTS)[number];

export interface NoticePressed {
  readonly act: NoticeAct;
  readonly ids: readonly number[];
}

/** More at once are told in one sentence. */
export const SINGLE_NOTICES = 3;
/** A week away from the book is told by the next opening, not by times kept in memory. */
const OUTLOOK_DAYS = 7;
const OUTLOOK_TIMES = 500;
/** Several changes in a row are one outlook. */
const SETTLE_MS = 500;
/** What is for today changes with the day, and nothing else tells of that. */
const REFRESH_MS = 15 * 60_000;

export interface NoticesDeps {
  readonly call: (method: string, input: unknown) => Promise<Result<unknown>>;
  readonly tell: (told: Told) => void;
  readonly now: () => number;
}

/** Answers the listener of the core's events, and what ends it. */
export function createNotices(deps: NoticesDeps): { readonly take: (event: CoreEvent) => void; readonly end: () => void } {
  let soon: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  const look = (): void => {
    clearTimeout(soon);
    soon = setTimeout(() => void outlook(deps), SETTLE_MS).unref();
  };
  const end = (): void => {
    clearTimeout(soon);
    clearInterval(again);
  };
  return {
    take(event) {
      if (event.type === 'session.locked') return end();
      if (event.type === 'session.opened') {
        end();
        again = setInterval(look, REFRESH_MS).unref();
      }
      if (event.type === 'reminders.due') void due(deps, event);
      if (event.type === 'session.opened' || (event.type === 'data.changed' && event.entities.some((entity) => CONCERNED.has(entity)))) look();
    },
    end,
  };
}

const CONCERNED = new Set(['reminder', 'task', 'followUp', 'settings', 'customer']);

async function due(deps: NoticesDeps, event: Extract<CoreEvent, { type: 'reminders.due' }>): Promise<void> {
  const prefs = (await deps.call('prefs.get', {})) as Result<Prefs>;
  if (!prefs.ok || !prefs.value.notices) return;
  const isPlain = await plainly(deps, prefs.value.noticeDetails);
  // Only single ones are named.
  const named = event.missed || event.items.length > SINGLE_NOTICES ? [] : event.items;
  const items = named.map(({ id, title, customerName, lead }) => ({ id, ahead: lead, text: isPlain ? null : { title, who: customerName } }));
  deps.tell({ kind: 'due', missed: event.missed, count: event.items.length, items });
}

async function plainly(deps: NoticesDeps, details: Prefs['noticeDetails']): Promise<boolean> {
  if (details !== 'auto') return details === 'plain';
  const status = (await deps.call('session.status', {})) as Result<{ readonly book: { readonly people: number } | null }>;
  return !status.ok || status.value.book === null || status.value.book.people > 0;
}

async function outlook(deps: NoticesDeps): Promise<void> {
  const [tasks, reminders] = [await deps.call('tasks.counts', {}), await deps.call('reminders.counts', {})] as Result<{ readonly overdue: number; readonly today: number }>[];
  const due = [tasks, reminders].reduce((sum, reply) => sum + (reply?.ok === true ? reply.value.overdue + reply.value.today : 0), 0);
  deps.tell({ kind: 'outlook', due, times: await timesAhead(deps) });
}

/** When the next ones are told, as instants of this computer's zone; a day without a time is told at the book's. */
async function timesAhead(deps: NoticesDeps): Promise<number[]> {
  const settings = (await deps.call('settings.get', {})) as Result<{ readonly reminders: { readonly at: string } }>;
  const from = civilDay(deps.now());
  const ahead = (await deps.call('reminders.upcoming', { from, to: civilDay(deps.now() + OUTLOOK_DAYS * 86_400_000), limit: OUTLOOK_TIMES })) as Result<{ readonly rows: readonly { readonly day: string; readonly time: string | null }[] }>;
  if (!settings.ok || !ahead.ok) return [];
  const times = ahead.value.rows.map(({ day, time }) => new Date(`${day}T${time ?? settings.value.reminders.at}:00`).getTime());
  return [...new Set(times)].filter((time) => time > deps.now()).sort((a, b) => a - b);
}

function civilDay(at: number): string {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
