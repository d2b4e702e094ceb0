import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeValues } from '../../shared/kernel/merge-text.ts';
import { MERGE_FIELDS, mergedText, mergeParts, salutation, unknownFields, writeField } from '../../shared/kernel/merge-text.ts';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(...MERGE_FIELDS).map((field) => writeField(field, 'zh-CN')),
  fc.constantFrom(...MERGE_FIELDS).map((field) => writeField(field, 'en')),
  fc.constantFrom('{', '}', '{}', '{{姓名}}', '｛姓名｝', '{ Name }', '{生日}', '\n'),
);
const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
const values: fc.Arbitrary<MergeValues> = fc.record(Object.fromEntries(MERGE_FIELDS.map((field) => [field, fc.option(fc.constantFrom('王敏', '  ', '', '好茶公司'))])), { requiredKeys: [] });

describe('a text with fields', () => {
  it('never loses a character that is no field, and never says null or undefined for one that is', () => {
    fc.assert(
      fc.property(text, values, (written, known) => {
        const parts = mergeParts(written, known);
        const said = mergedText(parts);
        if (!/undefined|null/.test(written)) expect(said).not.toMatch(/undefined|null/);
        expect(parts.every((part) => part.text !== '')).toBe(true);
        expect(mergedText(parts.filter((part) => part.kind === 'text')).length).toBeLessThanOrEqual(written.length);
        // With nothing known, the text stays as it was written.
        expect(mergedText(mergeParts(written, {}))).toBe(written);
      }),
    );
  });

  it('fills every known field in, in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MERGE_FIELDS), fc.constantFrom('zh-CN' as const, 'en' as const), (field, language) => {
        expect(mergeParts(`a${writeField(field, language)}b`, { [field]: 'X' })).toEqual([
          { kind: 'text', text: 'a' },
          { kind: 'value', text: 'X' },
          { kind: 'text', text: 'b' },
        ]);
      }),
    );
  });

  it('tells a gap from a name it does not know', () => {
    expect(mergeParts('{姓名}{星座}', { name: ' ' }).map((part) => part.kind)).toEqual(['missing', 'unknown']);
    expect(unknownFields('{姓名}{星座}{ NAME }')).toEqual(['{星座}']);
  });
});

describe('how somebody is spoken to', () => {
  it.each([
    ['王敏', 'female', '王女士'],
    ['欧阳修', 'male', '欧阳先生'],
    ['欧阳', 'male', '欧先生'],
    ['王敏', null, '王敏'],
    ['王敏', 'other', '王敏'],
    ['Jane Miller', 'female', 'Ms Miller'],
    ['Bob', 'male', 'Mr Bob'],
    ['买买提·吐尔逊', 'male', '买买提·吐尔逊'],
  ])('%s, %s: %s', (name, gender, expected) => {
    expect(salutation({ name, gender, kind: 'individual' })).toBe(expected);
    expect(salutation({ name, gender, kind: 'company' })).toBe(name);
  });
});
