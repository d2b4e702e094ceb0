import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf, lineGross, mulDiv, plainAmount, priceSale, readAmount, readQuantity, spread, writeAmount, writeQuantity } from '../../../shared/kernel/money.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import { priceLines, refundItems } from '../../../src-main/core/domain/sales/sales.rules.ts';

const sum = (list: readonly number[]) => list.reduce((s, n) => s + n, 0);
const price = fc.integer({ min: 0, max: 9_000_000 });
const quantity = fc.integer({ min: 1, max: 999_999 });
const lines = fc.array(fc.record({ priceMinor: price, quantity, discountMinor: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000 })) }), { minLength: 1, maxLength: 12 });
const noProduct = () => null;

describe('money', () => {
  it('is spread so that the parts add up and each is its exact share, rounded down or up', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 }), (total, weights) => {
        const all = sum(weights);
        const parts = spread(total, weights);
        expect(sum(parts)).toBe(all === 0 ? 0 : total);
        if (all === 0) return;
        parts.forEach((part, i) => {
          // |part × all − total × weight| < all, without leaving whole numbers.
          const off = BigInt(part) * BigInt(all) - BigInt(total) * BigInt(weights[i]!);
          expect(off > -BigInt(all) && off < BigInt(all)).toBe(true);
        });
      }),
    );
  });

  it('of a sale: the lines add up to the total, none is below zero, and no discount exceeds what there is', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 50_000_000 }), (drafts, discount) => {
        const { lines: nets, subtotalMinor, totalMinor } = priceSale(drafts, discount);
        expect(sum(nets)).toBe(totalMinor);
        expect(nets.every((n) => n >= 0)).toBe(true);
        expect(totalMinor).toBe(Math.max(0, subtotalMinor - discount));
        expect(nets.every((n, i) => n <= lineGross(drafts[i]!.priceMinor, drafts[i]!.quantity))).toBe(true);
      }),
    );
  });

  it('rounds half away from zero, exactly, however large the numbers', () => {
    expect([lineGross(1, 500), lineGross(1, 499), lineGross(3, 1500), mulDiv(-1, 500, 1000)]).toEqual([1, 0, 5, -1]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
        const exact = BigInt(a) * BigInt(b);
        const got = BigInt(mulDiv(a, b, 1000)) * 1000n;
        expect(got - exact <= 500n && exact - got < 500n + 1n).toBe(true);
      }),
    );
  });

  it('comes back as it was written, in every currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }), fc.constantFrom('CNY', 'JPY', 'KWD', 'USD', 'CLF'), (minor, currency) => {
        const places = exponentOf(currency);
        expect(readAmount(writeAmount(minor, places), places)).toBe(minor);
        expect(readAmount(plainAmount(minor, currency), places)).toBe(minor);
      }),
    );
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (q) => void expect(readQuantity(writeQuantity(q))).toBe(q)));
    expect([readAmount('1.234', 2), readAmount('1.5', 0), readAmount('1.50', 1), readAmount('12a'), readAmount('￥１２元')]).toEqual([null, null, 15, null, 1200]);
  });
});

describe('refunds', () => {
  it('in any number of steps add up to the lines and never exceed them', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 10_000_000 }), fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 500_000 })), { maxLength: 8 }), (drafts, discount, wishes) => {
        const priced = priceLines(drafts.map((d) => ({ ...d, name: 'x' })), discount, 'CNY', noProduct);
        const sale = { items: priced.items } as Sale;
        const refunds: Sale[] = [];
        for (const [at, wanted] of wishes) {
          const line = at % drafts.length;
          const gone = sum(refunds.flatMap((r) => r.items).filter((i) => i.of === line).map((i) => -i.quantity));
          const left = drafts[line]!.quantity - gone;
          const step = () => refundItems(sale, refunds, [{ line, quantity: wanted }]);
          if (wanted > left) expect(step).toThrow('sale.refundTooMuch');
          else refunds.push({ items: step() } as unknown as Sale);
        }
        const back = () => 0 - sum(refunds.flatMap((r) => r.items).map((i) => i.amountMinor));
        expect(back()).toBeLessThanOrEqual(priced.amountMinor);
        const some = drafts.some((d, line) => d.quantity > sum(refunds.flatMap((r) => r.items).filter((i) => i.of === line).map((i) => -i.quantity)));
        if (some) refunds.push({ items: refundItems(sale, refunds, null) } as unknown as Sale);
        expect(back()).toBe(priced.amountMinor);
      }),
    );
  });
});
