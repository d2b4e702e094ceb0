/** SQL of saved views. */
import { asc, isNull } from 'drizzle-orm';
import type { View } from '../../../../shared/modules/views.ts';
import { viewBodySchema } from '../../../../shared/modules/views.ts';
import type { Row } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import { view } from '../../database/schema/views.ts';

/** What a view looks like; what a newer or older program wrote and this one cannot read falls back to a plain list. */
function bodyOf(stored: unknown): View['body'] {
  const parsed = viewBodySchema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : viewBodySchema.parse({});
}

export function rowToView(row: Row): View {
  const { name, body, pinned, position } = row.fields as { name: string; body: unknown; pinned: number; position: number };
  return { id: row.id, name, body: bodyOf(body), pinned: pinned === 1, position, seq: row.aseq };
}

/** All living views in their order. */
export function allViews(db: Db): View[] {
  const rows = db.orm.select().from(view).where(isNull(view.deletedAt)).orderBy(asc(view.position), asc(view.id)).all();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    body: bodyOf(JSON.parse(row.body ?? '{}')),
    pinned: row.pinned === 1,
    position: row.position,
    seq: row.aseq,
  }));
}
