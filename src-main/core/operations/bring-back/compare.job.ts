/** A copy laid beside the book, in a worker. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { foldKey } from '../../../../shared/kernel/text.ts';
import type { Compared, ComparedCounts, DifferenceState } from '../../../../shared/modules/bring-back.ts';
import { COMPARED } from '../../../../shared/modules/bring-back.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { registry } from '../../changes/registry.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { Migration } from '../../database/migrate.ts';
import { migrate } from '../../database/migrate.ts';
import { openDatabase } from '../../database/open.ts';
import { prepared } from '../../changes/statements.ts';
import type { WorkerBook } from '../worker-book.ts';
import type { Sides } from './differ.ts';
import { compareKind } from './differ.ts';

/** More than a person would go through; beyond it the whole copy is restored instead. */
const MOST_LISTED = 50_000;
const TELL_EVERY = 2_000;

/** A customer that can be brought back. */
export interface Mark {
  readonly id: number;
  state: DifferenceState;
  /** Name and phones, folded, to be found by. */
  readonly key: string;
  /** Records of theirs by kind. */
  readonly parts: Partial<Record<EntityName, { gone: number; changed: number }>>;
}

export interface CompareInput {
  /** Folder with the copy's `crm.db`. */
  readonly dir: string;
  readonly migrations: readonly Migration[];
}

export interface Compare {
  readonly counts: Record<Compared, ComparedCounts>;
  readonly marks: readonly Mark[];
  readonly more: boolean;
}

/** Brings the copy to today's schema, then compares kind by kind. Codes: `request.cancelled`. */
export function compareCopy(book: WorkerBook, { dir, migrations }: CompareInput): Promise<Compare> {
  const db = openDatabase(join(dir, 'crm.db'), { key: book.databaseKey });
  try {
    migrate(db, migrations, book.write.clock.now());
    const sides: Sides = { copy: { db, rows: createRowStore(db) }, book: { db: book.db, rows: book.write.rows } };
    const marks = collectMarks(sides);
    const total = COMPARED.reduce((sum, entity) => sum + Number(prepared(db.raw, `SELECT count(*) AS n FROM ${registry[entity].table}`).pluck().get()), 0);
    let done = 0;
    const step = () => {
      if (++done % TELL_EVERY !== 0) return;
      if (book.cancelled()) throw new AppFailure('request.cancelled');
      book.progress('compare', Math.min(done, total), total);
    };
    const counts = Object.fromEntries(COMPARED.map((entity) => [entity, compareKind(entity, sides, (id, state) => marks.add(entity, id, state), step)]));
    return Promise.resolve({ counts: counts as Compare['counts'], marks: marks.list(), more: marks.more() });
  } finally {
    db.close();
  }
}

function collectMarks(sides: Sides) {
  const marks = new Map<number, Mark>();
  let more = false;
  const markOf = (id: number): Mark | null => {
    const known = marks.get(id);
    if (known) return known;
    const then = sides.copy.rows.get('customer', id);
    const now = sides.book.rows.get('customer', id);
    // One who lay in the bin then, or was deleted for good since, is not brought back for the sake of a record.
    if (!then || then.deletedAt !== null || !now) return null;
    if (marks.size >= MOST_LISTED) {
      more = true;
      return null;
    }
    const phones = (then.fields['phones'] as readonly { readonly value: string }[]).map(({ value }) => value);
    const mark: Mark = { id, state: now.deletedAt === null ? 'changed' : 'gone', key: foldKey([then.fields['name'], now.fields['name'], ...phones].join(' ')), parts: {} };
    marks.set(id, mark);
    return mark;
  };
  return {
    add(entity: EntityName, id: number, state: DifferenceState): void {
      if (entity === 'customer') return void markOf(id);
      for (const owner of ownersOf(sides, entity, id)) {
        const mark = markOf(owner);
        if (mark) (mark.parts[entity] ??= { gone: 0, changed: 0 })[state]++;
      }
    },
    list: () => [...marks.values()],
    more: () => more,
  };
}

/** The customers a record of the copy belongs to; a relation has two. */
function ownersOf({ copy }: Sides, entity: EntityName, id: number): number[] {
  const columns = registry.customer.children.filter((child) => child.entity === entity).map(({ column }) => column);
  const row = prepared(copy.db.raw, `SELECT ${columns.join(', ')} FROM ${registry[entity].table} WHERE id = ?`).get(id) as Record<string, number | null>;
  return columns.flatMap((column) => row[column] ?? []);
}
