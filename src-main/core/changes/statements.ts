/** Statements prepared once per connection: bulk work runs the same few thousands of times. */
import type { RawDatabase, Statement } from '../database/open.ts';

const caches = new WeakMap<RawDatabase, Map<string, Statement>>();

/** The statement of this text on this connection. Not for `pluck` or `raw` statements: those are a state of the statement. */
export function prepared(raw: RawDatabase, sql: string): Statement {
  const cache = caches.get(raw) ?? new Map<string, Statement>();
  caches.set(raw, cache);
  let statement = cache.get(sql);
  if (!statement) cache.set(sql, (statement = raw.prepare(sql)));
  return statement;
}
