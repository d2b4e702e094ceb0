/** Pages of several sources as one list, latest first, without reading any of them whole. */
import { z } from 'zod';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { TimelineEntry, TimelineKind } from '../../../../shared/modules/timeline.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { Position, TimelineSource } from './source.ts';

/** Per kind: the position of its last entry shown, or `null` when it is at its end. Kinds that showed nothing yet are absent. */
const cursorSchema = z.object({
  from: z.number().nullable(),
  at: z.record(z.string().max(20), z.array(z.union([z.number(), z.string().max(40)])).max(4).nullable()),
});
type Cursor = z.output<typeof cursorSchema>;

export interface MergeAsk {
  readonly customerId: number;
  readonly kinds: readonly TimelineKind[] | null;
  readonly from: number | null;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface MergedPage {
  readonly entries: TimelineEntry[];
  readonly next: string | null;
}

/** Entries of equal time keep the order of the sources. `query.badCursor` for a cursor that is not ours. */
export function mergedPage(book: OpenBook, sources: readonly TimelineSource[], ask: MergeAsk): MergedPage {
  const cursor = ask.cursor === null ? { from: ask.from, at: {} } : readCursor(ask.cursor);
  const wanted = sources.filter((s) => (ask.kinds === null || ask.kinds.includes(s.kind)) && cursor.at[s.kind] !== null);
  const streams = wanted.map((source) => {
    const after = cursor.at[source.kind] ?? null;
    const { entries } = source.page(book, { customerId: ask.customerId, after, from: cursor.from, limit: ask.limit + 1 });
    return { kind: source.kind, entries, taken: 0 };
  });
  const entries: TimelineEntry[] = [];
  const at: Record<string, Position | null> = { ...cursor.at };
  while (entries.length < ask.limit) {
    const best = streams.filter((s) => s.taken < s.entries.length).reduce<(typeof streams)[number] | null>((a, b) => (a && timeOf(a) >= timeOf(b) ? a : b), null);
    const next = best?.entries[best.taken];
    if (!best || !next) break;
    entries.push(next.entry);
    at[best.kind] = next.position;
    best.taken++;
  }
  for (const s of streams) if (s.taken === s.entries.length && s.entries.length <= ask.limit) at[s.kind] = null;
  const more = streams.some((s) => s.taken < s.entries.length);
  const plain = Object.fromEntries(Object.entries(at).map(([kind, position]) => [kind, position && [...position]]));
  return { entries, next: more ? writeCursor({ from: cursor.from, at: plain }) : null };
}

function timeOf(stream: { readonly entries: readonly { readonly entry: TimelineEntry }[]; readonly taken: number }): number {
  return stream.entries[stream.taken]?.entry.at ?? -Infinity;
}

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new AppFailure('query.badCursor');
  }
}
