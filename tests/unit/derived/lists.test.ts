/** Lists, counts, facets and duplicates equal a plain pass over all rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition, FieldOp, ListSort } from '../../../shared/kernel/filter.ts';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import type { Derived, DerivedQuery } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { installSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { addCustomers, buildOptions, createTestBook, generatedRows, NOW } from './book.ts';
import type { TestBook } from './book.ts';

const on = (field: string, test: FieldOp): Condition => ({ field, test });
const filters: readonly (readonly Condition[])[] = [
  [],
  [on('name', { op: 'contains', value: '伟' })],
  [on('name', { op: 'startsWith', value: '李' })],
  [on('company', { op: 'contains', value: '科技' }), on('grade', { op: 'any', values: ['A', 'b'] })],
  [on('company', { op: 'empty' })],
  [on('emails', { op: 'contains', value: 'QQ.com' }), on('notes', { op: 'notEmpty' })],
  [on('phones', { op: 'startsWith', value: '138' })],
  [on('tags', { op: 'any', values: [7 * 2 ** 32 + 900_000_001, 7 * 2 ** 32 + 900_000_002] })],
  [on('tags', { op: 'none', values: [7 * 2 ** 32 + 900_000_001] })],
  [on('tags', { op: 'empty' })],
  [on('gender', { op: 'none', values: ['male'] }), on('source', { op: 'equals', value: '抖音' })],
  [on('birthday', { op: 'range', min: '03-01', max: '04-30' })],
  [on('birthday', { op: 'range', min: '12-20', max: '01-10' })],
  [on('birthday', { op: 'range', min: '1980-01-01', max: '1989-12-31' })],
  [on('birthday', { op: 'relative', unit: 'month', from: 0, to: 0 })],
  [on('updatedAt', { op: 'relative', unit: 'day', from: -7, to: 0 })],
  [on('createdAt', { op: 'range', max: '2020-01-01' })],
  [on('extra:消费总额', { op: 'notEmpty' }), on('extra:门店', { op: 'equals', value: '旗舰店' })],
  [on('extra:没有这一列', { op: 'notEmpty' })],
];
const sorts: readonly (ListSort | undefined)[] = [
  undefined,
  ...['name', 'company', 'phones', 'emails', 'birthday', 'grade', 'tags', 'updatedAt', 'createdAt', 'id', 'extra:消费总额', 'extra:导购'].flatMap(
    (field): ListSort[] => [
      { field, direction: 'asc' },
      { field, direction: 'desc' },
    ],
  ),
];

describe('lists', () => {
  let book: TestBook;
  let derived: Derived;
  let plain: Derived;

  beforeAll(async () => {
    book = createTestBook();
    const rows = generatedRows(1500, 2);
    const ids = addCustomers(book, rows.slice(0, 1300));
    rebuildSnapshot(book.db, buildOptions(book.searchPath));
    installSnapshot(book.searchPath);
    derived = book.open();
    await derived.ready();
    addCustomers(book, rows.slice(1300));
    book.change((w) => {
      w.update('customer', ids[3]!, { company: 'ÀÉ Trading', emails: [], birthday: 'L--08-15' });
      w.update('customer', ids[4]!, { name: '安娜', pinyin: 'an na', grade: null });
      w.update('customer', ids[5]!, { extra: { 消费总额: '不详', 新列: '1' } });
      for (const id of ids.slice(10, 20)) w.remove('customer', id);
      w.remove('customer', ids[30]!, 2);
    });
    plain = createPlainDerived(book.db, () => NOW);
  }, 120_000);
  afterAll(() => book.dispose());

  it('answers any filter with any sort like a plain pass: page, count, order, all ids', () => {
    for (const all of filters) {
      for (const sort of sorts) {
        const query: DerivedQuery = { filter: { all: [...all] }, sort };
        const want = plain.ids(query);
        expect(derived.ids(query), JSON.stringify(query)).toEqual(want);
        const page = derived.list(query, { limit: 50 });
        expect(page, JSON.stringify(query)).toMatchObject({ ids: [...want.slice(0, 50)], total: want.length, totalIsLowerBound: false });
      }
    }
  });

  it('goes on behind the cursor when rows change between two pages', () => {
    const query: DerivedQuery = { sort: { field: 'name', direction: 'asc' } };
    const before = [...plain.ids(query)];
    const first = derived.list(query, { limit: 100 });
    book.change((w) => {
      w.update('customer', before[300]!, { name: '一一', pinyin: 'a' });
      w.update('customer', before[99]!, { notes: 'the last row of the page' });
      w.remove('customer', before[50]!);
    });
    const second = derived.list(query, { limit: 100, cursor: first.next ?? '' });
    expect(second.ids).toEqual(before.slice(100, 200));
  });

  it('pages by cursor to the end without a gap or a repeat', () => {
    const query: DerivedQuery = { sort: { field: 'company', direction: 'desc' } };
    const want = [...plain.ids(query)];
    const got: number[] = [];
    let cursor: string | undefined;
    do {
      const page = derived.list(query, { limit: 70, cursor });
      got.push(...page.ids);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(got).toEqual(want);
  });

  it('jumps to any offset', () => {
    const query: DerivedQuery = { sort: { field: 'name', direction: 'asc' } };
    const want = [...plain.ids(query)];
    for (const offset of [0, 1, 333, 1200, want.length - 10, want.length + 5]) {
      expect(derived.list(query, { limit: 40, offset }).ids).toEqual(want.slice(offset, offset + 40));
    }
  });

  it('combines text, filter and sort', () => {
    for (const text of ['wang', '138', '科技', '李']) {
      for (const sort of [undefined, { field: 'company', direction: 'asc' } as const]) {
        const query: DerivedQuery = { text, sort, filter: { all: [on('grade', { op: 'any', values: ['A', 'B'] })] } };
        const want = plain.ids(query);
        expect(derived.ids(query)).toEqual(want);
        expect(derived.list(query, { limit: 30 })).toMatchObject({ ids: [...want.slice(0, 30)], total: want.length });
      }
    }
  });

  it('pages through a text search without sorting it anew', () => {
    const want = [...plain.ids({ text: 'w' })];
    const first = derived.list({ text: 'w' }, { limit: 25 });
    const second = derived.list({ text: 'w' }, { limit: 25, cursor: first.next ?? '' });
    expect([...first.ids, ...second.ids]).toEqual(want.slice(0, 50));
  });

  it('does not keep the first rows waiting for a count that must read many, and counts on when asked again', () => {
    const query: DerivedQuery = { text: '.com' };
    const want = [...plain.ids(query)];
    let page = derived.list(query, { limit: 40, offset: 0 });
    expect(page.ids).toEqual(want.slice(0, 40));
    expect(page.totalIsLowerBound).toBe(true);
    expect(page.total).toBeLessThan(want.length);
    for (let asked = 0; page.totalIsLowerBound && asked < 20; asked++) {
      const next = derived.list(query, { limit: 1, offset: page.total });
      expect(next.total).toBeGreaterThan(page.total);
      page = next;
    }
    expect(page.total).toBe(want.length);
  });

  it('shows the recycle bin, and undone creations nowhere', () => {
    const bin = derived.list({ deleted: true, sort: { field: 'id', direction: 'desc' } }, { limit: 50 });
    expect(bin.total).toBe(11);
    expect(bin.ids).toEqual([...plain.ids({ deleted: true, sort: { field: 'id', direction: 'desc' } })]);
    expect(derived.list({}, { limit: 1 }).total).toBe(1500 - 12);
  });

  it('counts the values of choices, tags and imported columns', () => {
    for (const field of ['grade', 'source', 'gender', 'tags', 'province', 'city', 'extra:门店']) expect(derived.facets(field, {})).toEqual(plain.facets(field, {}));
  });

  it('counts texts, months, decades and spans like a plain pass, and every span finds whom it counted', () => {
    const bare = (facets: ReturnType<Derived['facets']>['values']) => facets.map(({ example, ...facet }) => ({ ...facet, hasExample: example !== undefined }));
    const some = { filter: { all: [on('company', { op: 'contains', value: '科技' })] } };
    const ways: [string, Parameters<Derived['facets']>[2]][] = [
      ['company', {}], ['birthday', { by: 'month' }], ['birthday', { by: 'decade' }], ['createdAt', { by: 'month' }], ['createdAt', { by: 'range' }], ['saleAmount', { by: 'range' }], ['company', { sum: 'saleAmount' }],
    ]; // prettier-ignore
    for (const [field, more] of ways) expect(bare(derived.facets(field, some, more).values), field).toEqual(bare(plain.facets(field, some, more).values));
    expect(derived.facets('company', {}).values.map((f) => f.count)).toEqual(plain.facets('company', {}).values.map((f) => f.count));
    for (const [field, limit] of [['company', 20], ['grade', 1], ['extra:门店', 2], ['tags', 1]] as const) {
      const [few, all] = [derived.facets(field, {}, { limit }), derived.facets(field, {}, { limit: Infinity })];
      expect(few.values).toHaveLength(limit);
      expect(few.left).toEqual({ values: all.values.length - limit, count: all.values.reduce((n, f) => n + f.count, 0) - few.values.reduce((n, f) => n + f.count, 0) });
      expect(few.left.count).toBe(plain.facets(field, {}, { limit }).left.count);
      expect(all.left).toEqual({ values: 0, count: 0 });
    }
    const spans = derived.facets('createdAt', {}, { by: 'range' }).values;
    for (const { value, count } of spans) {
      const [min, max] = String(value).split('..').map((end) => (end === '' ? undefined : Number(end)));
      expect(derived.count({ filter: { all: [on('createdAt', { op: 'range', min, max })] } })).toBe(count);
    }
    expect(() => derived.facets('phones', {})).toThrow('query.badField');
    expect(() => derived.facets('grade', {}, { by: 'range' })).toThrow('query.badField');
  });

  it('refuses fields, operators and cursors it does not know', () => {
    const bad = (query: DerivedQuery, cursor?: string) => () => derived.list(query, { limit: 5, cursor });
    expect(bad({ filter: { all: [on('shoeSize', { op: 'empty' })] } })).toThrow('query.badField');
    expect(bad({ sort: { field: 'shoeSize', direction: 'asc' } })).toThrow('query.badField');
    expect(bad({ filter: { all: [on('createdAt', { op: 'contains', value: 'x' })] } })).toThrow('query.badField');
    expect(bad({}, 'k:1:2')).toThrow('query.badCursor');
    expect(bad({ text: 'w' }, 'rubbish')).toThrow('query.badCursor');
    expect(() => derived.facets('notes', {})).toThrow('query.badField');
  });

  it('finds customers by a shared contact, however it is written', () => {
    book.change((w) => {
      w.create('customer', {
        kind: 'individual', name: '赵六', pinyin: 'zhao liu', code: 'K-77', phones: [{ value: '13900001111' }, { value: '021-62345678' }],
        emails: [{ value: 'Zhao.Liu@Example.com' }], wechats: [{ value: 'zhaoliu_6' }],
      }); // prettier-ignore
    });
    const none = { phones: [], emails: [], wechats: [], code: null };
    const [hit] = derived.findByKeys({ ...none, phones: ['+86 139-0000-1111'] });
    expect(hit?.by).toBe('phone');
    for (const keys of [
      { ...none, phones: ['021 6234 5678'] },
      { ...none, emails: ['zhao.liu@example.com'] },
      { ...none, wechats: ['ZhaoLiu_6'] },
      { ...none, code: 'k-77' },
    ]) {
      expect(derived.findByKeys(keys).map((h) => h.id)).toEqual([hit?.id]);
      expect(plain.findByKeys(keys).map((h) => h.id)).toEqual([hit?.id]);
    }
    expect(derived.findByKeys({ ...none, phones: ['13900001112'], code: 'K-7' })).toEqual([]);
  });

  it('finds snapshot rows by contact like a plain pass', () => {
    const rows = generatedRows(1500, 2);
    for (const row of rows.filter((_, i) => i % 97 === 0)) {
      const keys = { phones: [(JSON.parse(row.phones ?? '[{"value":""}]') as { value: string }[])[0]!.value], emails: [], wechats: [], code: row.code };
      const ids = (hits: readonly { id: number }[]) => hits.map((h) => h.id).sort();
      expect(ids(derived.findByKeys(keys))).toEqual(ids(plain.findByKeys(keys)));
    }
  });

  it('finds names that are the same or sound the same', () => {
    book.change((w) => {
      w.create('customer', { kind: 'individual', name: '章珊', pinyin: 'zhang shan' });
      w.create('customer', { kind: 'individual', name: '张山', pinyin: 'zhang shan' });
    });
    expect(derived.findByName('张山', 5)).toEqual(plain.findByName('张山', 5));
    expect(derived.findByName('张山', 5).map((n) => n.same)).toEqual([true, false]);
  });
});
