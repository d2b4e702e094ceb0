/** The day the calendar is at: kept while one looks at something else, forgotten at the lock. */
import { create } from 'zustand';
import { fileDate } from '../../lib/files.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

interface CalendarState {
  /** `null`: today. */
  readonly day: string | null;
  /** The entry that is to have the focus once its new day is on screen. */
  readonly follow: string | null;
}

export const useCalendar = create<CalendarState>(() => ({ day: null, follow: null }));
onSessionEnd(() => useCalendar.setState({ day: null, follow: null }));

export function useCalendarDay(): string {
  return useCalendar((state) => state.day) ?? fileDate();
}

export const goToDay = (day: string): void => useCalendar.setState({ day });
