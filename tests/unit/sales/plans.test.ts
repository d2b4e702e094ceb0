/** No question about sales scans a table that grows with them: the plans of SQLite say so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { salePage, saleSums, customerSales } from '../../../src-main/core/domain/sales/list.repo.ts';
import { creditsOf, paymentPage, receivablePage, receivableSums } from '../../../src-main/core/domain/sales/payments.repo.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import type { PipelineBook } from '../../support/pipeline-book.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';

let book: PipelineBook;
beforeAll(async () => void (book = await createPipelineBook()));
afterAll(() => book.dispose());

/** Every plan of what `ask` runs. */
function plansOf(ask: (db: Db) => unknown): string[] {
  const plans: string[] = [];
  const raw = new Proxy(book.db.raw, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name, target) as unknown;
      return (sql: string) => {
        const names = [...sql.matchAll(/@(\w+)/g)].map(([, n]) => n!);
        const args: unknown[] = names.length > 0 ? [Object.fromEntries(names.map((n) => [n, 'x']))] : [...sql.matchAll(/\?/g)].map(() => 'x');
        const rows = target.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...args) as { detail: string }[];
        plans.push(...rows.map((r) => r.detail));
        return target.prepare(sql);
      };
    },
  });
  ask({ ...book.db, raw });
  return plans;
}

const GROWING = /^SCAN (s|sale|sale_item|i|payment|p|t|payment_part|customer|c|customer_stat)\b/;
/** Walking an index in order up to the page's end, or a covering one over what is owed only, is no scan of the table. */
const HARMLESS = /USING (COVERING )?INDEX (sale_open|sale_date|sale_deleted|payment_date|payment_deleted)\b/;
const scans = (ask: (db: Db) => unknown): string[] => plansOf(ask).filter((plan) => GROWING.test(plan) && !HARMLESS.test(plan));
const day = { from: '2026-01-01', to: '2026-02-01' };

describe('the plans', () => {
  it.each([
    ['everything', {}],
    ['a span', day],
    ['a state', { state: 'unpaid' }],
    ['a customer', { customerId: 1 }],
    ['a product', { productId: 1, ...day }],
    ['a category and a state', { category: 'x', state: 'part' }],
    ['the bin', { deleted: true }],
  ] as const)('of the list and its sums for %s', (_, query) => {
    expect(scans((db) => salePage(db, query, null, 50, undefined))).toEqual([]);
    expect(scans((db) => salePage(db, query, null, 50, '2026-01-01:5'))).toEqual([]);
    expect(scans((db) => saleSums(db, query, null))).toEqual([]);
  });

  it('of a profile, of payments and of receivables', () => {
    expect(scans((db) => customerSales(db, 1))).toEqual([]);
    expect(scans((db) => creditsOf(db, 1))).toEqual([]);
    expect(scans((db) => paymentPage(db, { customerId: 1 }, 50, undefined))).toEqual([]);
    expect(scans((db) => paymentPage(db, {}, 50, undefined))).toEqual([]);
    const ages = { asOf: '2026-03-01', d30: '2026-02-01', d60: '2026-01-01', d90: '2025-12-01' };
    expect(scans((db) => receivableSums(db, ages))).toEqual([]);
    expect(scans((db) => receivablePage(db, { ...ages, bucket: 'more' }, 50, 0))).toEqual([]);
  });
});
