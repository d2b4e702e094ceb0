/** Segments: saved questions and lists of chosen customers. */
import { segmentsOf } from '../../../../shared/kernel/filter.ts';
import type { ListFilter } from '../../../../shared/kernel/filter.ts';
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Segment } from '../../../../shared/modules/segments.ts';
import { write } from '../../changes/write.ts';
import { idsOf, startBulk } from '../bulk/index.ts';
import type { Handler, OpenBook } from '../context.ts';
import { findCustomer } from '../customers/index.ts';
import { allViews } from '../views/index.ts';
import { allSegments, rowToSegment } from './segments.repo.ts';

const nameTaken = (segments: readonly Segment[], name: string, except?: number) =>
  segments.some((s) => s.id !== except && s.name.toLowerCase() === name.toLowerCase());

/** Refuses a filter that names a segment that is not there, or leads back to `self`. */
function checkFilter(book: OpenBook, filter: ListFilter, self: number | null) {
  const byId = new Map(allSegments(book.db).map((s) => [s.id, s]));
  const open = [...segmentsOf(filter)];
  const seen = new Set<number>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === self) return err('segment.cycle', { id });
    const segment = byId.get(id);
    if (!segment) return err('segment.missing', { id });
    if (seen.has(id)) continue;
    seen.add(id);
    if (segment.filter) open.push(...segmentsOf(segment.filter));
  }
  // Fields and operators are those of the engine: what it cannot answer is refused now, not when it is used.
  book.derived.matches(filter, 0);
  book.derived.list({ filter }, { limit: 1 });
  return null;
}

export const listSegments: Handler<'segments.list'> = ({ book }) => ok({ segments: allSegments(book.db) });

export const countQuery: Handler<'segments.count'> = async ({ book }, { query }) => {
  await book.derived.prepare(query);
  return ok({ count: book.derived.count(query) });
};

export const countSegments: Handler<'segments.counts'> = ({ book }, { ids }) =>
  ok({ counts: ids.map((id) => ({ id, count: countOrNull(book, id) })) });

function countOrNull(book: OpenBook, segment: number): number | null {
  try {
    return book.derived.count({ filter: { all: [{ segment }] } });
  } catch (e) {
    if (e instanceof AppFailure) return null;
    throw e;
  }
}

export const createSegment: Handler<'segments.create'> = async (ctx, input) => {
  const { book, actor } = ctx;
  if (nameTaken(allSegments(book.db), input.name)) return err('segment.exists', { name: input.name });
  if (input.kind === 'live') {
    const fault = checkFilter(book, input.filter, null);
    if (fault) return fault;
  }
  // The customers are read before the list exists: a query that cannot be answered leaves nothing behind.
  const ids = input.kind === 'fixed' && input.selection ? idsOf(book, input.selection) : null;
  const action = { kind: 'segments.create', actor, origin: 'local' as const, facts: { name: input.name } };
  const fields = { name: input.name, kind: input.kind, note: input.note, filter: input.kind === 'live' ? input.filter : {} };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('segment', fields));
  book.undo.push(actionId);
  let jobId: string | null = null;
  if (ids && ids.length > 0) {
    const bulk = { action: { kind: 'segments.members', facts: { count: ids.length, name: input.name } }, change: { kind: 'members' as const, segmentId: id, remove: false }, ids };
    ({ jobId } = await startBulk(ctx, bulk));
  }
  return ok({ segment: rowToSegment(need(book, id)), jobId });
};

function need(book: OpenBook, id: number) {
  const row = book.rows.get('segment', id);
  if (!row) throw new Error('a segment just written is not there');
  return row;
}

function living(book: OpenBook, id: number): Segment | null {
  const row = book.rows.get('segment', id);
  return row && row.deletedAt === null ? rowToSegment(row) : null;
}

export const updateSegment: Handler<'segments.update'> = ({ book, actor }, { id, patch }) => {
  const segment = living(book, id);
  if (!segment) return err('record.missing', { entity: 'segment', id });
  if (patch.name !== undefined && nameTaken(allSegments(book.db), patch.name, id)) return err('segment.exists', { name: patch.name });
  if (patch.filter) {
    if (segment.kind === 'fixed') return err('query.badField', { field: 'filter' });
    const fault = checkFilter(book, patch.filter, id);
    if (fault) return fault;
  }
  const action = { kind: 'segments.update', actor, origin: 'local' as const, facts: { name: segment.name } };
  const written = write(book.write, action, (w) => w.update('segment', id, patch));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(rowToSegment(written.value));
};

export const removeSegment: Handler<'segments.remove'> = ({ book, actor }, { id }) => {
  const segment = living(book, id);
  if (!segment) return err('record.missing', { entity: 'segment', id });
  const usedBy = [
    ...allSegments(book.db).filter((s) => s.filter && segmentsOf(s.filter).has(id)),
    ...allViews(book.db).filter((v) => segmentsOf(v.body.filter).has(id)),
  ].map((one) => one.name);
  if (usedBy.length > 0) return err('segment.used', { name: segment.name, by: usedBy.slice(0, 5).join('、') });
  const action = { kind: 'segments.remove', actor, origin: 'local' as const, facts: { name: segment.name } };
  const { actionId } = write(book.write, action, (w) => w.remove('segment', id));
  book.undo.push(actionId);
  return ok({ actionId });
};

export const changeMembers: Handler<'segments.members'> = async (ctx, { id, selection, remove }) => {
  const segment = living(ctx.book, id);
  if (!segment) return err('record.missing', { entity: 'segment', id });
  if (segment.kind !== 'fixed') return err('segment.notFixed', { name: segment.name });
  const ids = idsOf(ctx.book, selection);
  const action = { kind: remove ? 'segments.leave' : 'segments.members', facts: { count: ids.length, name: segment.name } };
  return ok(await startBulk(ctx, { action, change: { kind: 'members', segmentId: id, remove }, ids }));
};

export const segmentsOfCustomer: Handler<'segments.of'> = ({ book }, { customerId }) => {
  if (!findCustomer(book, customerId)) return err('record.missing', { entity: 'customer', id: customerId });
  const isIn = ({ id }: Segment) => {
    try {
      return book.derived.matches({ all: [{ segment: id }] }, customerId);
    } catch (e) {
      if (e instanceof AppFailure) return false;
      throw e;
    }
  };
  return ok({ segments: allSegments(book.db).filter(isIn).map(({ id, name, kind }) => ({ id, name, kind })) });
};
