/**
 * Reminders as notices of the system, and the number beside the clock. What they say is decided beside the book; here they are only
 * shown. While the book is locked nothing is known but when the next ones come due: then it is said that something waits.
 */
import { Notification } from 'electron';
import { NOTICE_ACTS } from '../common/notices.ts';
import type { NoticeItem, NoticePressed, Told } from '../common/notices.ts';
import { fill } from '../common/texts.ts';
import type { HostTexts } from '../common/texts.ts';

export interface NoticesDeps {
  readonly texts: () => HostTexts;
  /** Somebody looks at the window: it tells them itself. */
  readonly isWatched: () => boolean;
  /** Whether the system may show any. */
  readonly isWanted: () => boolean;
  readonly press: (pressed: NoticePressed) => void;
  /** How much is due, for the icon; `null` when the book is locked. */
  readonly count: (due: number | null) => void;
  readonly now: () => number;
}

export interface Notices {
  take(told: Told): void;
  /** The book was opened or locked. */
  session(isOpen: boolean): void;
  /** Says that nothing is told before the book is unlocked. */
  sayLocked(): void;
  end(): void;
}

const LOOK_EVERY_MS = 20_000;

export function createNotices(deps: NoticesDeps): Notices {
  /** One that is collected as garbage no longer hears its buttons. */
  const shown = new Set<Notification>();
  let times: readonly number[] = [];
  let timer: NodeJS.Timeout | undefined;

  const show = (title: string, body: string, ids: readonly number[], withActs: boolean): void => {
    if (!deps.isWanted() || !Notification.isSupported()) return;
    const texts = deps.texts();
    const labels = { open: texts.open, hour: texts.inAnHour, tomorrow: texts.tomorrow, done: texts.done };
    const notice = new Notification({ title, body, ...(withActs && { actions: NOTICE_ACTS.map((act) => ({ type: 'button' as const, text: labels[act] })) }) });
    shown.add(notice);
    const press = (act: NoticePressed['act'] | undefined): void => {
      shown.delete(notice);
      notice.close();
      deps.press({ act: act ?? 'open', ids });
    };
    notice.on('click', () => press('open'));
    notice.on('action', (details) => press(NOTICE_ACTS[details.actionIndex]));
    notice.on('close', () => shown.delete(notice));
    notice.show();
  };

  const clear = (): void => {
    for (const notice of shown) notice.close();
    shown.clear();
  };

  /** Locked: the times that came since are told in one sentence that names nobody. */
  const lookAhead = (): void => {
    const now = deps.now();
    const past = times.filter((time) => time <= now).length;
    if (past === 0) return;
    times = times.slice(past);
    show(deps.texts().dueLocked, deps.texts().unlockToSee, [], false);
  };

  return {
    take(told) {
      if (told.kind === 'outlook') {
        times = told.times;
        return deps.count(told.due);
      }
      if (deps.isWatched()) return;
      if (told.items.length > 0) return told.items.forEach((item) => show(...wordsOf(item, deps.texts()), [item.id], true));
      show(fill(told.missed ? deps.texts().missedMany : deps.texts().dueMany, { count: told.count }), deps.texts().openToSee, [], false);
    },
    session(isOpen) {
      clearInterval(timer);
      // What a notice said goes with the book.
      if (!isOpen) clear();
      deps.count(isOpen ? 0 : null);
      if (isOpen) times = [];
      else timer = setInterval(lookAhead, LOOK_EVERY_MS);
    },
    sayLocked: () => show(deps.texts().startedLocked, deps.texts().unlockToHear, [], false),
    end() {
      clearInterval(timer);
      clear();
    },
  };
}

function wordsOf({ text, ahead }: NoticeItem, texts: HostTexts): [string, string] {
  if (text === null) return [texts.dueOne, texts.openToSee];
  const when = ahead > 0 ? fill(ahead === 1 ? texts.aheadOne : texts.aheadDays, { count: ahead }) : '';
  return [text.title, [text.who ?? '', when].filter((part) => part !== '').join(' · ')];
}
