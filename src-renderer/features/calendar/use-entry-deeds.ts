/** What can be done with an entry: opened as what it is, and moved where that means something. */
import { useNavigate } from '@tanstack/react-router';
import { addDays } from '../../../shared/kernel/calendar-days.ts';
import type { CalendarEntry } from '../../../shared/modules/calendar.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { showSale } from '../sales/sale-store.ts';
import { useTaskDeeds } from '../tasks/index.ts';
import { goToDay, useCalendar } from './calendar-store.ts';

export const keyOf = (entry: Pick<CalendarEntry, 'kind' | 'id'>): string => `${entry.kind}-${String(entry.id)}`;

export interface EntryDeeds {
  canMove(entry: CalendarEntry): boolean;
  open(entry: CalendarEntry): void;
  move(entry: CalendarEntry, day: string): Promise<void>;
  /** As `move`, by days; the focus goes along. */
  carry(entry: CalendarEntry, days: number): Promise<void>;
}

export function useEntryDeeds(): EntryDeeds {
  const navigate = useNavigate();
  const tasks = useTaskDeeds();
  const [moveTasks, moveSteps, moveReminders] = [useMay('tasks.snooze'), useMay('followUps.update'), useMay('reminders.snooze')];
  const remind = useMoveReminder();
  const move = async (entry: CalendarEntry, day: string): Promise<void> => {
    if (day === entry.date) return;
    if (entry.kind === 'reminder') await remind(entry, day);
    else if (entry.line !== null) await tasks.snooze(entry.line, day);
  };
  return {
    canMove: ({ kind, line, movable }) => movable && (kind === 'reminder' ? moveReminders : line?.kind === 'nextStep' ? moveSteps : moveTasks),
    open(entry) {
      if (entry.line !== null) tasks.open(entry.line);
      else if (entry.kind === 'payment') showSale(entry.id);
      else if (entry.customerId !== null) void navigate({ to: '/customers/$id', params: { id: entry.customerId } });
      // For nobody in particular: it stands where the day begins.
      else void navigate({ to: '/today' });
    },
    move,
    async carry(entry, days) {
      const day = addDays(entry.date, days);
      useCalendar.setState({ follow: `${keyOf(entry)} ${day}` });
      goToDay(day);
      await move(entry, day);
    },
  };
}

/** A reminder is put off to the day, to its own time where it has one. */
function useMoveReminder(): (entry: CalendarEntry, day: string) => Promise<void> {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  return async ({ id, title, time }, day) => {
    const reply = await api.call('reminders.snooze', { ids: [id], to: time === null ? day : `${day}T${time}` });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('tasks.moved', { title, date: formatDate(day, language) }), reply.actionId);
  };
}
