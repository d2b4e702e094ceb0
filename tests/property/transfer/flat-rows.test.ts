import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../shared/modules/transfer.ts';
import { customName } from '../../../shared/modules/custom-fields.ts';
import { imageOf } from '../../../src-main/core/changes/rows.ts';
import type { StoredField } from '../../../src-main/core/derived/fields/stored-fields.ts';
import { applyRow } from '../../../src-main/core/operations/transfer/apply-rows.ts';
import { applyFlat } from '../../../src-main/core/operations/transfer/flat/apply.ts';
import { createFlatKeys, flatKeys } from '../../../src-main/core/operations/transfer/flat/keys.ts';
import { createFlatReader } from '../../../src-main/core/operations/transfer/flat/reader.ts';
import { hashKey } from '../../../src-main/core/operations/transfer/key-hash.ts';
import { createKeyIndex } from '../../../src-main/core/operations/transfer/key-index.ts';
import { matchKeys } from '../../../src-main/core/operations/transfer/matching.ts';
import { createRowReader } from '../../../src-main/core/operations/transfer/validate-row.ts';
import { testContext } from '../../support/transfer/read-all.ts';

const field = (name: string) => ({ to: 'field' as const, field: name });
const columns: Readonly<Record<string, Mapping['columns'][number]>> = {
  编号: field('code'), 姓名: field('name'), 姓: field('familyName'), 名: field('givenName'), 性别: field('gender'), 手机: field('phones'), 微信: field('wechats'), 邮箱: field('emails'),
  公司: field('company'), 职务: field('title'), 地址: field('addresses'), 生日: field('birthday'), 来源: field('source'), 等级: field('grade'),
  标签: field('tags'), 备注: field('notes'), 其他说明: field('notes'), 偏好: field('preferences'), 痛点: field('painPoints'), 顾虑: field('painPoints'), 合适时段: field('preferredTime'), 类型: field('kind'), 积分: { to: 'extra' }, 余额: { to: 'extra' }, 序号: { to: 'ignore' },
  会员分: field('custom:91'), 储值: field('custom:92'), 到期: field('custom:93'), 尺码: field('custom:94'), 品类: field('custom:95'), 门店: field('custom:96'), 级别: field('custom:97'),
}; // prettier-ignore
const own = (id: number, kind: StoredField['kind'], more: Partial<StoredField> = {}): StoredField => ({
  id, kind, label: `f${id}`, aliases: [], options: [], section: null, position: id, rules: {}, formula: null, result: null, unit: null,
  currency: kind === 'money' ? 'CNY' : null, hidden: false, onTop: false, ownerOnly: false, deleted: false, ...more,
}); // prettier-ignore
const fields = [
  own(91, 'number'), own(92, 'money'), own(93, 'date'), own(94, 'text'), own(95, 'choice', { options: ['茶叶', '礼盒'] }), own(96, 'choice'),
  own(97, 'number', { rules: { max: 5 } }),
]; // prettier-ignore
const context = { ...testContext, fields: new Map(fields.map((f) => [customName(f.id), f])), collect: new Map([[96, new Set<string>()]]) };
const headers = Object.keys(columns);
const mapping: Mapping = { columns: Object.values(columns) };
const careful = createRowReader(mapping, headers, context, { guarded: true });
const flat = createFlatReader(mapping, headers, context)!;

/** Plain cells, cells with a catch, and anything at all. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  编号: ['C0001', 'c-2', 'A b', '1e+5', '无', "'001", '1.5e+12'],
  姓名: ['王小明', '欧阳娜娜', 'Ada Lovelace', '合计', 'Total', 'Null', '重庆天成贸易有限公司', 'Smith Foods Ltd', '劉德華', '—', 'A', '13800138000', '张 三', 'Grand Hotel'],
  姓: ['王', 'Lee', '欧阳', '无', 'O\'Neil', ' 李', 'x'.repeat(61)],
  名: ['小明', 'Ann', '娜 娜', '—', '\n', 'Mary Ann'],
  性别: ['男', '女', 'M', 'male', '先生', '保密', '?'],
  手机: ['13800138000', '15912345678', '12345678901', '138 0013 8000', '13800138000 ', '021-62345678', '1380013800', '１３８００１３８０００', '无'],
  微信: ['wx_1', 'WX:abc', 'a/b', '微信号', 'Abc-9', '无'],
  邮箱: ['a@b.com', 'A.B@C.cn', 'a@b', 'a b@c.cn', 'a@b@c.cn', '@b.cn', 'mailto:a@b.cn', 'none', 'a@.cn', 'a@b.c.'],
  公司: ['天成贸易有限公司', '远山资本', '恒信股份有限公司', '中泰集团有限公司', 'Smith Foods Ltd', '公司', '有限公司', '东方（上海）有限公司', '德润  公司', 'N/A', '個人有限公司'],
  职务: ['经理', '采购', '-', '店长 兼 采购', '未知'],
  地址: ['上海市人民路1号5室', 'No. 5, Main St', '"x"', '路\n号', '不详', 'a\\b'],
  生日: ['1990-05-06', '2024-02-29', '2024-02-30', '1990/5/6', '2999-01-01', '1700-01-01', '农历八月十五', '0000-00-00', '1990-13-01'],
  来源: ['门店', '小红书', ' 抖音', 'null'],
  等级: ['A', 'VIP', '*'],
  标签: ['VIP', 'A', 'VIP、老客户', '#x', 'myContacts', '老 客户', 'a.b'],
  备注: ['要开发票', '多 行', 'a\u200bb', '\ufffd', 'x'.repeat(50)],
  其他说明: ['茶', '咖啡；酒', '=1+1'],
  偏好: ['岩茶', '无糖，少冰', '无', "'=x"],
  痛点: ['怕送货晚', '嫌贵', '\n'],
  顾虑: ['售后', 'a\u200bb', '—'],
  合适时段: ['下午', '周末 10:00-12:00', '无', 'x"y'],
  类型: ['个人', '企业', '公司', '其他', '机构'],
  积分: ['12', '-3.50', '"', '0'],
  余额: ['1,200', '500', '￥5', ' ', '无'],
  序号: ['1', '"'],
  会员分: ['120', '3.50', '-7', '1,200', '1e5', '007', '-0', '12345678901.5', '1.2万', '0.00001'],
  储值: ['80', '1200.50', '0.07', '1.005', '￥80', '-3.20', '1.10'],
  到期: ['2027-01-31', '1999-12-01', '2027-02-30', '31/12/2027'],
  尺码: ['L', '170/92A', '无', 'a"b'],
  品类: ['茶叶', '礼盒', '其他', '茶叶、礼盒'],
  门店: ['一店', '旗舰店', '无'],
  级别: ['3', '', '9'],
};
const cell = (header: string) =>
  fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom('', ...(USUAL[header] ?? []).slice(0, 2)) },
    { weight: 4, arbitrary: fc.constantFrom(...(USUAL[header] ?? [''])) },
    { weight: 2, arbitrary: fc.oneof(fc.string({ maxLength: 14 }), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.stringMatching(/^[ \u3000.,;:a王1-]{0,6}$/)) },
  );
const cells = fc.tuple(...headers.map(cell)).chain((row) => fc.constantFrom(row, row, [...row, ''], [...row, 'x'], row.slice(0, 9)));

const NOW = 1_764_000_000_000;
const choices = { read: {}, mapping, onMatch: 'fill', possibleDuplicates: 'create', defaultKind: testContext.defaultKind } as const;

describe('the short way of the import', () => {
  it('makes of every row it takes what the careful way makes, down to the bytes of the table', () => {
    let taken = 0;
    fc.assert(
      fc.property(cells, (row) => {
        const source = { row: 2, cells: row };
        const short = flat.read(source);
        if (short === null) return;
        taken++;
        const outcome = careful.read(source);
        expect(outcome).toMatchObject({ kind: 'ok', issues: [] });
        if (outcome.kind !== 'ok') return;
        const tags = new Map([['VIP', 5]]);
        const tagId = (name: string) => tags.get(name) ?? tags.set(name, tags.size + 10).get(name)!;
        let long: unknown = null;
        const shelf = { get: () => null, identity: () => null, update: () => false, agree: () => false, create: (fields: Readonly<Record<string, unknown>>) => ((long = imageOf('customer', fields, NOW)), 1) };
        applyRow({ shelf, index: createKeyIndex(), choices, tagId, kindMapped: true }, outcome);
        let made: unknown = null;
        const done = applyFlat({ index: createKeyIndex(), identity: () => null, leavePossible: false, create: (image) => ((made = [...image]), 1), tags: (name) => (name === '' ? '' : JSON.stringify([tagId(name)])) }, short, NOW);
        expect(done).toEqual({ lookalike: null });
        expect(made).toEqual(long);
      }),
      { numRuns: 20_000 },
    );
    // The short way is worth its code only when it takes the usual rows.
    expect(taken).toBeGreaterThan(1000);
  });

  it('knows a customer by the same keys', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const source = { row: 2, cells: row };
        const short = flat.read(source);
        const outcome = short && careful.read(source);
        if (short === null || outcome?.kind !== 'ok') return;
        const keys = createFlatKeys();
        flatKeys(short, keys);
        const { keys: contacts, name } = matchKeys(outcome.draft);
        const wanted = [...contacts.map((k) => k.key), `n:${name}`, ...(contacts.length === 0 ? [`k:${name}`] : [])].map((key) => {
          const hash = { place: 0, tag: 0 };
          hashKey(key, hash);
          return hash;
        });
        expect(Array.from({ length: keys.size }, (_, i) => ({ place: keys.places[i], tag: keys.tags[i] }))).toEqual(wanted);
        const rival = { place: 0, tag: 0 };
        hashKey(`${contacts.length > 0 && !short.company ? 'k' : 'n'}:${name}`, rival);
        expect(keys.rival).toEqual(rival);
      }),
      { numRuns: 10_000 },
    );
  });
});
