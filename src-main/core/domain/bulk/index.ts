/** Bulk edit and merging tags. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { bulkMethods, BulkOp } from '../../../../shared/modules/bulk.ts';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { sameValue } from '../../changes/rows.ts';
import { selectedIds } from '../customers/index.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { editTarget } from './edit-rules.ts';
import { customShapes, plannedEdit } from './run.ts';
import { startBulk } from './start.ts';

/** Customers a preview looks at. */
const LOOKED = 2000;
const EXAMPLES = 6;

/** Why an edit cannot be meant: a tag that does not exist, a value for an operation that has no use for it. */
function faultOf(book: OpenBook, field: string, change: BulkOp) {
  editTarget(field, customShapes(book.db));
  if (field !== 'tags' || !('value' in change)) return null;
  const ids = Array.isArray(change.value) ? change.value : [change.value];
  const unknown = ids.find((id) => typeof id !== 'number' || book.rows.get('tag', id)?.deletedAt !== null);
  return unknown === undefined ? null : err('tag.missing', { id: unknown });
}

const preview: Handler<'bulk.preview'> = ({ book }, { selection, field, change }) => {
  const fault = faultOf(book, field, change);
  if (fault) return fault;
  const target = editTarget(field, customShapes(book.db));
  const ids = selectedIds(book, selection);
  const seen = { changing: 0, refused: 0 };
  const examples: { id: number; name: string; before: unknown; after: unknown }[] = [];
  for (const id of ids.slice(0, LOOKED)) {
    const row = book.rows.get('customer', id);
    if (!row) continue;
    const planned = plannedEdit(book.db, target, row, change);
    if (typeof planned === 'string') seen.refused++;
    else if (!sameValue(planned.before, planned.after)) {
      seen.changing++;
      if (examples.length < EXAMPLES) examples.push({ id, name: String(row.fields['name']), before: planned.before ?? null, after: planned.after ?? null });
    }
  }
  return ok({ count: ids.length, looked: Math.min(ids.length, LOOKED), ...seen, examples });
};

const edit: Handler<'bulk.edit'> = async (ctx, { selection, field, change }) => {
  const fault = faultOf(ctx.book, field, change);
  if (fault) return fault;
  const ids = idsOf(ctx.book, selection);
  const action = { kind: 'bulk.edit', facts: { count: ids.length, field } };
  return ok(await startBulk(ctx, { action, change: { kind: 'edit', field, change }, ids }));
};

/** The living customers a selection means. */
export function idsOf(book: OpenBook, selection: Selection): Float64Array {
  return Float64Array.from(selectedIds(book, selection));
}

const mergeTags: Handler<'tags.merge'> = async (ctx, { from, into }) => {
  const { book } = ctx;
  const gone = [from, into].find((id) => book.rows.get('tag', id)?.deletedAt !== null);
  if (gone !== undefined || from === into) return err('record.missing', { entity: 'tag', id: gone ?? from });
  const has = (deleted: boolean) => book.derived.ids({ filter: { all: [{ field: 'tags', test: { op: 'any', values: [from] } }] }, sort: { field: 'id', direction: 'asc' }, deleted });
  // Those in the bin come back with the tag that is left.
  const ids = Float64Array.from([...has(false), ...has(true)]);
  const name = (id: number) => (book.rows.get('tag', id)?.fields['name'] as string | undefined) ?? '';
  const action = { kind: 'tags.merge', facts: { count: ids.length, name: name(from), into: name(into) } };
  return ok(await startBulk(ctx, { action, change: { kind: 'mergeTags', from, into }, ids }));
};

/** Oldest first, so that the numbers follow the order in which customers came. */
const fillNumbers: Handler<'numbering.fill'> = async (ctx) => {
  const without = { filter: { all: [{ field: 'code', test: { op: 'empty' as const } }] }, sort: { field: 'createdAt', direction: 'asc' as const }, deleted: false };
  const ids = Float64Array.from(ctx.book.derived.ids(without));
  return ok(await startBulk(ctx, { action: { kind: 'numbering.fill', facts: { count: ids.length } }, change: { kind: 'number' }, ids }));
};

export const bulkRoutes: Routes<keyof typeof bulkMethods | 'numbering.fill'> = { 'numbering.fill': fillNumbers, 'bulk.preview': preview, 'bulk.edit': edit, 'tags.merge': mergeTags };
export { runBulk } from './run.ts';
export type { BulkInput } from './run.ts';
export { BULK_JOB, startBulk } from './start.ts';
