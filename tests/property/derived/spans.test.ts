import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanFinder, spansOf, spanText } from '../../../src-main/core/derived/mirror/spans.ts';

const figures = fc.oneof(
  fc.array(fc.integer({ min: -1000, max: 100_000 }), { minLength: 1, maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100), { minLength: 1, maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 40 }).map((n) => Math.round(1.7 ** n)), { minLength: 1, maxLength: 200 }),
);

describe('spans of numbers', () => {
  it('hold every number exactly once, by their inclusive ends as by the finder', () => {
    fc.assert(
      fc.property(figures, (numbers) => {
        const spans = spansOf(numbers, numbers.length);
        const find = spanFinder(spans);
        for (const v of numbers) {
          const holding = spans.flatMap(({ min, max }, i) => (v >= (min ?? -Infinity) && v <= (max ?? Infinity) ? [i] : []));
          expect(holding).toEqual([find(v)]);
        }
      }),
    );
  });

  it('are few, and each has its own name', () => {
    fc.assert(
      fc.property(figures, (numbers) => {
        const spans = spansOf(numbers, numbers.length);
        expect(spans.length).toBeLessThanOrEqual(12);
        expect(new Set(spans.map(spanText)).size).toBe(spans.length);
      }),
    );
  });

  it('name neighbouring whole numbers one by one, and begin with round figures', () => {
    expect(spansOf([1, 5, 3, NaN], 4).map(spanText)).toEqual(['1..1', '2..2', '3..3', '4..4', '5..5']);
    expect(spansOf([150, 152, 168, 181, 199], 5).map(spanText)).toEqual(['..154', '155..159', '160..164', '165..169', '170..174', '175..179', '180..']);
    expect(spansOf([NaN], 1)).toEqual([]);
  });
});
