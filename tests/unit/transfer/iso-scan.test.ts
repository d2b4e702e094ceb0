import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../src-main/core/operations/transfer/open-table.ts';
import { scanDates } from '../../../src-main/core/operations/transfer/inspect.ts';
import { onlyIsoDates } from '../../../src-main/core/operations/transfer/iso-scan.ts';
import { memorySource } from '../../../src-main/core/operations/transfer/source.ts';

const scan = (text: string, chunk = 7) =>
  onlyIsoDates(memorySource('x.csv', new TextEncoder().encode(text), chunk), { delimiter: ',', headerRow: 1, columns: [1] });

describe('a look at date columns', () => {
  it('is content with ISO dates and empty cells, however the file is cut', async () => {
    for (const chunk of [1, 5, 1000]) {
      expect(await scan('姓名,生日,注\r\n张三,1990-05-06,3/4\r\n李四,,\r\n王五\r\n\r\n赵六,2024-02-30,', chunk)).toBe(true);
    }
    expect(await scan('a,b\nx,1990-05-06')).toBe(true);
  });

  it('does not know about anything else', async () => {
    for (const cell of ['3/4/2024', '1990-5-6', '1990-05-061', '199O-05-06', ' ', '"1990-05-06"']) expect(await scan(`a,b\nx,${cell}\n`), cell).toBe(false);
    expect(await scan('a,b\nx,1990-05-06\ry,3/4/2024\n')).toBe(false);
    expect(await scan('a,b\n"x\ny",3/4/2024\n')).toBe(false);
  });

  it('never hides a date that could be read two ways', async () => {
    const cell = fc.oneof(fc.constantFrom('', '1990-05-06', '2024-12-31'), fc.stringMatching(/^[0-9/",\r\n-]{0,11}$/));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), async (rows, end) => {
        const text = `name,born${end}${rows.map((r) => r.join(',') + end).join('')}`;
        const source = memorySource('x.csv', new TextEncoder().encode(text));
        const table = await openTable(source, { delimiter: ',', headerRow: 1, encoding: 'utf-8' });
        const { evidence } = await scanDates(table, [{ target: { to: 'ignore' } }, { target: { to: 'field', field: 'birthday' } }], 2026, true);
        const found = evidence.get(1)!.result();
        if (await scan(text)) expect([found.order, found.question]).toEqual([null, null]);
      }),
      { numRuns: 500 },
    );
  });
});
