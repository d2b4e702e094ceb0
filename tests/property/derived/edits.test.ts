/** Whatever is edited in whatever order, search and lists stay equal to a plain pass over the rows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldOp } from '../../../shared/kernel/filter.ts';
import { createPlainDerived } from '../../../src-main/core/derived/plain.ts';
import type { Derived } from '../../../src-main/core/derived/port.ts';
import { rebuildSnapshot } from '../../../src-main/core/derived/rebuild.ts';
import { installSnapshot } from '../../../src-main/core/derived/snapshot/file.ts';
import { addCustomers, buildOptions, createTestBook, fieldsOf, generatedRows, NOW } from '../../unit/derived/book.ts';
import type { TestBook } from '../../unit/derived/book.ts';

const pool = generatedRows(400, 77);

// Letters that meet each other often, and everything else Unicode has.
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'王李伟华aAbn1382 -@.　é李'), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', '有限公司', '1３8', 'ﬁn', 'İstanbul', 'Straße', '한국', 'ｶﾞ', '\ud83d', 'a\nb'),
);
const contacts = fc.array(text.filter((t) => t !== '').map((value) => ({ value })), { maxLength: 3 });
const patch = fc.record(
  {
    name: text.map((t) => t || 'x'),
    pinyin: fc.constantFrom('wang wei', 'li hua', '', 'an na', 'xi an', 'xian'),
    familyName: text,
    givenName: text,
    company: text,
    notes: text,
    preferences: text,
    painPoints: text,
    preferredTime: text,
    code: text,
    phones: contacts,
    emails: contacts,
    wechats: contacts,
    addresses: contacts,
    grade: fc.constantFrom('A', 'B', null),
    tags: fc.subarray([1, 2, 3]),
    birthday: fc.constantFrom(null, 'S1990-05-06', 'S--02-29', 'L--08-15', 'L1984-10+-03'),
    extra: fc.dictionary(fc.constantFrom('甲', '乙'), fc.oneof(text, fc.constantFrom('1', '20', '3.5', 'x', '')), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('update' as const), at: fc.nat(), patch }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const), patch }) },
  fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const, 'undo' as const), at: fc.nat() }),
  // Follow-ups of customers: written, changed, given to somebody else, deleted and brought back.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('say' as const), at: fc.nat(), text }) },
  fc.record({ kind: fc.constantFrom('resay' as const, 'hand' as const, 'unsay' as const, 'say again' as const), at: fc.nat(), to: fc.nat(), text }),
);
const sortFields = ['name', 'company', 'phones', 'birthday', 'grade', 'extra:甲', 'id', 'updatedAt'] as const;
const op: fc.Arbitrary<FieldOp> = fc.oneof(
  text.filter((t) => t.trim() !== '').map((value) => ({ op: 'contains' as const, value })),
  text.filter((t) => t.trim() !== '').map((value) => ({ op: 'startsWith' as const, value })),
  text.map((value) => ({ op: 'equals' as const, value })),
  fc.array(text, { maxLength: 3 }).map((values) => ({ op: 'none' as const, values })),
  fc.constantFrom({ op: 'empty' as const }, { op: 'notEmpty' as const }),
);
const question = fc.record({
  text: fc.option(text, { nil: undefined }),
  filter: fc.array(fc.record({ field: fc.constantFrom('name', 'company', 'notes', 'emails', 'phones', 'grade', 'tags', 'extra:甲'), test: op }), { maxLength: 2 }),
  sort: fc.option(fc.record({ field: fc.constantFrom(...sortFields), direction: fc.constantFrom('asc' as const, 'desc' as const) }), { nil: undefined }),
  deleted: fc.boolean(),
});

function apply(book: TestBook, ids: number[], edits: readonly (typeof edit extends fc.Arbitrary<infer E> ? E : never)[]): void {
  const said: number[] = book.db.raw.prepare<[], number>('SELECT id FROM follow_up ORDER BY id').pluck().all();
  for (const e of edits) {
    book.change((w) => {
      if (e.kind === 'say') said.push(w.create('followUp', { customerId: ids[e.at % ids.length]!, at: NOW, method: 'phone', content: e.text || 'x' }));
      else if (e.kind === 'resay' || e.kind === 'hand' || e.kind === 'unsay' || e.kind === 'say again') {
        const id = said[e.at % said.length];
        if (id === undefined) return;
        if (e.kind === 'resay') w.update('followUp', id, { content: e.text || 'x' });
        else if (e.kind === 'hand') w.update('followUp', id, { customerId: ids[e.to % ids.length]! });
        else if (e.kind === 'unsay') w.remove('followUp', id);
        else w.restore('followUp', id);
      } else if (e.kind === 'create') ids.push(w.create('customer', { ...fieldsOf(pool[ids.length % pool.length]!), ...e.patch }));
      else {
        const id = ids[e.at % ids.length]!;
        if (e.kind === 'update') w.update('customer', id, e.patch);
        else if (e.kind === 'restore') w.restore('customer', id);
        else w.remove('customer', id, e.kind === 'undo' ? 2 : 1);
      }
    });
  }
}

describe('derived data under any edits', () => {
  it('equal a plain pass, before and after a new snapshot', { timeout: 300_000 }, async () => {
    const run = fc.asyncProperty(fc.array(edit, { maxLength: 6 }), fc.array(edit, { maxLength: 12 }), fc.array(question, { minLength: 4, maxLength: 8 }), fc.boolean(), async (before, edits, questions, withSnapshot) => {
      const book = createTestBook();
      try {
        const ids = addCustomers(book, pool.slice(0, 40));
        apply(book, ids, before);
        if (withSnapshot) {
          rebuildSnapshot(book.db, buildOptions(book.searchPath));
          installSnapshot(book.searchPath);
        }
        const derived = book.open();
        await derived.ready();
        apply(book, ids, edits);
        expectEqual(derived, createPlainDerived(book.db, () => NOW), questions);
        expect(book.troubles).toEqual([]);
      } finally {
        book.dispose();
      }
    });
    await fc.assert(run, { numRuns: 150 });
  });
});

function expectEqual(derived: Derived, plain: Derived, questions: readonly (typeof question extends fc.Arbitrary<infer Q> ? Q : never)[]): void {
  for (const q of questions) {
    const query = { text: q.text, filter: { all: q.filter }, sort: q.sort, deleted: q.deleted };
    expect(derived.ids(query)).toEqual(plain.ids(query));
    if (q.text !== undefined) expect(derived.search(q.text, 100).ids).toEqual(plain.search(q.text, 100).ids);
  }
}
