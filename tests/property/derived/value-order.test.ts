import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWeights, type Arena } from '../../../src-main/core/derived/mirror/collation.ts';
import { compareMixed, sortMixed } from '../../../src-main/core/derived/mirror/value-order.ts';

const weights = createWeights();

function arenaOf(values: readonly string[]): Arena {
  const starts = new Uint32Array(values.length + 1);
  const units = Uint16Array.from(values.join(''), (char) => char.charCodeAt(0));
  for (const [i, value] of values.entries()) starts[i + 1] = starts[i]! + value.length;
  return { units, starts, size: values.length };
}

const almostNumber = fc.string({ unit: fc.constantFrom(...'0123459.,-% 王a'), minLength: 1, maxLength: 14 });
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((n) => n.toFixed(Math.abs(Math.trunc(n)) % 4));
const ODD = ['0', '-0', '00', '-0.0', '.5', '5.', '-', '-.', '1.2.3', '--1', '1-2', '%', '5%', '1,000', '-1,000.5%', '123456789012', '1234567890123'];
const values = fc.uniqueArray(fc.oneof(almostNumber, number, fc.integer().map(String), fc.constantFrom(...ODD)), { maxLength: 200 });

describe('the order of an imported column', () => {
  it('is the one its comparison says, for numbers, words and what lies between', () => {
    fc.assert(
      fc.property(values, (all) => {
        const sorted = Array.from(sortMixed(arenaOf(all), weights), (i) => all[i]!);
        expect(sorted).toEqual([...all].sort((a, b) => compareMixed(weights, a, b)));
      }),
      { numRuns: 500 },
    );
  });
});
