/** Values of custom fields in an exported table, written so that our own import reads them back. */
import { CUSTOM_PREFIX, customIdOf } from '../../../../shared/modules/custom-fields.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Row } from '../../changes/rows.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { exponentOf } from '../../derived/fields/sources.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { shownCustom } from '../../domain/fields/index.ts';
import type { WorkerBook } from '../worker-book.ts';

export interface CustomColumn {
  readonly heading: string;
  readonly text: (custom: Readonly<Record<string, unknown>>) => string;
}

/** True for names of custom fields. */
export const isCustom = (field: string): boolean => field.startsWith(CUSTOM_PREFIX);

/** The column of `custom:<id>`; `null` for a field that is gone. */
export function customColumn(book: Pick<WorkerBook, 'db'>, name: string, language: Language, birthday: (text: string) => string): CustomColumn | null {
  const field = fieldBook(book.db).field(customIdOf(name) ?? 0);
  if (!field || field.deleted) return null;
  const linked = book.db.raw.prepare<[number], { name: string }>('SELECT name FROM customer WHERE id = ?');
  const file = book.db.raw.prepare<[number], { name: string }>('SELECT name FROM attachment WHERE id = ? AND deleted_at IS NULL');
  return {
    heading: field.label,
    text(custom) {
      const value = custom[String(field.id)];
      if (field.kind === 'file') return valueText(field, Array.isArray(value) ? value.flatMap((id) => file.get(Number(id))?.name ?? []) : null, language);
      if (field.kind === 'link') return typeof value === 'number' ? (linked.get(value)?.name ?? '') : '';
      return field.kind === 'lunarDate' && typeof value === 'string' ? birthday(value) : valueText(field, value, language);
    },
  };
}

/** Stored and computed values of a row. */
export function customOf(book: WorkerBook, row: Row): Readonly<Record<string, unknown>> {
  return shownCustom(book.db, row, book.write.clock.now());
}

function valueText(field: StoredField, value: unknown, language: Language): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(language === 'zh-CN' ? '、' : ', ');
  if (typeof value === 'boolean') return language === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
  if (typeof value === 'number') return field.kind === 'money' ? majorText(value, exponentOf(field.currency)) : String(value);
  return typeof value === 'string' ? value : '';
}

/** 123456 → `1234.56`, without binary dust. */
function majorText(minor: number, exponent: number): string {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return minor < 0 ? `-${whole}` : whole;
}
