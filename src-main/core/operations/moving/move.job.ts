/**
 * The move as it runs in a worker. Order makes it safe: everything is written to the other
 * book first, each batch synced to the disk; only after its last commit do the customers go
 * into the bin here. Killed at any moment, each of them is in at least one of the books.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { NO_MOVE_COUNTS } from '../../../../shared/modules/moving.ts';
import type { MoveChoices, MoveCounts, MoveResult } from '../../../../shared/modules/moving.ts';
import { undoAction } from '../../changes/undo.ts';
import { beginAction, endAction, noteEvent, write } from '../../changes/write.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { readSettings } from '../../domain/settings/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { arrive } from './arrive.ts';
import type { Arrival } from './run.ts';
import { chosenCustomers, findByKey, findMove, forgetRows, insertMove, isLiving, leftCustomers, mappedId, setMoveState } from './moving.repo.ts';
import type { StoredMove } from './moving.repo.ts';
import { withTarget } from './target-book.ts';
import type { TargetAccess, TargetBook } from './target-book.ts';

export interface MoveInput {
  readonly target: TargetAccess;
  /** Begin with these; `moveId` instead goes on with one that was interrupted. */
  readonly fresh: { readonly key: string; readonly ids: Float64Array; readonly choices: MoveChoices } | null;
  readonly moveId: number | null;
}

const BIN_ROWS = 500;
const LEFT_SHOWN = 200;

/** Moves or copies, or goes on with it. Cancelled while writing: takes everything away again there and says so. */
export function runMove(book: WorkerBook, input: MoveInput): Promise<MoveResult> {
  return withTarget(book, input.target, async (target) => {
    const here = beginHere(book, input);
    book.detail({ moveId: here.moveId });
    const ids = chosenCustomers(book.db, here.moveId);
    const there = await beginThere(book, target, here, ids.length);
    const counts = { ...there.counts };
    if (there.state !== 'done') {
      await writeThere(book, { book, target, moveId: there.moveId, action: actionThere(book, there.moveId), choices: here.choices, ids, counts }, here);
    }
    await binHere(book, target, here, there.moveId, ids, counts);
    const nameOf = (id: number) => book.write.rows.get('customer', id)?.fields['name'] as string | undefined;
    const left = leftCustomers(target.db, there.moveId, LEFT_SHOWN).map((id) => ({ id, name: nameOf(id) ?? '' }));
    forgetRows(target.db, there.moveId);
    return { moveId: here.moveId, ...counts, left };
  });
}

function beginHere(book: WorkerBook, { target, fresh, moveId }: MoveInput): StoredMove {
  const at = book.write.clock.now();
  if (fresh) {
    const { key, ids, choices } = fresh;
    // Copies of customers leave the book: noted like any export.
    noteEvent(book.write, `moving.${choices.mode}`, book.actor, ids.length);
    const action = { kind: 'moving.out', actor: book.actor, origin: 'job' as const, facts: { count: ids.length, name: target.name } };
    const begun = { key, direction: 'out' as const, bookId: target.bookId, bookName: target.name, choices, counts: NO_MOVE_COUNTS, at };
    const id = beginAction(book.write, action, (db, actionId) => insertMove(db, { ...begun, moveId: actionId }, ids));
    return { ...begun, moveId: id, state: 'running' };
  }
  const stored = moveId === null ? null : findMove(book.db, moveId);
  if (!stored || stored.bookId !== target.bookId) throw new AppFailure('moving.missing');
  setMoveState(book.db, stored.moveId, 'running', at);
  return stored;
}

function actionThere(book: WorkerBook, actionId: number): Arrival['action'] {
  return { kind: 'moving.in', actor: book.actor, origin: 'job', actionId };
}

async function beginThere(book: WorkerBook, target: TargetBook, here: StoredMove, count: number): Promise<StoredMove> {
  const found = findByKey(target.db, here.key, 'in');
  if (found?.state === 'undoing') await takeAway(target.write, found.moveId, book.actor, () => undefined);
  else if (found) {
    if (found.state !== 'done') setMoveState(target.db, found.moveId, 'running', book.write.clock.now());
    return found;
  }
  const { name } = readSettings(book.db);
  const bookId = String(book.db.raw.prepare("SELECT value FROM meta WHERE key = 'bookId'").pluck().get());
  const begun = { key: here.key, direction: 'in' as const, bookId, bookName: name, choices: here.choices, counts: NO_MOVE_COUNTS, at: book.write.clock.now() };
  const action = { kind: 'moving.in', actor: book.actor, origin: 'job' as const, facts: { count, name } };
  const moveId = beginAction(target.write, action, (db, id) => insertMove(db, { ...begun, moveId: id }, null));
  return { ...begun, moveId, state: 'running' };
}

async function writeThere(book: WorkerBook, run: Arrival, here: StoredMove): Promise<void> {
  try {
    await arrive(run);
  } catch (e) {
    if (!(e instanceof AppFailure) || e.error.code !== 'request.cancelled') throw e;
    await takeAway(run.target.write, run.moveId, book.actor, (done, total) => book.progress('undo', done, total));
    setMoveState(book.db, here.moveId, 'cancelled', book.write.clock.now());
    throw e;
  }
  const { write: there } = run.target;
  write(there, run.action, (w) => {
    setMoveState(w.db, run.moveId, 'done', w.now);
    endAction({ db: w.db, clock: there.clock }, run.moveId, 'done', { count: run.counts.customers, name: readSettings(book.db).name });
  });
}

/** Into the bin go only those that stand in the other book at this moment. */
async function binHere(book: WorkerBook, target: TargetBook, here: StoredMove, thereId: number, ids: Float64Array, counts: MoveCounts): Promise<void> {
  const isThere = (id: number) => {
    const to = mappedId(target.db, thereId, 'customer', id);
    return typeof to === 'number' && isLiving(target.db, 'customer', to);
  };
  const gone = here.choices.mode === 'copy' ? ids.subarray(0, 0) : ids.filter(isThere);
  const action = { kind: 'moving.out', actor: book.actor, origin: 'job' as const, actionId: here.moveId };
  for (let i = 0; i < gone.length || i === 0; i += BIN_ROWS) {
    write(book.write, action, (w) => {
      for (const id of gone.subarray(i, i + BIN_ROWS)) if (w.get('customer', id)) w.remove('customer', id);
      if (i + BIN_ROWS < gone.length) return;
      w.db.raw.prepare('UPDATE book_move SET counts = ? WHERE action_id = ?').run(JSON.stringify(counts), here.moveId);
      setMoveState(w.db, here.moveId, 'done', w.now);
      endAction({ db: w.db, clock: book.write.clock }, here.moveId, 'done', { count: counts.customers, name: here.bookName });
    });
    book.progress('binning', Math.min(i + BIN_ROWS, gone.length), gone.length);
    await Promise.resolve();
  }
}

/** Takes back everything a move brought into a book. Killed in between, the next run ends it before anything else. */
export async function takeAway(deps: WriteDeps, moveId: number, actor: string, onProgress: (done: number, total: number) => void): Promise<number> {
  setMoveState(deps.db, moveId, 'undoing', deps.clock.now());
  const outcome = await undoAction(deps, moveId, { kind: 'undo', actor, onProgress });
  setMoveState(deps.db, moveId, 'undone', deps.clock.now());
  forgetRows(deps.db, moveId);
  return outcome.rows;
}

/** Undoes an interrupted move: first the customers come back here, then they go there. */
export function takeBackMove(book: WorkerBook, { target: access, moveId }: { readonly target: TargetAccess; readonly moveId: number }): Promise<{ rows: number }> {
  return withTarget(book, access, async (target) => {
    const here = findMove(book.db, moveId);
    if (!here || here.bookId !== access.bookId) throw new AppFailure('moving.missing');
    const onProgress = (done: number, total: number) => book.progress('undo', done, total);
    await undoAction(book.write, moveId, { kind: 'undo', actor: book.actor, onProgress });
    const there = findByKey(target.db, here.key, 'in');
    const rows = there ? await takeAway(target.write, there.moveId, book.actor, onProgress) : 0;
    setMoveState(book.db, moveId, 'undone', book.write.clock.now());
    return { rows };
  });
}

/** Undoes what a move brought into this book. */
export async function undoMove(book: WorkerBook, { moveId }: { readonly moveId: number }): Promise<{ rows: number }> {
  const rows = await takeAway(book.write, moveId, book.actor, (done, total) => book.progress('undo', done, total));
  return { rows };
}
