import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrongFacts } from '../../../src-main/core/changes/facts/index.ts';
import { undoAction } from '../../../src-main/core/changes/undo.ts';
import type { Row } from '../../../src-main/core/changes/rows.ts';
import type { WriteDeps, Writer } from '../../../src-main/core/changes/write.ts';
import { write } from '../../../src-main/core/changes/write.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';

type Step = { readonly op: 'sale' | 'refund' | 'pay' | 'edit' | 'remove' | 'restore' | 'customer' | 'undo'; readonly a: number; readonly b: number };
const steps = fc.array(
  fc.record<Step>({ op: fc.constantFrom('sale', 'sale', 'refund', 'pay', 'edit', 'remove', 'restore', 'customer', 'undo'), a: fc.nat(99), b: fc.integer({ min: -50, max: 200 }) }),
  { minLength: 4, maxLength: 24 },
);
const action = { kind: 'test', actor: 'owner', origin: 'local' as const };

/** Whatever happens to sales, refunds, payments and customers, in any order, kept facts are those a rebuild would make. */
describe('facts kept beside the rows', () => {
  it('are right after any sequence of changes, deletions, restores and undos', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const book = await createPipelineBook();
        try {
          await play(book.write, list);
          expect(wrongFacts(book.db, Date.now())).toBe(0);
        } finally {
          book.dispose();
        }
      }),
      { numRuns: 60 },
    );
  });
});

function turn(w: Writer, customerId: number): void {
  if (w.get('customer', customerId)?.deletedAt === null) w.remove('customer', customerId);
  else w.restore('customer', customerId);
}

async function play(deps: WriteDeps, list: readonly Step[]): Promise<void> {
  const customers = write(deps, action, (w) => [1, 2].map((n) => w.create('customer', { name: `c${n}`, pinyin: '', kind: 'individual' }))).value;
  const sales: number[] = [];
  const payments: number[] = [];
  const actions: number[] = [];
  const pick = (ids: readonly number[], n: number) => ids[n % Math.max(1, ids.length)];
  // A payment goes to sales of its own customer: the service sees to that.
  const parts = (w: Writer, of: Row, step: Step) =>
    [of.id, pick(sales, step.b + 50)!]
      .filter((id) => w.get('sale', id)?.fields['customerId'] === of.fields['customerId'])
      .map((saleId, i) => ({ saleId, amountMinor: i === 0 ? step.a : 1 }));
  for (const step of list) {
    if (step.op === 'undo') {
      const last = actions.pop();
      if (last !== undefined) await undoAction(deps, last, { kind: 'undo', actor: 'owner' });
      continue;
    }
    const { actionId, seq } = write(deps, action, (w) => {
      const customerId = pick(customers, step.a)!;
      const items = [{ productId: null, name: 'x', category: 'k', unit: null, quantity: 1000, priceMinor: step.b, discountMinor: 0, amountMinor: step.b }];
      const currency = step.a % 5 === 0 ? 'USD' : 'CNY';
      const sale = pick(sales, step.a);
      const of = sale === undefined ? null : w.get('sale', sale);
      if (step.op === 'sale') sales.push(w.create('sale', { customerId, kind: 'sale', date: `2026-11-${String(10 + (step.a % 15))}`, items, discountMinor: 0, amountMinor: step.b, currency, paidMinor: step.b % 7 }));
      else if (step.op === 'customer') turn(w, customerId);
      else if (!of) return;
      else if (step.op === 'refund') sales.push(w.create('sale', { ...of.fields, kind: 'refund', refundOf: sale, items, amountMinor: -Math.abs(step.b), paidMinor: -(step.a % 3) }));
      else if (step.op === 'pay') payments.push(w.create('payment', { customerId: of.fields['customerId'], date: '2026-11-22', amountMinor: 100, currency: of.fields['currency'], allocations: parts(w, of, step) }));
      else if (step.op === 'edit') w.update('sale', sale!, { amountMinor: step.b, items: step.a % 2 ? items : [], date: '2026-10-01' });
      else if (step.op === 'remove') {
        if (step.a % 3 === 0 && payments.length > 0) w.remove('payment', pick(payments, step.b + 50)!);
        else w.remove('sale', sale!);
      } else w.restore('sale', sale!);
    });
    if (seq !== null) actions.push(actionId);
  }
}
