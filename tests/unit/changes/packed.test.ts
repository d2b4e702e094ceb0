import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBody, encodeBody } from '../../../src-main/core/changes/codec.ts';
import { collectCreated, entriesOf } from '../../../src-main/core/changes/created.ts';
import { unpackRows } from '../../../src-main/core/changes/packed.ts';
import { registry } from '../../../src-main/core/changes/registry.ts';
import type { Fields } from '../../../src-main/core/changes/rows.ts';
import { imageOf, isEmpty } from '../../../src-main/core/changes/rows.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((t) => t.toWellFormed()),
  fc.constantFrom('', '王小明', '𠮷田', '\u001f', '"\\', 'x'.repeat(70_000), '€'.repeat(33)),
);
const contacts = fc.array(fc.record({ value: text }), { maxLength: 2 });
const row = fc.record(
  {
    name: text, kind: fc.constantFrom('individual', 'company'), pinyin: text, code: text, phones: contacts, notes: text,
    tags: fc.array(fc.integer({ min: 1 }), { maxLength: 2 }), extra: fc.dictionary(fc.constantFrom('积分', '卡号'), text), createdAt: fc.integer({ min: 0, max: 2 ** 45 }),
  },
  { requiredKeys: ['name', 'kind', 'pinyin'] },
); // prettier-ignore

const FIRST = 7 * 2 ** 32 + 1;

function collect(rows: readonly Fields[], gap: number) {
  const created = collectCreated('customer', 1234);
  rows.forEach((fields, i) => {
    const image = imageOf('customer', fields, 99);
    image[0] = FIRST + i + (i > 1 ? gap : 0);
    created.add(image);
  });
  return created;
}

/** What the log says of a row: its fields that are not empty. */
function logged(fields: Fields): Fields {
  const all = { ...fields, createdAt: fields['createdAt'] ?? 99 };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)));
}

describe('rows created in bulk', () => {
  it('come out of the log as they went in, whatever their texts', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 3 }), (rows, gap) => {
        const created = collect(rows, gap);
        const ids = [...created.ids];
        const other = { entity: 'tag' as const, id: 5, op: 'create' as const, prev: 0, before: {}, after: { name: 'VIP' } };
        const { codec, body } = encodeBody([other], created.pack());
        expect(decodeBody(codec, body)).toEqual([
          other,
          ...rows.map((fields, i) => ({ entity: 'customer', id: ids[i], op: 'create', prev: 0, before: {}, after: logged(fields) })),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('are columns for the index, NULL where the table has NULL', () => {
    const rows = unpackRows(collect([{ name: '甲', pinyin: '', kind: 'individual' }, { name: '乙', pinyin: 'yi', kind: 'individual', code: 'M1' }], 0).pack());
    expect([...rows.ids]).toEqual([FIRST, FIRST + 1]);
    expect(rows.updatedAt).toBe(1234);
    expect(rows.column('pinyin')).toEqual(['', 'yi']);
    expect(rows.column('code')).toEqual([null, 'M1']);
    expect(rows.column('company')).toEqual([null, null]);
    expect(rows.column('created_at')).toEqual([99, 99]);
  });

  it('leave out a row that was changed in the same transaction', () => {
    const created = collect([{ name: '甲' }, { name: '乙' }, { name: '丙' }], 0);
    expect(created.evict(FIRST + 1)).toBe(true);
    expect(created.evict(FIRST + 1)).toBe(false);
    expect(created.evict(3)).toBe(false);
    expect(created.size).toBe(2);
    const entries = entriesOf(unpackRows(created.pack()));
    expect(entries.map((e) => [e.id, e.after['name']])).toEqual([[FIRST, '甲'], [FIRST + 2, '丙']]);
  });

  it('do not leak from a transaction that failed into the next', () => {
    collect([{ name: '甲' }], 0);
    const entries = entriesOf(unpackRows(collect([{ name: '乙' }], 0).pack()));
    expect(entries.map((e) => e.after['name'])).toEqual(['乙']);
    expect(registry.customer.columns.length).toBeGreaterThan(10);
  });
});
