/** Any text at all is read in bounded time to a formula or a problem inside the text; random formulas compute what plain arithmetic does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFormula } from '../../shared/kernel/formula.ts';

const find = (name: string) => (name === 'a' ? { ref: 'a', type: 'number' as const } : null);
const pieces = ['(', ')', '[', ']', ',', '"', '+', '-', '*', '/', '&', '=', '<', '>', '如果', 'if', 'and', '或', 'today', '1', '2.5', 'a', '[a]', '“', '”', ' ', '，', '（', '😀', '\\', '%'];

describe('the formula reader', () => {
  it('answers every text with a formula or a problem that lies in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((p) => p.join(''))), (source) => {
        const reading = readFormula(source, find);
        if (reading.ok) reading.formula.run(() => 3, 20_000);
        else expect(reading.problem.at).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('computes sums, products and brackets as arithmetic does', () => {
    const tree = fc.letrec<{ node: readonly [string, number] }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.integer({ min: 0, max: 99 }).map((n) => [String(n), n] as const),
        fc.constant(['[a]', 7] as const),
        fc.tuple(tie('node'), fc.constantFrom('+', '-', '*'), tie('node')).map(([[x, m], op, [y, n]]) => [`(${x} ${op} ${y})`, op === '+' ? m + n : op === '-' ? m - n : m * n] as const),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ([source, expected]) => {
        fc.pre(source.length <= 2000);
        const reading = readFormula(source, find);
        expect(reading.ok && (reading.formula.run(() => 7, 0) as number) + 0).toBe(expected + 0);
      }),
      { numRuns: 500 },
    );
  });
});
