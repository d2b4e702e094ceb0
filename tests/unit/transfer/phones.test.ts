import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src-main/core/operations/transfer/cells.ts';
import { readPhones } from '../../../src-main/core/operations/transfer/phones.ts';

const values = (cell: Cell) => readPhones(cell).values.map((v) => (v.label === undefined ? v.value : `${v.value} ${v.label}`));

describe('phones in spreadsheet cells', () => {
  it.each<[Cell, string[]]>([
    ['13800138000', ['13800138000']],
    [13800138000, ['13800138000']],
    ['13800138000.0', ['13800138000']],
    ["'13800138000", ['13800138000']],
    ['１３８ ００１３ ８０００', ['13800138000']],
    ['+86-138-0013-8000', ['13800138000']],
    ['(021)6234 5678', ['021-62345678']],
    ['021-62345678转801', ['021-62345678转801']],
    ['021-62345678-801', ['021-62345678转801']],
    ['400-820-8820', ['400-820-8820']],
    ['95555', ['95555']],
    ['+1 (415) 555-2671', ['+1 415 555 2671']],
    ['13800138000/13900139000', ['13800138000', '13900139000']],
    ['13800138000、021-62345678', ['13800138000', '021-62345678']],
    ['13800138000 13900139000', ['13800138000', '13900139000']],
    ['13800138000；13800138000', ['13800138000']],
    ['王经理13800138000', ['13800138000 王经理']],
    ['13800138000（张总）', ['13800138000 张总']],
    ['无', []],
  ])('reads %j', (cell, expected) => {
    expect(values(cell)).toEqual(expected);
    expect(readPhones(cell).issues).toEqual([]);
  });

  it('recovers numbers in exponent form only when every digit is there', () => {
    expect(readPhones('1.3800138000E+10')).toMatchObject({ values: [{ value: '13800138000' }], issues: ['phone.scientificRecovered'] });
    for (const lost of ['1.38E+10', '1.38001E+10', '1.3800138E+10']) {
      expect(readPhones(lost)).toEqual({ values: [], issues: ['phone.scientificLost'], rest: lost });
    }
  });

  it('puts back the leading zero of landlines and says so', () => {
    expect(readPhones('21-62345678')).toMatchObject({ values: [{ value: '021-62345678' }], issues: ['phone.zeroRestored'] });
    expect(readPhones(57187654321)).toMatchObject({ values: [{ value: '0571-87654321' }], issues: ['phone.zeroRestored'] });
  });

  it('keeps numbers it does not know as written, and words out of the phones', () => {
    expect(readPhones('1380013800')).toMatchObject({ values: [{ value: '1380013800' }], issues: ['phone.unusual'] });
    expect(readPhones('问前台')).toEqual({ values: [], issues: ['phone.notAPhone'], rest: '问前台' });
  });
});
