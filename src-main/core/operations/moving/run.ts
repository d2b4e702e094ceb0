/** What all parts of one run share. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { MoveChoices, MoveCounts } from '../../../../shared/modules/moving.ts';
import type { ActionInput } from '../../changes/write.ts';
import type { WorkerBook } from '../worker-book.ts';
import type { TargetBook } from './target-book.ts';
import type { WordKind } from './words.ts';

/** Rows of one transaction: short enough to be stopped soon, long enough to be quick. */
export const BATCH_ROWS = 300;

export interface Arrival {
  readonly book: WorkerBook;
  readonly target: TargetBook;
  /** The action in the other book. */
  readonly moveId: number;
  readonly action: ActionInput;
  readonly choices: MoveChoices;
  readonly ids: Float64Array;
  readonly counts: { -readonly [K in keyof MoveCounts]: MoveCounts[K] };
}

export type Words = Readonly<Record<WordKind, ReadonlyMap<number, number>>>;

/** Throws when the user asked to stop. */
export function stopIfAsked(book: WorkerBook): void {
  if (book.cancelled()) throw new AppFailure('request.cancelled');
}
