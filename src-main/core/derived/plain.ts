/**
 * The plain way, without any index and without filters: stands in until the engine is wired.
 */
import { AppFailure } from '../../../shared/kernel/result.ts';
import { registry } from '../changes/registry.ts';
import type { Row } from '../changes/rows.ts';
import { rowOf } from '../changes/rows.ts';
import type { Db } from '../database/open.ts';
import type { ContactKeys, Derived, DerivedQuery, KeyHit } from './port.ts';

const def = registry.customer;
const fold = (value: unknown) => String(value ?? '').normalize('NFKC').toLowerCase();
const bare = (value: unknown) => fold(value).replaceAll(/[\s-]/g, '');

function values(row: Row, field: string): unknown[] {
  if (field === 'updatedAt') return [row.updatedAt];
  if (!def.columns.some((c) => c.field === field)) throw new AppFailure('query.badField', { field });
  const value = row.fields[field];
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map((v: unknown) => (typeof v === 'object' && v !== null && 'value' in v ? v.value : v));
  return typeof value === 'object' ? Object.values(value) : [value];
}

function matchesText(row: Row, text: string): boolean {
  const f = row.fields as Record<string, unknown>;
  const initials = fold(f['pinyin']).split(' ').map((s) => s[0] ?? '').join('');
  const all = ['name', 'company', 'phones', 'wechats', 'emails', 'notes'].flatMap((field) => values(row, field).map(bare));
  const wanted = bare(text);
  return wanted === '' || all.some((v) => v.includes(wanted)) || bare(f['pinyin']).includes(wanted) || initials.startsWith(wanted);
}

/** A `Derived` without any index over this connection. */
export function createPlainDerived(db: Db): Derived {
  const everything = (): Row[] => {
    const rows = db.raw.prepare('SELECT * FROM customer').all() as Record<string, unknown>[];
    return rows.map((cells) => rowOf(def, cells['id'] as number, cells));
  };
  const find = (query: DerivedQuery): Row[] => {
    const living = everything().filter((r) => (query.deleted ? r.deletedKind === 1 : r.deletedAt === null));
    const found = living.filter((r) => matchesText(r, query.text ?? ''));
    const field = query.sort?.field ?? 'updatedAt';
    const sign = query.sort && query.sort.direction === 'asc' ? 1 : -1;
    const key = (r: Row) => (field === 'name' ? `${fold(r.fields['pinyin'])} ${fold(r.fields['name'])}` : values(r, field)[0]);
    return found.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === undefined || y === undefined) return x === y ? a.id - b.id : x === undefined ? 1 : -1;
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : fold(x) < fold(y) ? -1 : fold(x) > fold(y) ? 1 : 0;
      return sign * (order === 0 ? a.id - b.id : order);
    });
  };
  const findByKeys = (keys: ContactKeys): KeyHit[] =>
    everything().flatMap((r): KeyHit[] => {
      if (r.deletedKind === 2) return [];
      const shares = (field: string, wanted: readonly string[]) => values(r, field).some((v) => wanted.some((w) => bare(w) === bare(v)));
      if (shares('phones', keys.phones)) return [{ id: r.id, by: 'phone' }];
      if (shares('wechats', keys.wechats)) return [{ id: r.id, by: 'wechat' }];
      if (shares('emails', keys.emails)) return [{ id: r.id, by: 'email' }];
      return keys.code && shares('code', [keys.code]) ? [{ id: r.id, by: 'code' }] : [];
    });
  return {
    onCommitted: () => undefined,
    list(query, page) {
      const found = find(query);
      const start = page.cursor ? Number(page.cursor) : (page.offset ?? 0);
      if (!Number.isInteger(start)) throw new AppFailure('query.badCursor');
      const ids = found.slice(start, start + page.limit).map((r) => r.id);
      const next = start + page.limit < found.length ? String(start + page.limit) : null;
      return { ids, total: found.length, totalIsLowerBound: false, next, indexing: false };
    },
    ids: (query) => Float64Array.from(find(query), (r) => r.id),
    search: (text, limit) => ({ ids: find({ text }).slice(0, limit).map((r) => r.id), indexing: false }),
    facets(field, query) {
      const counts = new Map<string | number | null, number>();
      for (const r of find(query)) {
        const mine = values(r, field) as (string | number)[];
        for (const v of mine.length === 0 ? [null] : mine) counts.set(v, (counts.get(v) ?? 0) + 1);
      }
      return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count).slice(0, 200);
    },
    findByKeys,
    findByName: (name, limit) =>
      everything()
        .filter((r) => r.deletedAt === null && fold(r.fields['name']) === fold(name))
        .slice(0, limit)
        .map((r) => ({ id: r.id, same: true })),
    pause: () => undefined,
    resume: () => Promise.resolve(),
    ready: () => Promise.resolve(),
    idle: () => undefined,
    close: () => undefined,
  };
}
