/** What a move would do, in a worker: counts, who seems to be there already, what would be made. Writes nothing but a schema update. */
import type { MovePreview } from '../../../../shared/modules/moving.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { lookalikes } from '../transfer/index.ts';
import type { Matchable } from '../transfer/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { missingNames, planWords } from './words.ts';
import { withTarget } from './target-book.ts';
import type { TargetAccess } from './target-book.ts';

export interface MovePreviewInput {
  readonly target: TargetAccess;
  readonly ids: Float64Array;
}

const EXAMPLES = 8;
const NO_ONE: ReadonlySet<number> = new Set();

/** Everything the dialog shows before anything is done. */
export function previewMove(book: WorkerBook, { target: access, ids }: MovePreviewInput): Promise<MovePreview> {
  return withTarget(book, access, (target) => {
    book.progress('looking', 0, ids.length);
    const found = findThere(book, target.db, ids);
    const words = planWords(book.db, target.db, ids);
    return Promise.resolve({
      customers: ids.length,
      ...sums(book.db, ids),
      ...found,
      newTags: missingNames(words.tag),
      newFields: missingNames(words.field),
      newProducts: missingNames(words.product),
    });
  });
}

type Found = Pick<MovePreview, 'same' | 'alike'>;

function findThere(book: WorkerBook, there: Db, ids: Float64Array): Found {
  const look = lookalikes(there, NO_ONE);
  const found: Found = { same: { count: 0, examples: [] }, alike: { count: 0, examples: [] } };
  const nameOf = (id: number) => (prepared(there.raw, 'SELECT name FROM customer WHERE id = ?').get(id) as { name: string } | undefined)?.name ?? '';
  ids.forEach((id, i) => {
    const row = book.write.rows.get('customer', id);
    const match = row ? look(row.fields as unknown as Matchable) : { kind: 'new' as const };
    if (row && match.kind !== 'new') {
      const group = match.kind === 'match' ? found.same : found.alike;
      group.count++;
      if (group.examples.length < EXAMPLES) group.examples.push({ id, name: String(row.fields['name']), there: nameOf(match.ref), by: match.by });
    }
    if (i % 200 !== 0) return;
    if (book.cancelled()) throw new AppFailure('request.cancelled');
    book.progress('looking', i, ids.length);
  });
  return found;
}

function sums(db: Db, ids: Float64Array): Pick<MovePreview, 'followUps' | 'sales' | 'payments' | 'files' | 'fileBytes' | 'relations' | 'relationsLeft' | 'currencies'> {
  const chosen = new Set(ids);
  const sum = { followUps: 0, sales: 0, payments: 0, files: 0, fileBytes: 0, relations: 0, relationsLeft: 0 };
  const currencies = new Set<string>();
  const count = (sql: string, id: number) => (prepared(db.raw, sql).get(id) as { n: number }).n;
  for (const id of ids) {
    sum.followUps += count('SELECT count(*) AS n FROM follow_up WHERE customer_id = ? AND deleted_at IS NULL', id);
    for (const { kind, currency, n } of prepared(db.raw, MONEY).all({ id }) as { kind: 'sales' | 'payments'; currency: string; n: number }[]) {
      sum[kind] += n;
      currencies.add(currency);
    }
    const files = prepared(db.raw, 'SELECT count(*) AS n, coalesce(sum(size_bytes), 0) AS bytes FROM attachment WHERE customer_id = ? AND deleted_at IS NULL').get(id) as { n: number; bytes: number };
    sum.files += files.n;
    sum.fileBytes += files.bytes;
    for (const { other, out } of prepared(db.raw, RELATIONS).all({ id }) as { other: number; out: number }[]) {
      if (!chosen.has(other)) sum.relationsLeft++;
      // One between two of them is met from both sides.
      else sum.relations += out;
    }
  }
  return { ...sum, currencies: [...currencies].sort() };
}

const MONEY = `SELECT 'sales' AS kind, currency, count(*) AS n FROM sale WHERE customer_id = @id AND deleted_at IS NULL GROUP BY currency
  UNION ALL SELECT 'payments', currency, count(*) FROM payment WHERE customer_id = @id AND deleted_at IS NULL GROUP BY currency`;
const RELATIONS = `SELECT to_id AS other, 1 AS out FROM relation WHERE from_id = @id AND deleted_at IS NULL
  UNION ALL SELECT from_id, 0 FROM relation WHERE to_id = @id AND deleted_at IS NULL`;
