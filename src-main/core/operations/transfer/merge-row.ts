/** What a matched row changes in the customer it matches. Pure; the pipeline drops what equals the present value. */
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { ContactValue } from '../../../../shared/modules/fields.ts';
import type { Fields } from '../../changes/rows.ts';
import { isEmpty, sameValue } from '../../changes/rows.ts';
import { contactKey } from '../../derived/keys/contact-keys.ts';

export type OnMatch = 'skip' | 'update' | 'fill';

const LISTS = ['phones', 'wechats', 'emails', 'addresses'] as const;
const KEY_KIND = { phones: 'phone', wechats: 'wechat', emails: 'email', addresses: null } as const;
/** Fields of one value; the pinyin comes with the name. */
const TEXTS = customerFields.flatMap(({ name, kind, merge, importable }) => (merge === 'lww' && kind !== 'map' && (importable || name === 'pinyin') ? [name] : []));

/**
 * The patch for a matched customer. `fill` touches empty fields only, adds phones, WeChat ids,
 * e-mails and tags that are not there yet, and leaves the primary ones first. `update` replaces every
 * field the file has a value for; of contacts the file's come first and the others stay behind them.
 */
export function mergePatch(stored: Fields, incoming: Fields, mode: 'update' | 'fill'): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const field of TEXTS) {
    if (isEmpty(incoming[field])) continue;
    if (mode === 'update' || isEmpty(stored[field])) patch[field] = incoming[field];
  }
  // A pinyin somebody corrected by hand belongs to its name.
  if (!('name' in patch) || patch.name === stored.name) delete patch.pinyin;
  for (const field of LISTS) {
    const list = mergeList(field, asList(stored[field]), asList(incoming[field]), mode);
    if (list) patch[field] = list;
  }
  const tags = [...new Set([...asTags(stored.tags), ...asTags(incoming.tags)])];
  if (tags.length > asTags(stored.tags).length) patch.tags = tags;
  const extra = mergeMap(asMap(stored.extra), asMap(incoming.extra), mode);
  if (extra) patch.extra = extra;
  const custom = mergeMap(asMap(stored.custom), asMap(incoming.custom), mode);
  if (custom) patch.custom = custom;
  return patch;
}

function asList(value: unknown): readonly ContactValue[] {
  return Array.isArray(value) ? (value as ContactValue[]) : [];
}

function asTags(value: unknown): readonly number[] {
  return Array.isArray(value) ? (value as number[]) : [];
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

type ListField = (typeof LISTS)[number];

function keyOf(field: ListField, value: string): string {
  const kind = KEY_KIND[field];
  return kind === null ? value.replace(/\s+/g, '') : (contactKey(kind, value) ?? value);
}

function mergeList(
  field: ListField,
  stored: readonly ContactValue[],
  incoming: readonly ContactValue[],
  mode: 'update' | 'fill',
): readonly ContactValue[] | null {
  if (incoming.length === 0) return null;
  const known = new Set(stored.map((c) => keyOf(field, c.value)));
  const fresh = incoming.filter((c) => !known.has(keyOf(field, c.value)));
  if (mode === 'fill') {
    // Another way of writing an address is not another address: fill adds none to one that is there.
    if (fresh.length === 0 || (field === 'addresses' && stored.length > 0)) return null;
    return [...stored, ...fresh];
  }
  const first = new Set(incoming.map((c) => keyOf(field, c.value)));
  const merged = [...incoming, ...stored.filter((c) => !first.has(keyOf(field, c.value)))];
  return merged.slice(0, 50);
}

function mergeMap(stored: Readonly<Record<string, unknown>>, incoming: Readonly<Record<string, unknown>>, mode: 'update' | 'fill') {
  const merged: Record<string, unknown> = { ...stored };
  let changed = false;
  for (const [column, text] of Object.entries(incoming)) {
    if (sameValue(merged[column], text) || (mode === 'fill' && merged[column] !== undefined)) continue;
    merged[column] = text;
    changed = true;
  }
  return changed ? merged : null;
}
