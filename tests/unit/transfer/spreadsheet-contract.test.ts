import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { xlsxReader } from '../../../src-main/core/operations/transfer/xlsx-reader.ts';
import { formatLook, serialToDate } from '../../../src-main/core/operations/transfer/xlsx-styles.ts';
import { hucrePort } from '../../support/transfer/hucre-port.ts';
import { bookParts, inline, makeBook, makeZip, number, shared, sheetXml } from '../../support/transfer/make-xlsx.ts';
import { collect } from '../../support/transfer/read-all.ts';

const read = async (port: typeof xlsxReader, bytes: Uint8Array, sheet?: string) => {
  const book = await port.open(bytes);
  return collect(book.rows(sheet ?? book.sheets[0]?.name ?? ''));
};

describe.each([
  ['our reader', xlsxReader],
  ['hucre', hucrePort],
])('spreadsheet port: %s', (_, port) => {
  it('lists the sheets in order and says which are hidden', async () => {
    const xml = sheetXml([[inline('A1', 'x')]]);
    const book = await port.open(
      makeBook({
        sheets: [
          { name: '客户', xml },
          { name: '隐藏 & 其他', xml, hidden: true },
        ],
      }),
    );
    expect(book.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['客户', false],
      ['隐藏 & 其他', true],
    ]);
  });

  it('keeps numbers and text apart and leading zeros of text', async () => {
    const xml = sheetXml([
      [shared('A1', 0), number('B1', 13800138000), number('C1', '1.3800138E10'), inline('D1', '0123'), '<c r="E1" t="b"><v>1</v></c>'],
    ]);
    const rows = await read(port, makeBook({ sheets: [{ name: 's', xml }], sharedStrings: ['13800138000'] }));
    expect(rows).toEqual([{ row: 1, cells: ['13800138000', 13800138000, 13800138000, '0123', true] }]);
  });

  it('gives civil dates by the cell’s format, in both date systems', async () => {
    const xml = sheetXml([[number('A1', 45356, 1), number('B1', 45356.5, 2), number('C1', 45356), number('D1', 12.5, 3)]]);
    const formats = ['yyyy"年"m"月"d"日"', 'yyyy-mm-dd hh:mm', '0.00"元"'];
    const expected = [{ date: '2024-03-05' }, { date: '2024-03-05', time: '12:00:00' }, 45356, 12.5];
    expect((await read(port, makeBook({ sheets: [{ name: 's', xml }], formats })))[0]?.cells).toEqual(expected);
    const later = [{ date: '2028-03-06' }, { date: '2028-03-06', time: '12:00:00' }, 45356, 12.5];
    expect((await read(port, makeBook({ sheets: [{ name: 's', xml }], formats, date1904: true })))[0]?.cells).toEqual(later);
  });

  it('takes the cached value of formulas and joins rich text', async () => {
    const rich = '<c r="B1" t="inlineStr"><is><r><t>远</t></r><r><rPr><b/></rPr><t>山</t></r></is></c>';
    const xml = sheetXml([['<c r="A1" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>', rich, '<c r="C1"><f>1+1</f><v>2</v></c>']]);
    expect((await read(port, makeBook({ sheets: [{ name: 's', xml }] })))[0]?.cells).toEqual(['ab', '远山', 2]);
  });

  it('numbers rows as the sheet does and leaves empty ones out', async () => {
    const xml = `<worksheet><sheetData><row r="2">${inline('B2', 'x')}</row><row r="3"><c r="A3"/></row><row r="7">${inline('A7', 'y')}</row></sheetData></worksheet>`;
    const rows = await read(port, makeBook({ sheets: [{ name: 's', xml }] }));
    expect(rows).toEqual([
      { row: 2, cells: [null, 'x'] },
      { row: 7, cells: ['y'] },
    ]);
  });

  it('decodes entities and written control characters', async () => {
    const xml = sheetXml([['<c r="A1" t="inlineStr"><is><t>a &amp; b &#x4E2D;_x000A_c</t></is></c>']]);
    expect((await read(port, makeBook({ sheets: [{ name: 's', xml }] })))[0]?.cells).toEqual(['a & b 中\nc']);
  });
});

describe('our workbook reader', () => {
  it('tells error values from text', async () => {
    const xml = sheetXml([['<c r="A1" t="e"><v>#N/A</v></c>', inline('B1', '#N/A')]]);
    expect((await read(xlsxReader, makeBook({ sheets: [{ name: 's', xml }] })))[0]?.cells).toEqual([{ error: '#N/A' }, '#N/A']);
  });

  it('repeats the value of a cell merged downwards in the rows it covers', async () => {
    const xml = sheetXml(
      [
        [inline('A1', '公司'), inline('B1', '姓名')],
        [inline('A2', '远山'), inline('B2', '张三')],
        [inline('B3', '李四')],
        [inline('B4', '王五')],
      ],
      '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="C1:F1"/></mergeCells>',
    );
    const rows = await read(xlsxReader, makeBook({ sheets: [{ name: 's', xml }] }));
    expect(rows.map((r) => r.cells)).toEqual([
      ['公司', '姓名'],
      ['远山', '张三'],
      ['远山', '李四'],
      [null, '王五'],
    ]);
  });

  const book = { sheets: [{ name: 's', xml: sheetXml([[inline('A1', '姓名')], [inline('A2', '张三')]]) }] };
  const code = async (bytes: Uint8Array) =>
    read(xlsxReader, bytes).then(
      () => 'read',
      (e: { error?: { code: string } }) => e.error?.code ?? 'bug',
    );

  it('names what is wrong with files that are no readable workbook', async () => {
    expect(await code(new TextEncoder().encode('姓名,电话'))).toBe('file.notWorkbook');
    expect(await code(new Uint8Array(0))).toBe('file.empty');
    const ole = Buffer.alloc(2048);
    ole.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(await code(ole)).toBe('file.oldExcel');
    ole.write('EncryptedPackage', 1024, 'utf16le');
    expect(await code(ole)).toBe('file.encrypted');
    expect(await code(makeZip([{ name: 'readme.txt', data: 'x' }]))).toBe('file.notWorkbook');
    expect(await code(makeZip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }]))).toBe('file.notWorkbook');
    expect(await code(makeBook(book).subarray(0, 900))).toBe('file.damaged');
    expect(await code(makeBook({ sheets: [] }))).toBe('file.noSheet');
  });

  it('refuses wrong checksums, encrypted members, duplicate names and document types', async () => {
    const spoil = (name: string, claim: object) => makeZip(bookParts(book).map((p) => (p.name.endsWith(name) ? { ...p, claim } : p)));
    expect(await code(spoil('sheet1.xml', { crc: 1 }))).toBe('file.damaged');
    expect(await code(spoil('sheet1.xml', { flags: 1 }))).toBe('file.encrypted');
    expect(await code(spoil('sheet1.xml', { method: 12 }))).toBe('file.damaged');
    expect(await code(makeZip([...bookParts(book), ...bookParts(book)]))).toBe('file.damaged');
    const xml =
      '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>';
    expect(await code(makeBook({ sheets: [{ name: 's', xml }] }))).toBe('file.damaged');
  });

  it('stops a bomb by what comes out, whatever the headers claim', async () => {
    const gap = ' '.repeat(50_000);
    const bomb = `<worksheet><sheetData>${`<row><c t="str"><v>a</v></c></row>${gap}`.repeat(1200)}</sheetData></worksheet>`;
    const parts = bookParts({ sheets: [{ name: 's', xml: bomb }] }).map((p) =>
      p.name.endsWith('sheet1.xml') ? { ...p, claim: { size: 1000 } } : p,
    );
    expect(await code(makeZip(parts))).toBe('file.bomb');
  });

  it('gives rows to a slow consumer without reading ahead', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [inline(`A${i + 1}`, `客户${i} ${Math.imul(i, 2654435761)}`)]);
    const workbook = await xlsxReader.open(makeBook({ sheets: [{ name: 's', xml: sheetXml(rows) }] }));
    let seen = 0;
    for await (const batch of workbook.rows('s')) {
      // Each batch is what one inflated piece holds; nothing waits behind it.
      expect(batch.length).toBeLessThan(8000);
      seen += batch.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toBe(30_000);
  });

  it('agrees with hucre on the odd workbooks that lie around', async () => {
    const folder = `${process.env.REGULARS_TEST_DATA ?? '/nonexistent'}/xlsx`;
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(`${folder}/${file}`));
      const mine = await read(xlsxReader, bytes).catch(() => null);
      const theirs = await read(hucrePort, bytes).catch(() => null);
      if (mine && theirs) expect(mine.length, file).toBe(theirs.length);
    }
  });
});

describe('number formats and serial numbers', () => {
  it('tells dates, times and numbers apart', () => {
    expect(['yyyy-mm-dd', 'm"月"d"日"', '[$-804]yyyy"年"m"月"', 'd/m/yy;@', '[$-409]d\\-mmm\\-yy', 'mmm-yy'].map(formatLook)).toEqual(
      Array(6).fill('date'),
    );
    expect(['h:mm:ss', '[h]:mm', 'hh:mm AM/PM'].map(formatLook)).toEqual(['time', 'time', 'time']);
    expect(['0.00', '#,##0"元"', 'General', '0.00E+00', '@', '[Red]0', '_ * #,##0_ ', '"第"0"号"'].map(formatLook)).toEqual(
      Array(8).fill('number'),
    );
  });

  it('knows the false leap day of 1900 and rounds to the second', () => {
    expect(serialToDate(59, false)).toEqual({ date: '1900-02-28' });
    expect(serialToDate(61, false)).toEqual({ date: '1900-03-01' });
    expect(serialToDate(45356.999999999, false)).toEqual({ date: '2024-03-06' });
    expect(serialToDate(0.5, false)).toEqual({ date: null, time: '12:00:00' });
    expect(serialToDate(-1, false)).toBeNull();
    expect(serialToDate(2_958_466, false)).toBeNull();
  });
});
