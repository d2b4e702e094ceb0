/**
 * Taking changes back. The inverse of a change is itself a change: it goes through
 * `write`, so history shows it and it can be undone in turn. What somebody edited
 * later is kept and reported. Running it twice is harmless.
 */
import type { EntityName } from '../../../shared/modules/history.ts';
import { registry } from './registry.ts';
import type { ChangeEntry } from './codec.ts';
import type { Row } from './rows.ts';
import { emptyValue, sameValue } from './rows.ts';
import type { Writer } from './write.ts';
import { DELETED_BY_UNDO, DELETED_BY_USER } from './write.ts';

/** A record that keeps a later edit. */
export interface Kept {
  readonly entity: EntityName;
  readonly id: number;
  readonly fields: readonly string[];
}

/** Takes back one transaction's entries, last first; answers how many rows changed and what was kept. */
export function invertEntries(w: Writer, entries: readonly ChangeEntry[]): { readonly rows: number; readonly kept: readonly Kept[] } {
  const kept: Kept[] = [];
  // Rows made in bulk stand behind what was made of them one by one: they go when that is gone.
  const waiting: ChangeEntry[] = [];
  let rows = 0;
  const takeBack = (entry: ChangeEntry, mayWait: boolean): void => {
    const row = w.get(entry.entity, entry.id);
    if (!row) return;
    const fields = entry.op === 'create' ? invertCreate(w, entry, row) : invertChange(w, entry, row);
    if (mayWait && fields === CHILDREN) return void waiting.push(entry);
    if (fields.length > 0) kept.push({ entity: entry.entity, id: entry.id, fields });
    if (w.get(entry.entity, entry.id)?.aseq !== row.aseq) rows++;
  };
  for (const entry of entries.toReversed()) takeBack(entry, true);
  for (const entry of waiting) takeBack(entry, false);
  return { rows, kept };
}

/** Why a creation stays: records that belong to the row. */
const CHILDREN: readonly string[] = ['children'];

/** A created row goes away unless somebody worked on it since. */
function invertCreate(w: Writer, entry: ChangeEntry, row: Row): readonly string[] {
  if (row.deletedAt !== null) return [];
  const edited = registry[entry.entity].columns
    .filter((c) => !sameValue(row.fields[c.field], entry.after[c.field] ?? emptyValue(c.form)))
    .map((c) => c.field);
  if (edited.length > 0) return edited;
  if (w.hasLivingChildren(entry.entity, entry.id)) return CHILDREN;
  w.remove(entry.entity, entry.id, DELETED_BY_UNDO);
  return [];
}

const asMap = (value: unknown) => (value ?? {}) as Readonly<Record<string, unknown>>;

/** A map is taken back key by key: an edit of one of its values does not keep the others from going back. */
function invertMap(now: Readonly<Record<string, unknown>>, was: Readonly<Record<string, unknown>>, became: Readonly<Record<string, unknown>>) {
  const map: Record<string, unknown> = { ...now };
  let later = false;
  for (const key of new Set([...Object.keys(was), ...Object.keys(became)])) {
    if (sameValue(was[key], became[key])) continue;
    if (!sameValue(now[key], became[key])) later ||= !sameValue(now[key], was[key]);
    else if (was[key] === undefined) Reflect.deleteProperty(map, key);
    else map[key] = was[key];
  }
  return { map, later };
}

function invertChange(w: Writer, entry: ChangeEntry, row: Row): string[] {
  const patch: Record<string, unknown> = {};
  const later: string[] = [];
  for (const c of registry[entry.entity].columns) {
    const field = c.field;
    if (!(field in entry.before) && !(field in entry.after)) continue;
    const was = entry.before[field] ?? emptyValue(c.form);
    const became = entry.after[field] ?? emptyValue(c.form);
    if (sameValue(row.fields[field], became)) patch[field] = was;
    else if (c.form === 'map') {
      const merged = invertMap(asMap(row.fields[field]), asMap(was), asMap(became));
      if (!sameValue(merged.map, row.fields[field])) patch[field] = merged.map;
      if (merged.later) later.push(field);
    } else if (!sameValue(row.fields[field], was)) later.push(field);
  }
  const { together } = registry[entry.entity];
  if (later.some((f) => together.includes(f))) for (const f of together) Reflect.deleteProperty(patch, f);
  if (Object.keys(patch).length > 0) w.update(entry.entity, entry.id, patch);
  if (entry.op === 'delete') w.restore(entry.entity, entry.id);
  // Undoing a restore puts the row back where it was: the bin, or (redo of a creation's undo) out of sight.
  if (entry.op === 'restore') w.remove(entry.entity, entry.id, entry.kind ?? DELETED_BY_USER);
  return later;
}
