import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENTERED, LEAVING } from '../../../src-main/core/domain/care/look.ts';
import { closedSql, countSql, openSql, stepSql, undatedSql } from '../../../src-main/core/domain/tasks/tasks.repo.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';
import type { PipelineBook } from '../../support/pipeline-book.ts';

let book: PipelineBook;
beforeAll(async () => {
  book = await createPipelineBook();
});
afterAll(() => book.dispose());

const planOf = (sql: string, ...values: readonly unknown[]) =>
  (book.db.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map((row) => row.detail).join(' | ');

describe('the queries of tasks', () => {
  const from = ['2026-11-01', '', 0, '2026-11-30'];
  it.each([
    ['open tasks', openSql(''), [...from, 100], /USING COVERING INDEX task_open \(/],
    ['open tasks of a plan by phone', openSql(' AND t.method = ? AND t.plan_id = ?'), [...from, 'phone', 7, 100], /USING COVERING INDEX task_open \(/],
    ['tasks without a day', undatedSql(''), ['', 0, 100], /USING COVERING INDEX task_open \(due=\? AND/],
    ['next steps', stepSql(''), [...from, 100], /USING COVERING INDEX next_step_date \(/],
    ['what is closed', closedSql(''), [9e15, 0, 100], /USING COVERING INDEX task_closed \(/],
    ['counts', countSql('t.due BETWEEN ? AND ? AND t.method = ? AND t.plan_id = ?'), ['0', '~', 'phone', 7], /USING COVERING INDEX task_open \(/],
  ])('%s are read as one range of an index, unsorted', (_, sql, values, index) => {
    const plan = planOf(sql, ...values);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it.each([
    ['who entered a stage, by the days of the moves', ENTERED, /SEARCH m USING (COVERING )?INDEX stage_move_\w+ \(kind=\? AND on_date>\?/],
    ['who left one, by what is under way', LEAVING, /SEARCH r USING INDEX care_run_plan \(plan_id=\? AND state=\?\)/],
  ])('%s, is found without going through customers', (_, sql, index) => {
    const plan = planOf(sql, { planId: 1, stage: 'new', from: '2026-11-01', today: '2026-11-24' });
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/SCAN (c|s|m|r|t)\b/);
  });
});
