/** What holds moved customers together: relations, and custom fields that name other records. Written when all of them are there. */
import type { Row } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import type { Writer } from '../../changes/write.ts';
import type { Arrival, Words } from './run.ts';
import { BATCH_ROWS, stopIfAsked } from './run.ts';
import { mappedId, noteRow, ownedRows, saveCounts } from './moving.repo.ts';
import { carriedFields } from './owned.ts';

/** A relation to somebody who stays behind is left out. */
export function tieTogether(run: Arrival, words: Words): void {
  const { book, target, moveId, ids } = run;
  const idOf = (entity: string, from: number) => mappedId(target.db, moveId, entity as 'customer', from) ?? null;
  const named = [...words.field].filter(([from]) => ['link', 'file'].includes(String(book.write.rows.get('field', from)?.fields['kind'])));
  for (let i = 0; i < ids.length; i += BATCH_ROWS) {
    stopIfAsked(book);
    const part = ids.subarray(i, i + BATCH_ROWS);
    const relations = Array.from(part).flatMap((id) => ownedRows(book.db, 'relation', 'from_id', id));
    for (let r = 0; r < relations.length; r += BATCH_ROWS) writeRelations(run, relations.slice(r, r + BATCH_ROWS), idOf);
    if (named.length > 0) {
      write(target.write, run.action, (w) => part.forEach((id) => nameRecords(run, w, id, named, idOf)));
    }
    book.progress('ties', i, ids.length);
  }
}

type IdOf = (entity: string, from: number) => number | null;

function writeRelations(run: Arrival, rows: readonly Row[], idOf: IdOf): void {
  write(run.target.write, run.action, (w) => {
    for (const row of rows) {
      if (mappedId(w.db, run.moveId, 'relation', row.id) !== undefined) continue;
      const fields = carriedFields('relation', row, { id: idOf, product: () => null });
      if (!fields) continue;
      noteRow(w.db, run.moveId, 'relation', row.id, w.create('relation', fields));
      run.counts.relations++;
    }
    saveCounts(w.db, run.moveId, run.counts);
  });
}

function nameRecords({ book }: Arrival, w: Writer, from: number, named: readonly (readonly [number, number])[], idOf: IdOf): void {
  const to = idOf('customer', from);
  const custom = book.write.rows.get('customer', from)?.fields['custom'] as Readonly<Record<string, unknown>> | undefined;
  const there = to === null ? null : w.get('customer', to);
  if (!custom || to === null || !there) return;
  const next: Record<string, unknown> = { ...(there.fields['custom'] as object) };
  for (const [own, other] of named) {
    const value = custom[String(own)];
    const mapped = Array.isArray(value) ? (value as number[]).flatMap((id) => idOf('attachment', id) ?? []) : typeof value === 'number' ? idOf('customer', value) : null;
    if (mapped !== null && !(Array.isArray(mapped) && mapped.length === 0)) next[String(other)] = mapped;
  }
  w.update('customer', to, { custom: next });
}
