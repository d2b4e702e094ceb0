import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactValue } from '../../../shared/modules/fields.ts';
import { addGuard, removeGuard } from '../../../src-main/core/operations/transfer/guard.ts';
import { isLabelledHeading, labelledHeading, readContacts, writeContacts } from '../../../src-main/core/operations/transfer/labelled-contacts.ts';
import { createRowReader } from '../../../src-main/core/operations/transfer/validate-row.ts';
import { testContext } from '../../support/transfer/read-all.ts';

/** Many of the signs that mean something in a cell, among others that do not. */
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...'\\;；（()）:： ,，、/|\n\'"=+-@a1王手机司'), minLength: 1, maxLength: max }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: max }),
      fc.constantFrom('13800000000', '021-62345678', '上海市世纪大道1号（南门）', 'a@b.com', '公司'),
    )
    .map((s) => s.trim().slice(0, max).trim())
    .filter((s) => s !== '' && s.isWellFormed());
const contact: fc.Arbitrary<ContactValue> = fc.record({ value: text(40), label: text(20) }, { requiredKeys: ['value'] });
const list = fc.uniqueArray(contact, { selector: (c) => c.value, minLength: 1, maxLength: 6 });
const language = fc.constantFrom('zh-CN' as const, 'en' as const);

describe('contacts with labels in one cell', () => {
  it('come back as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(list, language, (contacts, lang) => {
        expect(readContacts(removeGuard(addGuard(writeContacts(contacts, lang))))).toEqual(contacts);
      }),
      { numRuns: 5_000 },
    );
  });

  it('come back through the reader of an import, in every field that has them', () => {
    fc.assert(
      fc.property(list, language, fc.constantFrom('phones', 'emails', 'wechats', 'addresses'), (contacts, lang, field) => {
        const headers = ['name', labelledHeading('手机', lang)];
        const columns = [{ to: 'field' as const, field: 'name' }, { to: 'field' as const, field }];
        const reader = createRowReader({ columns }, headers, testContext, { guarded: true });
        const out = reader.read({ row: 2, cells: ['张三', addGuard(writeContacts(contacts, lang))] });
        expect(out).toMatchObject({ kind: 'ok', draft: { [field]: contacts } });
      }),
      { numRuns: 2_000 },
    );
  });

  it('never break the reader, whatever somebody made of the cell', () => {
    fc.assert(
      fc.property(text(80), (cell) => {
        for (const { value, label } of readContacts(cell)) {
          expect(value).not.toBe('');
          expect(label).not.toBe('');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('take no longer for a cell made to be slow', () => {
    for (const piece of [' ', '(', '(a', '\\', '\\(', ';', '（ ']) expect(() => readContacts(`a${piece.repeat(60_000)}b`)).not.toThrow();
  });

  it('read well, and can be mended by hand with any brackets', () => {
    const written = writeContacts([{ value: '13800000000', label: '公司' }, { value: '021-62345678' }], 'zh-CN');
    expect(written).toBe('13800000000（公司）; 021-62345678');
    expect(writeContacts([{ value: 'a@b.com', label: 'Work' }], 'en')).toBe('a@b.com (Work)');
    expect(readContacts('13800000000 (公司)；13900000000（家;')).toEqual([{ value: '13800000000', label: '公司' }, { value: '13900000000（家' }]);
    expect(readContacts(' ; （） ;')).toEqual([{ value: '（）' }]);
  });

  it('are told by the heading, with or without the number of a second column', () => {
    for (const header of ['手机（标签）', 'Phone (label)', '手机(标签) 2', 'Phone (Label)']) expect(isLabelledHeading(header)).toBe(true);
    for (const header of ['手机', '地址（必填）', '标签', '客户标签', 'Label']) expect(isLabelledHeading(header)).toBe(false);
  });
});
