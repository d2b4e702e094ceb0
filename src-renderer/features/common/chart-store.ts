/** Which field's distribution is being looked at; the chart itself is on the page of customers. */
import { create } from 'zustand';
import { onSessionEnd } from '../../lib/session-end.ts';

/** `field` of an open chart is `null` when whoever opened it had none in mind: the last one, or the most telling. */
export const useChart = create<{ readonly isOpen: boolean; readonly field: string | null }>(() => ({ isOpen: false, field: null }));
onSessionEnd(() => useChart.setState({ isOpen: false, field: null }));

/** Opens the chart of a field. */
export function askChart(field: string | null): void {
  useChart.setState((now) => ({ isOpen: true, field: field ?? now.field }));
}
