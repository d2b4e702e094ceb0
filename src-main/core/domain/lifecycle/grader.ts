/** Which grade the rules give a customer, and what was looked at: one definition for writing, previewing and explaining. */
import { asksSomething } from '../../../../shared/kernel/filter.ts';
import type { GradeRule, GradeRules, RuleCheck } from '../../../../shared/modules/lifecycle.ts';
import { dayOfIso } from '../../../../shared/kernel/formula-functions.ts';
import { bookCurrency, monthsBefore, purchase } from '../../changes/facts/index.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { localDay } from '../../derived/fields/sources.ts';
import { plainTest } from '../../derived/plain.ts';
import { rowFilter } from '../../derived/related/row-filter.ts';
import type { CustomerRow } from '../../derived/row.ts';
import { ROW_COLUMNS, ROW_TABLES } from '../../derived/row.ts';
import { isoDate } from '../../kernel/civil-date.ts';

export interface Verdict {
  readonly grade: string | null;
  /** Place of the rule; `null`: none held. */
  readonly rule: number | null;
}

export interface Grader {
  verdict(row: CustomerRow): Verdict;
  checks(rule: GradeRule, row: CustomerRow): readonly RuleCheck[];
}

interface Figures {
  readonly amount: number;
  readonly count: number;
  readonly last: string | null;
}

const FIGURES = `SELECT coalesce(sum(iif(currency = @currency, amount_minor, 0)), 0) AS amount, coalesce(sum(${purchase()}), 0) AS count,
  max(iif(${purchase()}, date, NULL)) AS last FROM sale WHERE customer_id = @id AND date > @since AND date <= @today AND deleted_at IS NULL`;

/** Ready to grade any number of customers as of `now`; with `only` one, without going over all related records. `query.badField`, `segment.missing`, `segment.cycle`. */
export function createGrader(db: Db, { rules, otherwise }: GradeRules, now: number, only?: number): Grader {
  const [today, currency] = [isoDate(now), bookCurrency(db)];
  const book = fieldBook(db);
  const made = { spec: (name: string) => book.spec(name, localDay(now)) };
  const holders = new Map(
    rules.map(({ filter }) => {
      const asked = filter !== null && asksSomething(filter) ? filter : undefined;
      return [filter, asked && rowFilter(asked, { db, now, test: (c) => plainTest(c, now, made), ...(only !== undefined && { only }) })] as const;
    }),
  );
  const figures = (id: number, months: number | null): Figures => {
    const since = months === null ? '' : monthsBefore(today, months);
    return prepared(db.raw, FIGURES).get({ id, since, today, currency }) as Figures;
  };
  const checks = (rule: GradeRule, row: CustomerRow): readonly RuleCheck[] => {
    const { amount, count, last } = figures(row.id, rule.months);
    const found: RuleCheck[] = [];
    if (rule.amountMinor !== null) found.push({ what: 'amount', need: rule.amountMinor, actual: amount, holds: amount >= rule.amountMinor });
    if (rule.count !== null) found.push({ what: 'count', need: rule.count, actual: count, holds: count >= rule.count });
    if (rule.withinDays !== null) {
      const days = last === null ? null : (dayOfIso(today) ?? 0) - (dayOfIso(last) ?? 0);
      found.push({ what: 'recent', need: rule.withinDays, actual: days, holds: days !== null && days <= rule.withinDays });
    }
    const holds = holders.get(rule.filter);
    if (holds) found.push({ what: 'filter', need: null, actual: null, holds: holds(row) });
    return found;
  };
  return {
    checks,
    verdict(row) {
      const rule = rules.findIndex((one) => checks(one, row).every((check) => check.holds));
      return rule < 0 ? { grade: otherwise, rule: null } : { grade: rules[rule]!.grade, rule };
    },
  };
}

/** A customer as the rules look at it; `undefined` when there is none. */
export function gradedRow(db: Db, id: number): CustomerRow | undefined {
  return prepared(db.raw, `SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id = ?`).get(id) as CustomerRow | undefined;
}

/** The next living customers after `after` that the rules decide about, ascending. */
export function rowsToGrade(db: Db, after: number, limit: number): CustomerRow[] {
  const sql = `SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE id > ? AND deleted_at IS NULL AND grade_by IS NULL ORDER BY id LIMIT ?`;
  return prepared(db.raw, sql).all(after, limit) as CustomerRow[];
}
