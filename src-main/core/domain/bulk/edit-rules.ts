/** Pure rules of a bulk edit: what a field becomes. Whether the result may stand in the field is asked of the contract. */
import { customerFields, customerPatchSchema } from '../../../../shared/modules/customers.ts';
import type { CustomerPatch } from '../../../../shared/modules/customers.ts';
import { customIdOf } from '../../../../shared/modules/custom-fields.ts';
import type { BulkOp } from '../../../../shared/modules/bulk.ts';
import type { Refusal } from '../../../../shared/modules/segments.ts';
import type { ContactValue, FieldKind } from '../../../../shared/modules/fields.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { EXTRA_PREFIX } from '../../derived/mirror/spec.ts';

/** What a bulk edit can work on: how values of the field look. */
export type EditShape = 'text' | 'longText' | 'plain' | 'contacts' | 'list';

export interface EditTarget {
  readonly shape: EditShape;
  /** The field of the row the value lies in, and the key within it when it is a map. */
  readonly field: string;
  readonly key: string | null;
}

const SHAPES: Readonly<Partial<Record<FieldKind, EditShape>>> = { text: 'text', longText: 'longText', contacts: 'contacts', tags: 'list' };
/** What the program keeps by itself, or what is no list of customers' business. */
const NOT_EDITABLE = new Set(['pinyin', 'extra', 'custom']);

/** Where a field lies; `query.badField` when it cannot be edited. `customShape` tells of the book's own fields. */
export function editTarget(name: string, customShape: (id: number) => EditShape | null): EditTarget {
  if (name.startsWith(EXTRA_PREFIX)) return { shape: 'text', field: 'extra', key: name.slice(EXTRA_PREFIX.length) };
  const id = customIdOf(name);
  if (id !== null) {
    const shape = customShape(id);
    if (shape) return { shape, field: 'custom', key: String(id) };
  }
  const def = customerFields.find((f) => f.name === name);
  if (!def?.editable || NOT_EDITABLE.has(name)) throw new AppFailure('query.badField', { field: name });
  return { shape: SHAPES[def.kind] ?? 'plain', field: name, key: null };
}

/** The present value of the field. */
export function currentValue(fields: Readonly<Record<string, unknown>>, { field, key }: EditTarget): unknown {
  const value = fields[field];
  return key === null ? value : ((value as Readonly<Record<string, unknown>> | null)?.[key] ?? null);
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value]);

/** The value after the edit; `undefined` when the operation makes no sense for the field. */
export function editedValue(shape: EditShape, before: unknown, change: BulkOp): unknown {
  if (change.op === 'clear') return shape === 'contacts' || shape === 'list' ? [] : null;
  if (shape === 'contacts') return editedContacts((before ?? []) as readonly ContactValue[], change);
  if (shape === 'list') return editedList(asList(before), change);
  if (change.op === 'set') return change.value;
  if (shape === 'plain' || change.op === 'remove') return undefined;
  if (change.op === 'replace') return asText(before).replaceAll(change.find, change.with);
  const added = String(change.value);
  const old = asText(before);
  return old === '' ? added : shape === 'longText' ? `${old}\n${added}` : old + added;
}

function editedList(before: readonly unknown[], change: Exclude<BulkOp, { op: 'clear' }>): unknown {
  if (change.op === 'replace') return undefined;
  const values = asList(change.value);
  if (change.op === 'set') return [...new Set(values)];
  if (change.op === 'append') return [...new Set([...before, ...values])];
  return before.filter((v) => !values.includes(v));
}

function editedContacts(before: readonly ContactValue[], change: Exclude<BulkOp, { op: 'clear' }>): unknown {
  if (change.op === 'replace') {
    return before.map((c) => ({ ...c, value: c.value.replaceAll(change.find, change.with).trim() })).filter((c) => c.value !== '');
  }
  const values = asList(change.value).map((value) => String(value as string).trim()).filter((value) => value !== '');
  if (change.op === 'remove') return before.filter((c) => !values.includes(c.value));
  const fresh = values.map((value) => ({ value }));
  return change.op === 'set' ? fresh : [...before, ...fresh.filter((c) => !before.some((old) => old.value === c.value))];
}

/** The patch that writes the value, or why the field cannot hold it. */
export function patchOf({ field, key }: EditTarget, fields: Readonly<Record<string, unknown>>, value: unknown): CustomerPatch | Refusal['reason'] {
  const parsed = customerPatchSchema.safeParse({ [field]: key === null ? value : field === 'custom' ? { [key]: value } : withKey(fields[field], key, value) });
  if (parsed.success) return parsed.data;
  return parsed.error.issues.some((issue) => issue.code === 'too_big') ? 'tooLong' : 'badValue';
}

function withKey(map: unknown, key: string, value: unknown): Record<string, unknown> {
  const { [key]: _, ...rest } = (map ?? {}) as Record<string, unknown>;
  return value === null || value === '' ? rest : { ...rest, [key]: value };
}
