/**
 * XLSX (ECMA-376 SpreadsheetML) as a stream of rows. Only the shared strings are held;
 * the sheet is inflated, scanned and forgotten piece by piece, and nothing is read
 * ahead of the consumer. No formulas are computed, no links followed, no macros seen.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { SourceRow } from './cells.ts';
import { createSheetScanner, readMerges, type MergeDown } from './xlsx-sheet.ts';
import { readStyleLooks, type NumberLook } from './xlsx-styles.ts';
import type { SheetInfo, SpreadsheetPort, Workbook } from './spreadsheet-port.ts';
import { attribute, createXmlScanner, decodeCellText } from './xml-scan.ts';
import { openZip, type ZipArchive } from './zip.ts';

const SMALL_PART_BYTES = 16 * 1024 ** 2;
const STYLES_BYTES = 64 * 1024 ** 2;
/** All shared strings together; beyond it the workbook does not fit a small computer. */
const SHARED_STRING_CHARS = 256 * 1024 ** 2;
/** Merged cells stand after the rows, so finding them first means reading the sheet twice: done for sheets up to here. */
const MERGE_SCAN_BYTES = 64 * 1024 ** 2;

interface SheetPart extends SheetInfo {
  readonly path: string;
}

interface Parts {
  readonly zip: ZipArchive;
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  readonly stringsPath: string | null;
  readonly stylesPath: string | null;
}

export const xlsxReader: SpreadsheetPort = { open: openXlsx };

async function openXlsx(bytes: Uint8Array): Promise<Workbook> {
  refuseOtherFormats(bytes);
  const zip = openZip(bytes);
  if (zip.has('xl/workbook.bin') || zip.has('mimetype') || zip.has('content.xml')) throw new AppFailure('file.notWorkbook');
  const parts = await readParts(zip);
  let shared: Promise<readonly string[]> | null = null;
  let looks: Promise<readonly NumberLook[]> | null = null;
  return {
    sheets: parts.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows })),
    async *rows(sheetName) {
      const sheet = parts.sheets.find((s) => s.name === sheetName);
      if (!sheet) throw new AppFailure('file.noSheet');
      const strings = await (shared ??= readSharedStrings(parts));
      const styles = await (looks ??= readLooks(parts));
      const merges = zip.sizeOf(sheet.path) <= MERGE_SCAN_BYTES ? await findMerges(zip, sheet.path) : [];
      yield* sheetRows(zip, sheet.path, { shared: strings, looks: styles, is1904: parts.is1904, merges });
    },
  };
}

/** Tells apart what people call "an Excel file": OLE2 containers are the old .xls or an encrypted workbook. */
function refuseOtherFormats(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new AppFailure('file.empty');
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new AppFailure(encrypted ? 'file.encrypted' : 'file.oldExcel');
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new AppFailure('file.notWorkbook');
}

async function partText(zip: ZipArchive, name: string, maxBytes = SMALL_PART_BYTES): Promise<string> {
  return new TextDecoder().decode(await zip.read(name, maxBytes));
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(zip: ZipArchive, part: string): Promise<readonly Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  if (!zip.has(path)) return [];
  const relations: Relation[] = [];
  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = resolve(part.slice(0, slash), attribute(attributes, 'Target') ?? '');
      relations.push({ id: attribute(attributes, 'Id') ?? '', type: attribute(attributes, 'Type') ?? '', target });
    },
    close: () => undefined,
    text: () => undefined,
  });
  scanner.push(await partText(zip, path), true);
  return relations;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder.split('/').filter(Boolean);
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}

async function readParts(zip: ZipArchive): Promise<Parts> {
  const root = await relationsOf(zip, '');
  const workbookPath = root.find((r) => r.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!zip.has(workbookPath)) throw new AppFailure('file.notWorkbook');
  const relations = await relationsOf(zip, workbookPath);
  const { sheets, is1904 } = readWorkbook(await partText(zip, workbookPath));
  const known: SheetPart[] = [];
  for (const sheet of sheets) {
    const relation = relations.find((r) => r.id === sheet.relation && r.type.endsWith('/worksheet'));
    if (!relation || !zip.has(relation.target)) continue;
    known.push({ name: sheet.name, hidden: sheet.hidden, path: relation.target, rows: await dimensionRows(zip, relation.target) });
  }
  if (known.length === 0) throw new AppFailure('file.noSheet');
  const path = (kind: string) => relations.find((r) => r.type.endsWith(kind) && zip.has(r.target))?.target ?? null;
  return { zip, sheets: known, is1904, stringsPath: path('/sharedStrings'), stylesPath: path('/styles') };
}

function readWorkbook(xml: string): { sheets: { name: string; relation: string; hidden: boolean }[]; is1904: boolean } {
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let is1904 = false;
  const scanner = createXmlScanner({
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= 1000) return;
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible';
      sheets.push({ name: attribute(attributes, 'name') ?? '', relation: attribute(attributes, 'id') ?? '', hidden });
    },
    close: () => undefined,
    text: () => undefined,
  });
  scanner.push(xml, true);
  return { sheets, is1904 };
}

async function dimensionRows(zip: ZipArchive, path: string): Promise<number | null> {
  for await (const piece of zip.stream(path)) {
    const head = new TextDecoder().decode(piece.subarray(0, 4096));
    const found = /<(?:\w+:)?dimension\s[^>]*ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(head);
    return found ? Number(found[1]) : null;
  }
  return null;
}

async function readLooks(parts: Parts): Promise<readonly NumberLook[]> {
  return parts.stylesPath === null ? [] : readStyleLooks(await partText(parts.zip, parts.stylesPath, STYLES_BYTES));
}

/** The table of shared strings; phonetic guides (rPh) are not part of a string. */
async function readSharedStrings(parts: Parts): Promise<readonly string[]> {
  if (parts.stringsPath === null) return [];
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  let chars = 0;
  const scanner = createXmlScanner({
    open(name, _attributes, selfClosing) {
      if (name === 'si') text = '';
      if (name === 'si' && selfClosing) strings.push('');
      if (name === 't') inText = !selfClosing && !phonetic;
      if (name === 'rPh') phonetic = !selfClosing;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(text);
    },
    text(raw) {
      if (!inText) return;
      text += decodeCellText(raw);
      chars += raw.length;
      if (chars > SHARED_STRING_CHARS) throw new AppFailure('file.bomb', { part: 'sharedStrings' });
    },
  });
  const decoder = new TextDecoder();
  for await (const piece of parts.zip.stream(parts.stringsPath)) scanner.push(decoder.decode(piece, { stream: true }));
  scanner.push(decoder.decode(), true);
  return strings;
}

async function findMerges(zip: ZipArchive, path: string): Promise<readonly MergeDown[]> {
  const decoder = new TextDecoder();
  let tail = '';
  let started = false;
  for await (const piece of zip.stream(path)) {
    tail += decoder.decode(piece, { stream: true });
    const at: number = started ? 0 : tail.search(/<(?:\w+:)?mergeCells[\s>]/);
    if (at > 0) tail = tail.slice(at);
    started ||= at >= 0;
    if (!started) tail = tail.slice(-64);
  }
  return started ? readMerges(tail) : [];
}

async function* sheetRows(
  zip: ZipArchive,
  path: string,
  context: { shared: readonly string[]; looks: readonly NumberLook[]; is1904: boolean; merges: readonly MergeDown[] },
): AsyncGenerator<readonly SourceRow[]> {
  const sheet = createSheetScanner(context);
  const decoder = new TextDecoder();
  for await (const piece of zip.stream(path)) {
    const rows = sheet.push(decoder.decode(piece, { stream: true }));
    if (rows.length > 0) yield rows;
  }
  const rest = sheet.push(decoder.decode(), true);
  if (rest.length > 0) yield rest;
}
