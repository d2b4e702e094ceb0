import { describe, expect, it } from 'vitest';
import type { ColumnTarget } from '../../../shared/modules/transfer.ts';
import { columnTargetSchema } from '../../../shared/modules/transfer.ts';
import { withQuestion } from '../../../src-renderer/features/transfer/import-actions.ts';
import { openQuestions, targetKey, targetOf, targetOptions } from '../../../src-renderer/features/transfer/targets.ts';

const echo = (key: string) => key;

describe('what a column can become', () => {
  const options = targetOptions(echo).flatMap((group) => group.options);
  it('offers each choice once, each a target of the contract', () => {
    expect(new Set(options.map((option) => option.value)).size).toBe(options.length);
    for (const { value } of options) {
      const target = targetOf(value, { to: 'ignore' });
      expect(columnTargetSchema.safeParse(target).success).toBe(true);
      expect(targetKey(target)).toBe(value);
    }
  });
  it('leaves out what cannot be imported', () => {
    const values = options.map((option) => option.value);
    expect(values).not.toContain('field:updatedAt');
    expect(values).not.toContain('field:pinyin');
    expect(values).toEqual(expect.arrayContaining(['field:familyName', 'field:givenName', 'field:birthday::lunar', 'field:addresses:province', 'extra', 'ignore']));
  });
  it('keeps label and date order while the field stays, and drops them with it', () => {
    const phone: ColumnTarget = { to: 'field', field: 'phones', label: '座机' };
    expect(targetOf('field:phones', phone)).toEqual(phone);
    expect(targetOf('field:wechats', phone)).toEqual({ to: 'field', field: 'wechats' });
  });
});

describe('openQuestions', () => {
  const question = { example: '03/04/1990', readings: [] };
  const columns = [
    { index: 0, ambiguousDate: null },
    { index: 1, ambiguousDate: question },
  ];
  it('asks for dates that can be read two ways until an order is given', () => {
    const birthday: ColumnTarget = { to: 'field', field: 'birthday' };
    expect(openQuestions(columns, [{ to: 'ignore' }, birthday])).toEqual([1]);
    expect(openQuestions(columns, [{ to: 'ignore' }, { ...birthday, dateOrder: 'dmy' }])).toEqual([]);
  });
  it('does not ask when the column is not imported as a date', () => {
    expect(openQuestions(columns, [{ to: 'ignore' }, { to: 'extra' }])).toEqual([]);
  });
});

describe('withQuestion', () => {
  const readings = [
    { order: 'mdy' as const, date: 'S1990-03-04' },
    { order: 'dmy' as const, date: 'S1990-04-03' },
  ];
  const column = (header: string) => ({ index: 0, header, samples: [], fieldKind: 'text' as const, target: { to: 'extra' as const }, confidence: 'sure' as const, ambiguousDate: null });
  const seen = {
    fileName: 'a.csv', format: 'csv' as const, sizeBytes: 1, encoding: null, encodingCertain: true, delimiter: ',', sheets: [], sheet: null, headerRow: 1,
    firstRows: [], columns: [column('姓名'), column('生日')], rows: null, savedMapping: false,
  }; // prettier-ignore

  it('puts the question that only the whole file raised to its column', () => {
    const { columns } = withQuestion(seen, { code: 'import.ambiguousDate', column: '生日', example: '03/04/1990', readings });
    expect(columns.map((one) => one.ambiguousDate)).toEqual([null, { example: '03/04/1990', readings }]);
  });
  it('leaves the columns alone for any other error', () => {
    expect(withQuestion(seen, { code: 'import.noName' })).toBe(seen);
  });
});
