/** Columns of custom fields: from a snapshot, from other columns and from the rows, they answer what going over all rows answers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldOp } from '../../../shared/kernel/filter.ts';
import type { Derived, DerivedQuery } from '../../../src-main/core/derived/port.ts';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { installSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { buildOptions, createTestBook, NOW, type TestBook } from '../derived/book.ts';
import { seeded } from '../../../src-main/core/operations/sample/people.ts';

let book: TestBook;
beforeEach(() => void (book = createTestBook()));
afterEach(() => book.dispose());

const rebuild = () => {
  rebuildSnapshot(book.db, buildOptions(book.searchPath));
  installSnapshot(book.searchPath);
};

type Kind = 'number' | 'money' | 'date' | 'lunarDate' | 'choice' | 'multiChoice' | 'yesNo' | 'text' | 'rating';
const KINDS: readonly Kind[] = ['number', 'money', 'date', 'lunarDate', 'choice', 'multiChoice', 'yesNo', 'text', 'rating'];
const WORDS = ['龙井', '普洱', '白茶', 'Oolong', '茉莉'];
const two = (n: number) => String(n).padStart(2, '0');

function makeFields(): Record<string, number> {
  const ids: Record<string, number> = {};
  let position = 0;
  const make = (label: string, kind: string, formula: string | null = null, result: string | null = null) =>
    book.change((w) => {
      ids[label] = w.create('field', { entity: 'customer', label, kind, options: [...WORDS].reverse(), position: ++position, rules: {}, formula, result, currency: kind === 'money' ? 'CNY' : null, hidden: 0 });
    });
  for (const kind of KINDS) make(kind, kind);
  make('sum', 'formula', `[#${ids['number']}] * 2 + ifempty([#${ids['money']}], 0)`, 'number');
  make('left', 'formula', `days(today(), [#${ids['date']}])`, 'number');
  make('isRich', 'formula', `[#sum] > 50 and [#${ids['yesNo']}]`.replace('#sum', `#${ids['sum']}`), 'yesNo');
  make('greeting', 'formula', `left([#name], 1) & [#${ids['choice']}] & "!"`, 'text');
  make('fault', 'formula', `1 / ([#${ids['number']}] - 5)`, 'number');
  make('next', 'formula', `adddays([#${ids['date']}], 30)`, 'date');
  return ids;
}

function addPeople(ids: Record<string, number>, count: number, seed: number): void {
  const random = seeded(seed);
  const int = (to: number) => Math.floor(random() * to);
  for (let done = 0; done < count; done += 200) {
    book.change((w) => {
      for (let i = done; i < Math.min(count, done + 200); i++) {
        const custom: Record<string, unknown> = {};
        const put = (name: string, value: unknown) => random() < 0.8 && (custom[String(ids[name])] = value);
        put('number', int(60) / 2);
        put('money', int(20_000) - 5000);
        put('date', `2026-${two(int(12) + 1)}-${two(int(28) + 1)}`);
        put('lunarDate', `L${random() < 0.5 ? '--' : '1990-'}${two(int(12) + 1)}-${two(int(29) + 1)}`);
        put('choice', WORDS[int(5)]);
        put('multiChoice', [WORDS[int(3)], WORDS[3 + int(2)]]);
        put('yesNo', random() < 0.5);
        put('text', `备注 ${WORDS[int(5)]} ${int(50)}`);
        put('rating', int(5) + 1);
        w.create('customer', { kind: 'individual', name: `客户${i}`, pinyin: 'ke hu', custom, grade: i % 3 === 0 ? 'A' : null, contactEvery: i % 5 === 0 ? int(40) : null, verifiedOn: random() < 0.5 ? `2026-0${int(9) + 1}-01` : null });
      }
    });
  }
}

const TESTS: Readonly<Record<string, readonly FieldOp[]>> = {
  number: [{ op: 'range', min: 5, max: 10 }, { op: 'empty' }],
  money: [{ op: 'range', min: 0 }],
  date: [{ op: 'range', min: '2026-03-01', max: '2026-05-31' }, { op: 'relative', unit: 'month', from: 0, to: 0 }],
  lunarDate: [{ op: 'relative', unit: 'month', from: 1, to: 1 }, { op: 'notEmpty' }],
  choice: [{ op: 'any', values: ['普洱', 'oolong'] }, { op: 'none', values: ['白茶'] }],
  multiChoice: [{ op: 'all', values: ['龙井', '茉莉'] }],
  yesNo: [{ op: 'any', values: ['yes'] }],
  text: [{ op: 'contains', value: '茉莉' }],
  rating: [{ op: 'range', min: 4 }],
  sum: [{ op: 'range', min: 20, max: 60 }],
  left: [{ op: 'range', min: -30, max: 30 }],
  isRich: [{ op: 'any', values: ['yes'] }, { op: 'empty' }],
  greeting: [{ op: 'contains', value: '客普洱' }],
  fault: [{ op: 'empty' }],
  next: [{ op: 'range', min: '2026-04-01', max: '2026-06-30' }],
};

function* queries(ids: Record<string, number>): Generator<DerivedQuery> {
  for (const [name, tests] of Object.entries(TESTS)) {
    const field = `custom:${ids[name]}`;
    for (const test of tests) yield { filter: { all: [{ field, test }] }, sort: { field: 'id', direction: 'asc' } };
    for (const direction of ['asc', 'desc'] as const) yield { sort: { field, direction } };
  }
  yield { filter: { all: [{ field: 'verifyDue', test: { op: 'relative', unit: 'day', from: -9999, to: 0 } }] }, sort: { field: 'verifyDue', direction: 'asc' } };
  yield { filter: { all: [{ field: 'contactDueOn', test: { op: 'relative', unit: 'day', from: -9999, to: 0 } }] }, sort: { field: 'contactDueOn', direction: 'desc' } };
  yield { filter: { all: [{ field: 'contactScore', test: { op: 'range', min: 0 } }] }, sort: { field: 'contactScore', direction: 'desc' } };
  yield { filter: { all: [{ field: 'contactEvery', test: { op: 'range', min: 1 } }] }, sort: { field: 'contactEvery', direction: 'asc' } };
  yield { text: '茉莉', sort: { field: 'id', direction: 'asc' } };
}

function agree(fast: Derived, ids: Record<string, number>): void {
  const plain = createPlainDerived(book.db, () => NOW);
  for (const query of queries(ids)) expect([query, Array.from(fast.ids(query))]).toEqual([query, Array.from(plain.ids(query))]);
}

describe('columns of custom fields', () => {
  it('from a snapshot, with changes since, answer what the rows answer', async () => {
    const ids = makeFields();
    addPeople(ids, 600, 1);
    rebuild();
    const fast = book.open();
    await fast.ready();
    agree(fast, ids);
    addPeople(ids, 60, 2);
    agree(fast, ids);
    expect(book.troubles).toEqual([]);
  });

  it('for fields made, changed and brought back after the snapshot, too', async () => {
    const seed: Record<string, number> = {};
    book.change((w) => void (seed['x'] = w.create('customer', { kind: 'individual', name: '第一位', pinyin: 'di' })));
    rebuild();
    let fast = book.open();
    await fast.ready();
    const ids = makeFields();
    addPeople(ids, 80, 3);
    agree(fast, ids);
    book.change((w) => void w.update('field', ids['sum']!, { formula: `[#${ids['number']}] - 1` }));
    book.change((w) => void w.update('field', ids['choice']!, { options: WORDS }));
    agree(fast, ids);
    book.change((w) => void w.remove('field', ids['number']!));
    fast.close();
    rebuild();
    book.change((w) => void w.restore('field', ids['number']!));
    fast = book.open();
    await fast.ready();
    agree(fast, ids);
    expect(book.troubles).toEqual([]);
  });
});
