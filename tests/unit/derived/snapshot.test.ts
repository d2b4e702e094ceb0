/** The derived data survive anything that can happen to `search.db`, and never hold plaintext on disk. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import type { Derived } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { installSnapshot, openSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { startBuilder } from '../../../src-main/core/derived/threads/builder-thread.ts';
import { startRebuild } from '../../../src-main/core/derived/threads/rebuild-thread.ts';
import { addCustomers, BOOK_KEY, buildOptions, createTestBook, createTestWriter, fieldsOf, generatedRows, NOW, SEARCH_KEY } from './book.ts';
import type { TestBook } from './book.ts';

let book: TestBook;
beforeEach(() => {
  book = createTestBook();
});
afterEach(() => book.dispose());

const snapshot = () => {
  rebuildSnapshot(book.db, buildOptions(book.searchPath));
  installSnapshot(book.searchPath);
};

/** The engine answers like a plain pass over the rows. */
function expectComplete(derived: Derived): void {
  const plain = createPlainDerived(book.db, () => NOW);
  for (const text of ['王', 'wang', '138', '有限公司', 'zw', 'qq.com']) {
    expect(derived.search(text, 200)).toEqual({ ids: plain.search(text, 200).ids, indexing: false });
  }
  const query = { sort: { field: 'name', direction: 'asc' } } as const;
  expect(derived.ids(query)).toEqual(plain.ids(query));
}

describe('the snapshot of derived data', () => {
  it('is not needed for a small book: everything is taken from the log', async () => {
    addCustomers(book, generatedRows(300));
    const derived = book.open();
    await derived.ready();
    expect(existsSync(book.searchPath)).toBe(false);
    expectComplete(derived);
  });

  it('answers from the rows until it is loaded, and says so', async () => {
    addCustomers(book, generatedRows(300));
    const derived = book.open();
    const plain = createPlainDerived(book.db, () => NOW);
    expect(derived.search('王', 20)).toEqual({ ids: plain.search('王', 20).ids, indexing: true });
    expect(derived.list({}, { limit: 50 })).toMatchObject({ ids: [...plain.ids({}).slice(0, 50)], indexing: true });
    const filter = { all: [{ field: 'grade', test: { op: 'equals' as const, value: 'A' } }] };
    expect(derived.ids({ filter })).toEqual(plain.ids({ filter }));
    await derived.ready();
    expectComplete(derived);
  });

  it('catches up from the log when changes came after it', async () => {
    const ids = addCustomers(book, generatedRows(300));
    snapshot();
    book.change((w) => {
      w.update('customer', ids[0]!, { name: '端木赐', pinyin: 'duan mu ci' });
      w.remove('customer', ids[1]!);
    });
    addCustomers(book, generatedRows(40, 5));
    const derived = book.open();
    await derived.ready();
    expectComplete(derived);
    expect(derived.search('端木', 5).ids).toEqual([ids[0]]);
  });

  const damages: Readonly<Record<string, (path: string) => void>> = {
    'cut in half': (path) => truncateSync(path, 8192 * 4),
    empty: (path) => truncateSync(path, 0),
    'overwritten with rubbish': (path) => writeFileSync(path, Buffer.alloc(40_960, 0x5a)),
    'flipped in one byte of its first page': (path) => {
      const bytes = readFileSync(path);
      bytes[100]! ^= 1;
      writeFileSync(path, bytes);
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(`is left aside when the file is ${how}`, async () => {
      addCustomers(book, generatedRows(300));
      snapshot();
      damage(book.searchPath);
      const derived = book.open();
      await derived.ready();
      expectComplete(derived);
    });
  }

  it('is rebuilt when a page deep inside is damaged', async () => {
    addCustomers(book, generatedRows(2000));
    snapshot();
    const bytes = readFileSync(book.searchPath);
    for (let page = 3; page < bytes.length / 4096; page++) bytes[page * 4096 + 2000]! ^= 0xff;
    writeFileSync(book.searchPath, bytes);
    const derived = book.open();
    await derived.ready();
    expectComplete(derived);
  });

  it('is refused under another key, for another book, and of another history', async () => {
    addCustomers(book, generatedRows(50));
    snapshot();
    expect(openSnapshot(book.searchPath, new Uint8Array(32).fill(1), 'book-1')).toBeNull();
    expect(openSnapshot(book.searchPath, SEARCH_KEY, 'book-2')).toBeNull();
    book.db.raw.prepare("UPDATE change_log SET stamp = stamp || 'x'").run();
    const derived = book.open();
    await derived.ready();
    expectComplete(derived);
  });

  it('is not looked at while only half built', async () => {
    addCustomers(book, generatedRows(50));
    writeFileSync(`${book.searchPath}.building`, Buffer.alloc(8192, 1));
    const derived = book.open();
    await derived.ready();
    await derived.resume();
    expectComplete(derived);
  });

  it('is built anew in idle time when much has changed, and the search goes on meanwhile', async () => {
    const derived = book.open();
    await derived.ready();
    addCustomers(book, generatedRows(5200));
    expectComplete(derived);
    derived.idle();
    expect(derived.search('王', 5).indexing).toBe(false);
    await derived.ready();
    expect(existsSync(book.searchPath)).toBe(true);
    expectComplete(derived);
    expect(book.troubles).toEqual([]);
  });

  it('is rebuilt by a thread of its own', async () => {
    addCustomers(book, generatedRows(400));
    await startRebuild({ bookPath: join(book.dir, 'crm.db'), bookKey: BOOK_KEY, path: book.searchPath, key: SEARCH_KEY, bookId: 'book-1' }).done;
    installSnapshot(book.searchPath);
    const derived = book.open();
    await derived.ready();
    expectComplete(derived);
  });

  it('reports a build that failed and goes on answering', async () => {
    const derived = book.open({ rebuild: () => ({ done: Promise.reject(new Error('disk full')), stop: () => Promise.resolve() }) });
    await derived.ready();
    addCustomers(book, generatedRows(5200));
    derived.idle();
    await derived.ready();
    expect(book.troubles).toEqual(['derived.rebuild']);
    expectComplete(derived);
  });

  it('keeps nothing readable on disk', () => {
    addCustomers(book, generatedRows(500));
    snapshot();
    for (const file of readdirSync(book.dir).filter((f) => f.startsWith('search.db'))) {
      const bytes = readFileSync(join(book.dir, file));
      for (const text of ['SQLite format 3', '有限公司', 'qq.com', 'wang']) {
        expect(bytes.includes(text), `${text} in ${file}`).toBe(false);
        expect(bytes.includes(Buffer.from(text, 'utf16le')), `${text} in ${file}`).toBe(false);
      }
    }
  });
});

describe('the builder thread', () => {
  it('makes the snapshot of rows that bulk work sends, on top of those already there', async () => {
    const derived = book.open();
    await derived.ready();
    addCustomers(book, generatedRows(200));
    derived.pause();
    const builder = await startBuilder({ path: book.searchPath, key: SEARCH_KEY, bookId: 'book-1', existing: { bookPath: join(book.dir, 'crm.db'), bookKey: BOOK_KEY } });
    const before = Number(book.db.raw.prepare('SELECT max(id) FROM customer').pluck().get());
    addCustomers(book, [...generatedRows(900, 9), { ...generatedRows(1, 10)[0]!, notes: 'a\u001fb\u001ec' }]);
    const rows = createPlainDerived(book.db, () => NOW).ids({ sort: { field: 'id', direction: 'asc' } });
    const added = [...rows].filter((id) => id > before);
    const stored = generatedRows(900, 9).concat({ ...generatedRows(1, 10)[0]!, notes: 'a\u001fb\u001ec' });
    await builder.add(stored.slice(0, 500).map((row, i) => ({ ...row, id: added[i]!, createdAt: NOW, updatedAt: NOW })));
    await builder.add(stored.slice(500).map((row, i) => ({ ...row, id: added[500 + i]!, createdAt: NOW, updatedAt: NOW })));
    const last = book.db.raw.prepare('SELECT seq, stamp AS mark FROM change_log ORDER BY seq DESC LIMIT 1').get() as { seq: number; mark: string };
    await builder.finish(last);
    await derived.resume();
    expect(existsSync(`${book.searchPath}.building`)).toBe(false);
    expectComplete(derived);
    expect(derived.ids({ filter: { all: [{ field: 'notes', test: { op: 'contains', value: 'a\u001fb' } }] } })).toHaveLength(1);
    book.change((w) => void w.create('customer', fieldsOf(generatedRows(1, 11)[0]!)));
    expectComplete(derived);
  });

  it('shows the owner\'s own edits during bulk work, and misses nothing of either afterwards', async () => {
    const ids = addCustomers(book, generatedRows(100));
    const derived = book.open();
    await derived.ready();
    derived.pause();
    const unheard = createTestWriter(book);
    unheard((w) => w.update('customer', ids[0]!, { name: '钟离春', pinyin: 'zhong li chun' }));
    book.change((w) => void w.update('customer', ids[1]!, { name: '公孙大娘', pinyin: 'gong sun da niang' }));
    expect(derived.search('公孙', 5).ids).toEqual([ids[1]]);
    const resumed = derived.resume();
    book.change((w) => void w.update('customer', ids[2]!, { name: '百里奚', pinyin: 'bai li xi' }));
    await resumed;
    expect(derived.search('钟离', 5).ids).toEqual([ids[0]]);
    expectComplete(derived);
  });

  it('leaves the old snapshot in use when it was abandoned', async () => {
    addCustomers(book, generatedRows(100));
    const derived = book.open();
    await derived.ready();
    derived.pause();
    const builder = await startBuilder({ path: book.searchPath, key: SEARCH_KEY, bookId: 'book-1' });
    await builder.add(generatedRows(50));
    await builder.abandon();
    addCustomers(book, generatedRows(60, 3));
    await derived.resume();
    expect(existsSync(`${book.searchPath}.building`)).toBe(false);
    expectComplete(derived);
  });
});
