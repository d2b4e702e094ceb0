/**
 * A mapped row of cells becomes a customer or a list of reasons why not. Only the name
 * is required; company or phone stand in for it. Nothing of a row is dropped silently:
 * what has no field goes to `extra`, what cannot be read is an issue naming its cell.
 */
import { joinName } from '../../../../shared/kernel/person-name.ts';
import { hasHan } from '../../../../shared/kernel/text.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { Mapping } from '../../../../shared/modules/transfer.ts';
import { blankTest } from './blank-row.ts';
import { extraReader, readerOf, type CellReader, type RowContext } from './cell-readers.ts';
import { cellText, isBlank, isErrorCell, type Cell, type SourceRow } from './cells.ts';
import { newRow, note, type ImportDraft, type RowBuilder, type RowOutcome } from './draft.ts';
import { rulesOf } from './row-rules.ts';
import { removeGuard } from './guard.ts';
import { looksLikeCompany } from './names.ts';

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
export function createRowReader(
  mapping: Mapping,
  headers: readonly string[],
  context: RowContext,
  options: { guarded: boolean },
): RowReader {
  const columns = mapping.columns.flatMap((target, index): Column[] => {
    const header = headers[index] ?? '';
    if (target.to === 'ignore' || target.to === 'newField') return [];
    const read = target.to === 'extra' ? extraReader(header) : readerOf(target, header, context);
    return read === null ? [] : [{ index, header, read }];
  });
  const known = mapping.columns.length;
  const rules = rulesOf(context);
  const saysNothing = blankTest(mapping.columns, headers);
  return {
    read: (row) =>
      row.problem === undefined && saysNothing(row.cells)
        ? { kind: 'blank', row: row.row }
        : readRow(row, { columns, known, context, guarded: options.guarded, rules }),
  };
}

interface Reading {
  readonly columns: readonly Column[];
  readonly known: number;
  readonly context: RowContext;
  readonly guarded: boolean;
  readonly rules: ((row: RowBuilder) => void) | null;
}

function readRow(source: SourceRow, { columns, known, context, guarded, rules }: Reading): RowOutcome {
  const { row, cells, problem } = source;
  const built = newRow(row);
  if (problem !== undefined) note(built, 'error', problem, null, cellText(cells[0]));
  for (const column of columns) readCell(built, column, cells[column.index], guarded);
  for (let i = known; i < cells.length; i++) {
    // More cells than headings: usually an unquoted separator inside a cell, so the columns before it may be shifted.
    if (!isBlank(cells[i])) note(built, 'error', 'row.tooManyCells', null, cellText(cells[i]));
    if (built.bad) break;
  }
  return finish(built, context, rules);
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

function finish(built: RowBuilder, context: RowContext, rules: Reading['rules']): RowOutcome {
  chooseName(built);
  joinAddress(built);
  if (/^(?:合计|总计|小计|共计|汇总|total|grand total|subtotal|sum)[:：]?$/i.test(built.name) && built.phones.length === 0) {
    note(built, 'error', 'row.total', null, built.name);
  }
  if (!built.bad) checkLengths(built);
  if (!built.bad) rules?.(built);
  if (built.bad) return { kind: 'error', row: built.row, name: built.name, issues: built.issues };
  return { kind: 'ok', row: built.row, draft: toDraft(built, context), issues: built.issues };
}

function chooseName(built: RowBuilder): void {
  if (built.name === '') built.name = joinName(built.familyName, built.givenName);
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

/** Always the same properties in the same order: objects of one shape are several times cheaper further on. */
function toDraft(built: RowBuilder, context: RowContext): ImportDraft {
  return {
    name: built.name,
    familyName: textOr(built.familyName),
    givenName: textOr(built.givenName),
    kind: built.kind ?? (looksLikeCompany(built.name) ? 'company' : context.defaultKind),
    code: textOr(built.code),
    phones: listOr(built.phones),
    wechats: listOr(built.wechats),
    emails: listOr(built.emails),
    company: textOr(built.company),
    title: textOr(built.title),
    addresses: listOr(built.addresses),
    gender: built.gender ?? undefined,
    birthday: built.birthday ?? undefined,
    grade: textOr(built.grade),
    source: textOr(built.source),
    tagNames: listOr(built.tagNames),
    notes: textOr(built.notes),
    preferences: textOr(built.preferences),
    painPoints: textOr(built.painPoints),
    preferredTime: textOr(built.preferredTime),
    preferredMethod: built.preferredMethod ?? undefined,
    doNotContact: built.doNotContact ?? undefined,
    contactEvery: built.contactEvery ?? undefined,
    starred: built.starred ?? undefined,
    extra: built.extra ?? undefined,
    custom: built.custom ?? undefined,
    verifiedOn: built.verifiedOn ?? undefined,
    consents: built.consents ?? undefined,
    createdAt: built.createdAt ?? undefined,
  };
}

function textOr(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function listOr<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

const CAPS: Readonly<Record<string, number>> = Object.fromEntries(customerFields.map((f) => [f.name, f.maxLength]));
const cap = (field: string): number => CAPS[field] ?? 200;
// prettier-ignore
const LIMIT = {
  name: cap('name'), familyName: cap('familyName'), givenName: cap('givenName'), company: cap('company'), title: cap('title'), grade: cap('grade'), source: cap('source'), notes: cap('notes'),
  preferences: cap('preferences'), painPoints: cap('painPoints'), preferredTime: cap('preferredTime'),
  code: cap('code'), phones: cap('phones'), emails: cap('emails'), wechats: cap('wechats'), addresses: cap('addresses'), tags: cap('tags'), extra: cap('extra'),
} as const;
const MAX_VALUES = 50;
const MAX_LABEL = 40;
const MAX_HEADING = 200;

/** Plain comparisons of known properties: this runs for every row of a million. */
function checkLengths(built: RowBuilder): void {
  if (built.name.length > LIMIT.name) tooLong(built, 'name', built.name);
  if (built.familyName.length > LIMIT.familyName) tooLong(built, 'familyName', built.familyName);
  if (built.givenName.length > LIMIT.givenName) tooLong(built, 'givenName', built.givenName);
  if (built.company.length > LIMIT.company) tooLong(built, 'company', built.company);
  if (built.title.length > LIMIT.title) tooLong(built, 'title', built.title);
  if (built.grade.length > LIMIT.grade) tooLong(built, 'grade', built.grade);
  if (built.source.length > LIMIT.source) tooLong(built, 'source', built.source);
  if (built.notes.length > LIMIT.notes) tooLong(built, 'notes', built.notes);
  if (built.preferences.length > LIMIT.preferences) tooLong(built, 'preferences', built.preferences);
  if (built.painPoints.length > LIMIT.painPoints) tooLong(built, 'painPoints', built.painPoints);
  if (built.preferredTime.length > LIMIT.preferredTime) tooLong(built, 'preferredTime', built.preferredTime);
  if (built.code.length > LIMIT.code) tooLong(built, 'code', built.code);
  checkList(built, 'phones', built.phones, LIMIT.phones);
  checkList(built, 'emails', built.emails, LIMIT.emails);
  checkList(built, 'wechats', built.wechats, LIMIT.wechats);
  checkList(built, 'addresses', built.addresses, LIMIT.addresses);
  for (const tag of built.tagNames) if (tag.length > LIMIT.tags) tooLong(built, 'tags', tag);
  for (const column in built.extra) {
    const text = built.extra[column] ?? '';
    if (text.length > LIMIT.extra || column.length > MAX_HEADING) tooLong(built, column, text);
  }
}

function checkList(built: RowBuilder, field: string, list: RowBuilder['phones'], limit: number): void {
  if (list.length > MAX_VALUES) tooLong(built, field, list[0]?.value ?? '');
  for (const { value, label } of list)
    if (value.length > limit || (label !== undefined && label.length > MAX_LABEL)) tooLong(built, field, value);
}

function tooLong(built: RowBuilder, field: string, text: string): void {
  note(built, 'error', 'text.tooLong', field, text);
}
