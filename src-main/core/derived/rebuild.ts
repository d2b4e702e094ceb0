/** Rebuilding the derived data from the book: reads every customer in one snapshot of the database. */
import { lastSeq } from '../changes/log.ts';
import type { Db } from '../database/open.ts';
import { createBuilder } from './builder.ts';
import type { BuildMark, BuildOptions } from './builder.ts';
import { readFieldFacts } from './fields/stored-fields.ts';
import { walkRelatedTexts } from './related/related-texts.ts';
import type { CustomerRow } from './row.ts';
import { ROW_COLUMNS, ROW_TABLES } from './row.ts';
import { markOf } from './state.ts';

/**
 * Builds `search.db.building` from all customers as they are now and answers which
 * state that was. Some 25 µs per customer: for worker threads and commands.
 */
export function rebuildSnapshot(db: Db, options: BuildOptions): BuildMark & { readonly rows: number } {
  db.raw.exec('BEGIN');
  const builder = createBuilder({ ...options, fields: readFieldFacts(db) });
  try {
    const seq = lastSeq(db);
    const mark = markOf(db, seq) ?? '';
    let rows = 0;
    builder.add(counted(existingRows(db), () => rows++));
    builder.finish({ seq, mark });
    return { seq, mark, rows };
  } catch (e) {
    builder.abandon();
    throw e;
  } finally {
    db.raw.exec('COMMIT');
  }
}

/** Every customer of the book in order of id, deleted ones too, with the texts of their related records. */
export function* existingRows(db: Db): Generator<CustomerRow> {
  const related = walkRelatedTexts(db);
  try {
    for (const row of db.raw.prepare<[], CustomerRow & { related: string | null }>(`SELECT ${ROW_COLUMNS}, NULL AS related FROM ${ROW_TABLES} ORDER BY id`).iterate()) {
      row.related = related.next(row.id);
      yield row;
    }
  } finally {
    related.close();
  }
}

function* counted<T>(items: Iterable<T>, count: () => void): Generator<T> {
  for (const item of items) {
    count();
    yield item;
  }
}
