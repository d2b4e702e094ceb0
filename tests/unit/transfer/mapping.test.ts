import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src-main/core/operations/transfer/inspect.ts';
import { headerSignature } from '../../../src-main/core/operations/transfer/map-columns.ts';
import { textSource } from '../../support/transfer/read-all.ts';

async function look(text: string) {
  const found = await inspectFile(textSource(text), { thisYear: 2026 });
  const columns = found.columns.map(({ header, target }) => {
    if (target.to !== 'field') return `${header}: ${target.to}`;
    return `${header}: ${[target.field, target.part, target.calendar, target.label, target.dateOrder].filter(Boolean).join(' ')}`;
  });
  return { ...found, columns, raw: found.columns };
}

describe('finding the heading row', () => {
  it('takes the first row of a plain table', async () => {
    const found = await look('姓名,手机\n张三,13800000001\n');
    expect([found.headerRow, found.rows]).toEqual([1, 1]);
  });

  it('skips title rows and blank rows', async () => {
    const found = await look(
      '2024年会员名单,,,\n,,,\n序号,会员姓名,手机号码（必填）,生日\n1,张三,13800000001,1990-01-02\n2,李四,13900000002,1991-2-3\n',
    );
    expect(found.headerRow).toBe(3);
    expect(found.columns).toEqual(['序号: ignore', '会员姓名: name', '手机号码（必填）: phones', '生日: birthday']);
  });

  it('joins a group row with the row of its parts', async () => {
    const found = await look('姓名,联系方式,,基本信息,\n,手机,邮箱,性别,生日\n张三,13800000001,a@b.com,男,1990-1-1\n');
    expect(found.headerRow).toBe(2);
    expect(found.columns).toEqual(['姓名: name', '手机: phones', '邮箱: emails', '性别: gender', '生日: birthday']);
  });

  it('knows a file without headings and maps it by its values', async () => {
    const found = await look('张三,13800000001,a@b.com,1\n李四,13900000002,c@d.com,2\n');
    expect(found.headerRow).toBe(0);
    expect(found.columns).toEqual(['A: name', 'B: phones', 'C: emails', 'D: ignore']);
  });

  it('can be told', async () => {
    const found = await inspectFile(textSource('x,y\n姓名,手机\n张三,13800000001\n'), { thisYear: 2026, read: { headerRow: 2 } });
    expect(found.columns.map((c) => c.header)).toEqual(['姓名', '手机']);
  });
});

describe('mapping columns', () => {
  it('reads a sheet of companies with their contact persons', async () => {
    const found = await look(
      '客户名称,联系人,联系电话,地址\n远山资本有限公司,张三,13800000001,上海市浦东新区世纪大道1号\n海华建材有限公司,李四,13900000002,北京市海淀区中关村1号\n',
    );
    expect(found.columns).toEqual(['客户名称: company', '联系人: name', '联系电话: phones', '地址: addresses']);
  });

  it('joins 省, 市, 区 with the street, and keeps what belongs to others', async () => {
    const found = await look(
      '姓名,电话,办公电话,省,市,区,详细地址,农历生日,积分,推荐人电话\n张三,13800138000,021-62345678,浙江省,杭州市,西湖区,文三路1号,八月十五,100,13900000000\n',
    );
    // prettier-ignore
    expect(found.columns).toEqual([
      '姓名: name', '电话: phones', '办公电话: phones 工作', '省: addresses province', '市: addresses city', '区: addresses district',
      '详细地址: addresses street', '农历生日: birthday lunar', '积分: extra', '推荐人电话: extra',
    ]);
  });

  it('reads an export of Google contacts', async () => {
    const header =
      'First Name,Middle Name,Last Name,Organization Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value';
    const found = await look(
      `${header}\nAda,,Lovelace,Acme Inc,1990-01-02,hi,* myContacts ::: Friends,Work,a@b.com,Mobile,+1 415 555 2671\n`,
    );
    // prettier-ignore
    expect(found.columns).toEqual([
      'First Name: givenName', 'Middle Name: extra', 'Last Name: familyName', 'Organization Name: company', 'Birthday: birthday', 'Notes: notes',
      'Labels: tags', 'E-mail 1 - Label: ignore', 'E-mail 1 - Value: emails', 'Phone 1 - Label: ignore', 'Phone 1 - Value: phones',
    ]);
  });

  it('trusts the values of an odd heading and mistrusts a heading its values contradict', async () => {
    const found = await look('客户,号,邮箱\n张三,13800000001,上海\n李四,13900000002,北京\n王五,13700000003,广州\n');
    expect(found.columns).toEqual(['客户: name', '号: phones', '邮箱: extra']);
  });

  it('does not take a plain row count for the customers’ numbers', async () => {
    expect((await look('编号,姓名\n1,张三\n2,李四\n')).columns).toEqual(['编号: extra', '姓名: name']);
    expect((await look('会员号,姓名\n1,张三\n2,李四\n')).columns).toEqual(['会员号: code', '姓名: name']);
    expect((await look('编号,姓名\nA-7,张三\nA-9,李四\n')).columns).toEqual(['编号: code', '姓名: name']);
  });

  it('asks about dates that go two ways and decides those that do not', async () => {
    const asked = await look('name,birthday\nAnn,03/04/1990\n');
    expect(asked.raw[1]?.ambiguousDate).toMatchObject({ example: '03/04/1990', readings: [{ order: 'mdy' }, { order: 'dmy' }] });
    const decided = await look('name,birthday\nAnn,03/04/1990\nBob,25/12/1991\n');
    expect(decided.columns).toEqual(['name: name', 'birthday: birthday dmy']);
    expect(decided.raw[1]?.ambiguousDate).toBeNull();
  });

  it('uses a saved mapping of a file with the same headings', async () => {
    const columns = [{ to: 'extra' as const }, { to: 'field' as const, field: 'name' }];
    const found = await inspectFile(textSource('a,b\nx,1\n'), { thisYear: 2026, saved: () => ({ columns }), read: { headerRow: 1 } });
    expect(found.savedMapping).toBe(true);
    expect(found.columns.map((c) => c.target)).toEqual(columns);
    expect(headerSignature(['姓 名', 'Phone（必填）'])).toBe(headerSignature(['姓名', 'phone']));
  });
});
