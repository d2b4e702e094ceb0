/**
 * Which copies of a place may go. Generations after the usual way of tape rotation: everything of
 * the last two days, then one per day, week, month and year. On top of it rules that no clock and
 * no fault can break: order is by sequence number, so wrong dates can only keep more.
 */
export interface KeptCopy {
  readonly name: string;
  readonly seq: number;
  /** What the clock said; may be wrong in either direction. */
  readonly at: number;
  /** Restored to a scratch place and found whole. */
  readonly proven: boolean;
}

const DAY_MS = 86_400_000;
const ALL_MS = 2 * DAY_MS;
const GENERATIONS = [
  { count: 7, of: (at: number) => Math.floor(at / DAY_MS) },
  { count: 4, of: (at: number) => Math.floor(at / (7 * DAY_MS)) },
  { count: 12, of: (at: number) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth() },
  { count: 3, of: (at: number) => new Date(at).getUTCFullYear() },
] as const;
/** Nothing younger goes: a book spoilt by a mistake or a blackmailer is often noticed only after days. */
const YOUNGEST_MS = 14 * DAY_MS;
/** A copy goes only when so many newer ones at the same place were proved. */
export const PROVEN_NEWER = 3;
const MOST_PER_RUN = 0.2;
/** On the computer's own disk room counts for more: the newest few, if enough of them were proved. */
const RING_SIZE = 5;

/** Names that may be deleted, oldest first. `now` is only compared with the copies' own dates. */
export function expendable(copies: readonly KeptCopy[], kind: 'ring' | 'generations', now: number): readonly string[] {
  const newestFirst = copies.toSorted((a, b) => b.seq - a.seq);
  const kept = kind === 'ring' ? new Set(newestFirst.slice(0, RING_SIZE)) : generations(newestFirst, now);
  const may = newestFirst.filter((copy, i) => {
    if (kept.has(copy) || newestFirst.slice(0, i).filter((newer) => newer.proven).length < PROVEN_NEWER) return false;
    return kind === 'ring' || now - copy.at > YOUNGEST_MS;
  });
  const most = kind === 'ring' ? may.length : Math.max(1, Math.floor(copies.length * MOST_PER_RUN));
  return may
    .reverse()
    .slice(0, most)
    .map((copy) => copy.name);
}

/** The newest copy of each of the last days, weeks, months and years that have any. */
function generations(newestFirst: readonly KeptCopy[], now: number): ReadonlySet<KeptCopy> {
  const kept = new Set(newestFirst.filter((copy) => now - copy.at < ALL_MS));
  for (const { count, of } of GENERATIONS) {
    const seen = new Set<number>();
    for (const copy of newestFirst) {
      if (seen.size === count) break;
      if (seen.has(of(copy.at))) continue;
      seen.add(of(copy.at));
      kept.add(copy);
    }
  }
  return kept;
}
