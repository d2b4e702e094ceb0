import { describe, expect, it } from 'vitest';
import { MAX_CELL_CHARS } from '../../../src-main/core/operations/transfer/cells.ts';
import { createCsvParser, MAX_RECORD_CHARS } from '../../../src-main/core/operations/transfer/csv-parser.ts';
import { guessDelimiter, openCsv } from '../../../src-main/core/operations/transfer/csv-reader.ts';
import { memorySource } from '../../../src-main/core/operations/transfer/source.ts';
import { collect, plainRows, textSource } from '../../support/transfer/read-all.ts';

function parse(text: string, delimiter = ',') {
  return createCsvParser(delimiter).push(text, true);
}
const cells = (text: string, delimiter = ',') => parse(text, delimiter).map((r) => r.cells);

describe('csv parser', () => {
  it('reads quotes, separators and line breaks inside cells', () => {
    expect(cells('a,"b,c","d ""e""","f\r\ng"\r\n')).toEqual([['a', 'b,c', 'd "e"', 'f\r\ng']]);
  });

  it('takes CRLF, LF and a lone CR as line ends, mixed', () => {
    expect(cells('a,b\r\nc,d\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
  });

  it('gives the same rows however the text is cut into pieces', () => {
    const text = 'name,note\r\n"a ""b""",x\r"line\r\nbreak", y\n"open ,z\r\nlast,"said "hi" there"';
    const whole = parse(text);
    for (let size = 1; size <= 9; size++) {
      const parser = createCsvParser(',');
      const rows = [];
      for (let at = 0; at < text.length; at += size) rows.push(...parser.push(text.slice(at, at + size)));
      rows.push(...parser.push('', true));
      expect(plainRows(rows)).toEqual(plainRows(whole));
    }
  });

  it('keeps a stray quote in one cell instead of swallowing the lines after it', () => {
    const rows = parse('name,note,phone\n张三,"大客户,138\n李四,vip,139\n王五,"普通"客户,137\n');
    expect(rows.map((r) => r.cells)).toEqual([
      ['name', 'note', 'phone'],
      ['张三', '"大客户', '138'],
      ['李四', 'vip', '139'],
      ['王五', '"普通"客户', '137'],
    ]);
    expect(rows[1]?.problem).toBe('row.quoteUnclosed');
    expect(rows[2]?.problem).toBeUndefined();
  });

  it('understands inner quotes that nobody escaped', () => {
    expect(cells('a,"He said "hi" to me",b')).toEqual([['a', 'He said "hi" to me', 'b']]);
  });

  it('marks a row whose quote is never closed, and the lines torn out of its cell', () => {
    const rows = parse('a,b,c\n1,"open\nmiddle\n2,3,4\n');
    expect(rows.map((r) => r.problem)).toEqual([undefined, 'row.quoteUnclosed', 'row.quoteUnclosed', undefined]);
  });

  it('bounds a quote that stays open over a huge file', () => {
    const parser = createCsvParser(',');
    let rows = 0;
    parser.push('name,note\nx,"never closed\n');
    for (let i = 0; i < 400; i++) rows += parser.push('someone,text without any quote that goes on and on\n'.repeat(100)).length;
    rows += parser.push('', true).length;
    expect(rows).toBe(40_001);
  });

  it('reports cells and records beyond the limits and goes on behind them', () => {
    const [long, next] = parse(`${'x'.repeat(MAX_CELL_CHARS + 5)},1\nok,2`);
    expect(long?.problem).toBe('row.cellTooLong');
    expect(long?.cells[0]).toHaveLength(MAX_CELL_CHARS);
    expect(next).toEqual({ row: 2, cells: ['ok', '2'] });
    const parser = createCsvParser(',');
    const rows = [
      ...parser.push('y'.repeat(MAX_RECORD_CHARS + 1)),
      ...parser.push('yyy\r'),
      ...parser.push('\nok,2\n'),
      ...parser.push('', true),
    ];
    expect(rows.map((r) => r.problem ?? r.cells)).toEqual(['row.tooLong', ['ok', '2']]);
    expect(parse(`${','.repeat(700)}x`)[0]?.problem).toBe('row.tooManyColumns');
  });

  it('gives blank lines as rows without cells, so that row numbers stay true', () => {
    expect(parse('a\n\nb\n').map((r) => [r.row, r.cells.length])).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
  });
});

describe('csv reader', () => {
  it('finds the separator, also when another one stands inside cells', () => {
    expect(guessDelimiter('a;b;c\n1,5;2;3\n4;5,5;6\n')).toBe(';');
    expect(guessDelimiter('a\tb\n1, 2\t3\n')).toBe('\t');
    expect(guessDelimiter('name|city\nx|y\n')).toBe('|');
    expect(guessDelimiter('name,notes\nx,"a;b;c"\ny,"d;e;f"\n')).toBe(',');
    expect(guessDelimiter('姓名\n张三\n')).toBe(',');
  });

  it('drops the mark and the sep= line of spreadsheet programs', async () => {
    const table = await openCsv(textSource('\ufeffsep=;\r\n姓名;电话\r\n张三;1\r\n'));
    expect(table.delimiter).toBe(';');
    expect((await collect(table.rows())).map((r) => r.cells)).toEqual([
      ['姓名', '电话'],
      ['张三', '1'],
    ]);
  });

  it('reads the same cells from every encoding, in pieces that cut characters', async () => {
    const { encode } = await import('iconv-lite');
    const text = '姓名,手机,备注\r\n张三,13800000001,"老客户,很好"\r\n欧阳娜娜,13900000002,送货上门\r\n';
    for (const encoding of ['utf8', 'utf-8-bom', 'utf16le', 'utf-16le-bom', 'utf-16be', 'gb18030', 'gbk', 'big5']) {
      const name = encoding.replace('-bom', '');
      const body =
        encoding === 'big5'
          ? text
              .replace('欧阳娜娜', '歐陽娜娜')
              .replace('客户', '客戶')
              .replace('张三', '張三')
              .replace('手机', '手機')
              .replace('备注', '備註')
              .replace('送货上门', '送貨上門')
          : text;
      const bytes = encode(body, name, { addBOM: encoding.endsWith('-bom') });
      const table = await openCsv(memorySource('x.csv', bytes, 7));
      const rows = await collect(table.rows());
      expect(
        rows.map((r) => r.cells),
        encoding,
      ).toEqual(
        createCsvParser(',')
          .push(body, true)
          .map((r) => r.cells),
      );
    }
  });

  it('refuses an empty file and bytes that are no text', async () => {
    await expect(openCsv(textSource(''))).rejects.toMatchObject({ error: { code: 'file.empty' } });
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 32);
    await expect(openCsv(memorySource('x.csv', noise))).rejects.toMatchObject({ error: { code: 'file.notText' } });
  });
});
