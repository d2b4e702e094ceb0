/**
 * Undo and redo of whole actions, in batches of one logged transaction each, so that
 * taking back 100,000 rows never holds the process: between batches it yields.
 */
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { ActionInfo } from '../../../shared/modules/history.ts';
import type { Db } from '../database/open.ts';
import { invertEntries } from './invert.ts';
import type { Kept } from './invert.ts';
import { readLog, seqsOfAction } from './log.ts';
import type { WriteDeps } from './write.ts';
import { beginAction, endAction, endQuietly, write } from './write.ts';

/** Kept edits listed by name; more are only counted by the caller. */
const MAX_KEPT = 1000;

export interface UndoOptions {
  readonly kind: 'undo' | 'redo' | 'import.undo';
  readonly actor: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface UndoOutcome {
  readonly undoActionId: number;
  readonly rows: number;
  readonly kept: readonly Kept[];
  /** False when it was stopped before the end; doing it again goes on. */
  readonly complete: boolean;
}

/** Lets waiting calls run before the next batch. */
export function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Facts of an action, or `null`. */
export function readAction(db: Db, actionId: number): (ActionInfo & { readonly state: string }) | null {
  const row = db.raw
    .prepare<[number], { kind: string; at: number; facts: string; state: string }>(
      'SELECT kind, started_at AS at, facts, state FROM action WHERE id = ?',
    )
    .get(actionId);
  if (!row) return null;
  return { actionId, kind: row.kind, at: row.at, facts: JSON.parse(row.facts) as ActionInfo['facts'], state: row.state };
}

/**
 * Takes back one action, newest transaction first. Each batch is durable by itself;
 * the action counts as undone only after the last one. `undo.nothing` when it is gone.
 */
export async function undoAction(deps: WriteDeps, actionId: number, options: UndoOptions): Promise<UndoOutcome> {
  const target = readAction(deps.db, actionId);
  if (!target) throw new AppFailure('undo.nothing');
  const seqs = seqsOfAction(deps.db, actionId);
  const facts = { ...target.facts, of: actionId, ofKind: target.kind };
  const input = { kind: options.kind, actor: options.actor, origin: 'local' as const, facts };
  const undoActionId = beginAction(deps, input);
  const kept: Kept[] = [];
  let rows = 0;
  let done = 0;
  // The last batch also says that the action is undone: either both are on the disk or neither,
  // so that an answer "failed" never hides an undo that took place.
  const finish = (db: Db) => {
    endAction({ db, clock: deps.clock }, undoActionId, 'done');
    markUndone(db, actionId, undoActionId, target);
  };
  try {
    if (seqs.length === 0) deps.db.raw.transaction(() => finish(deps.db)).immediate();
    for (const seq of seqs) {
      if (options.signal?.aborted) break;
      const log = readLog(deps.db, seq);
      const last = done === seqs.length - 1;
      const batch = write(deps, { ...input, actionId: undoActionId }, (w) => {
        const inverted = log && invertEntries(w, log.entries);
        if (last) finish(w.db);
        return inverted;
      }).value;
      rows += batch?.rows ?? 0;
      for (const k of batch?.kept ?? []) if (kept.length < MAX_KEPT) kept.push(k);
      done++;
      options.onProgress?.(done, seqs.length);
      if (seqs.length > 1) await yieldToOthers();
    }
  } catch (e) {
    endQuietly(deps, undoActionId, 'failed');
    throw e;
  }
  const complete = done === seqs.length;
  if (!complete) endAction(deps, undoActionId, 'cancelled');
  return { undoActionId, rows, kept, complete };
}

/** Actions of many batches that did not get to their end, latest first, with the rows they had changed; imports and moves, which are told apart, and those that changed nothing are left out. */
export function interruptedActions(db: Db): (ActionInfo & { readonly rows: number })[] {
  const found = db.raw
    .prepare<[], { actionId: number; kind: string; at: number; facts: string; rows: number }>(
      `SELECT a.id AS actionId, a.kind, a.started_at AS at, a.facts, sum(c.row_count) AS rows
         FROM action a JOIN change_log c ON c.action_id = a.id
        WHERE a.state = 'interrupted' AND a.kind NOT LIKE 'import.%' AND a.kind NOT LIKE 'moving.%' GROUP BY a.id ORDER BY a.id DESC LIMIT 20`,
    )
    .all();
  return found.map((row) => ({ ...row, facts: JSON.parse(row.facts) as ActionInfo['facts'] }));
}

/** An undone undo revives the action it had taken back. */
function markUndone(db: Db, actionId: number, by: number, target: ActionInfo): void {
  db.raw.prepare("UPDATE action SET state = 'undone', undone_by = ? WHERE id = ?").run(by, actionId);
  const of = target.facts['of'];
  if (typeof of === 'number') db.raw.prepare("UPDATE action SET state = 'done', undone_by = NULL WHERE id = ?").run(of);
}

/** The last actions of one sitting: what Ctrl+Z and Ctrl+Shift+Z act on. Lives as long as the book is open. */
export interface UndoStack {
  push(actionId: number): void;
  peekUndo(): number | null;
  peekRedo(): number | null;
  /** True for an action of this sitting that has not been undone. */
  has(actionId: number): boolean;
  /** Moves an action from undo to redo after `undoActionId` took it back, and the top of redo the other way round. */
  undone(actionId: number, undoActionId: number): void;
  redone(redoActionId: number): void;
  /** Forgets an action that was undone in another way (import list) or of which nothing is left (erasure). */
  forget(actionId: number): void;
  depth(): number;
}

/** Keeps the last `limit` actions; a new action empties redo. */
export function createUndoStack(limit = 100): UndoStack {
  const undo: number[] = [];
  const redo: number[] = [];
  const put = (stack: number[], id: number) => {
    stack.push(id);
    if (stack.length > limit) stack.shift();
  };
  const drop = (id: number) => {
    const at = undo.indexOf(id);
    if (at >= 0) undo.splice(at, 1);
  };
  return {
    push(id) {
      put(undo, id);
      redo.length = 0;
    },
    peekUndo: () => undo.at(-1) ?? null,
    peekRedo: () => redo.at(-1) ?? null,
    has: (id) => undo.includes(id),
    undone(id, undoActionId) {
      drop(id);
      put(redo, undoActionId);
    },
    redone(id) {
      redo.pop();
      put(undo, id);
    },
    forget(id) {
      drop(id);
      const at = redo.indexOf(id);
      if (at >= 0) redo.splice(at, 1);
    },
    depth: () => undo.length,
  };
}
