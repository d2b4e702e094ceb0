import { existsSync, readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { customerDraftSchema } from '../../../shared/modules/customers.ts';
import { inspectionSchema } from '../../../shared/modules/transfer.ts';
import { isBlankRow } from '../../../src-main/core/operations/transfer/cells.ts';
import { inspectFile } from '../../../src-main/core/operations/transfer/inspect.ts';
import { openTable } from '../../../src-main/core/operations/transfer/open-table.ts';
import { memorySource } from '../../../src-main/core/operations/transfer/source.ts';
import { createRowReader } from '../../../src-main/core/operations/transfer/validate-row.ts';
import { bookParts, escapeXml, makeZip, type ZipPart } from '../../support/transfer/make-xlsx.ts';
import { seeded, type Random } from '../../support/transfer/random.ts';
import { collect, plainRows, testContext } from '../../support/transfer/read-all.ts';

const FILE_CODES = new Set([
  'file.empty',
  'file.notText',
  'file.notWorkbook',
  'file.encrypted',
  'file.oldExcel',
  'file.damaged',
  'file.bomb',
  'file.noSheet',
  'file.noRows',
  'file.tooLarge',
]);

interface Outcome {
  readonly refused: string | null;
  readonly rows: number;
  readonly ok: number;
  readonly bad: number;
  readonly blank: number;
}

/** The whole pure pipeline: detect, read, map, check. Any exception but a declared refusal fails the test. */
async function run(bytes: Uint8Array, name: string, chunk: number): Promise<Outcome> {
  const source = memorySource(name, bytes, chunk);
  try {
    const found = inspectionSchema.parse(await inspectFile(source, { thisYear: 2026 }));
    const table = await openTable(source);
    const reader = createRowReader({ columns: found.columns.map((c) => c.target) }, table.headers, testContext, { guarded: table.guarded });
    const count = { refused: null, rows: 0, ok: 0, bad: 0, blank: 0 };
    let last = table.headerRow;
    for await (const batch of table.rows()) {
      for (const row of batch) {
        expect(row.row).toBeGreaterThan(last);
        last = row.row;
        count.rows++;
        const outcome = reader.read(row);
        if (outcome.kind === 'blank') count.blank++;
        else if (outcome.kind === 'error') {
          count.bad++;
          expect(outcome.issues.some((i) => i.severity === 'error')).toBe(true);
        } else {
          count.ok++;
          const { tagNames: _tags, createdAt: _at, consents: _consents, ...draft } = outcome.draft;
          expect(customerDraftSchema.safeParse(draft).error).toBeUndefined();
          expect(isBlankRow(row.cells)).toBe(false);
        }
      }
    }
    expect(count.ok + count.bad + count.blank).toBe(count.rows);
    return count;
  } catch (e) {
    if (!(e instanceof AppFailure)) throw e;
    expect(FILE_CODES).toContain(e.error.code);
    return { refused: e.error.code, rows: 0, ok: 0, bad: 0, blank: 0 };
  }
}

const HEADERS = [
  '姓名',
  '手机',
  '公司',
  '生日',
  '备注',
  '地址',
  '标签',
  'Name',
  'Phone',
  'E-mail',
  'Birthday',
  'Notes',
  '客户名称',
  '联系人',
  '会员号',
  '积分',
  '序号',
  '性别',
  '建档日期',
  '',
  '__proto__',
  '微信',
];
// prettier-ignore
const VALUES = [
  '', ' ', '张三', '欧阳娜娜', 'Ada Lovelace', '13800138000', '1.38E+10', '021-62345678', '21-62345678', '2024-03-05', '03/04/2024', '农历八月十五', '闰六月初一', '45356', '民国113年3月5日',
  '2024-02-30', 'a@b.com', 'a@@b', '=1+1', "'=1+1", '+86 138 0013 8000', '𠮷野家', '\u202e反', 'x'.repeat(300), '0', '-1', '1e309', 'NaN', 'null', 'undefined', '__proto__', 'constructor', '"', '""', '"x"y', 'a"b', 'a,b', 'a;b',
  'a\tb', 'a|b', 'a\nb', 'a\r\nb', '\u0000', '\ufeff', '%s%n', '<script>', '男', 'VIP、老客户', '上海市浦东新区世纪大道1号', '转 801', '13800138000/13900139000', '６２３４５６７８', '٣', '🙂🙂', '\ufffd',
];

function makeTable(r: Random): string[][] {
  const width = 1 + r.int(8);
  const rows = Array.from({ length: r.int(12) }, () => Array.from({ length: r.chance(0.9) ? width : r.int(12) }, () => r.pick(VALUES)));
  return r.chance(0.85) ? [Array.from({ length: width }, () => r.pick(HEADERS)), ...rows] : rows;
}

function toCsv(rows: readonly string[][], r: Random): string {
  const delimiter = r.pick([',', ';', '\t', '|']);
  const sloppy = r.chance(0.3);
  const quote = (text: string) => (sloppy || !/["\r\n,;\t|]/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
  return rows.map((row) => row.map(quote).join(delimiter) + r.pick(['\n', '\r\n', '\r'])).join('');
}

const ENCODINGS = ['utf8', 'utf8', 'utf16le', 'utf-16be', 'gb18030', 'gbk', 'big5', 'shift_jis', 'latin1'];

/** Flips, cuts, repeats, inserts: what bad disks, bad programs and bad hands do to files. */
function spoil(bytes: Uint8Array, r: Random): Uint8Array {
  let out = Buffer.from(bytes);
  for (let i = r.int(4); i > 0; i--) {
    const at = r.int(out.length + 1);
    const kind = r.int(6);
    if (kind === 0 && out.length > 0) out[at % out.length] = r.int(256);
    else if (kind === 1) out = out.subarray(0, at);
    else if (kind === 2)
      out = Buffer.concat([
        out.subarray(0, at),
        Buffer.from(r.pick(['"', '\0', '\r', '\n', ',', '\u00ff', '""', '\ufeff', ';;;'])),
        out.subarray(at),
      ]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(at + r.int(20))]);
    else if (kind === 4) out = Buffer.concat([out, out.subarray(at)]);
    else out = Buffer.concat([out.subarray(0, at), Buffer.from(Array.from({ length: r.int(30) }, () => r.int(256))), out.subarray(at)]);
  }
  return out;
}

function tally(outcomes: readonly Outcome[]): string {
  const refused = outcomes.filter((o) => o.refused !== null).length;
  const sum = (key: 'ok' | 'bad' | 'blank') => outcomes.reduce((n, o) => n + o[key], 0);
  return `${outcomes.length} files: ${refused} refused; rows ok ${sum('ok')}, error ${sum('bad')}, blank ${sum('blank')}`;
}

describe('malformed import files', () => {
  it('8,500 spoilt text files: every row is accounted for, none crashes', { timeout: 300_000 }, async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= 8500; seed++) {
      const r = seeded(seed);
      const encoded = iconv.encode(toCsv(makeTable(r), r), r.pick(ENCODINGS), { addBOM: r.chance(0.3) });
      const bytes = r.chance(0.75) ? spoil(encoded, r) : encoded;
      outcomes.push(
        await run(bytes, 'x.csv', r.chance(0.3) ? 1 + r.int(50) : 65_536).catch((e: unknown) =>
          Promise.reject(new Error(`seed ${seed}`, { cause: e })),
        ),
      );
    }
    console.log(tally(outcomes));
    expect(outcomes.reduce((n, o) => n + o.ok, 0)).toBeGreaterThan(5000);
  });

  it('2,500 spoilt workbooks: every row is accounted for, none crashes', { timeout: 300_000 }, async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= 2500; seed++) {
      const r = seeded(seed * 7919);
      const parts = makeBookParts(r);
      const bytes = r.chance(0.4) ? spoil(makeZip(parts), r) : makeZip(parts.map((p) => (r.chance(0.15) ? spoilPart(p, r) : p)));
      outcomes.push(await run(bytes, 'x.xlsx', 65_536).catch((e: unknown) => Promise.reject(new Error(`seed ${seed}`, { cause: e }))));
    }
    console.log(tally(outcomes));
    expect(outcomes.reduce((n, o) => n + o.ok, 0)).toBeGreaterThan(1000);
  });

  it('spoiling one plain cell changes only its own row', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const r = seeded(seed * 104_729);
      const rows = Array.from({ length: 12 }, (_, i) => [
        `客户${i}`,
        `138${String(r.int(1e8)).padStart(8, '0')}`,
        r.pick(['远山', '海华', '']),
        `备注${i}`,
      ]);
      const write = (table: readonly (readonly string[])[]) =>
        Buffer.from([['姓名', '手机', '公司', '备注'], ...table].map((row) => row.join(',')).join('\n'));
      const hit = r.int(rows.length);
      const spoilt = rows.map((row, i) =>
        i === hit ? row.map((c, k) => (k === r.int(4) ? r.pick(['"', '"x', '=1', '\u0000', '1.38E+10', 'x"y', '\ufffd']) + c : c)) : row,
      );
      const read = async (bytes: Uint8Array) => {
        const table = await openTable(memorySource('x.csv', bytes));
        const seen: string[] = [];
        for (const row of plainRows(await collect(table.rows()))) seen.push(JSON.stringify(row));
        return seen;
      };
      const [before, after] = [await read(write(rows)), await read(write(spoilt))];
      expect(after.length, `seed ${seed}`).toBe(before.length);
      expect(
        after.filter((_, i) => i !== hit),
        `seed ${seed}`,
      ).toEqual(before.filter((_, i) => i !== hit));
    }
  });

  it('survives real odd files where they lie at hand', async () => {
    const root = process.env.REGULARS_TEST_DATA ?? '/nonexistent';
    for (const folder of [
      'xlsx',
      'csv/csv-spectrum/csvs',
      'chinese-spreadsheets',
      'linkage',
      'vcard',
      'strings',
      'stats',
      'forecast',
      'phones',
    ]) {
      const path = `${root}/${folder}`;
      for (const file of existsSync(path) ? readdirSync(path) : [])
        await run(new Uint8Array(readFileSync(`${path}/${file}`)), file, 65_536);
    }
    const naughty = `${root}/strings/blns.json`;
    if (!existsSync(naughty)) return;
    const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const text = `姓名,手机,备注\n${strings.map((s) => ['张三', quote(s), quote(s)].join(',')).join('\n')}\n`;
    expect(await run(Buffer.from(text), 'naughty.csv', 65_536)).toMatchObject({ refused: null, rows: strings.length });
  });
});

function makeBookParts(r: Random): ZipPart[] {
  const table = makeTable(r);
  // eslint-disable-next-line no-control-regex -- XML cannot hold these
  const clean = (text: string) => escapeXml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
  const strings = table.flat();
  const cell = (text: string, place: string, index: number): string => {
    const kind = r.int(6);
    if (kind === 0) return `<c r="${place}" t="s"><v>${index}</v></c>`;
    if (kind === 1)
      return `<c r="${place}" s="${r.int(4)}"><v>${r.pick(['45356', '13800138000', '1.38E+10', '-1', '0', '', 'x', '1e400', '45356.75'])}</v></c>`;
    if (kind === 2) return `<c r="${place}" t="e"><v>#N/A</v></c>`;
    if (kind === 3) return `<c t="str"><v>${clean(text)}</v></c>`;
    return `<c r="${place}" t="inlineStr"><is><t>${clean(text)}</t></is></c>`;
  };
  let index = -1;
  const rows = table.map(
    (row, y) =>
      `<row r="${y + 1}">${row.map((text, x) => cell(text, `${String.fromCharCode(65 + (x % 26))}${y + 1}`, ++index)).join('')}</row>`,
  );
  const xml = `<worksheet><sheetData>${rows.join('')}</sheetData>${r.chance(0.3) ? `<mergeCells><mergeCell ref="A${1 + r.int(4)}:B${1 + r.int(9)}"/></mergeCells>` : ''}</worksheet>`;
  return bookParts({
    sheets: [{ name: '客户', xml }],
    sharedStrings: strings.map((s) => clean(s)),
    formats: ['yyyy-mm-dd', 'h:mm', '0.00'],
    date1904: r.chance(0.1),
  });
}

function spoilPart(part: ZipPart, r: Random): ZipPart {
  const text = String(part.data);
  const at = r.int(text.length + 1);
  const inserted = r.pick([
    '<',
    '>',
    '&',
    '<c',
    '</row>',
    '<row r="1">',
    '<!-- ',
    '<![CDATA[x]]>',
    '<!DOCTYPE x>',
    '"',
    '\u0000',
    '<c r="ZZZ9"/>',
    '<c r="XFD1"><v>1</v></c>',
    '<row r="99999999"/>',
    '&#0;',
    '&#x110000;',
  ]);
  if (r.chance(0.1)) return { ...part, claim: { size: r.int(2 ** 31), crc: r.int(2 ** 31) } };
  return { ...part, data: r.chance(0.5) ? text.slice(0, at) + inserted + text.slice(at) : text.slice(0, at) + text.slice(at + r.int(40)) };
}
