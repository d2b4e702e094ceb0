/** Decides when care plans look for their occasions: after changes that can move a customer, and when a day begins. */
import type { Committed } from '../changes/write.ts';
import { isoDate } from '../derived/mirror/dates.ts';
import type { OpenBook } from '../domain/context.ts';
import { lookForCare } from '../domain/care/index.ts';

/** What a stage or a segment can follow from. Proposals themselves are no reason to look again. */
const MOVING = new Set(['customer', 'sale', 'payment', 'followUp', 'carePlan', 'segment', 'segmentMember', 'ruleSet']);

export interface CareWatch {
  readonly onCommitted: (change: Committed) => void;
  /** Looks when there is a reason to; a chore of the caretaker. */
  readonly chore: () => Promise<void>;
}

/** Watches an open book; begins with a reason to look, since days may have passed. `signal` ends it between two plans. */
export function createCareWatch(book: OpenBook, signal: AbortSignal): CareWatch {
  let lookedOn = '';
  let stirred = false;
  return {
    onCommitted({ rows, created }) {
      stirred ||= rows.some((row) => MOVING.has(row.entity)) || (created !== null && MOVING.has(created.entity));
    },
    async chore() {
      const today = isoDate(book.clock.now());
      if (!stirred && lookedOn === today) return;
      lookedOn = today;
      stirred = false;
      await lookForCare(book, 'owner', signal);
    },
  };
}
