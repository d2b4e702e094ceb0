import { describe, expect, it } from 'vitest';
import type { ColumnTarget } from '../../../shared/modules/transfer.ts';
import type { Cell } from '../../../src-main/core/operations/transfer/cells.ts';
import { addGuard, removeGuard } from '../../../src-main/core/operations/transfer/guard.ts';
import { joinName } from '../../../shared/kernel/person-name.ts';
import { companyKey, looksLikeCompany } from '../../../src-main/core/operations/transfer/names.ts';
import { createRowReader } from '../../../src-main/core/operations/transfer/validate-row.ts';
import { testContext } from '../../support/transfer/read-all.ts';

type Columns = Readonly<Record<string, ColumnTarget | string>>;

function read(columns: Columns, cells: readonly Cell[], guarded = true) {
  const targets = Object.values(columns).map((t): ColumnTarget => (typeof t === 'string' ? { to: 'field', field: t } : t));
  return createRowReader({ columns: targets }, Object.keys(columns), testContext, { guarded }).read({ row: 7, cells });
}

describe('validating rows', () => {
  it('makes a customer of every field', () => {
    // prettier-ignore
    const columns: Columns = {
      姓名: 'name', 手机: 'phones', 座机: { to: 'field', field: 'phones', label: '座机' }, 微信: 'wechats', 邮箱: 'emails', 公司: 'company', 职务: 'title',
      省: { to: 'field', field: 'addresses', part: 'province' }, 地址: { to: 'field', field: 'addresses', part: 'street' }, 性别: 'gender',
      生日: 'birthday', 等级: 'grade', 来源: 'source', 标签: 'tags', 备注: 'notes', 会员号: 'code', 建档: 'createdAt', 积分: { to: 'extra' }, 序号: { to: 'ignore' },
    };
    const cells = [
      '张三',
      '13800138000',
      '21-62345678',
      'wx1',
      'a@b.com',
      '远山',
      '店长',
      '浙江省',
      '杭州市文三路1号',
      '女',
      '农历八月十五',
      'A',
      '抖音',
      '老客户、VIP',
      '爱喝茶',
      'M001',
      '2024-03-05 10:30',
      '120',
      '1',
    ];
    // prettier-ignore
    expect(read(columns, cells)).toEqual({
      kind: 'ok',
      row: 7,
      draft: {
        name: '张三', kind: 'individual', phones: [{ value: '13800138000' }, { value: '021-62345678', label: '座机' }], wechats: [{ value: 'wx1' }],
        emails: [{ value: 'a@b.com' }], company: '远山', title: '店长', addresses: [{ value: '浙江省杭州市文三路1号' }], gender: 'female', birthday: 'L--08-15',
        grade: 'A', source: '抖音', tagNames: ['老客户', 'VIP'], notes: '爱喝茶', code: 'M001', createdAt: Date.UTC(2024, 2, 5, 10, 30), extra: { 积分: '120' },
      },
      issues: [{ row: 7, column: '座机', code: 'phone.zeroRestored', severity: 'warning', value: '21-62345678' }],
    });
  });

  it('lets company or phone stand in for a missing name, and asks for one of them', () => {
    const columns = { name: 'name', company: 'company', phone: 'phones' };
    expect(read(columns, ['', '远山资本', '13800138000'])).toMatchObject({
      kind: 'ok',
      draft: { name: '远山资本', kind: 'company' },
      issues: [{ code: 'name.fromCompany' }],
    });
    expect(read(columns, ['', '', '13800138000'])).toMatchObject({
      kind: 'ok',
      draft: { name: '13800138000' },
      issues: [{ code: 'name.fromPhone' }],
    });
    expect(read({ ...columns, x: { to: 'extra' } }, ['', '', '', 'something'])).toMatchObject({
      kind: 'error',
      issues: [{ code: 'name.missing' }],
    });
    expect(read(columns, ['', ' ', null])).toEqual({ kind: 'blank', row: 7 });
  });

  it('takes a numbered line that nobody filled in for blank, not for a customer without a name', () => {
    const columns: Columns = { 序号: { to: 'ignore' }, 姓名: 'name', 手机: 'phones', 编号: { to: 'extra' } };
    const blank = { kind: 'blank', row: 7 };
    expect(read(columns, ['12'])).toEqual(blank);
    expect(read(columns, [12, null, ' ', ''])).toEqual(blank);
    expect(read(columns, ['', '', '', '12、'])).toEqual(blank);
    expect(read(columns, ['12', '', '', 12])).toEqual(blank);
    expect(read(columns, ['以下空白', '', '', ''])).toEqual(blank);
    expect(read(columns, ['', '', '', 'VIP 12'])).toMatchObject({ kind: 'error', issues: [{ code: 'name.missing' }] });
    expect(read({ ...columns, 余额: { to: 'extra' } }, ['', '', '', '', '33'])).toMatchObject({ kind: 'error', issues: [{ code: 'name.missing' }] });
    expect(read(columns, ['12', '', '', '', '多出来的'])).toMatchObject({ kind: 'error' });
    expect(read(columns, ['12', '', '13800138000'])).toMatchObject({ kind: 'ok' });
    const two: Columns = { ...columns, 积分: { to: 'extra' } };
    expect(read(two, ['', '', '', '12', '300'])).toMatchObject({ kind: 'error' });
  });

  it('names the cell of impossible, future and ambiguous dates', () => {
    const columns = { name: 'name', 生日: 'birthday' };
    const issue = (value: Cell) => {
      const out = read(columns, ['张三', value]);
      return out.kind === 'blank' ? out : [out.kind, ...out.issues.map((i) => `${i.column} ${i.code}`)];
    };
    expect(issue('2024-02-30')).toEqual(['error', '生日 date.impossible']);
    expect(issue('2062-01-01')).toEqual(['error', '生日 birthday.future']);
    expect(issue('03/04/1990')).toEqual(['error', '生日 date.ambiguous']);
    expect(read(columns, ['张三', '夏天'])).toMatchObject({
      kind: 'ok',
      draft: { extra: { 生日: '夏天' } },
      issues: [{ code: 'date.unreadable' }],
    });
  });

  it('keeps what it cannot read beside the customer, and says so', () => {
    const columns = { name: 'name', 手机: 'phones', 性别: 'gender', code: 'code' };
    expect(read(columns, ['张三', '1.38E+10', '未婚', '1.2E+17'])).toMatchObject({
      kind: 'ok',
      draft: { extra: { 手机: '1.38E+10', 性别: '未婚', code: '1.2E+17' } },
      issues: [{ code: 'phone.scientificLost' }, { code: 'choice.unknown' }, { code: 'number.digitsLost' }],
    });
    expect(read(columns, ['张\ufffd', { error: '#N/A' }])).toMatchObject({
      issues: [{ code: 'text.undecodable' }, { code: 'cell.error' }],
    });
  });

  it('keeps out rows that are damaged, too long or no customers', () => {
    const columns = { name: 'name' };
    const codes = (cells: readonly Cell[]) => {
      const out = read(columns, cells);
      return out.kind === 'error' ? out.issues.map((i) => i.code) : out.kind;
    };
    expect(codes(['x'.repeat(201)])).toEqual(['text.tooLong']);
    expect(codes(['张三', '多出来的'])).toEqual(['row.tooManyCells']);
    expect(codes(['张三', ''])).toBe('ok');
    expect(codes(['合计'])).toEqual(['row.total']);
    const torn = createRowReader({ columns: [{ to: 'field', field: 'name' }] }, ['name'], testContext, { guarded: true }).read({
      row: 3,
      cells: ['x'],
      problem: 'row.quoteUnclosed',
    });
    expect(torn).toMatchObject({ kind: 'error', issues: [{ code: 'row.quoteUnclosed' }] });
  });

  it('is not led astray by headings that are names of object parts', () => {
    const out = read({ name: 'name', __proto__x: { to: 'extra' as const }, constructor: { to: 'extra' as const } }, ['张三', 'a', 'b']);
    expect(out).toMatchObject({ draft: { extra: { __proto__x: 'a', constructor: 'b' } } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('the guard against formulas', () => {
  it('comes off exactly as export put it on', () => {
    for (const text of ['=1+1', '+86 138', '-5', '@x', "'=1", "''=1", '＝1', '\t=1', "'plain", 'plain', '', "'"])
      expect(removeGuard(addGuard(text))).toBe(text);
    expect(addGuard('=1+1')).toBe("'=1+1");
    expect(read({ name: 'name' }, ["'=1+1"])).toMatchObject({ draft: { name: '=1+1' } });
    expect(read({ name: 'name' }, ["'=1+1"], false)).toMatchObject({ draft: { name: "'=1+1" } });
  });
});

describe('names', () => {
  it('gives one key to the spellings of one company', () => {
    const keys = ['远山资本有限公司', '遠山資本有限責任公司', '远山资本（股份）有限公司', ' 远山资本 ', '远山资本股份有限公司'].map(
      companyKey,
    );
    expect(keys[1]).toBe(keys[0]);
    expect(new Set([keys[0], keys[3], keys[4]]).size).toBe(1);
    expect(companyKey('ACME Trading Co., Ltd.')).toBe(companyKey('Acme  Trading'));
  });

  it('tells companies from people', () => {
    expect(['远山资本有限公司', '老王面馆店', '北京大学', 'Acme Inc.', 'Foo Co., Ltd'].map(looksLikeCompany)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['张三', '王店', '欧阳娜娜', 'Ada Lovelace', 'Vincent'].map(looksLikeCompany)).toEqual([false, false, false, false, false]);
  });

  it('joins names in the order of their script', () => {
    expect([joinName('欧阳', '娜娜'), joinName('Lovelace', 'Ada'), joinName('', 'Ada')]).toEqual(['欧阳娜娜', 'Ada Lovelace', 'Ada']);
  });
});
