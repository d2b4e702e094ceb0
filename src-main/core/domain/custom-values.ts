/** Custom values of customers: which may be stored, and which are computed when a customer is shown. */
import type { ContactValue } from '../../../shared/modules/fields.ts';
import { fitsKind } from '../../../shared/modules/custom-fields.ts';
import type { CustomPatch, CustomValue } from '../../../shared/modules/custom-fields.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { sameValue } from '../changes/rows.ts';
import type { Row } from '../changes/rows.ts';
import { isSealed, openedValue, ownerOnlyIds, ownerSealOf, sealedFor } from '../changes/sealed-values.ts';
import { prepared } from '../changes/statements.ts';
import { fieldBook } from '../derived/fields/field-book.ts';
import type { Computed } from '../derived/fields/field-book.ts';
import { localDay } from '../derived/fields/sources.ts';
import type { RecordSource } from '../derived/fields/sources.ts';
import type { Db } from '../database/open.ts';

export type CustomMap = Readonly<Record<string, CustomValue>>;

const idOf = (key: string) => Number(key.startsWith('o:') ? key.slice(2) : key);
const isEmpty = (value: CustomValue | null) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * The values after a patch: only the named fields change, empty ones go. `field.missing` for a
 * field the book does not have, `field.badValue` for a value of another kind, `field.ownerOnly`
 * for one that only the owner sees and changes. What is sealed is so when it is written.
 */
export function mergeCustom(db: Db, stored: CustomMap, patch: CustomPatch): Result<CustomMap> {
  const book = fieldBook(db);
  const out: Record<string, CustomValue> = { ...stored };
  for (const [key, given] of Object.entries(patch)) {
    const field = book.field(idOf(key));
    if (!field || field.deleted) return err('field.missing', { id: idOf(key) });
    if (field.ownerOnly && !ownerSealOf(db)) return err('field.ownerOnly', { id: field.id, label: field.label });
    const opened = openedValue(db, given) as CustomValue | null;
    const value = typeof opened === 'string' ? opened.trim() : opened;
    if (isEmpty(value)) {
      Reflect.deleteProperty(out, key);
      continue;
    }
    const fits = isSealed(value) ? false : key.startsWith('o:') ? typeof value === 'string' : fitsKind(field.kind, value!);
    if (!fits) return err('field.badValue', { id: field.id, label: field.label, kind: field.kind });
    out[key] = field.ownerOnly && sameValue(openedValue(db, stored[key]), value) ? stored[key]! : value!;
  }
  return ok(out);
}

const FACTS = `SELECT last_sale_on AS lastSaleOn, sale_count AS saleCount, sale_amount AS saleAmount, receivable, last_contact_at AS lastContactOn
  FROM customer_stat WHERE customer_id = ?`;
const FACT_NAMES = new Set(['lastSaleOn', 'saleCount', 'saleAmount', 'receivable', 'lastContactOn']);

/** A decoded row as formulas read it; what follows from its sales is looked up when a formula asks. */
export function decodedSource(db: Db, row: Row): RecordSource {
  const { fields } = row;
  let facts: Readonly<Record<string, string | number | null>> | null = null;
  const custom = (fields['custom'] ?? {}) as CustomMap;
  return {
    plain(name) {
      if (name === 'updatedAt') return row.updatedAt;
      if (!FACT_NAMES.has(name)) return (fields[name] ?? null) as string | number | null;
      facts ??= (prepared(db.raw, FACTS).get(row.id) as typeof facts | undefined) ?? {};
      return facts[name] ?? null;
    },
    contact: (name) => (fields[name] as readonly ContactValue[] | undefined)?.[0]?.value ?? null,
    custom: (id) => custom[String(id)] ?? null,
  };
}

/** Stored and computed values of a row. */
export function shownCustom(db: Db, row: Row, nowMs: number): Readonly<Record<string, Computed>> {
  return customShower(db, nowMs)(row);
}

/** `shownCustom` for many rows at one moment: the definitions are looked up once. */
export function customShower(db: Db, nowMs: number): (row: Row) => Readonly<Record<string, Computed>> {
  const book = fieldBook(db);
  const today = localDay(nowMs);
  const hasFormulas = book.fields.some((f) => f.kind === 'formula');
  const open = opener(db);
  return (row) => {
    const custom = open((row.fields['custom'] ?? {}) as CustomMap);
    return hasFormulas ? { ...custom, ...book.compute(decodedSource(db, row), today) } : custom;
  };
}

/** In the place of a value that only the owner sees, for everybody else. */
export const CLOSED = { fault: 'ownerOnly' } as const;

/** Sealed values as whoever opened the book may see them: the owner plainly. A value under the name of another field is nobody's. */
function opener(db: Db): (custom: CustomMap) => CustomMap {
  if (ownerOnlyIds(db).size === 0) return (custom) => custom;
  const seal = ownerSealOf(db);
  const shown = (key: string, value: CustomValue) => (isSealed(value) ? ((sealedFor(value) === idOf(key) ? seal?.open(value) : null) ?? CLOSED) : value);
  return (custom) => Object.fromEntries(Object.entries(custom).map(([key, value]) => [key, shown(key, value)])) as CustomMap;
}
