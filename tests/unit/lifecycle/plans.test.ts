/** No question of the lifecycle screen goes over the customers or over all moves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../../src-main/core/changes/write.ts';
import { stageBatches } from '../../../src-main/core/domain/lifecycle/day.ts';
import { FIRST_SQL, MATRIX_SQL, movesSql } from '../../../src-main/core/domain/lifecycle/stages.repo.ts';
import type { PipelineBook } from '../../support/pipeline-book.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';

let book: PipelineBook;
beforeAll(async () => void (book = await createPipelineBook()));
afterAll(() => book.dispose());

const plan = (sql: string): string[] => {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => name!);
  const rows = book.db.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(names.length > 0 ? [Object.fromEntries(names.map((n) => [n, 'x']))] : [])) as { detail: string }[];
  return rows.map((row) => row.detail);
};

describe('the plans', () => {
  it.each([
    ['the matrix', MATRIX_SQL],
    ['the first month', FIRST_SQL],
    ['the moves of a month', `${movesSql('m.id, c.name', {})} ORDER BY m.on_date DESC, m.id DESC LIMIT 50`],
    ['the moves of a cell', `${movesSql('m.id, c.name', { from: 'new', to: 'lost' })} ORDER BY m.on_date DESC, m.id DESC LIMIT 50`],
    ['who is due', "SELECT customer_id AS id FROM customer_stage WHERE due_on <= 'x' ORDER BY due_on LIMIT 5"],
  ])('%s stays within an index', (_, sql) => {
    expect(plan(sql).filter((line) => line.startsWith('SCAN'))).toEqual([]);
    expect(plan(sql).join('\n')).toMatch(/USING (COVERING )?INDEX (stage_move_date|stage_move_month|customer_stage_due)/);
  });

  it('the matrix needs no sorting', () => {
    expect(plan(MATRIX_SQL).filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });
});

describe('noting stages in batches', () => {
  it('leaves to others, who commit between two of them, a connection that syncs as it did', () => {
    const { db } = book;
    const pragmas = () => ['synchronous', 'wal_autocheckpoint'].map((name) => db.raw.pragma(name, { simple: true }));
    db.raw.pragma('synchronous = FULL');
    const before = pragmas();
    const ids = Array.from({ length: 30 }, () => write(book.write, { kind: 'test', actor: 'owner', origin: 'local' }, (w) => w.create('customer', { kind: 'individual', name: '王小明', pinyin: '' })).value);
    let batches = 0;
    for (const batch of stageBatches(db, (last, limit) => ids.filter((id) => id > last).slice(0, limit), book.clock.now())) {
      batches++;
      expect(batch.rows).toBeGreaterThan(0);
      expect(pragmas()).toEqual(before);
    }
    expect(batches).toBeGreaterThan(1);
  });
});
