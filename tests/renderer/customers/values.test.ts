import { describe, expect, it } from 'vitest';
import { customerPatchSchema } from '../../../shared/modules/customers.ts';
import { readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import { EMPTY_DRAFT, fillDraft, patchOf } from '../../../src-renderer/features/common/draft-store.ts';
import { addRow, cleanContacts, moveRow } from '../../../src-renderer/features/common/model/contact-rows.ts';
import { cutBySpans, matchDigits, matchName, matchText } from '../../../src-renderer/features/common/model/highlight.ts';
import { readEdit } from '../../../src-renderer/features/common/model/inline-edit.ts';
import { isWorthReading, readPasted } from '../../../src-renderer/features/common/model/smart-paste.ts';
import { fakeCustomer } from '../../support/fake-customers.ts';

const marked = (text: string, spans: ReturnType<typeof matchText>) =>
  cutBySpans(text, spans)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

describe('the mark on what the search met', () => {
  it('marks Chinese, Latin whatever its case, and several words', () => {
    expect(marked('王小明', matchText('王小明', '小'))).toBe('王[小]明');
    expect(marked('Harbor Trading', matchText('Harbor Trading', 'trading har'))).toBe('[Har]bor [Trading]');
    expect(marked('王小明', matchText('王小明', '李'))).toBe('王小明');
  });

  it('marks the characters whose pinyin was typed, in full or by initials', () => {
    expect(marked('王小明', matchName('王小明', 'wang xiao ming', 'wxm'))).toBe('[王小明]');
    expect(marked('王小明', matchName('王小明', 'wang xiao ming', 'xiaom'))).toBe('王[小明]');
    expect(marked('王小明', matchName('王小明', 'wang xiao ming', 'wangx'))).toBe('[王小]明');
    expect(marked('王小明', matchName('王小明', 'wang xiao ming', 'zz'))).toBe('王小明');
  });

  it('finds digits across the spaces of a phone and prefers its end', () => {
    expect(marked('138 0013 8000', matchDigits('138 0013 8000', '8000'))).toBe('138 0013 [8000]');
    expect(marked('138 0013 8000', matchDigits('138 0013 8000', '1380013'))).toBe('[138 0013] 8000');
    expect(marked('138 0013 8000', matchDigits('138 0013 8000', '9'))).toBe('138 0013 8000');
  });
});

describe('a pasted line', () => {
  it('is taken apart: name, phone, address', () => {
    expect(readPasted('王小明 13800138000 上海市徐汇区漕溪北路18号')).toEqual({
      name: '王小明',
      phones: [{ value: '13800138000' }],
      addresses: [{ value: '上海市徐汇区漕溪北路18号' }],
    });
  });

  it('understands labels, full-width signs and several lines', () => {
    const read = readPasted('收货人：李芳\n电话：138 0013 8000\n地址：浙江省杭州市西湖区文三路 259 号\n微信号：lifang_88');
    expect(read.name).toBe('李芳');
    expect(read.phones).toEqual([{ value: '138 0013 8000' }]);
    expect(read.addresses).toEqual([{ value: '浙江省杭州市西湖区文三路 259 号' }]);
    expect(read.wechats).toEqual([{ value: 'lifang_88' }]);
  });

  it('understands company, e-mail, lunar birthday, landline and 微信同号', () => {
    const read = readPasted('张伟，晨光文具有限公司，021-61234567，13912345678 微信同号，zw@example.com，生日农历8月15');
    expect(read).toMatchObject({
      name: '张伟',
      company: '晨光文具有限公司',
      phones: [{ value: '13912345678' }, { value: '021-61234567' }],
      wechats: [{ value: '13912345678' }],
      emails: [{ value: 'zw@example.com' }],
      birthday: 'L--08-15',
    });
  });

  it('keeps an English name in one piece', () => {
    expect(readPasted('Anna van Dyke, +31 20 123 4567, anna@example.nl')).toMatchObject({
      name: 'Anna van Dyke',
      phones: [{ value: '+31 20 123 4567' }],
      emails: [{ value: 'anna@example.nl' }],
    });
  });

  it('always makes what the contract takes, whatever was pasted', () => {
    for (const text of ['', '   ', '13800138000', '生日：13月45日 李四 13800138000', '电话：', '，，，；', 'x'.repeat(3000), '王小明\n备注：老客户\n13800138000']) {
      expect(customerPatchSchema.safeParse(readPasted(text)).success, text.slice(0, 20)).toBe(true);
    }
  });

  it('leaves a plain name alone', () => {
    expect(isWorthReading('王小明')).toBe(false);
    expect(isWorthReading('王小明 13800138000')).toBe(true);
  });
});

describe('the form for a new customer', () => {
  it('sends only what was filled in', () => {
    expect(patchOf({ ...EMPTY_DRAFT, name: ' 王小明 ', phone: '13800138000', tags: [3] })).toEqual({ name: '王小明', phones: [{ value: '13800138000' }], tags: [3] });
    expect(patchOf(EMPTY_DRAFT)).toEqual({});
  });

  it('takes in a paste without touching what is already written', () => {
    const { draft, filled } = fillDraft({ ...EMPTY_DRAFT, company: '自己写的' }, { name: '李芳', company: '别的', phones: [{ value: '1' }, { value: '2' }] });
    expect(filled).toBe(2);
    expect(draft.company).toBe('自己写的');
    expect(patchOf(draft)).toEqual({ name: '李芳', company: '自己写的', phones: [{ value: '1' }, { value: '2' }] });
  });
});

describe('an edit', () => {
  const row = { ...fakeCustomer(1), phones: [{ value: '13800138000', label: '手机' }, { value: '021-61234567' }] };

  it('changes the primary value and keeps its label and the others', () => {
    expect(readEdit(row, 'phones', ' 13900139000 ')).toEqual({
      ok: true,
      changed: true,
      patch: { phones: [{ value: '13900139000', label: '手机' }, { value: '021-61234567' }] },
    });
    expect(readEdit(row, 'phones', '')).toMatchObject({ patch: { phones: [{ value: '021-61234567' }] } });
  });

  it('refuses an empty name, letters in a phone and half an e-mail', () => {
    expect(readEdit(row, 'name', ' ')).toEqual({ ok: false, message: 'customers.list.nameNeeded' });
    expect(readEdit(row, 'phones', 'abc')).toMatchObject({ ok: false });
    expect(readEdit(row, 'emails', 'a@b')).toMatchObject({ ok: false });
    expect(readEdit(row, 'emails', 'a@b.cn')).toMatchObject({ ok: true });
    expect(readEdit(row, 'name', 'x'.repeat(201))).toMatchObject({ ok: false, vars: { max: 200 } });
  });

  it('clears a text with nothing and knows when nothing changed', () => {
    expect(readEdit({ ...row, company: '旧' }, 'company', '')).toMatchObject({ changed: true, patch: { company: null } });
    expect(readEdit({ ...row, company: null }, 'company', '')).toMatchObject({ changed: false });
  });
});

describe('contact lines', () => {
  it('make the moved one primary and save no empty or doubled values', () => {
    const rows = [{ value: 'a' }, { value: 'b', label: ' 家 ' }, { value: ' a ' }, { value: ' ' }];
    expect(cleanContacts(moveRow(rows, 1, 0))).toEqual([{ value: 'b', label: '家' }, { value: 'a' }]);
    expect(addRow(rows)).toBe(rows);
    expect(addRow([{ value: 'a' }]).length).toBe(2);
  });
});

describe('amounts', () => {
  it('are read as people write them, exactly', () => {
    expect(readAmount('1,280.5')).toBe(128_050);
    expect(readAmount('￥300')).toBe(30_000);
    expect(readAmount('-45.05')).toBe(-4505);
    expect(readAmount('１２．３')).toBe(1230);
    expect(readAmount('128元')).toBe(12_800);
    expect(readAmount('0.07')).toBe(7);
  });

  it('are refused when they are none, too long or too large', () => {
    for (const text of ['', 'abc', '1.234', '1.2.3', '99999999999999', '1e5']) expect(readAmount(text), text).toBeNull();
    expect(readAmount('1.5', 0)).toBeNull();
  });

  it('are written back the same', () => {
    for (const minor of [0, 7, 100, 128_050, -4505, 9_000_000_000_000]) expect(readAmount(writeAmount(minor))).toBe(minor);
    expect(writeAmount(300, 0)).toBe('300');
  });
});
