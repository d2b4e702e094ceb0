import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src-main/core/operations/transfer/cells.ts';
import { createCsvParser } from '../../../src-main/core/operations/transfer/csv-parser.ts';
import { plainRows } from '../../support/transfer/read-all.ts';

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', ' ', '"', '""', ',', '\n', '\r\n', '\r', ' "x" ', '张三', '𠮷田', '=1+1', 'a\nb', '"open', 'x;y', '\t'),
  fc.stringMatching(/^["', \r\nx]{0,8}$/),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });

function quoted(text: string, delimiter: string, always: boolean): string {
  const needed = always || /["\r\n]/.test(text) || text.includes(delimiter);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}

function ours(text: string, delimiter: string, pieces: number): readonly (readonly unknown[])[] {
  const parser = createCsvParser(delimiter);
  const rows = [];
  for (let at = 0; at < text.length; at += pieces) rows.push(...parser.push(text.slice(at, at + pieces)));
  rows.push(...parser.push('', true));
  for (const row of rows) expect(row.problem).toBeUndefined();
  return rows.map((r) => r.cells);
}

describe('csv parser against csv-parse', () => {
  it('reads every well-formed table the same, in pieces of any size', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (rows, delimiter, end, always, pieces) => {
          const text = rows.map((r) => r.map((c) => quoted(c, delimiter, always)).join(delimiter) + end).join('');
          const theirs: string[][] = parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
          expect(ours(text, delimiter, pieces)).toEqual(theirs);
          expect(theirs).toEqual(rows);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('loses no character of malformed text: everything but quotes, separators and line ends comes out again, in order', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab",\r\n ]{0,60}$/), fc.integer({ min: 1, max: 9 }), (text, pieces) => {
        const parser = createCsvParser(',');
        const rows = [];
        for (let at = 0; at < text.length; at += pieces) rows.push(...parser.push(text.slice(at, at + pieces)));
        rows.push(...parser.push('', true));
        const letters = (t: string) => t.replace(/[^ab]/g, '');
        expect(letters(rows.flatMap((r) => r.cells.map(cellText)).join(''))).toBe(letters(text));
        expect(plainRows(rows)).toEqual(plainRows(createCsvParser(',').push(text, true)));
      }),
      { numRuns: 5000 },
    );
  });
});
