/**
 * A mapped row of cells becomes a customer or a list of reasons why not. Only the name
 * is required; company or phone stand in for it. Nothing of a row is dropped silently:
 * what has no field goes to `extra`, what cannot be read is an issue naming its cell.
 */
import { hasHan } from '../../../../shared/kernel/text.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { Mapping } from '../../../../shared/modules/transfer.ts';
import { extraReader, readerOf, type CellReader, type RowContext } from './cell-readers.ts';
import { cellText, isBlank, isBlankRow, isErrorCell, type Cell, type SourceRow } from './cells.ts';
import { newRow, note, type ImportDraft, type RowBuilder, type RowOutcome } from './draft.ts';
import { removeGuard } from './guard.ts';
import { joinName, looksLikeCompany } from './names.ts';

export interface RowReader {
  /** Reads one row; pure, deterministic, never throws for any content. */
  read(row: SourceRow): RowOutcome;
}

interface Column {
  readonly index: number;
  readonly header: string;
  readonly read: CellReader;
}

/** Compiles a mapping for a file. `guarded`: the file is CSV, whose cells may carry the guard of exports. */
export function createRowReader(mapping: Mapping, headers: readonly string[], context: RowContext, options: { guarded: boolean }): RowReader {
  const columns = mapping.columns.flatMap((target, index): Column[] => {
    const header = headers[index] ?? '';
    if (target.to === 'ignore') return [];
    const read = target.to === 'extra' ? extraReader(header) : readerOf(target, header, context);
    return read === null ? [] : [{ index, header, read }];
  });
  const known = mapping.columns.length;
  return { read: (row) => readRow(row, columns, known, context, options.guarded) };
}

function readRow(source: SourceRow, columns: readonly Column[], known: number, context: RowContext, guarded: boolean): RowOutcome {
  const { row, cells, problem } = source;
  if (problem === undefined && isBlankRow(cells)) return { kind: 'blank', row };
  const built = newRow(row);
  if (problem !== undefined) note(built, 'error', problem, null, cellText(cells[0]));
  for (const column of columns) readCell(built, column, cells[column.index], guarded);
  for (let i = known; i < cells.length; i++) {
    // More cells than headings: usually an unquoted separator inside a cell, so the columns before it may be shifted.
    if (!isBlank(cells[i])) note(built, 'error', 'row.tooManyCells', null, cellText(cells[i]));
    if (built.bad) break;
  }
  return finish(built, context);
}

function readCell(built: RowBuilder, column: Column, raw: Cell | undefined, guarded: boolean): void {
  if (raw === undefined || raw === null || raw === '') return;
  if (isErrorCell(raw)) {
    note(built, 'warning', 'cell.error', column.header, raw.error);
    return;
  }
  const cell = guarded && typeof raw === 'string' && raw.charCodeAt(0) === 39 ? removeGuard(raw) : raw;
  if (typeof cell === 'string' && cell.includes('\ufffd')) note(built, 'warning', 'text.undecodable', column.header, cell);
  column.read(built, cell);
}

function finish(built: RowBuilder, context: RowContext): RowOutcome {
  chooseName(built);
  joinAddress(built);
  if (/^(?:合计|总计|小计|共计|汇总|total|grand total|subtotal|sum)[:：]?$/i.test(built.name) && built.phones.length === 0) {
    note(built, 'error', 'row.total', null, built.name);
  }
  const draft = toDraft(built, context);
  if (!built.bad) checkLengths(built, draft);
  if (built.bad) return { kind: 'error', row: built.row, name: built.name, issues: built.issues };
  return { kind: 'ok', row: built.row, draft, issues: built.issues };
}

function chooseName(built: RowBuilder): void {
  if (built.name === '') built.name = joinName(built.family, built.given);
  if (built.name !== '') return;
  const [phone] = built.phones;
  if (built.company !== '') {
    built.name = built.company;
    built.kind ??= 'company';
    note(built, 'warning', 'name.fromCompany', null, built.company);
  } else if (phone) {
    built.name = phone.value;
    note(built, 'warning', 'name.fromPhone', null, phone.value);
  } else note(built, 'error', 'name.missing', null, null);
}

/** 浙江省 + 杭州市 + 西湖区 + 文三路1号, without repeating what the street already says. */
function joinAddress(built: RowBuilder): void {
  const parts = built.address;
  if (!parts) return;
  const { province = '', city = '', district = '', street = '', postcode = '' } = parts;
  const regions = [province, city, district].filter((part, i, all) => part !== '' && all.indexOf(part) === i);
  const chinese = hasHan(regions.join('') + street);
  const missing = regions.filter((part) => !street.includes(part));
  const joined = chinese ? missing.join('') + street : [street, district, city, province, postcode].filter((p) => p !== '').join(', ');
  const value = chinese && postcode !== '' ? `${joined} ${postcode}` : joined;
  if (value !== '') built.addresses.unshift({ value });
}

function toDraft(built: RowBuilder, context: RowContext): ImportDraft {
  const draft: { -readonly [K in keyof ImportDraft]: ImportDraft[K] } = {
    name: built.name,
    kind: built.kind ?? (looksLikeCompany(built.name) ? 'company' : context.defaultKind),
  };
  if (built.phones.length > 0) draft.phones = built.phones;
  if (built.emails.length > 0) draft.emails = built.emails;
  if (built.wechats.length > 0) draft.wechats = built.wechats;
  if (built.addresses.length > 0) draft.addresses = built.addresses;
  if (built.company !== '') draft.company = built.company;
  if (built.title !== '') draft.title = built.title;
  if (built.gender !== null) draft.gender = built.gender;
  if (built.birthday !== null) draft.birthday = built.birthday;
  if (built.grade !== '') draft.grade = built.grade;
  if (built.source !== '') draft.source = built.source;
  if (built.notes !== '') draft.notes = built.notes;
  if (built.code !== '') draft.code = built.code;
  if (built.tagNames.length > 0) draft.tagNames = built.tagNames;
  if (built.createdAt !== null) draft.createdAt = built.createdAt;
  if (built.extra !== null) draft.extra = built.extra;
  return draft;
}

const CAPS: Readonly<Record<string, number>> = Object.fromEntries(customerFields.map((f) => [f.name, f.maxLength]));
const CAPPED = ['name', 'company', 'title', 'grade', 'source', 'notes', 'code'] as const;
const CAPPED_LISTS = ['phones', 'emails', 'wechats', 'addresses'] as const;
const MAX_VALUES = 50;

function checkLengths(built: RowBuilder, draft: ImportDraft): void {
  for (const field of CAPPED) {
    const text = draft[field];
    if (typeof text === 'string' && text.length > (CAPS[field] ?? 200)) note(built, 'error', 'text.tooLong', field, text);
  }
  for (const field of CAPPED_LISTS) {
    const list = draft[field];
    if (!list) continue;
    if (list.length > MAX_VALUES) note(built, 'error', 'text.tooLong', field, list[0]?.value ?? '');
    for (const { value, label } of list) {
      if (value.length > (CAPS[field] ?? 60) || (label?.length ?? 0) > 40) note(built, 'error', 'text.tooLong', field, value);
    }
  }
  for (const tag of draft.tagNames ?? []) if (tag.length > (CAPS.tags ?? 60)) note(built, 'error', 'text.tooLong', 'tags', tag);
  for (const [column, text] of Object.entries(draft.extra ?? {})) {
    if (text.length > (CAPS.extra ?? 2000) || column.length > 200) note(built, 'error', 'text.tooLong', column, text);
  }
}

