import { describe, expect, it } from 'vitest';
import { dayOfIso, isoOfDay } from '../../../shared/kernel/formula-functions.ts';
import { renameFields } from '../../../shared/kernel/formula-text.ts';
import { readFormula, type FormulaField, type FormulaValue } from '../../../shared/kernel/formula.ts';

const FIELDS: Readonly<Record<string, FormulaField>> = {
  积分: { ref: '#1', type: 'number' },
  余额: { ref: '#2', type: 'number' },
  到期: { ref: '#3', type: 'date' },
  姓名: { ref: 'name', type: 'text' },
  会员: { ref: '#4', type: 'yesNo' },
  项目: { ref: '#5', type: 'list' },
  'Skin type': { ref: '#6', type: 'text' },
};
const TODAY = dayOfIso('2026-11-22')!;
const VALUES: Readonly<Record<string, FormulaValue>> = { '#1': 120, '#2': 88.5, '#3': dayOfIso('2026-12-25'), name: '王小明', '#4': true, '#5': ['美甲', '面部'], '#6': null };

function value(source: string, values = VALUES): unknown {
  const reading = readFormula(source, (name) => (Object.hasOwn(FIELDS, name) ? FIELDS[name]! : null));
  if (!reading.ok) return { problem: reading.problem.code, at: reading.problem.at, length: reading.problem.length };
  const { formula } = reading;
  return formula.run((i) => values[formula.refs[i]!] ?? null, TODAY);
}

describe('a formula', () => {
  it('computes numbers in the usual order, with brackets and signs', () => {
    expect(value('1 + 2 * 3')).toBe(7);
    expect(value('(1 + 2) * 3 - -4')).toBe(13);
    expect(value('[积分] / 40 + 余额')).toBe(91.5);
    expect(value('round(2 / 3, 2)')).toBe(0.67);
    expect(value('round(1.005, 2)')).toBe(1.01);
    expect(value('round(-2.5)')).toBe(-3);
  });

  it('reads what a Chinese keyboard types', () => {
    expect(value('（１＋２）×３')).toBe(9);
    expect(value('如果（［积分］≥100，“金卡”，“普通”）')).toBe('金卡');
    expect(value('天数（今天（），【到期】）')).toBe(33);
  });

  it('moves dates by days and months and counts between them', () => {
    expect(isoOfDay(value('[到期] + 7') as number)).toBe('2027-01-01');
    expect(isoOfDay(value('addmonths(date(2026,1,31), 1)') as number)).toBe('2026-02-28');
    expect(value('[到期] - today()')).toBe(33);
    expect(value('age(date(1990,11,23))')).toBe(35);
    expect(value('age(date(1990,11,22))')).toBe(36);
  });

  it('decides, and looks only at the side it needs', () => {
    expect(value('if(会员 and 积分 > 100, "A", "B")')).toBe('A');
    expect(value('if(not 会员, 1 / 0, 5)')).toBe(5);
    expect(value('or(false, 积分 < 0)')).toBe(false);
    expect(value('has(项目, "美甲") 且 count(项目) = 2')).toBe(true);
  });

  it('works on texts by characters, not by code units', () => {
    expect(value('left(姓名, 1) & "先生"')).toBe('王先生');
    expect(value('length("👩‍👩‍👧x")')).toBe(6);
    expect(value('姓名 = " 王 小明"')).toBe(true);
    expect(value('contains("Ａbc", "aB")')).toBe(true);
  });

  it('stays empty when a field is empty, and can say what then', () => {
    expect(value('[积分] + 1', {})).toBeNull();
    expect(value('ifempty([积分], 0) + 1', {})).toBe(1);
    expect(value('[Skin type] & "!"')).toBe('!');
    expect(value('[积分] > 3', {})).toBe(false);
    expect(value('empty([Skin type])')).toBe(true);
  });

  it('tells faults of the values apart from faults of the formula', () => {
    expect(value('1 / ([积分] - 120)')).toEqual({ fault: 'divZero' });
    expect(value('number(姓名)')).toEqual({ fault: 'notNumber' });
    expect(value('date(2026, 2, 30)')).toEqual({ fault: 'badDate' });
    expect(value('replace(replace("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"), "b", "cccccccc")')).toEqual({ fault: 'tooLong' });
  });

  it('points at the place that is wrong', () => {
    expect(value('1 + [没有这个]')).toEqual({ problem: 'unknownField', at: 4, length: 6 });
    expect(value('sqrt(4)')).toEqual({ problem: 'unknownFunction', at: 0, length: 4 });
    expect(value('[积分] + 姓名')).toEqual({ problem: 'wrongType', at: 7, length: 2 });
    expect(value('if(1, 2, 3)')).toEqual({ problem: 'wrongType', at: 3, length: 1 });
    expect(value('if(会员, 1, "x")')).toEqual({ problem: 'mixedTypes', at: 10, length: 3 });
    expect(value('积分 = 姓名')).toMatchObject({ problem: 'mixedTypes' });
    expect(value('left("a")')).toMatchObject({ problem: 'argCount' });
    expect(value('1 +')).toMatchObject({ problem: 'unfinished' });
    expect(value('1 2')).toEqual({ problem: 'unexpected', at: 2, length: 1 });
    expect(value('"abc')).toMatchObject({ problem: 'openQuote', at: 0 });
    expect(value('(1 + 2')).toMatchObject({ problem: 'openBracket', at: 0 });
    expect(value('')).toMatchObject({ problem: 'empty' });
  });

  it('is bounded: length, depth and size are refused, not suffered', () => {
    expect(value('('.repeat(900) + '1' + ')'.repeat(900))).toMatchObject({ problem: 'tooDeep' });
    expect(value('-'.repeat(900) + '1')).toMatchObject({ problem: 'tooDeep' });
    expect(value('1+'.repeat(999) + '1')).toMatchObject({ problem: 'tooDeep' });
    expect(value('1'.repeat(2001))).toMatchObject({ problem: 'tooLong' });
  });

  it('cannot reach anything but its fields and functions', () => {
    for (const source of ['constructor("x")', '__proto__', 'toString()', 'process', 'globalThis', '[__proto__]', 'this']) {
      expect(value(source)).toMatchObject({ problem: expect.stringMatching(/^unknown/) as string });
    }
  });

  it('renames its fields and nothing else', () => {
    const rename = (name: string) => ({ 积分: '#1', '#1': '点数' })[name] ?? null;
    expect(renameFields('如果(积分 > 3, "积分", [积分])', rename)).toBe('如果([#1] > 3, "积分", [#1])');
    expect(renameFields('[#1] + 1', rename)).toBe('[点数] + 1');
    expect(renameFields('"open', rename)).toBe('"open');
  });
});
