import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fields } from '../../../src-main/core/changes/rows.ts';
import { imageOf } from '../../../src-main/core/changes/rows.ts';
import { write } from '../../../src-main/core/changes/write.ts';
import { createPipelineBook, type PipelineBook } from '../../support/pipeline-book.ts';

const row = fc.record(
  {
    name: fc.constantFrom('王小明', '李雷'), pinyin: fc.constant(''), kind: fc.constant('individual'), code: fc.constantFrom('M1', null),
    phones: fc.constantFrom([{ value: '13800138000' }], []), notes: fc.constantFrom('熟客', ''), birthday: fc.constantFrom('S1990-05-01', null),
  },
  { requiredKeys: ['name', 'pinyin', 'kind'] },
); // prettier-ignore

describe('rows inserted in bulk', () => {
  let book: PipelineBook;
  beforeAll(async () => {
    book = await createPipelineBook();
  });
  afterAll(() => book.dispose());

  it('lie in the table like rows created one by one, whichever column gets its first value when', () => {
    const stored = (id: number): unknown => ({ ...(book.db.raw.prepare('SELECT * FROM customer WHERE id = ?').get(id) as object), id: 0 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows: readonly Fields[]) => {
        write(book.write, { kind: 'customer.create', actor: 'test', origin: 'local' }, (w) => {
          for (const fields of rows) {
            const single = w.create('customer', { ...fields, code: fields['code'] ?? null });
            const bulk = w.createImage('customer', imageOf('customer', fields, w.now));
            expect(stored(bulk)).toEqual(stored(single));
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
