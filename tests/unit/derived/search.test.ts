/** Search equals a plain scan over all rows, for every kind of query, over snapshot and changes alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import type { Derived } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { addCustomers, buildOptions, createTestBook, fieldsOf, generatedRows, NOW } from './book.ts';
import type { TestBook } from './book.ts';

const ROWS = 3000;

/** The kinds of query of the benchmark, each made from a customer that exists. */
const kinds: Readonly<Record<string, (row: { name: string; pinyin: string; company: string; phone: string; email: string; wechat: string; notes: string }) => string>> = {
  'one Han character': (r) => r.name.charAt(0),
  'two Han characters': (r) => r.name.slice(0, 2),
  'a whole name': (r) => r.name,
  'two characters of a company': (r) => r.company.slice(2, 4),
  'four characters of a company': (r) => r.company.slice(1, 5),
  'one letter': (r) => r.pinyin.charAt(0),
  'two letters': (r) => r.pinyin.slice(0, 2),
  'four letters of pinyin': (r) => r.pinyin.replaceAll(' ', '').slice(0, 4),
  'full pinyin': (r) => r.pinyin.replaceAll(' ', ''),
  'full pinyin with spaces': (r) => r.pinyin,
  'pinyin of the given name': (r) => r.pinyin.split(' ').slice(1).join(''),
  initials: (r) => r.pinyin.split(' ').map((s) => s.charAt(0)).join(''),
  'three English letters': (r) => r.name.slice(0, 3).toLowerCase(),
  'last four digits': (r) => r.phone.slice(-4),
  'last eight digits': (r) => r.phone.slice(-8),
  'first seven digits': (r) => r.phone.slice(0, 7),
  'a phone with spaces': (r) => `${r.phone.slice(0, 3)} ${r.phone.slice(3, 7)} ${r.phone.slice(7)}`,
  'a phone with country code': (r) => `+86 ${r.phone}`,
  'surname and digits': (r) => `${r.pinyin.split(' ')[0]} ${r.phone.slice(0, 3)}`,
  'part of an e-mail': (r) => r.email.slice(2, 9),
  'a whole e-mail': (r) => r.email.toUpperCase(),
  'part of a WeChat id': (r) => r.wechat.slice(1, 6),
  'a word of the notes': (r) => r.notes.slice(1, 4),
  'nothing in Chinese': () => '龘龘',
  'nothing in Latin': () => 'qzxqzx',
  'nothing in digits': () => '00000000000',
};

const oddities = ['王', '有限公司', 'qq.com', '@', 'c00', '1', '13', '138', '8613', 'ａｎｎ', '１３８', '  ', "xi'an", 'lü', '%', '_', '王 1', 'wang wei 13', '公司 上海', '😀', 'a'.repeat(300)];

describe('search', () => {
  let book: TestBook;
  let derived: Derived;
  let plain: Derived;
  const rows = generatedRows(ROWS);

  const sameAsPlain = (text: string) => {
    const limit = 60;
    expect(derived.search(text, limit), text).toEqual({ ids: plain.search(text, limit).ids, indexing: false });
  };
  const samples = Array.from({ length: 12 }, (_, i) => rows[(i * 241 + 7) % ROWS]!);
  const value = (json: string | null) => (json === null ? '' : (JSON.parse(json) as { value: string }[])[0]!.value);
  const facts = samples.map((r) => ({
    name: r.name,
    pinyin: r.pinyin,
    company: r.company ?? '上海华腾科技有限公司',
    phone: value(r.phones),
    email: value(r.emails) || 'li.wei88@qq.com',
    wechat: value(r.wechats) || 'wx_1234',
    notes: r.notes ?? '要开发票',
  }));

  beforeAll(async () => {
    book = createTestBook();
    addCustomers(book, rows.slice(0, ROWS - 200));
    rebuildSnapshot(book.db, buildOptions(book.searchPath));
    installSnapshot(book.searchPath);
    // What comes now is not in the snapshot.
    const ids = addCustomers(book, rows.slice(ROWS - 200));
    derived = book.open();
    await derived.ready();
    plain = createPlainDerived(book.db, () => NOW);
    book.change((w) => {
      w.update('customer', ids[0]!, { name: '欧阳娜娜', pinyin: 'ou yang na na' });
      w.update('customer', ids[0]! - 500, { company: '上海华腾科技有限公司', notes: 'Prefers e-mail' });
      w.update('customer', ids[0]! - 501, { ...fieldsOf(rows[5]!), phones: [{ value: '021-12345678' }, { value: '+1 415 555 2671' }] });
      w.remove('customer', ids[0]! - 502);
    });
    expect(book.troubles).toEqual([]);
  }, 120_000);
  afterAll(() => book.dispose());

  for (const [kind, make] of Object.entries(kinds)) {
    it(`finds by ${kind} what a plain scan finds, in its order`, () => {
      for (const fact of facts) sameAsPlain(make(fact));
    });
  }

  it('gives the same answer as a plain scan to odd input', () => {
    for (const text of oddities) sameAsPlain(text);
  });

  it('finds changed rows by their new values and no longer by their old ones', () => {
    for (const text of ['欧阳', 'ouyang', 'oynn', 'nana', 'prefers', '华腾科技', '12345678', '02112345678', '021 1234', '8621', '4155552671', '5552671']) sameAsPlain(text);
    expect(derived.search('oynn', 5).ids).toHaveLength(1);
    expect(derived.search('4155552671', 5).ids).toHaveLength(1);
  });

  it.each([
    ['preferences', { preferences: '只喝武夷岩茶' }, '夷岩', { preferences: '改喝普洱' }, '普洱'],
    ['concerns', { painPoints: '担心送货太晚' }, '货太', { painPoints: '嫌包装麻烦' }, '装麻'],
    ['the good time', { preferredTime: '周三下午四点' }, '三下午四', { preferredTime: 'weekday evenings' }, 'evening'],
    ['other information', { extra: { 推荐人: '赵铁柱老师', 卡号: '77-4021' } }, '铁柱老', { extra: { 推荐人: '孙悟饭' } }, '悟饭'],
  ])('finds by %s, once it is in the index and after an edit', async (_, before, old, after, fresh) => {
    const own = createTestBook();
    const [id = 0] = addCustomers(own, rows.slice(0, 40));
    own.change((w) => w.update('customer', id, before));
    rebuildSnapshot(own.db, buildOptions(own.searchPath));
    installSnapshot(own.searchPath);
    const found = own.open();
    await found.ready();
    expect(found.search(old, 9)).toEqual({ ids: [id], indexing: false });
    own.change((w) => w.update('customer', id, after));
    expect([found.search(old, 9).ids, found.search(fresh, 9).ids]).toEqual([[], [id]]);
    expect(own.troubles).toEqual([]);
    own.dispose();
  });

  it('leaves deleted customers out of the search and finds them in the bin', () => {
    const gone = book.db.raw.prepare('SELECT id, name FROM customer WHERE deleted_at IS NOT NULL').get() as { id: number; name: string };
    expect(derived.search(gone.name, 200).ids).not.toContain(gone.id);
    expect(derived.list({ text: gone.name, deleted: true }, { limit: 10 }).ids).toEqual([gone.id]);
  });

  it('finds nothing for a blank text', () => {
    expect(derived.search('   ', 10).ids).toEqual([]);
  });
});
