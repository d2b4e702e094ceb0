/** Where a name stands in what was written about others, and in saved questions: told before an erasure, never rewritten by it. */
import type { ListFilter } from '../../../../shared/kernel/filter.ts';
import type { ErasePreview } from '../../../../shared/modules/privacy.ts';
import type { Row } from '../../changes/rows.ts';
import type { OpenBook } from '../../domain/context.ts';
import { allSegments } from '../../domain/segments/index.ts';
import { allViews } from '../../domain/views/index.ts';

/** Shorter names stand in half of all texts. */
const MIN_CHARACTERS = 2;
const NOWHERE: ErasePreview['elsewhere'] = { customers: 0, filter: { all: [] }, saved: [] };

/** Notes and follow-ups of other customers and the names of saved questions in which the exact name is written. */
export function nameElsewhere(book: OpenBook, { id, deletedAt }: Row, name: string): ErasePreview['elsewhere'] {
  if ([...name].length < MIN_CHARACTERS) return NOWHERE;
  const filter = mentioning(name);
  const self = deletedAt === null && book.derived.matches(filter, id) ? 1 : 0;
  const saved = [...allSegments(book.db).map((s) => ({ name: s.name, says: s })), ...allViews(book.db).map((v) => ({ name: v.name, says: v.body }))];
  return { customers: book.derived.count({ filter }) - self, filter, saved: saved.filter(({ says }) => JSON.stringify(says).includes(JSON.stringify(name).slice(1, -1))).map((one) => one.name) };
}

function mentioning(name: string): ListFilter {
  const test = { op: 'contains' as const, value: name.slice(0, 200) };
  const texts = ['notes', 'preferences', 'painPoints'].map((field) => ({ field, test }));
  return { all: [{ any: [...texts, { related: 'followUp', where: [{ field: 'content', test }] }] }] };
}
