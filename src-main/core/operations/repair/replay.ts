/** Rows whose page is lost, written again from what the change log says of them. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { ChangeEntry } from '../../changes/codec.ts';
import { nextLog } from '../../changes/log.ts';
import { registry } from '../../changes/registry.ts';
import type { Row, RowStore } from '../../changes/rows.ts';
import { emptyValue } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import type { IdRange } from '../../database/pages/btree.ts';
import { parseStamp } from '../../kernel/hlc.ts';
import { isIn } from './salvage.ts';

/** A row in a lost range that is not simply there. */
export interface Trace {
  readonly entity: EntityName;
  readonly id: number;
  /** Everything its changes say, newest last; empty when only an index or another row names it, or nothing is missing. */
  fields: Readonly<Record<string, unknown>>;
  /** A change between two that are known is lost. */
  gap: boolean;
  /** Number of the newest of those changes; 0: none is known. */
  seq: number;
  /** They left it in the bin. */
  deleted: { readonly at: number; readonly kind: number } | null;
}

export type Traces = Map<string, Trace>;

export const newTrace = (entity: EntityName, id: number): Trace => ({ entity, id, fields: {}, gap: false, seq: 0, deleted: null });

export function traceOf(traces: Traces, entity: EntityName, id: number): Trace {
  const key = `${entity}:${id}`;
  const known = traces.get(key) ?? newTrace(entity, id);
  traces.set(key, known);
  return known;
}

const LOGS_A_STEP = 200;

/** Goes through the whole log and brings every row in a lost range as far as its entries reach. */
export async function replay(db: Db, rows: RowStore, lost: ReadonlyMap<EntityName, readonly IdRange[]>, step: () => Promise<void>): Promise<Traces> {
  const traces: Traces = new Map();
  if (lost.size === 0) return traces;
  let done = 0;
  for (let log = nextLog(db, 0); log !== null; log = nextLog(db, log.seq)) {
    if (++done % LOGS_A_STEP === 0) await step();
    const at = db.raw.prepare<[number], number>('SELECT at FROM audit WHERE seq = ?').pluck().get(log.seq) ?? parseStamp(log.stamp)?.ms ?? 0;
    for (const entry of log.entries) if (isIn(lost.get(entry.entity) ?? [], entry.id)) apply(rows, traces, entry, log.seq, at);
  }
  return traces;
}

function apply(rows: RowStore, traces: Traces, entry: ChangeEntry, seq: number, at: number): void {
  const { entity, id, op } = entry;
  const row = rows.get(entity, id);
  if (row && row.aseq >= seq) return;
  const trace = traceOf(traces, entity, id);
  if (row) {
    if (entry.prev !== row.aseq) trace.gap = true;
    rows.update(entity, changed(row, entry, seq, at), Object.keys(entry.after));
  } else if (op === 'create') rows.insert(entity, madeRow(entity, id, entry.after, seq, at));
  else {
    trace.gap = true;
    // Of fields that were not heard of yet, what they were before is the oldest that is known.
    trace.fields = { ...entry.before, ...trace.fields, ...entry.after };
    trace.seq = seq;
    if (op === 'delete') trace.deleted = { at, kind: entry.kind ?? 1 };
    if (op === 'restore') trace.deleted = null;
  }
}

function changed(row: Row, { op, after, kind }: ChangeEntry, seq: number, at: number): Row {
  const isGone = op === 'delete' || (op !== 'restore' && row.deletedAt !== null);
  const [deletedAt, deletedKind] = isGone ? [row.deletedAt ?? at, row.deletedKind ?? kind ?? 1] : [null, null];
  return { ...row, fields: { ...row.fields, ...after }, updatedAt: at, deletedAt, deletedKind, aseq: seq };
}

/** A new row with these fields. Throws when one that it must have is missing. */
export function madeRow(entity: EntityName, id: number, fields: Readonly<Record<string, unknown>>, seq: number, at: number): Row {
  const all: Record<string, unknown> = {};
  for (const { field, form } of registry[entity].columns) all[field] = fields[field] ?? emptyValue(form);
  all['createdAt'] ??= at;
  return { id, fields: all, updatedAt: at, deletedAt: null, deletedKind: null, aseq: seq };
}
