/** The exact list of what a repaired book lacks. */
import { existsSync } from 'node:fs';
import type { RepairReport } from '../../../../shared/modules/repair.ts';
import { MOST_MISSING } from '../../../../shared/modules/repair.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { registry } from '../../changes/registry.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import type { Rebuilt } from './rebuild.ts';
import type { Trace } from './replay.ts';
import { newTrace } from './replay.ts';

type Missing = RepairReport['missing'][number];
type Facts = Pick<RepairReport, 'kinds' | 'missing' | 'changes' | 'unnamed' | 'files' | 'fromCopy'>;

const TITLES: Partial<Record<EntityName, string>> = { customer: 'name', tag: 'name', product: 'name', field: 'label', task: 'title', segment: 'name', view: 'name', carePlan: 'name', visitPlan: 'name', greeting: 'name', gift: 'what', attachment: 'name', person: 'name' };
const count = (db: Db, sql: string): number => Number(db.raw.prepare(sql).pluck().get());

function nameOf(db: Db, entity: EntityName, id: number, fields: Trace['fields']): string | null {
  const title = TITLES[entity];
  if (title === undefined) return null;
  const name = fields[title] ?? createRowStore(db).get(entity, id)?.fields[title];
  return typeof name === 'string' ? name : null;
}

/** Customers first: they are looked through by people. */
function missingOf({ db, lost, traces, rebuilt, ties }: Rebuilt): Missing[] {
  const rows = createRowStore(db);
  const last = lost.seqs.at(-1) ?? 0;
  const stubs = new Set(ties.stubs.map(({ entity, id }) => `${entity}:${id}`));
  const stateOf = (entity: EntityName, id: number, gap: boolean): Missing['state'] | null => {
    const row = rows.get(entity, id);
    if (!row) return 'lost';
    if (stubs.has(`${entity}:${id}`)) return 'stub';
    return gap || (rebuilt.has(`${entity}:${id}`) && row.aseq < last) ? 'older' : null;
  };
  const known = new Map<string, Trace>([...rebuilt].map((key) => [key, newTrace(key.split(':')[0] as EntityName, Number(key.split(':')[1]))]));
  for (const [key, trace] of traces) known.set(key, trace);
  const found = [...known.values()].flatMap(({ entity, id, fields, gap }): Missing[] => {
    const state = stateOf(entity, id, gap);
    return state ? [{ kind: entity, id, state, name: nameOf(db, entity, id, fields) }] : [];
  });
  return found.sort((a, b) => Number(b.kind === 'customer') - Number(a.kind === 'customer') || a.kind.localeCompare(b.kind) || a.id - b.id);
}

/** `blobPath`: where the file of a hash would lie. */
export function factsOf(made: Rebuilt, blobPath: (hash: string) => string): Facts {
  const { db, lost, found } = made;
  const missing = missingOf(made);
  const of = (kind: EntityName, state: Missing['state']) => missing.filter((one) => one.kind === kind && one.state === state).length;
  const kinds = Object.values(registry).map(({ name: kind, table }) => ({ kind, kept: count(db, `SELECT count(*) FROM ${table}`), lost: of(kind, 'lost'), stub: of(kind, 'stub'), older: of(kind, 'older') }));
  const files = db.raw.prepare<[], string>('SELECT DISTINCT blob FROM attachment').pluck().all().filter((hash) => !existsSync(blobPath(hash))).length;
  const isHoled = Object.values(registry).some(({ table }) => found.lost.has(table));
  const unnamed = !isHoled || lost.seqs.length === 0 ? 0 : lost.untold > 0 ? null : lost.rows;
  return { kinds, missing: missing.slice(0, MOST_MISSING), changes: lost.seqs.length, unnamed, files, fromCopy: made.fromCopy };
}
