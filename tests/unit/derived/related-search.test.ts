/** Customers are found by what their follow-ups, sales, payments and files say, and it is said where. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import type { Derived } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { createRelatedTexts } from '../../../src-main/core/derived/related/related-texts.ts';
import { SEARCHED_COLUMNS } from '../../../src-main/core/derived/row.ts';
import { placesFound } from '../../../src-main/core/derived/text/found.ts';
import type { SearchedRow } from '../../../src-main/core/derived/text/match.ts';
import { parseQuery } from '../../../src-main/core/derived/text/query.ts';
import { addCustomers, buildOptions, createTestBook, generatedRows, NOW } from './book.ts';
import type { TestBook } from './book.ts';

const rows = generatedRows(60, 5);
const AT = Date.UTC(2026, 2, 2);
const followUp = (customerId: number, content: string) => ({ customerId, at: AT, method: 'phone', content });
const sale = (customerId: number, more: Readonly<Record<string, unknown>> = {}) => ({
  customerId, kind: 'sale', number: 'XS-2026-0007', date: '2026-03-05', currency: 'CNY', amountMinor: 9900, paidMinor: 9900, discountMinor: 0, notes: '送到南门卫室',
  items: [{ productId: null, name: '手冲咖啡豆 耶加雪菲', category: null, unit: null, quantity: 1000, priceMinor: 9900, discountMinor: 0, amountMinor: 9900 }], ...more,
}); // prettier-ignore

describe.each(['after a new snapshot', 'while it is only in the log'])('texts of related records %s', (when) => {
  let book: TestBook;
  let derived: Derived;
  let ids: number[];
  let records: { followUp: number; sale: number; payment: number; attachment: number };

  const search = (text: string) => derived.search(text, 20).ids;
  const same = (text: string) => expect(search(text), text).toEqual(createPlainDerived(book.db, () => NOW).search(text, 20).ids);

  beforeEach(async () => {
    book = createTestBook();
    ids = addCustomers(book, rows);
    if (when !== 'after a new snapshot') derived = book.open();
    await derived?.ready();
    book.db.raw.prepare("INSERT INTO blob (hash, size_bytes, created_at) VALUES ('aa', 3, 1)").run();
    book.change((w) => {
      records = {
        followUp: w.create('followUp', followUp(ids[3]!, '想退掉礼盒，\n约了周五当面谈 Ref-A77')),
        sale: w.create('sale', sale(ids[4]!)),
        payment: w.create('payment', { customerId: ids[5]!, date: '2026-03-06', amountMinor: 100, currency: 'CNY', method: 'cash', allocations: [], notes: '舅舅代付' }),
        attachment: w.create('attachment', { customerId: ids[6]!, blob: 'aa', name: '租赁合同（盖章）.pdf', mime: 'application/pdf', sizeBytes: 3 }),
      };
    });
    if (when === 'after a new snapshot') {
      rebuildSnapshot(book.db, buildOptions(book.searchPath));
      installSnapshot(book.searchPath);
      derived = book.open();
      await derived.ready();
    }
  });
  afterEach(() => {
    expect(book.troubles).toEqual([]);
    derived.close();
    book.dispose();
  });

  it.each([
    ['退掉礼', 3], ['礼', 3], ['周五', 3], ['ref-a77', 3], ['a77', 3],
    ['耶加雪', 4], ['xs-2026-0007', 4], ['0007', 4], ['南门卫', 4],
    ['舅舅', 5], ['合同', 6], ['.pdf', 6], ['合同 盖章', 6],
  ])('finds “%s”', (text, at) => {
    expect(search(text)).toContain(ids[at]);
    same(text);
  });

  it('finds words that stand partly in the name and partly in a follow-up', () => {
    expect(search(`${rows[3]!.name} 礼盒`)).toEqual([ids[3]]);
    same(`${rows[3]!.name.slice(0, 1)} 周五`);
  });

  it('puts names first, then the customers’ own fields, then related records', () => {
    book.change((w) => {
      w.update('customer', ids[10]!, { name: '礼盒先生', pinyin: 'li he xian sheng' });
      w.update('customer', ids[1]!, { notes: '喜欢礼盒' });
    });
    expect(search('礼盒')).toEqual([ids[10], ids[1], ids[3]]);
    expect(derived.search('礼盒', 20, { own: true }).ids).toEqual([ids[10], ids[1]]);
    same('礼盒');
  });

  it('follows edits, deletion, restoring and moving to another customer', () => {
    book.change((w) => w.update('followUp', records.followUp, { content: '改要茶具了' }));
    expect([search('礼盒'), search('茶具')]).toEqual([[], [ids[3]]]);
    book.change((w) => w.update('followUp', records.followUp, { customerId: ids[8]! }));
    expect(search('茶具')).toEqual([ids[8]]);
    book.change((w) => w.remove('followUp', records.followUp));
    expect(search('茶具')).toEqual([]);
    book.change((w) => w.restore('followUp', records.followUp));
    expect(search('茶具')).toEqual([ids[8]]);
    book.change((w) => {
      w.remove('attachment', records.attachment);
      w.remove('sale', records.sale);
      w.remove('payment', records.payment);
    });
    for (const gone of ['合同', '耶加雪', '0007', '舅舅']) expect(search(gone)).not.toContain(ids[gone === '合同' ? 6 : gone === '舅舅' ? 5 : 4]);
  });

  it('finds them in the bin when their customer lies there, and not among the living', () => {
    book.change((w) => w.remove('customer', ids[4]!));
    expect(search('耶加雪')).toEqual([]);
    expect(derived.list({ text: '耶加雪', deleted: true }, { limit: 5 }).ids).toEqual([ids[4]]);
    book.change((w) => w.restore('customer', ids[4]!));
    expect(search('耶加雪')).toEqual([ids[4]]);
  });

  it('says where the words stand when no shown column has them', () => {
    const related = createRelatedTexts(book.db);
    const places = (at: number, text: string, shown: readonly string[] = ['name', 'phones', 'company']) => {
      const row = book.db.raw.prepare<[number], SearchedRow>(`SELECT ${SEARCHED_COLUMNS} FROM customer WHERE id = ?`).get(ids[at]!)!;
      return placesFound({ query: parseQuery(text)!, row, related: () => related.of(ids[at]!), shown: new Set(shown) }).map((one) => ({ ...one, text: `${one.text.slice(0, one.from)}[${one.text.slice(one.from, one.to)}]${one.text.slice(one.to)}` }));
    };
    expect(places(3, '周五')).toMatchObject([{ place: 'followUp', recordId: records.followUp, on: AT, text: '想退掉礼盒， 约了[周五]当面谈 Ref-A77' }]);
    expect(places(4, '耶加')).toMatchObject([{ place: 'saleItem', on: '2026-03-05', text: '手冲咖啡豆 [耶加]雪菲' }]);
    expect(places(4, '雪菲 南门')).toMatchObject([{ place: 'saleItem' }, { place: 'saleNotes', text: '送到[南门]卫室' }]);
    expect(places(6, '合同')).toMatchObject([{ place: 'attachment', text: '租赁[合同]（盖章）.pdf' }]);
    expect(places(3, rows[3]!.name)).toEqual([]);
    book.change((w) => w.update('customer', ids[3]!, { notes: '前面写了很多很多很多的话，最后才说到 周五 见', extra: { 推荐人: '周五爷' } }));
    expect(places(3, '周五')).toMatchObject([{ place: 'notes', text: '…多的话，最后才说到 [周五] 见' }]);
    expect(places(3, '周五', ['name', 'notes'])).toEqual([]);
    expect(places(3, '五爷')).toMatchObject([{ place: 'extra:推荐人' }]);
  });
});
