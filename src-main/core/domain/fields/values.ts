/** Custom values of customers: which may be stored, and which are computed when a customer is shown. */
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import { fitsKind } from '../../../../shared/modules/custom-fields.ts';
import type { CustomPatch, CustomValue } from '../../../../shared/modules/custom-fields.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { Row } from '../../changes/rows.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Computed } from '../../derived/fields/field-book.ts';
import { localDay } from '../../derived/fields/sources.ts';
import type { RecordSource } from '../../derived/fields/sources.ts';
import type { Db } from '../../database/open.ts';

export type CustomMap = Readonly<Record<string, CustomValue>>;

const idOf = (key: string) => Number(key.startsWith('o:') ? key.slice(2) : key);
const isEmpty = (value: CustomValue | null) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * The values after a patch: only the named fields change, empty ones go. `field.missing` for a
 * field the book does not have, `field.badValue` for a value of another kind.
 */
export function mergeCustom(db: Db, stored: CustomMap, patch: CustomPatch): Result<CustomMap> {
  const book = fieldBook(db);
  const out: Record<string, CustomValue> = { ...stored };
  for (const [key, given] of Object.entries(patch)) {
    const field = book.field(idOf(key));
    if (!field || field.deleted) return err('field.missing', { id: idOf(key) });
    const value = typeof given === 'string' ? given.trim() : given;
    if (isEmpty(value)) {
      Reflect.deleteProperty(out, key);
      continue;
    }
    const fits = key.startsWith('o:') ? typeof value === 'string' : fitsKind(field.kind, value!);
    if (!fits) return err('field.badValue', { id: field.id, label: field.label, kind: field.kind });
    out[key] = value!;
  }
  return ok(out);
}

/** A decoded row as formulas read it. */
export function decodedSource(row: Row): RecordSource {
  const { fields } = row;
  const custom = (fields['custom'] ?? {}) as CustomMap;
  return {
    plain: (name) => (name === 'updatedAt' ? row.updatedAt : ((fields[name] ?? null) as string | number | null)),
    contact: (name) => (fields[name] as readonly ContactValue[] | undefined)?.[0]?.value ?? null,
    custom: (id) => custom[String(id)] ?? null,
  };
}

/** Stored and computed values of a row. */
export function shownCustom(db: Db, row: Row, nowMs: number): Readonly<Record<string, Computed>> {
  const custom = (row.fields['custom'] ?? {}) as CustomMap;
  const book = fieldBook(db);
  const computed = book.compute(decodedSource(row), localDay(nowMs));
  for (const _ in computed) return { ...custom, ...computed };
  return custom;
}
