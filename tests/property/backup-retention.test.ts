import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptCopy } from '../../src-main/core/operations/backup/retention.ts';
import { expendable, PROVEN_NEWER } from '../../src-main/core/operations/backup/retention.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** What three years may bring: copies at any pace, a clock that jumps, proofs that fail. */
const steps = fc.array(fc.record({ hours: fc.integer({ min: 1, max: 400 }), skew: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -4000, max: 4000 }) }), proven: fc.boolean() }), { minLength: 1, maxLength: 200 });
const kinds = fc.constantFrom('ring' as const, 'generations' as const);

function live(schedule: readonly { hours: number; skew: number; proven: boolean }[], kind: 'ring' | 'generations', check: (before: readonly KeptCopy[], gone: readonly string[], now: number) => void): readonly KeptCopy[] {
  let copies: KeptCopy[] = [];
  let now = START;
  schedule.forEach(({ hours, skew, proven }, i) => {
    now += hours * 3_600_000;
    copies.push({ name: `copy-${i}`, seq: i + 1, at: now + skew * DAY, proven });
    const gone = expendable(copies, kind, now);
    check(copies, gone, now);
    copies = copies.filter((copy) => !gone.includes(copy.name));
  });
  return copies;
}

describe('which copies may go', () => {
  it('never one without enough proved newer ones, never the newest, never a young one of a place elsewhere', () => {
    fc.assert(
      fc.property(steps, kinds, (schedule, kind) => {
        live(schedule, kind, (copies, gone, now) => {
          for (const name of gone) {
            const copy = copies.find((one) => one.name === name)!;
            const newer = copies.filter((one) => one.seq > copy.seq && one.proven);
            expect(newer.length).toBeGreaterThanOrEqual(PROVEN_NEWER);
            if (kind === 'generations') expect(now - copy.at).toBeGreaterThan(14 * DAY);
          }
          if (kind === 'generations') expect(gone.length).toBeLessThanOrEqual(Math.max(1, copies.length * 0.2));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps at least three proved ones whenever there were as many', () => {
    fc.assert(
      fc.property(steps, kinds, (schedule, kind) => {
        const left = live(schedule, kind, () => undefined);
        const proved = schedule.filter((step) => step.proven).length;
        expect(left.filter((copy) => copy.proven).length).toBeGreaterThanOrEqual(Math.min(PROVEN_NEWER, proved));
      }),
      { numRuns: 500 },
    );
  });

  it('lets three years of daily copies shrink to generations', () => {
    const daily = Array.from({ length: 3 * 365 }, () => ({ hours: 24, skew: 0, proven: true }));
    const left = live(daily, 'generations', () => undefined);
    expect(left.length).toBeLessThan(45);
    expect(left.filter((copy) => copy.at < START + 400 * DAY).length).toBeGreaterThan(0);
    expect(live(daily, 'ring', () => undefined)).toHaveLength(5);
  });
});
