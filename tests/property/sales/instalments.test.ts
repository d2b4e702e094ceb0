import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalInstalments, fitInstalments, instalmentStandings, sumOf } from '../../../shared/kernel/instalments.ts';
import { MAX_MINOR } from '../../../shared/kernel/money.ts';

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const total = fc.integer({ min: 1, max: MAX_MINOR });
const plan = fc.array(fc.record({ date: day, amountMinor: fc.integer({ min: 1, max: 1_000_000 }) }), { minLength: 1, maxLength: 24 });

describe('a plan of instalments', () => {
  it('in equal parts adds up to the amount, no part more than a cent from another, days in order', () => {
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 60 }), day, fc.oneof(fc.record({ months: fc.integer({ min: 1, max: 12 }) }), fc.record({ days: fc.integer({ min: 1, max: 90 }) })), (amount, count, first, every) => {
        const parts = equalInstalments(amount, count, first, every);
        const amounts = parts.map((p) => p.amountMinor);
        expect(sumOf(parts)).toBe(amount);
        expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(1);
        expect(parts[0]?.date).toBe(first);
        parts.slice(1).forEach((p, i) => expect(p.date > parts[i]!.date).toBe(true));
      }),
    );
  });

  it('by months keeps the day, or takes the last one of a shorter month', () => {
    expect(equalInstalments(300, 3, '2026-01-31', { months: 1 }).map((p) => p.date)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(equalInstalments(200, 2, '2026-11-30', { months: 3 }).map((p) => p.date)).toEqual(['2026-11-30', '2027-02-28']);
    expect(equalInstalments(100, 3, '2026-12-25', { days: 7 }).map((p) => [p.date, p.amountMinor])).toEqual([['2026-12-25', 34], ['2027-01-01', 33], ['2027-01-08', 33]]);
  });

  it('fitted to another amount adds up to it and leaves earlier parts alone', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 30_000_000 }), (parts, amount) => {
        const fitted = fitInstalments(parts, amount);
        expect(sumOf(fitted)).toBe(amount);
        fitted.slice(0, -1).forEach((p, i) => expect(p).toEqual(parts[i]));
        expect(fitted.every((p) => p.amountMinor > 0)).toBe(true);
      }),
    );
  });

  it('is settled from the earliest part on, to the last cent', () => {
    fc.assert(
      fc.property(plan, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
        const open = Math.round(sumOf(parts) * share);
        const standings = instalmentStandings(parts, open);
        expect(standings.reduce((sum, p) => sum + p.openMinor, 0)).toBe(open);
        standings.forEach((p, i) => {
          expect(p.receivedMinor + p.openMinor).toBe(parts[i]!.amountMinor);
          expect(p.receivedMinor).toBeGreaterThanOrEqual(0);
          expect(p.openMinor).toBeGreaterThanOrEqual(0);
          // Nothing has come in for a part while an earlier one is open.
          if (p.receivedMinor > 0) expect(standings.slice(0, i).every((earlier) => earlier.openMinor === 0)).toBe(true);
        });
      }),
    );
  });
});
