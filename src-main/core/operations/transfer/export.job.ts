/**
 * Writing customers to a table file, in a worker. CSV: UTF-8 with BOM, RFC 4180, guarded
 * against formulas. XLSX: typed text cells, nothing that runs. Rows are read by id, so
 * memory stays the same for any number of them.
 */
import { NEVER_CONTACT } from '../../../../shared/kernel/cadence.ts';
import { parsePartialDate, type MissingDayRule, type PartialDate } from '../../../../shared/kernel/partial-date.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { isConsentColumn } from '../../../../shared/modules/consents.ts';
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Fields } from '../../changes/rows.ts';
import { noteEvent } from '../../changes/write.ts';
import type { ChosenFile } from '../../domain/context.ts';
import type { WorkerBook } from '../worker-book.ts';
import { readerOf, type RowContext } from './cell-readers.ts';
import { choiceWord, neverWord } from './choice-words.ts';
import { writeChosen } from './chosen-file.ts';
import { consentCells } from './consent-cells.ts';
import { newRow } from './draft.ts';
import { customColumn, customOf, isCustom } from './custom-export.ts';
import { csvLine, utf8 } from './error-file.ts';
import { fieldHeadings } from './export-headings.ts';
import { labelledHeading, writeContacts } from './labelled-contacts.ts';
import { stageReader } from './stage-export.ts';
import { writeWorkbook } from './xlsx-writer.ts';

export interface ExportInput {
  readonly file: ChosenFile;
  readonly format: 'csv' | 'xlsx';
  readonly fields: readonly string[];
  readonly ids: Float64Array;
  readonly language: Language;
}

interface Column {
  readonly heading: string;
  readonly text: (fields: Fields) => string;
}

/** Writes the file, whole or not at all; answers how many rows it has. */
export async function exportCustomers(book: WorkerBook, input: ExportInput): Promise<{ rows: number }> {
  const columns = columnsOf(book, input);
  const rows = exportedRows(book, input, columns);
  const content = input.format === 'csv' ? utf8(csv(rows)) : writeWorkbook(input.language === 'zh-CN' ? '客户' : 'Customers', rows);
  await writeChosen(input.file, content);
  noteEvent(book.write, 'export.start', book.actor, input.ids.length);
  return { rows: input.ids.length };
}

async function* csv(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  yield '\ufeff';
  for await (const row of rows) yield csvLine(row);
}

async function* exportedRows(book: WorkerBook, input: ExportInput, columns: readonly Column[]): AsyncGenerator<readonly string[]> {
  yield columns.map((c) => c.heading);
  const hasCustom = input.fields.some(isCustom);
  const hasConsents = input.fields.some(isConsentColumn);
  const stage = input.fields.includes('stage') ? stageReader(book, input.language) : () => null;
  for (const [i, id] of input.ids.entries()) {
    if (i % 500 === 0) {
      if (book.cancelled()) throw new AppFailure('request.cancelled');
      book.progress('writing', i, input.ids.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const row = book.write.rows.get('customer', id);
    if (row) yield columns.map((c) => c.text({ ...row.fields, ...(hasConsents && consentCells(book.db, id, input.language)), updatedAt: row.updatedAt, stage: stage(row), custom: hasCustom ? customOf(book, row) : row.fields['custom'] }));
  }
}

function columnsOf(book: WorkerBook, { fields, language, ids }: ExportInput): Column[] {
  const headings = fieldHeadings(language);
  const tagNames = new Map(
    (book.db.raw.prepare('SELECT id, name FROM tag').all() as { id: number; name: string }[]).map((t) => [t.id, t.name]),
  );
  const labelled = labelledFields(book, fields, ids);
  return fields.flatMap((field): Column[] => {
    if (field === 'extra') return extraColumns(book, ids);
    if (isCustom(field)) {
      const own = customColumn(book, field, language, (text) => birthdayText(text, language));
      return own ? [{ heading: own.heading, text: (row) => own.text(row['custom'] as Readonly<Record<string, unknown>>) }] : [];
    }
    const heading = headings[field] ?? field;
    if (labelled.has(field)) {
      return [{ heading: labelledHeading(heading, language), text: (row) => writeContacts(row[field] as ContactValue[], language) }];
    }
    return [{ heading, text: (row) => fieldText(field, row[field], language, tagNames) }];
  });
}

/** Fields whose values need more than a plain list in at least one of the rows: labels, or what the import would read as something else. */
function labelledFields(book: WorkerBook, fields: readonly string[], ids: Float64Array): ReadonlySet<string> {
  const found = new Set<string>();
  const all = new Set(ids);
  for (const field of CONTACTS.filter((name) => fields.includes(name))) {
    const select = book.db.raw.prepare<[], { id: number; list: string }>(`SELECT id, ${field} AS list FROM customer WHERE ${field} IS NOT NULL`);
    for (const { id, list } of select.iterate()) {
      if (PLAIN_MOBILE.test(list) || !all.has(id) || readsBack(field, JSON.parse(list) as ContactValue[])) continue;
      found.add(field);
      break;
    }
  }
  return found;
}

/** The commonest list of all, as it is stored: one mobile number. */
const PLAIN_MOBILE = /^\[\{"value":"1[3-9]\d{9}"\}\]$/;
const CONTACTS = ['phones', 'wechats', 'emails', 'addresses'] as const;
const CONTEXT: RowContext = { today: '', defaultKind: 'individual', localEpoch: () => 0 };

/** True when the plain list comes back as it is. */
function readsBack(field: (typeof CONTACTS)[number], list: readonly ContactValue[]): boolean {
  if (list.some((contact) => contact.label)) return false;
  const row = newRow(0);
  readerOf({ to: 'field', field }, '', CONTEXT)?.(row, plainList(list));
  const read = row[field];
  return row.issues.length === 0 && read.length === list.length && read.every((c, i) => c.value === list[i]?.value && !c.label);
}

function plainList(list: readonly ContactValue[]): string {
  return list.map((contact) => contact.value).join('; ');
}

/** One column for every heading of other information that the exported customers have. */
function extraColumns(book: WorkerBook, ids: Float64Array): Column[] {
  const names = new Set<string>();
  const all = new Set(ids);
  const select = book.db.raw.prepare<[], { id: number; extra: string }>(
    'SELECT id, extra FROM customer WHERE extra IS NOT NULL ORDER BY id',
  );
  for (const { id, extra } of select.iterate()) {
    if (names.size < 400 && all.has(id)) for (const name of Object.keys(JSON.parse(extra) as object)) names.add(name);
  }
  return [...names].map((name) => ({ heading: name, text: (row) => (row.extra as Readonly<Record<string, string>>)[name] ?? '' }));
}

function fieldText(field: string, value: unknown, language: Language, tagNames: ReadonlyMap<number, string>): string {
  if (field === 'tags' && Array.isArray(value))
    return (value as number[])
      .map((id) => tagNames.get(id))
      .filter((name) => name !== undefined)
      .join(language === 'zh-CN' ? '、' : ', ');
  if (Array.isArray(value)) return plainList(value as ContactValue[]);
  if (field === 'contactEvery') return value === NEVER_CONTACT ? neverWord(language) : typeof value === 'number' ? String(value) : '';
  if (typeof value === 'number') return localText(value);
  if (typeof value !== 'string') return '';
  if (field === 'birthday') return birthdayText(value, language);
  return field === 'gender' || field === 'kind' ? (WORDS[language][value] ?? value) : (choiceWord(field, value, language) ?? value);
}

/** dates.ts reads the same words. */
const RULE_WORDS: Readonly<Record<Language, Readonly<Record<MissingDayRule, string>>>> = {
  'zh-CN': { plain: '(不顺延)', forward: '(顺延)', both: '(都过)' },
  en: { plain: ' (not moved)', forward: ' (moved on)', both: ' (both)' },
};

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': { female: '女', male: '男', other: '其他', individual: '个人', company: '企业' },
  en: { female: 'Female', male: 'Male', other: 'Other', individual: 'Individual', company: 'Company' },
};

/** As our own import reads it back: 1990-05-06, 5月6日, 农历1990-08-15, 农历闰6月1日, 农历12月30日(顺延). */
export function birthdayText(text: string, language: Language): string {
  const date = parsePartialDate(text);
  if (!date) return text;
  return `${dayText(date, language)}${date.rule === undefined ? '' : RULE_WORDS[language][date.rule]}`;
}

function dayText(date: PartialDate, language: Language): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const lunar = date.calendar === 'lunar' ? (language === 'zh-CN' ? '农历' : 'lunar ') : '';
  if (date.leap) return `${lunar}${date.year === null ? '' : `${date.year}年`}闰${date.month}月${date.day}日`;
  if (date.year !== null) return `${lunar}${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
  return `${lunar}${date.month}月${date.day}日`;
}

/** `2026-05-06 09:30:00` where the program runs. */
export function localText(epochMs: number): string {
  const d = new Date(epochMs);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}
