/** What is to be done with each line of a batch. Pure, so that it can be tried without a window. */
import { mergeParts, type MergeField } from '../../../shared/kernel/merge-text.ts';
import type { Greeted, OutReason } from '../../../shared/modules/greetings.ts';

export type Tab = 'ready' | 'gaps' | 'done' | 'out';

export interface GreetLine extends Greeted {
  /** The customer's, as lists want it. */
  readonly id: number;
  /** What they would get. */
  readonly text: string;
  readonly shown: readonly { readonly kind: 'text' | 'value' | 'missing' | 'unknown'; readonly text: string }[];
  readonly isEdited: boolean;
  /** Something in braces is left: such a text does not leave the program. */
  readonly hasGap: boolean;
  readonly why: OutReason | 'notAgreed' | null;
}

interface ByHand {
  readonly edits: ReadonlyMap<number, string>;
  readonly taken: ReadonlySet<number>;
  readonly onlyAgreed: boolean;
}

export function lineOf(row: Greeted, { edits, taken, onlyAgreed }: ByHand): GreetLine {
  const edit = edits.get(row.customerId);
  const shown = edit === undefined ? row.parts : mergeParts(edit, {});
  const hasGap = shown.some(({ kind }) => kind === 'missing' || kind === 'unknown') || shown.every(({ text }) => text.trim() === '');
  const why = taken.has(row.customerId) ? null : (row.out ?? (onlyAgreed && !row.agreed ? 'notAgreed' : null));
  return { ...row, id: row.customerId, text: shown.map(({ text }) => text).join(''), shown, isEdited: edit !== undefined, hasGap, why };
}

export interface Sorted {
  readonly ready: readonly GreetLine[];
  readonly gaps: readonly GreetLine[];
  readonly done: readonly GreetLine[];
  readonly out: readonly GreetLine[];
}

/** Each line in one place, those with gaps in two: they are still to be greeted. */
export function sorted(rows: readonly Greeted[], byHand: ByHand): Sorted {
  const lines = rows.map((row) => lineOf(row, byHand));
  const inside = lines.filter(({ why }) => why === null);
  const ready = inside.filter(({ contactedToday }) => !contactedToday);
  return { ready, gaps: ready.filter(({ hasGap }) => hasGap), done: inside.filter(({ contactedToday }) => contactedToday), out: lines.filter(({ why }) => why !== null) };
}

/** How many lack which field, the most frequent first. */
export function missingCounts(gaps: readonly GreetLine[]): readonly { readonly field: MergeField; readonly count: number }[] {
  const counts = new Map<MergeField, number>();
  for (const { missing, isEdited } of gaps) if (!isEdited) for (const field of missing) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count);
}

/** The line after `id`, from the top again after the last; `null` when there is no other. */
export function neighbour(lines: readonly GreetLine[], id: number | null, by: 1 | -1): GreetLine | null {
  if (lines.length === 0) return null;
  const at = lines.findIndex((line) => line.id === id);
  const next = at < 0 ? lines[by === 1 ? 0 : lines.length - 1] : lines[(at + by + lines.length) % lines.length];
  return next && next.id !== id ? next : null;
}
