/** Everything the book knows of one person: their row, every record that belongs to them, their files, every change. */
import { CUSTOM_PREFIX } from '../../../../shared/modules/custom-fields.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Change } from '../../../../shared/modules/history.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { recordHistory } from '../../changes/history.ts';
import { registry } from '../../changes/registry.ts';
import type { Row } from '../../changes/rows.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { OpenBook } from '../../domain/context.ts';
import { shownCustom } from '../../domain/fields/index.ts';
import { birthdayText, customColumn } from '../transfer/index.ts';

export interface PersonFile {
  readonly id: number;
  /** Where it lies in the archive. */
  readonly path: string;
  readonly name: string;
  readonly blob: string;
  readonly sizeBytes: number;
}

export interface Person {
  readonly row: Row;
  readonly tags: readonly string[];
  readonly own: readonly { readonly label: string; readonly text: string }[];
  /** By kind of record; without those in the bin. */
  readonly records: ReadonlyMap<EntityName, readonly Row[]>;
  /** Names of the other customers their relations lead to. */
  readonly names: ReadonlyMap<number, string>;
  readonly lists: readonly string[];
  readonly files: readonly PersonFile[];
  /** Latest first. */
  readonly changes: readonly Change[];
}

/** Reads it all; a new kind of record that belongs to customers comes along by itself. */
export function collectPerson(book: OpenBook, row: Row, language: Language): Person {
  const records = new Map<EntityName, readonly Row[]>();
  for (const { entity, table, column } of registry.customer.children) {
    const ids = book.db.raw.prepare<[number], number>(`SELECT id FROM ${table} WHERE ${column} = ? AND deleted_at IS NULL ORDER BY id`).pluck().all(row.id);
    const rows = ids.flatMap((id) => book.rows.get(entity, id) ?? []);
    records.set(entity, [...(records.get(entity) ?? []), ...rows]);
  }
  const files = (records.get('attachment') ?? []).map(toFile);
  return { row, records, files, tags: tagNames(book, row), own: ownValues(book, row, language), names: otherNames(book, row.id, records.get('relation') ?? []), lists: listNames(book, row.id), changes: allChanges(book, row) };
}

/** Names that any system can unpack; the number keeps two of one name apart. */
function toFile({ id, fields }: Row, index: number): PersonFile {
  const name = String(fields['name']);
  const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_').slice(-120);
  return { id, name, path: `files/${index + 1}-${safe}`, blob: String(fields['blob']), sizeBytes: Number(fields['sizeBytes']) };
}

function tagNames(book: OpenBook, row: Row): string[] {
  return (row.fields['tags'] as readonly number[]).flatMap((id) => (book.rows.get('tag', id)?.fields['name'] as string | undefined) ?? []);
}

function ownValues(book: OpenBook, row: Row, language: Language) {
  const custom = shownCustom(book.db, row, book.clock.now());
  return fieldBook(book.db).fields.flatMap((field) => {
    const column = customColumn(book, `${CUSTOM_PREFIX}${field.id}`, language, (text) => birthdayText(text, language));
    const text = column?.text(custom) ?? '';
    return text === '' ? [] : [{ label: field.label, text }];
  });
}

function otherNames(book: OpenBook, self: number, relations: readonly Row[]): Map<number, string> {
  const ids = relations.flatMap(({ fields }) => [Number(fields['fromId']), Number(fields['toId'])]).filter((id) => id !== self);
  return new Map(ids.flatMap((id) => (book.rows.get('customer', id) ? [[id, String(book.rows.get('customer', id)?.fields['name'])] as const] : [])));
}

const LISTS = 'SELECT s.name FROM segment_member m JOIN segment s ON s.id = m.segment_id WHERE m.customer_id = ? AND m.deleted_at IS NULL AND s.deleted_at IS NULL ORDER BY s.name';

function listNames(book: OpenBook, id: number): string[] {
  return book.db.raw.prepare<[number], string>(LISTS).pluck().all(id);
}

const PAGE = 200;

function allChanges(book: OpenBook, row: Row): Change[] {
  const changes: Change[] = [];
  for (let from: number | null = row.aseq; from !== null; ) {
    const page = recordHistory(book.db, 'customer', row.id, from, PAGE);
    changes.push(...page.changes);
    // A chain that breaks off has no earlier part.
    from = page.changes.length === 0 ? null : page.next;
  }
  return changes;
}
