/** What can be done with an entry: opened as what it is, and moved where that means something. */
import { useNavigate } from '@tanstack/react-router';
import { addDays } from '../../../shared/kernel/calendar-days.ts';
import type { CalendarEntry } from '../../../shared/modules/calendar.ts';
import { useMay } from '../../lib/may.tsx';
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
  const [moveTasks, moveSteps] = [useMay('tasks.snooze'), useMay('followUps.update')];
  const move = async (entry: CalendarEntry, day: string): Promise<void> => {
    if (entry.line !== null && day !== entry.date) await tasks.snooze(entry.line, day);
  };
  return {
    canMove: ({ line }) => line !== null && (line.kind === 'task' ? moveTasks : moveSteps),
    open(entry) {
      if (entry.line !== null) tasks.open(entry.line);
      else if (entry.kind === 'payment') showSale(entry.id);
      else if (entry.customerId !== null) void navigate({ to: '/customers/$id', params: { id: entry.customerId } });
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
