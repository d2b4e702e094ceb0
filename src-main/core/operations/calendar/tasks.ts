/** Open tasks and agreed next dates by day: counted from their indexes, and only the first of each day read. */
import type { CalendarEntry, EntryKind } from '../../../../shared/modules/calendar.ts';
import type { TaskLine } from '../../../../shared/modules/tasks.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { linesOf } from '../../domain/tasks/index.ts';
import type { CalendarSheet, Span } from './sheet.ts';

type Kind = Exclude<EntryKind, 'birthday' | 'reminder'>;

interface Source {
  readonly line: TaskLine['kind'];
  /** Index-only. */
  readonly counts: string;
  /** Of customers in the bin, who are few. */
  readonly binned: string;
  readonly first: string;
}

const task = (plan: 'IS NULL' | 'IS NOT NULL'): Source => ({
  line: 'task',
  counts: `SELECT t.due AS day, count(*) AS n FROM task t INDEXED BY task_open WHERE t.status = 'open' AND t.deleted_at IS NULL AND t.due BETWEEN ? AND ? AND t.plan_id ${plan} GROUP BY t.due`,
  binned: `SELECT t.due AS day, count(*) AS n FROM customer c CROSS JOIN task t ON t.customer_id = c.id
    WHERE c.deleted_at IS NOT NULL AND t.status = 'open' AND t.deleted_at IS NULL AND t.due BETWEEN ? AND ? AND t.plan_id ${plan} GROUP BY t.due`,
  first: `SELECT t.id FROM task t INDEXED BY task_open JOIN customer c ON c.id = t.customer_id AND c.deleted_at IS NULL
    WHERE t.status = 'open' AND t.deleted_at IS NULL AND t.due = ? AND t.plan_id ${plan} ORDER BY t.priority, t.id LIMIT ?`,
});

const SOURCES: Readonly<Record<Kind, Source>> = {
  task: task('IS NULL'),
  care: task('IS NOT NULL'),
  nextStep: {
    line: 'nextStep',
    counts: 'SELECT n.date AS day, count(*) AS n FROM next_step n WHERE n.date BETWEEN ? AND ? GROUP BY n.date',
    binned: 'SELECT n.date AS day, count(*) AS n FROM customer c CROSS JOIN next_step n ON n.customer_id = c.id WHERE c.deleted_at IS NOT NULL AND n.date BETWEEN ? AND ? GROUP BY n.date',
    first: 'SELECT n.follow_up_id AS id FROM next_step n JOIN customer c ON c.id = n.customer_id AND c.deleted_at IS NULL WHERE n.date = ? ORDER BY n.follow_up_id LIMIT ?',
  },
};

export const taskKinds = Object.keys(SOURCES) as readonly Kind[];

/** Puts what is open on its days. */
export function layTasks(db: Db, kind: Kind, { from, to, perDay }: Span, sheet: CalendarSheet): void {
  const source = SOURCES[kind];
  const counts = (sql: string) => new Map((prepared(db.raw, sql).all(from, to) as { day: string; n: number }[]).map(({ day, n }) => [day, n]));
  const [all, binned] = [counts(source.counts), counts(source.binned)];
  const first = prepared(db.raw, source.first);
  for (const [day, n] of all) {
    const left = n - (binned.get(day) ?? 0);
    if (left <= 0) continue;
    sheet.count(day, kind, left);
    const found = (first.all(day, perDay) as { id: number }[]).map(({ id }) => ({ kind: source.line, id }));
    for (const line of linesOf(db, found)) sheet.add(entryOf(kind, line, day));
  }
}

function entryOf(kind: Kind, line: TaskLine, date: string): CalendarEntry {
  const { id, title, customerId, customerName, doNotContact } = line;
  return { kind, id, date, title, customerId, customerName, doNotContact, time: null, age: null, line, movable: true, openMinor: null, currency: null };
}
