/** SQL of segments. */
import { asc, isNull } from 'drizzle-orm';
import type { ListFilter } from '../../../../shared/kernel/filter.ts';
import type { Segment } from '../../../../shared/modules/segments.ts';
import type { Row } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import { segment } from '../../database/schema/views.ts';

/** The filter of a live segment as it is stored; an empty map asks nothing. */
function filterOf(value: unknown): ListFilter {
  const stored = (value ?? {}) as Partial<ListFilter>;
  return { ...stored, all: stored.all ?? [] };
}

export function rowToSegment(row: Row): Segment {
  const { name, kind, filter, note } = row.fields as { name: string; kind: Segment['kind']; filter: unknown; note: string | null };
  return { id: row.id, name, kind, filter: kind === 'live' ? filterOf(filter) : null, note, seq: row.aseq };
}

/** All living segments by name. */
export function allSegments(db: Db): Segment[] {
  const rows = db.orm.select().from(segment).where(isNull(segment.deletedAt)).orderBy(asc(segment.name), asc(segment.id)).all();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as Segment['kind'],
    filter: row.kind === 'live' ? filterOf(JSON.parse(row.filter ?? '{}')) : null,
    note: row.note,
    seq: row.aseq,
  }));
}
