/** Where a name stands in what was written about others, and in saved questions: told before an erasure, never rewritten by it. */
import type { ListFilter } from '../../../../shared/kernel/filter.ts';
import type { ErasePreview } from '../../../../shared/modules/privacy.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import type { Db } from '../../database/open.ts';
import { foldValue } from '../../derived/mirror/spec.ts';
import type { OpenBook } from '../../domain/context.ts';
import { allSegments } from '../../domain/segments/index.ts';
import { allViews } from '../../domain/views/index.ts';

/** Shorter names stand in half of all texts. */
const MIN_CHARACTERS = 2;
const NOWHERE: ErasePreview['elsewhere'] = { customers: 0, filter: { all: [] }, saved: [] };
/** Others get their turn after so long or so many rows. */
const SLICE_MS = 4;
const SLICE_ROWS = 200;

/** What is looked through: `[id of the row, customer, texts …]` by id. */
const WRITTEN = [
  'SELECT id, id, notes, preferences, pain_points FROM customer WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?',
  'SELECT id, customer_id, content FROM follow_up WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?',
];
type Written = readonly [id: number, customerId: number, ...texts: readonly (string | null)[]];

/**
 * Notes and follow-ups of other customers and the names of saved questions in which the name is written, as `contains` compares.
 * Goes through the book in slices; a book that is closed meanwhile ends it.
 */
export async function nameElsewhere(book: OpenBook, id: number, name: string): Promise<ErasePreview['elsewhere']> {
  if ([...name].length < MIN_CHARACTERS) return NOWHERE;
  const saved = [...allSegments(book.db).map((s) => ({ name: s.name, says: s })), ...allViews(book.db).map((v) => ({ name: v.name, says: v.body }))];
  const naming = saved.filter(({ says }) => JSON.stringify(says).includes(JSON.stringify(name).slice(1, -1))).map((one) => one.name);
  const found = new Set<number>();
  for (const sql of WRITTEN) await lookThrough(book.db, sql, foldValue(name.slice(0, 200)), found);
  found.delete(id);
  return { customers: found.size, filter: mentioning(name), saved: naming };
}

async function lookThrough(db: Db, sql: string, folded: string, found: Set<number>): Promise<void> {
  const page = db.raw.prepare<[number, number], Written>(sql).raw();
  const lives = db.raw.prepare<[number], number>('SELECT 1 FROM customer WHERE id = ? AND deleted_at IS NULL').pluck();
  let after = 0;
  while (db.raw.open) {
    const end = performance.now() + SLICE_MS;
    const rows = page.all(after, SLICE_ROWS);
    if (rows.length === 0) return;
    for (const [id, customerId, ...texts] of rows) {
      after = id;
      if (!found.has(customerId) && texts.some((text) => text !== null && foldValue(text).includes(folded)) && lives.get(customerId) === 1) found.add(customerId);
      if (performance.now() > end) break;
    }
    await yieldToOthers();
  }
}

function mentioning(name: string): ListFilter {
  const test = { op: 'contains' as const, value: name.slice(0, 200) };
  const texts = ['notes', 'preferences', 'painPoints'].map((field) => ({ field, test }));
  return { all: [{ any: [...texts, { related: 'followUp', where: [{ field: 'content', test }] }] }] };
}
