/** Which rows of a copy are gone or changed in the book: both tables walked in the order of their ids, each row once. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { ComparedCounts } from '../../../../shared/modules/bring-back.ts';
import { registry } from '../../changes/registry.ts';
import type { Row, RowStore } from '../../changes/rows.ts';
import { sameValue } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';

/** The copy and the book, each with its rows. */
export interface Side {
  readonly db: Db;
  readonly rows: RowStore;
}
export interface Sides {
  readonly copy: Side;
  readonly book: Side;
}

/** Set by rules from other data: alone they are no difference. */
const FOLLOWS: ReadonlySet<string> = new Set(['grade']);

/** Names of the fields that are other than they were. */
export function differingFields(entity: EntityName, then: Row, now: Row): string[] {
  if (then.aseq === now.aseq) return [];
  const names = registry[entity].columns.map(({ field }) => field).filter((field) => !sameValue(then.fields[field], now.fields[field]));
  return names.every((name) => FOLLOWS.has(name)) ? [] : names;
}

interface Slim {
  readonly id: number;
  readonly aseq: number;
  readonly gone: 0 | 1;
}

/** Both rows of each id, `null` where there is none. */
function* pairs(entity: EntityName, { copy, book }: Sides): Generator<readonly [Slim | null, Slim | null]> {
  const sql = `SELECT id, aseq, deleted_at IS NOT NULL AS gone FROM ${registry[entity].table} ORDER BY id`;
  const [then, now] = [copy, book].map(({ db }) => db.raw.prepare<[], Slim>(sql).iterate());
  let [a, b] = [then!.next(), now!.next()];
  try {
    while (a.done !== true || b.done !== true) {
      const [left, right] = [a.done === true ? Infinity : a.value.id, b.done === true ? Infinity : b.value.id];
      yield [left <= right && a.done !== true ? a.value : null, right <= left && b.done !== true ? b.value : null];
      if (left <= right) a = then!.next();
      if (right <= left) b = now!.next();
    }
  } finally {
    then!.return?.();
    now!.return?.();
  }
}

export type Found = (id: number, state: 'gone' | 'changed') => void;

/** Counts one kind of record, and tells each row that could be brought back. `step` is called once a row: it may throw to stop. */
export function compareKind(entity: EntityName, sides: Sides, found: Found, step: () => void): ComparedCounts {
  const counts = { then: 0, now: 0, gone: 0, changed: 0, added: 0, erased: 0 };
  for (const [then, now] of pairs(entity, sides)) {
    step();
    if (then?.gone === 0) counts.then++;
    if (now?.gone === 0) counts.now++;
    if (then === null) counts.added += now?.gone === 0 ? 1 : 0;
    else if (then.gone === 1) continue;
    else if (now === null) counts.erased++;
    else if (now.gone === 1) {
      counts.gone++;
      found(then.id, 'gone');
    } else if (isChanged(entity, sides, then, now)) {
      counts.changed++;
      found(then.id, 'changed');
    }
  }
  return counts;
}

function isChanged(entity: EntityName, { copy, book }: Sides, then: Slim, now: Slim): boolean {
  if (then.aseq === now.aseq) return false;
  const [before, after] = [copy.rows.get(entity, then.id), book.rows.get(entity, now.id)];
  return before !== null && after !== null && differingFields(entity, before, after).length > 0;
}
