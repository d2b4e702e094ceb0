/** Connects what is due with the notices outside the window, and what is pressed there with the deeds. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { api, transport } from '../../lib/api.ts';
import { showBrowserNotice } from '../../lib/browser-notices.ts';
import { onDue, putAwayDue, type DueItem } from '../../lib/due.ts';
import { useT, type Translate } from '../../lib/i18n.ts';
import { usePrefs } from '../../lib/prefs.ts';
import { onSessionEnd } from '../../lib/session-end.ts';
import { useBook } from '../../lib/session.ts';
import type { NoticePressed } from '../../lib/transport.ts';
import { useMorning } from './ReminderActs.tsx';
import { snoozeTime } from './snooze-times.ts';
import { useReminderDeeds } from './use-reminder-deeds.ts';

/** More at once are told in one sentence. */
const SINGLE = 3;

/** What a notice, or a line of the panel, asks to be done. */
export function useDueActs(): (pressed: NoticePressed) => Promise<void> {
  const navigate = useNavigate();
  const deeds = useReminderDeeds();
  const morning = useMorning();
  return async ({ act, ids }) => {
    const [id] = ids;
    if (id === undefined || ids.length > 1) return void navigate({ to: '/today' });
    const line = await api.call('reminders.get', { id });
    putAwayDue(id);
    if (!line.ok) return void navigate({ to: '/today' });
    if (act === 'done') return deeds.done(line.value);
    if (act === 'hour' || act === 'tomorrow') return deeds.snooze(line.value, snoozeTime(act, line.value.atTime ?? morning));
    if (line.value.customerId === null) return void navigate({ to: '/today' });
    void navigate({ to: '/customers/$id', params: { id: line.value.customerId } });
  };
}

/** Shows what is due outside the window while nobody looks at it, and hears what is pressed there. */
export function useNotices(): void {
  const t = useT();
  const { notices, noticeDetails } = usePrefs();
  const people = useBook()?.people ?? 0;
  const act = useDueActs();
  const latest = useRef(act);
  useEffect(() => void (latest.current = act));
  const press = useCallback((pressed: NoticePressed) => void latest.current(pressed), []);
  const isPlain = noticeDetails === 'plain' || (noticeDetails === 'auto' && people > 0);
  useEffect(() => transport().onNoticePressed?.(press), [press]);
  useEffect(() => {
    if (transport().onNoticePressed !== null || !notices) return;
    return onDue(({ items, missed }) => {
      if (!document.hidden && document.hasFocus()) return;
      const single = !missed && items.length <= SINGLE;
      if (!single) return show(t(missed ? 'reminders.notice.missed' : 'reminders.notice.due', { count: items.length }), isPlain || !missed ? t('reminders.notice.plainDetail') : t('reminders.notice.missedDetail'), 'regulars', () => press({ act: 'open', ids: [] }));
      for (const item of items) show(...wordsOf(t, item, isPlain), `regulars-${item.id}`, () => press({ act: 'open', ids: [item.id] }));
    });
  }, [t, notices, isPlain, press]);
}

const shown = new Set<Notification>();
// What a notice says goes with the book.
onSessionEnd(() => {
  for (const notice of shown) notice.close();
  shown.clear();
});

function show(title: string, body: string, tag: string, onPress: () => void): void {
  const notice = showBrowserNotice(title, { body, tag, onPress });
  if (notice === null) return;
  shown.add(notice);
  notice.addEventListener('close', () => shown.delete(notice));
}

function wordsOf(t: Translate, item: DueItem, isPlain: boolean): [string, string] {
  if (isPlain) return [t('reminders.notice.plain'), t('reminders.notice.plainDetail')];
  return [item.title, aboutOf(t, item)];
}

/** Whom it is about, and how many days are left. */
export function aboutOf(t: Translate, item: DueItem): string {
  const ahead = item.lead > 0 ? t('reminders.notice.ahead', { count: item.lead }) : null;
  return [item.customerName, ahead].filter((part) => part !== null).join(' · ');
}
