/** Builds zips and workbooks byte by byte, so that tests can also build wrong ones. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly stored?: boolean;
  /** What the headers claim instead of the truth. */
  readonly claim?: { readonly size?: number; readonly crc?: number; readonly flags?: number; readonly method?: number };
}

export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = typeof part.data === 'string' ? Buffer.from(part.data, 'utf8') : Buffer.from(part.data);
    const packed = part.stored ? data : deflateRawSync(data);
    const name = Buffer.from(part.name, 'utf8');
    const method = part.claim?.method ?? (part.stored ? 0 : 8);
    const fields = {
      flags: part.claim?.flags ?? 0,
      method,
      crc: part.claim?.crc ?? crc32(data),
      packed: packed.length,
      size: part.claim?.size ?? data.length,
    };
    const local = localHeader(fields, name);
    directory.push(centralHeader(fields, name, offset));
    chunks.push(local, name, packed);
    offset += local.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, central, end]);
}

interface Fields {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

function localHeader(f: Fields, name: Buffer): Buffer {
  const b = Buffer.alloc(30);
  b.writeUInt32LE(0x04034b50, 0);
  b.writeUInt16LE(20, 4);
  b.writeUInt16LE(f.flags, 6);
  b.writeUInt16LE(f.method, 8);
  b.writeUInt32LE(f.crc >>> 0, 14);
  b.writeUInt32LE(f.packed, 18);
  b.writeUInt32LE(f.size, 22);
  b.writeUInt16LE(name.length, 26);
  return b;
}

function centralHeader(f: Fields, name: Buffer, offset: number): Buffer {
  const b = Buffer.alloc(46);
  b.writeUInt32LE(0x02014b50, 0);
  b.writeUInt16LE(20, 4);
  b.writeUInt16LE(20, 6);
  b.writeUInt16LE(f.flags, 8);
  b.writeUInt16LE(f.method, 10);
  b.writeUInt32LE(f.crc >>> 0, 16);
  b.writeUInt32LE(f.packed, 20);
  b.writeUInt32LE(f.size, 24);
  b.writeUInt16LE(name.length, 28);
  b.writeUInt32LE(offset, 42);
  return Buffer.concat([b, name]);
}

export interface SheetSpec {
  readonly name: string;
  /** The part's XML; `sheetXml` makes it from cells. */
  readonly xml: string;
  readonly hidden?: boolean;
}

export interface BookSpec {
  readonly sheets: readonly SheetSpec[];
  readonly sharedStrings?: readonly string[];
  /** Number format codes; style index n+1 uses the n-th. */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The parts of a workbook, to be zipped as they are or spoilt first. */
export function bookParts(book: BookSpec): ZipPart[] {
  const sheets = book.sheets.map(
    (s, i) => `<sheet name="${escapeXml(s.name)}" sheetId="${i + 1}"${s.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  const relations = book.sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const formats = (book.formats ?? []).map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escapeXml(code)}"/>`);
  const styles = (book.formats ?? []).map((_, i) => `<xf numFmtId="${164 + i}"/>`);
  return [
    { name: '[Content_Types].xml', data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
    {
      name: '_rels/.rels',
      data: `${HEAD}<Relationships><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${HEAD}<Relationships>${relations.join('')}<Relationship Id="rIdS" Type="${REL}/styles" Target="styles.xml"/>${book.sharedStrings ? `<Relationship Id="rIdT" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>` : ''}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${formats.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    },
    ...(book.sharedStrings
      ? [
          {
            name: 'xl/sharedStrings.xml',
            data: `${HEAD}<sst xmlns="${MAIN}">${book.sharedStrings.map((s) => `<si><t xml:space="preserve">${escapeXml(s)}</t></si>`).join('')}</sst>`,
          },
        ]
      : []),
    ...book.sheets.map((s, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: s.xml })),
  ];
}

export function makeBook(book: BookSpec): Uint8Array {
  return makeZip(bookParts(book));
}

/** Rows of ready-made `<c …>` texts; `after` stands after the rows (merged cells). */
export function sheetXml(rows: readonly (readonly string[])[], after = ''): string {
  const body = rows.map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`).join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData>${after}</worksheet>`;
}

export const inline = (place: string, text: string) =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
export const number = (place: string, value: number | string, style = 0) => `<c r="${place}" s="${style}"><v>${value}</v></c>`;
export const shared = (place: string, index: number) => `<c r="${place}" t="s"><v>${index}</v></c>`;
