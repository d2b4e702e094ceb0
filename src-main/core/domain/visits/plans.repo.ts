/** SQL of return visits. A visit is a task with `visit_id`; what was said is the follow-up it ended with. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { VisitCounts, VisitLine, VisitPlan, VisitReport, VisitState } from '../../../../shared/modules/visits.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { OpenBook } from '../context.ts';
import { linesOf } from '../tasks/index.ts';

export function rowToPlan(row: Row): VisitPlan {
  return { ...row.fields, id: row.id, seq: row.aseq } as unknown as VisitPlan;
}

export function findPlan(book: OpenBook, id: number): VisitPlan | null {
  const row = book.rows.get('visitPlan', id);
  return row && row.deletedAt === null ? rowToPlan(row) : null;
}

export function allPlans(db: Db): VisitPlan[] {
  return prepared(db.raw, 'SELECT id, name, method, script, from_on AS fromOn, to_on AS toOn, created_at AS createdAt, aseq AS seq FROM visit_plan WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC').all() as VisitPlan[];
}

/** Visits of living plans and customers. `@plan` null: of all plans. */
const VISITS = `FROM task t JOIN visit_plan p ON p.id = t.visit_id AND p.deleted_at IS NULL JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
  LEFT JOIN follow_up f ON f.id = t.follow_up_id AND f.deleted_at IS NULL
  WHERE t.visit_id IS NOT NULL AND t.deleted_at IS NULL AND (@plan IS NULL OR t.visit_id = @plan)`;

const COUNTS = `SELECT t.visit_id AS id, count(*) AS total, sum(t.status = 'done') AS done, sum(t.status = 'skipped') AS skipped, sum(t.doneless) AS open, sum(t.doneless AND t.due < @today) AS overdue,
  sum(coalesce(json_array_length(t.missed), 0)) AS missed, sum(CAST(f.satisfaction AS INTEGER)) AS points, count(f.satisfaction) AS answers
  ${VISITS.replace('FROM task t', "FROM (SELECT *, status IN ('open', 'paused') AS doneless FROM task WHERE visit_id IS NOT NULL) t")}`;

interface Counted extends Omit<VisitCounts, 'satisfaction'> {
  readonly id: number;
  readonly points: number | null;
  readonly answers: number;
}

/** How far each plan has come, by its id; plans without visits are missing. */
export function countsByPlan(db: Db, nowMs: number, plan: number | null = null): ReadonlyMap<number, VisitCounts> {
  const rows = prepared(db.raw, `${COUNTS} GROUP BY t.visit_id`).all({ plan, today: isoDate(nowMs) }) as Counted[];
  return new Map(rows.map((row) => [row.id, shown([row])]));
}

export const NO_VISITS: VisitCounts = { total: 0, done: 0, skipped: 0, open: 0, overdue: 0, missed: 0, satisfaction: null };

function shown(rows: readonly Counted[]): VisitCounts {
  const sum = (name: 'total' | 'done' | 'skipped' | 'open' | 'overdue' | 'missed' | 'answers' | 'points') => rows.reduce((n, row) => n + (row[name] ?? 0), 0);
  const answers = sum('answers');
  return { total: sum('total'), done: sum('done'), skipped: sum('skipped'), open: sum('open'), overdue: sum('overdue'), missed: sum('missed'), satisfaction: answers === 0 ? null : sum('points') / answers };
}

/** Counts and shares of one plan, or of all. */
export function reportOf(db: Db, nowMs: number, plan: number | null): VisitReport {
  const counted = prepared(db.raw, `${COUNTS} GROUP BY t.visit_id`).all({ plan, today: isoDate(nowMs) }) as Counted[];
  const by = (value: string, more = '') => prepared(db.raw, `SELECT ${value} AS value, count(*) AS count ${VISITS} AND t.status = 'done'${more} GROUP BY 1 ORDER BY 2 DESC, 1`).all({ plan }) as { value: never; count: number }[];
  return { counts: shown(counted), methods: by('coalesce(f.method, t.method)'), results: by('f.result'), satisfaction: by('f.satisfaction', ' AND f.satisfaction IS NOT NULL') };
}

const STATES: Readonly<Record<VisitState, string>> = { open: "t.status IN ('open', 'paused')", done: "t.status = 'done'", skipped: "t.status = 'skipped'" };
/** Comes after every date: the place of what has none. */
const SOME_DAY = '~';

/** One page, in the order of the days. `query.badCursor`. */
export function visitPage(db: Db, ask: { readonly id: number; readonly state: VisitState; readonly cursor?: string | undefined; readonly limit: number }): { readonly rows: VisitLine[]; readonly next: string | null } {
  const after = ask.cursor === undefined ? ['', '', '0'] : /^([\d-]{10}|~)\|(\d{1,16})$/.exec(ask.cursor);
  if (!after) throw new AppFailure('query.badCursor');
  const day = `coalesce(t.due, '${SOME_DAY}')`;
  const sql = `SELECT t.id, ${day} AS day FROM task t JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
    WHERE t.visit_id = ? AND t.deleted_at IS NULL AND ${STATES[ask.state]} AND (${day}, t.id) > (?, ?) ORDER BY ${day}, t.id LIMIT ?`;
  const found = prepared(db.raw, sql).all(ask.id, after[1], Number(after[2]), ask.limit + 1) as { id: number; day: string }[];
  const kept = found.slice(0, ask.limit);
  const said = prepared(db.raw, 'SELECT result, satisfaction, content AS said FROM follow_up WHERE id = ? AND deleted_at IS NULL');
  const lines = linesOf(db, kept.map(({ id }) => ({ kind: 'task' as const, id })));
  const rows = lines.map((line) => ({ ...line, result: null, satisfaction: null, said: null, ...(line.followUpId !== null && (said.get(line.followUpId) as Pick<VisitLine, 'result' | 'satisfaction' | 'said'> | undefined)) }));
  const last = found.length > ask.limit ? kept.at(-1) : undefined;
  return { rows, next: last ? `${last.day}|${String(last.id)}` : null };
}

/** Open tasks of a plan, of customers in the bin too. */
export function openTasks(db: Db, id: number): number[] {
  return prepared(db.raw, "SELECT id FROM task WHERE visit_id = ? AND status IN ('open', 'paused') AND deleted_at IS NULL").pluck().all(id) as number[];
}
