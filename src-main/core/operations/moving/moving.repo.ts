/** SQL on `book_move` and `book_move_row`, and on what belongs to a customer. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import { moveChoicesSchema, moveCountsSchema } from '../../../../shared/modules/moving.ts';
import type { MoveChoices, MoveCounts, MoveInfo } from '../../../../shared/modules/moving.ts';
import { registry } from '../../changes/registry.ts';
import type { Row } from '../../changes/rows.ts';
import { rowOf } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

export type MoveState = MoveInfo['state'];

export interface StoredMove {
  readonly moveId: number;
  readonly key: string;
  readonly direction: MoveInfo['direction'];
  readonly bookId: string;
  readonly bookName: string;
  readonly choices: MoveChoices;
  readonly counts: MoveCounts;
  readonly state: MoveState;
  readonly at: number;
}

interface MoveRow {
  readonly action_id: number;
  readonly move_key: string;
  readonly direction: MoveInfo['direction'];
  readonly book_id: string;
  readonly book_name: string;
  readonly choices: string;
  readonly counts: string;
  readonly state: MoveState;
  readonly started_at: number;
}

// An action taken back with Ctrl+Z does not know of its move: the action's word counts.
const SELECT = `SELECT m.action_id, m.move_key, m.direction, m.book_id, m.book_name, m.choices, m.counts, m.started_at,
  iif(a.state = 'undone', 'undone', m.state) AS state FROM book_move m JOIN action a ON a.id = m.action_id`;

function toStored(row: MoveRow): StoredMove {
  return {
    moveId: row.action_id,
    key: row.move_key,
    direction: row.direction,
    bookId: row.book_id,
    bookName: row.book_name,
    choices: moveChoicesSchema.parse(JSON.parse(row.choices)),
    counts: moveCountsSchema.parse(JSON.parse(row.counts)),
    state: row.state,
    at: row.started_at,
  };
}

/** One move; `null` when there is none. */
export function findMove(db: Db, moveId: number): StoredMove | null {
  const row = db.raw.prepare<[number], MoveRow>(`${SELECT} WHERE m.action_id = ?`).get(moveId);
  return row ? toStored(row) : null;
}

/** The latest part of a move in this book that was not taken back. */
export function findByKey(db: Db, key: string, direction: MoveInfo['direction']): StoredMove | null {
  const rows = db.raw.prepare<[string, string], MoveRow>(`${SELECT} WHERE m.move_key = ? AND m.direction = ? ORDER BY m.action_id DESC`).all(key, direction);
  return rows.map(toStored).find((m) => m.state !== 'undone') ?? null;
}

/** All moves, latest first. */
export function listMoves(db: Db): StoredMove[] {
  return db.raw.prepare<[], MoveRow>(`${SELECT} ORDER BY m.started_at DESC, m.action_id DESC LIMIT 200`).all().map(toStored);
}

/** Notes a move that begins, with the customers chosen (direction `out`). */
export function insertMove(db: Db, move: Omit<StoredMove, 'state'>, customers: Float64Array | null): void {
  db.raw
    .prepare(
      `INSERT INTO book_move (action_id, move_key, direction, mode, book_id, book_name, choices, customers, counts, state, started_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?)`,
    )
    .run(
      move.moveId, move.key, move.direction, move.choices.mode, move.bookId, move.bookName, JSON.stringify(move.choices),
      customers && Buffer.from(customers.buffer, customers.byteOffset, customers.byteLength), JSON.stringify(move.counts), move.at,
    ); // prettier-ignore
}

/** The customers chosen when the move began. */
export function chosenCustomers(db: Db, moveId: number): Float64Array {
  const bytes = db.raw.prepare('SELECT customers FROM book_move WHERE action_id = ?').pluck().get(moveId) as Buffer | null;
  return bytes === null ? new Float64Array() : new Float64Array(new Uint8Array(bytes).buffer);
}

/** Sets the state of the move and of its action. */
export function setMoveState(db: Db, moveId: number, state: MoveState, now: number): void {
  const ended = state === 'running' || state === 'undoing' ? null : now;
  db.raw.prepare('UPDATE book_move SET state = ?, ended_at = ? WHERE action_id = ?').run(state, ended, moveId);
  const ofAction = state === 'undoing' ? 'running' : state;
  db.raw.prepare("UPDATE action SET state = ?, ended_at = ? WHERE id = ? AND state <> 'undone'").run(ofAction, ended, moveId);
}

/** Inside the transaction of a batch, so that the figures are those of the rows. */
export function saveCounts(db: Db, moveId: number, counts: MoveCounts): void {
  prepared(db.raw, 'UPDATE book_move SET counts = ? WHERE action_id = ?').run(JSON.stringify(counts), moveId);
}

/** What became of a row: its id here, `null` when it was left out, `undefined` when its turn has not come. */
export function mappedId(db: Db, moveId: number, entity: EntityName, fromId: number): number | null | undefined {
  const row = prepared(db.raw, 'SELECT to_id FROM book_move_row WHERE action_id = ? AND entity = ? AND from_id = ?').get(moveId, entity, fromId) as { to_id: number | null } | undefined;
  return row?.to_id;
}

export function noteRow(db: Db, moveId: number, entity: EntityName, fromId: number, toId: number | null): void {
  prepared(db.raw, 'INSERT INTO book_move_row (action_id, entity, from_id, to_id) VALUES (?, ?, ?, ?)').run(moveId, entity, fromId, toId);
}

/** Customers this move made here: they are no lookalikes of those still to come. */
export function madeCustomers(db: Db, moveId: number): ReadonlySet<number> {
  const ids = db.raw.prepare<[number], number>("SELECT to_id FROM book_move_row WHERE action_id = ? AND entity = 'customer' AND to_id IS NOT NULL").pluck().all(moveId);
  return new Set(ids);
}

/** Customers left out, by their ids where they came from. */
export function leftCustomers(db: Db, moveId: number, limit: number): number[] {
  return db.raw.prepare<[number, number], number>("SELECT from_id FROM book_move_row WHERE action_id = ? AND entity = 'customer' AND to_id IS NULL LIMIT ?").pluck().all(moveId, limit);
}

/** The move is over: nobody asks any more which row became which. */
export function forgetRows(db: Db, moveId: number): void {
  db.raw.prepare('DELETE FROM book_move_row WHERE action_id = ?').run(moveId);
}

/** Living rows of one kind that belong to a customer, oldest first; sales before their refunds. */
export function ownedRows(db: Db, entity: EntityName, column: string, customerId: number): Row[] {
  const def = registry[entity];
  const order = entity === 'sale' ? 'refund_of IS NOT NULL, id' : 'id';
  const rows = prepared(db.raw, `SELECT * FROM ${def.table} WHERE ${column} = ? AND deleted_at IS NULL ORDER BY ${order}`).all(customerId) as (Record<string, unknown> & { id: number })[];
  return rows.map((cells) => rowOf(def, cells.id, cells));
}

const NUMBERED = {
  sale: 'SELECT 1 FROM sale WHERE number = ? LIMIT 1',
  customer: 'SELECT 1 FROM customer WHERE code = ? AND deleted_at IS NULL LIMIT 1',
} as const;

/** True when a sale or a customer of this number is there already. */
export function numberTaken(db: Db, what: keyof typeof NUMBERED, number: string): boolean {
  return prepared(db.raw, NUMBERED[what]).get(number) !== undefined;
}

/** True for a row that is there and not in the bin. */
export function isLiving(db: Db, entity: EntityName, id: number): boolean {
  return prepared(db.raw, `SELECT 1 FROM ${registry[entity].table} WHERE id = ? AND deleted_at IS NULL`).get(id) !== undefined;
}

/** Moves that were running when the program died are interrupted (one that was being taken away stays so, and is ended first); inside the transaction that opens the book. */
export function recoverMoves(db: Db): void {
  db.raw.prepare("UPDATE book_move SET state = 'interrupted' WHERE state = 'running'").run();
}
