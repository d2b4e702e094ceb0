/**
 * Which way round a column's dates go. Every value of the column votes: one value with
 * a day above 12 settles it. Without such a value the question goes to the user, with
 * one example and its readings; two values that contradict each other settle nothing.
 */
import { formatPartialDate } from '../../../../shared/kernel/partial-date.ts';
import { cellText, type Cell } from './cells.ts';
import { readDate, type DateContext, type DateOrder } from './dates.ts';

export interface OrderQuestion {
  readonly example: string;
  readonly readings: readonly { readonly order: DateOrder; readonly date: string }[];
}

export interface DateEvidence {
  /** Counts one cell. */
  add(cell: Cell): void;
  result(): { readonly order: DateOrder | null; readonly question: OrderQuestion | null; readonly dates: number; readonly bad: number };
}

const ORDERS: readonly DateOrder[] = ['ymd', 'mdy', 'dmy'];

/** Collects the evidence of one column; O(1) memory however long the file. */
export function createDateEvidence(context: DateContext): DateEvidence {
  const open = { ...context, order: undefined };
  let possible: readonly DateOrder[] = ORDERS;
  let proofs = 0;
  let conflict = false;
  let question: OrderQuestion | null = null;
  let dates = 0;
  let bad = 0;
  const narrow = (orders: readonly DateOrder[]): void => {
    const left = possible.filter((order) => orders.includes(order));
    if (left.length === 0) conflict = true;
    else possible = left;
    proofs++;
  };
  return {
    add(cell) {
      const reading = readDate(cell, open);
      if (reading.kind === 'bad') bad++;
      if (reading.kind === 'date') {
        dates++;
        if (reading.orders) narrow(reading.orders);
      }
      if (reading.kind !== 'ambiguous') return;
      dates++;
      narrow(reading.readings.map((r) => r.order));
      question ??= {
        example: cellText(cell),
        readings: reading.readings.map((r) => ({ order: r.order, date: formatPartialDate(r.date) })),
      };
    },
    result() {
      const settled = !conflict && proofs > 0 && possible.length === 1 ? (possible[0] ?? null) : null;
      return { order: settled, question: settled === null ? question : null, dates, bad };
    },
  };
}
