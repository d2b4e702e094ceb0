import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectEncoding, detectEncodingOf } from '../../../src-main/core/operations/transfer/encoding.ts';

const simplified = '姓名,手机,公司\r\n张三,13800000001,远山资本\r\n李四,13900000002,海华建材\r\n';
const traditional = '姓名,電話,公司\r\n張三豐,0912345678,遠山資本\r\n陳小明,0922333444,台北書店\r\n';
const mostlyAscii = `name,phone\n${'john,123\n'.repeat(3000)}欧阳娜娜,1\n`;
const cases: readonly [string, string, string, string][] = [
  ['UTF-8', 'utf8', simplified, 'utf-8'],
  ['GB18030', 'gb18030', simplified, 'gb18030'],
  ['GBK with traditional characters', 'gb18030', traditional, 'gb18030'],
  ['GB18030 with rare characters', 'gb18030', '名称\n𠀀㐀公司\n', 'gb18030'],
  ['one GBK name', 'gb18030', '张三', 'gb18030'],
  ['rare GBK name', 'gb18030', '姓名\r\n禤鑫燚\r\n', 'gb18030'],
  ['one Chinese line after 3,000 plain ones', 'gb18030', mostlyAscii, 'gb18030'],
  ['Big5', 'big5', traditional, 'big5'],
  ['one Big5 name', 'big5', '王偉\n', 'big5'],
  ['UTF-16LE without a mark', 'utf16le', simplified, 'utf-16le'],
  ['UTF-16BE without a mark', 'utf-16be', simplified, 'utf-16be'],
  ['Shift_JIS', 'shift_jis', '名前,電話\r\nやまだたろう,03-1234\r\nトヨタ,1\r\n', 'shift_jis'],
  ['Western letters', 'latin1', 'name,city\nMüller,Köln\nJosé,São Paulo\n', 'windows-1252'],
];

describe('encoding detection', () => {
  it.each(cases)('knows %s', (_, encoding, text, expected) => {
    const guess = detectEncodingOf(iconv.encode(text, encoding));
    expect(guess).toMatchObject({ encoding: expected, damaged: false, binary: false });
  });

  it.each(cases)('decides the same for %s in pieces of seven bytes', async (_, encoding, text, expected) => {
    const bytes = iconv.encode(text, encoding);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_unused, i) => bytes.subarray(i * 7, i * 7 + 7));
    expect((await detectEncoding(pieces)).encoding).toBe(expected);
  });

  it('stays with UTF-8 when a few cells were cut inside a character, and says so', () => {
    const bytes = Buffer.concat([Buffer.from(simplified.repeat(20)), Buffer.from([0xe5, 0xbc]), Buffer.from('\n')]);
    expect(detectEncodingOf(bytes)).toMatchObject({ encoding: 'utf-8', damaged: true });
  });

  it('finds Chinese text that begins only after megabytes of plain text', async () => {
    const plain = Buffer.from('john,123\n'.repeat(200_000));
    expect((await detectEncoding([plain, iconv.encode('张伟,上海市\n', 'gbk')])).encoding).toBe('gb18030');
  });
});
