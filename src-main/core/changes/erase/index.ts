/**
 * 彻底删除: takes a person out of the book for good, in one transaction: rows, values in the
 * change log, files, drafts, waiting import rows, words of past actions. Sales and payments
 * stay for the books under a record without a name. What remains is a line of the audit
 * chain and keyed hashes. The pages themselves are cleaned by `compact`, noted here as due.
 */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Db } from '../../database/open.ts';
import { appendAudit, auditHead } from '../audit.ts';
import { openTxClock } from '../clock-row.ts';
import { keepFacts } from '../facts/keep.ts';
import { keepStages } from '../facts/stages.ts';
import { redactionsHash, saveRedactions } from '../redaction.ts';
import { registry } from '../registry.ts';
import { sqliteFailure } from '../../database/errors.ts';
import { encodeCell } from '../rows.ts';
import type { WriteDeps } from '../write.ts';
import { erasedHash } from './list.ts';
import { ANONYMISED, ownTables, planErasure } from './plan.ts';
import type { ErasePlan } from './plan.ts';
import { anonymous, redactLog } from './redact.ts';
import type { Traces } from './traces.ts';
import { sweepTraces, tracesOf } from './traces.ts';

export interface EraseInput {
  readonly ids: readonly number[];
  readonly actor: string;
  /** `customers.erase`, `bin.expire`, `erase.again`. */
  readonly kind: string;
  /** Answers the record without a name, making it when a sale needs it; called before the transaction. */
  readonly nobody: () => number;
}

export interface Erased {
  readonly customers: number;
  /** Rows removed and rows made anonymous, the customers among them. */
  readonly rows: number;
  /** Sealed files nobody wants any more: to be removed beside the book. */
  readonly blobs: readonly string[];
  /** Actions of which nothing is left: no step of undo any more. */
  readonly emptied: readonly number[];
  /** Names to be forgotten by whatever lives in memory. */
  readonly names: readonly string[];
}

const NOTHING: Erased = { customers: 0, rows: 0, blobs: [], emptied: [], names: [] };

/** Erases these customers; all of it is durable when this returns, or nothing happened. The derived data must be rebuilt afterwards. */
export function eraseCustomers(deps: WriteDeps, input: EraseInput): Erased {
  const plan = planErasure(deps.db, input.ids);
  if (plan.customerIds.length === 0) return NOTHING;
  const nobody = [...plan.kept.values()].some((ids) => ids.size > 0) ? input.nobody() : null;
  const run = deps.db.raw.transaction(() => {
    deps.db.raw.pragma('defer_foreign_keys = ON');
    return eraseNow(deps, input, plan, nobody);
  });
  try {
    return run.immediate();
  } catch (e) {
    throw sqliteFailure(e) ?? e;
  }
}

function eraseNow(deps: WriteDeps, { actor, kind }: EraseInput, plan: ErasePlan, nobody: number | null): Erased {
  const { db, mac } = deps;
  const traces = tracesOf(db, plan);
  const blobs = dropRows(db, plan);
  keepAnonymous(deps, plan, traces, nobody);
  dropLinks(db, plan);
  const { list, emptied } = redactLog(db, mac, plan, traces, nobody);
  sweepTraces(db, traces, new Set([...plan.log.values()].map((part) => part.actionId)));
  const now = deps.clock.now();
  const clock = openTxClock(db, now);
  const head = auditHead(db);
  const rows = [...plan.gone.values(), ...plan.kept.values()].reduce((sum, ids) => sum + ids.size, 0);
  saveRedactions(db, head.seq + 1, list);
  appendAudit(db, mac, head, { at: now, stamp: clock.stamp, actor, action: kind, rowCount: rows, valueHash: redactionsHash(mac, list) });
  const note = db.raw.prepare('INSERT OR IGNORE INTO erased (hash, at) VALUES (?, ?)');
  for (const id of plan.customerIds) note.run(erasedHash(mac, id), now);
  db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('compactDue', 'yes')").run();
  clock.save();
  return { customers: plan.customerIds.length, rows, blobs, emptied, names: traces.names };
}

/** Removes the rows that go, and the files that nothing else wants. */
function dropRows(db: Db, plan: ErasePlan): string[] {
  const wanted = new Set<string>();
  const blobsOf = db.raw.prepare<[number], { blob: string; thumb: string | null }>('SELECT blob, thumb FROM attachment WHERE id = ?');
  for (const id of plan.gone.get('attachment') ?? []) for (const hash of Object.values(blobsOf.get(id) ?? {})) if (hash !== null) wanted.add(hash);
  for (const [entity, ids] of plan.gone) {
    const drop = db.raw.prepare(`DELETE FROM ${registry[entity].table} WHERE id = ?`);
    for (const id of ids) drop.run(id);
  }
  for (const table of ownTables(db)) {
    const drop = db.raw.prepare(`DELETE FROM ${table} WHERE customer_id = ?`);
    for (const id of plan.customerIds) drop.run(id);
  }
  const free = db.raw.prepare('DELETE FROM blob WHERE hash = @hash AND NOT EXISTS (SELECT 1 FROM attachment WHERE blob = @hash OR thumb = @hash)');
  return [...wanted].filter((hash) => free.run({ hash }).changes > 0);
}

/** Sales and payments now belong to the record without a name; sums and lines follow. */
function keepAnonymous({ db, rows, clock }: WriteDeps, plan: ErasePlan, traces: Traces, nobody: number | null): void {
  for (const [entity, ids] of plan.kept) {
    const { table, columns } = registry[entity];
    for (const id of ids) {
      const fields = rows.get(entity, id)?.fields ?? {};
      const clean = anonymous(fields, ANONYMISED[entity] ?? [], traces, nobody);
      const changed = columns.filter((c) => clean[c.field] !== fields[c.field]);
      const sets = changed.map((c) => `${c.column} = ?`).join(', ');
      db.raw.prepare(`UPDATE ${table} SET ${sets} WHERE id = ?`).run(...changed.map((c) => encodeCell(c, clean[c.field])), id);
    }
  }
  const of = (entity: EntityName) => new Set(plan.kept.get(entity));
  if (nobody === null) return;
  const owner = new Set([nobody]);
  keepFacts(db, { customers: owner, moved: new Set(), sales: of('sale'), dealt: new Set(), payments: of('payment'), staged: owner });
  keepStages(db, owner, clock.now());
}

/** Fields of other customers that pointed here (介绍人) are empty from now on. */
function dropLinks(db: Db, plan: ErasePlan): void {
  const fields = db.raw.prepare<[], number>("SELECT id FROM field WHERE kind = 'link'").pluck().all();
  for (const field of fields) {
    const path = `$."${field}"`;
    const clear = db.raw.prepare('UPDATE customer SET custom = json_remove(custom, @path) WHERE custom IS NOT NULL AND json_extract(custom, @path) = @id');
    for (const id of plan.customerIds) clear.run({ path, id });
  }
}

export { adoptErasures, erasedFileFits, missingErasures, readErasedFile, saveErasedFile } from './list.ts';
export type { ErasedList } from './list.ts';
export { tracesOf, waitingRows } from './traces.ts';
export { ANONYMISED, customerLinks, planErasure } from './plan.ts';
