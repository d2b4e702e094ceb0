/** Order and sections of fields. Pure: what a drag or an arrow makes of the list. */
import type { CustomField } from '../../../shared/modules/custom-fields.ts';

export type Placed = Pick<CustomField, 'id' | 'section'>;

/** By section, in the order in which the sections first appear; fields without one come first. */
export function grouped<T extends Placed>(fields: readonly T[]): readonly { readonly section: string | null; readonly fields: readonly T[] }[] {
  const groups = new Map<string | null, T[]>([[null, []]]);
  for (const field of fields) {
    const list = groups.get(field.section) ?? [];
    list.push(field);
    groups.set(field.section, list);
  }
  return [...groups].filter(([, list]) => list.length > 0).map(([section, list]) => ({ section, fields: list }));
}

const flat = <T extends Placed>(fields: readonly T[]): readonly T[] => grouped(fields).flatMap((group) => group.fields);

/** Puts a field to the place of another, into its section. `null` when that changes nothing. */
export function movedTo(fields: readonly Placed[], id: number, target: number): readonly Placed[] | null {
  const all = flat(fields);
  const moved = all.find((f) => f.id === id);
  const place = all.findIndex((f) => f.id === target);
  if (!moved || place < 0 || id === target) return null;
  const rest = all.filter((f) => f.id !== id);
  return [...rest.slice(0, place), { id, section: all[place]!.section }, ...rest.slice(place)];
}

/** One step up or down; over the edge of its section it goes into the neighbouring one. `null` at the ends. */
export function stepped(fields: readonly Placed[], id: number, by: -1 | 1): readonly Placed[] | null {
  const all = flat(fields);
  const from = all.findIndex((f) => f.id === id);
  const neighbour = all[from + by];
  const self = all[from];
  if (!self || !neighbour) return null;
  if (neighbour.section !== self.section) return all.map((f) => (f.id === id ? { id, section: neighbour.section } : f));
  return movedTo(fields, id, neighbour.id);
}
