/** What a kind of entry must offer to stand in the timeline. */
import type { TimelineEntry, TimelineKind } from '../../../../shared/modules/timeline.ts';
import type { OpenBook } from '../../domain/context.ts';

/** Where to go on in one source: the values of its last entry's place in the order. */
export type Position = readonly (number | string)[];

export interface SourcePage {
  /** Latest first, each with its own position. */
  readonly entries: readonly { readonly entry: TimelineEntry; readonly position: Position }[];
}

export interface Ask {
  readonly customerId: number;
  /** After this entry; `null` from the start. */
  readonly after: Position | null;
  /** Nothing later than this instant. */
  readonly from: number | null;
  readonly limit: number;
}

export interface TimelineSource {
  readonly kind: TimelineKind;
  /** A page by index, at the same cost wherever it is; fewer than `limit` entries mean the end. */
  page(book: OpenBook, ask: Ask): SourcePage;
}

/** A day's entries without a time stand at noon of that day. */
const NOON_MS = 12 * 3_600_000;

export function noonOf(isoDate: string): number {
  const [year = 1970, month = 1, day = 1] = isoDate.split('-').map(Number);
  return new Date(year, month - 1, day).getTime() + NOON_MS;
}

/** The last civil date whose noon is not after `at`, in this computer's zone. */
export function lastDayUntil(at: number): string {
  const day = new Date(at);
  if (day.getHours() < 12) day.setDate(day.getDate() - 1);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
