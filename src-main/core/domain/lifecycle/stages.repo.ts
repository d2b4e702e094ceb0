/** SQL of the lifecycle screen: every question is one range of an index over the moves, never a pass over customers. */
import type { MoveReason, Stage, StageMove } from '../../../../shared/modules/lifecycle.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

/** First and last day of a month `YYYY-MM`; text order makes day 31 right for every month. */
const span = (month: string) => ({ from: `${month}-01`, to: `${month}-31` });

export const MATRIX_SQL = `SELECT from_value AS "from", to_value AS "to", count(DISTINCT customer_id) AS count FROM stage_move
  WHERE kind = 'stage' AND substr(on_date, 1, 7) = @month GROUP BY 1, 2`;
export const FIRST_SQL = "SELECT min(on_date) AS day FROM stage_move WHERE kind = 'stage'";

export interface MatrixCell {
  readonly from: Stage;
  readonly to: Stage;
  readonly count: number;
}

/** How many customers went from where to where within a month. */
export function matrixOf(db: Db, month: string): MatrixCell[] {
  return prepared(db.raw, MATRIX_SQL).all({ month }) as MatrixCell[];
}

/** The month of the first move. */
export function firstMonth(db: Db): string | null {
  return (prepared(db.raw, FIRST_SQL).get() as { day: string | null }).day?.slice(0, 7) ?? null;
}

interface MoveRow {
  readonly id: number;
  readonly kind: 'stage' | 'grade';
  readonly on: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly byHand: number;
  readonly reason: string;
}

const COLUMNS = 'm.id, m.kind, m.on_date AS "on", m.from_value AS "from", m.to_value AS "to", m.by_hand AS byHand, m.reason';

/** A move as the contract shows it. */
export function shownMove(row: MoveRow): StageMove {
  const { id, kind, on, from, to } = row;
  return { id, kind, on, from, to, byHand: row.byHand === 1, reason: JSON.parse(row.reason) as MoveReason };
}

export interface MovesQuery {
  readonly month: string;
  readonly from?: Stage | undefined;
  readonly to?: Stage | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** The page's text; exported so that its plan can be looked at. */
export function movesSql(select: string, query: Pick<MovesQuery, 'from' | 'to'>): string {
  const where = [query.from === undefined ? '' : ' AND m.from_value = @was', query.to === undefined ? '' : ' AND m.to_value = @is'].join('');
  return `SELECT ${select} FROM stage_move m CROSS JOIN customer c ON c.id = m.customer_id WHERE m.kind = 'stage' AND m.on_date BETWEEN @from AND @to${where}`;
}

/** Moves of a month with the customers' names, latest first. */
export function movesOf(db: Db, query: MovesQuery) {
  const bound = { ...span(query.month), ...(query.from !== undefined && { was: query.from }), ...(query.to !== undefined && { is: query.to }) };
  const page = `${movesSql(`${COLUMNS}, m.customer_id AS customerId, c.name`, query)} ORDER BY m.on_date DESC, m.id DESC LIMIT @limit OFFSET @offset`;
  const rows = prepared(db.raw, page).all({ ...bound, limit: query.limit, offset: query.offset }) as (MoveRow & { customerId: number; name: string })[];
  const { total } = prepared(db.raw, movesSql('count(*) AS total', query)).get(bound) as { total: number };
  return { rows: rows.map((row) => ({ ...shownMove(row), customerId: row.customerId, name: row.name })), total };
}

/** The last moves of one customer, latest first. */
export function customerMoves(db: Db, id: number, limit: number): StageMove[] {
  const sql = `SELECT ${COLUMNS} FROM stage_move m WHERE m.customer_id = ? ORDER BY m.on_date DESC, m.id DESC LIMIT ?`;
  return (prepared(db.raw, sql).all(id, limit) as MoveRow[]).map(shownMove);
}
