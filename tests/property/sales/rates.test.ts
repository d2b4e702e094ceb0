import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MINOR } from '../../../shared/kernel/money.ts';
import { convertMinor, MAX_RATE, RATE_SCALE, readRate, totalInBase, writeRate } from '../../../shared/kernel/rates.ts';

const currency = fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'EUR');
const rate = fc.integer({ min: 1, max: MAX_RATE });
const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('rates', () => {
  it('are written as they are read', () => {
    fc.assert(fc.property(rate, (r) => { expect(readRate(writeRate(r))).toBe(r); }));
    expect(['0', '-1', 'x', '1.123456789', '10000000', ''].map(readRate)).toEqual([null, null, null, null, null, null]);
    expect(readRate('７.1')).toBe(710_000_000);
  });

  it('convert to the nearest minor unit, both ways of a sign alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MINOR }), fc.integer({ min: 1, max: 100 * RATE_SCALE }), (minor, r) => {
        const exact = (BigInt(minor) * BigInt(r) * 2n + BigInt(RATE_SCALE)) / (2n * BigInt(RATE_SCALE));
        expect(convertMinor(minor, r, 'USD', 'CNY')).toBe(Number(exact));
        expect(convertMinor(-minor, r, 'USD', 'CNY')).toBe(exact === 0n ? 0 : -Number(exact));
      }),
    );
    // 1000 yen at 0.05 are 50 yuan, 50.000 dinars at 23 are 1150 yuan, and back.
    expect(convertMinor(1000, 5_000_000, 'JPY', 'CNY')).toBe(5000);
    expect(convertMinor(50_000, 23 * RATE_SCALE, 'KWD', 'CNY')).toBe(115_000);
    expect(convertMinor(5000, 20 * RATE_SCALE, 'CNY', 'JPY')).toBe(1000);
  });

  it('never mix currencies: a total is its parts by their rates, and what has no rate is told to the cent', () => {
    const sums = fc.array(fc.record({ currency, amountMinor: amount, rate: fc.option(fc.integer({ min: 1, max: 100 * RATE_SCALE }), { nil: null }) }), { maxLength: 12 });
    fc.assert(
      fc.property(sums, (parts) => {
        const total = totalInBase('CNY', parts.map((p) => ({ ...p, rateDate: p.rate === null ? null : '2026-01-01' })));
        const known = parts.filter((p) => p.currency === 'CNY' || p.rate !== null);
        expect(total.amountMinor).toBe(known.reduce((sum, p) => sum + (p.currency === 'CNY' ? p.amountMinor : convertMinor(p.amountMinor, p.rate!, p.currency, 'CNY')), 0));
        for (const { currency: one, amountMinor } of total.missing) {
          expect(amountMinor).toBe(parts.filter((p) => p.currency === one && p.rate === null).reduce((sum, p) => sum + p.amountMinor, 0));
        }
        expect(new Set(total.missing.map((m) => m.currency))).toEqual(new Set(parts.filter((p) => p.currency !== 'CNY' && p.rate === null).map((p) => p.currency)));
      }),
    );
  });
});
