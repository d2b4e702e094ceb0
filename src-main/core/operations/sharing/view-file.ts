/**
 * A view as a file another book can read. Tags, segments and own fields have other ids
 * there, so they go by name: `{"tag":"VIP"}` stands for an id. What the other book does
 * not have is left out and told. No customer is named in the file but in texts the owner
 * typed into a condition; fixed lists go by name only.
 */
import { z } from 'zod';
import { isCondition, isGroup, isSegmentRef } from '../../../../shared/kernel/filter.ts';
import type { Condition, FilterGroup, FilterNode, ListFilter } from '../../../../shared/kernel/filter.ts';
import { customIdOf, customName } from '../../../../shared/modules/custom-fields.ts';
import { viewBodySchema } from '../../../../shared/modules/views.ts';
import type { ViewBody } from '../../../../shared/modules/views.ts';
import type { OpenBook } from '../../domain/context.ts';

export const VIEW_FILE = 'regulars.view';
export const MAX_VIEW_FILE = 1_000_000;

/** Names of what a view points to: in the file ids count from 1 and only name places in these lists. */
const namesSchema = z.strictObject({ tags: z.array(z.string()).max(1000), segments: z.array(z.string()).max(1000), fields: z.array(z.string()).max(1000) });
export const viewFileSchema = z.strictObject({ format: z.literal(VIEW_FILE), version: z.literal(1), name: z.string().trim().min(1).max(80), names: namesSchema, body: viewBodySchema });
export type ViewFile = z.output<typeof viewFileSchema>;

/** Turns an id or a field's name into another; `null` when there is none. */
interface Translation {
  readonly tag: (id: number) => number | null;
  readonly segment: (id: number) => number | null;
  readonly field: (name: string) => string | null;
}

/** The view with everything it points to translated; conditions that lose their object are left out. */
function translate(body: ViewBody, to: Translation): ViewBody {
  const columns = body.columns?.flatMap(({ field, width }) => {
    const name = to.field(field);
    return name === null ? [] : [{ field: name, width }];
  });
  const filter = translateGroup(body.filter, to);
  const sort = body.sort && to.field(body.sort.field);
  return {
    ...body,
    filter: { ...filter, all: filter.all ?? [] },
    columns: columns ?? null,
    sort: body.sort && sort ? { ...body.sort, field: sort } : null,
    group: body.group && to.field(body.group),
    board: body.board && to.field(body.board),
  };
}

function translateGroup(group: FilterGroup | ListFilter, to: Translation): FilterGroup {
  const each = (nodes: readonly FilterNode[] | undefined) => nodes?.flatMap((node) => translateNode(node, to) ?? []);
  const not = group.not && translateNode(group.not, to);
  return { ...(group.all && { all: each(group.all) }), ...(group.any && { any: each(group.any) }), ...(not && { not }) };
}

function translateNode(node: FilterNode, to: Translation): FilterNode | null {
  if (isSegmentRef(node)) {
    const segment = to.segment(node.segment);
    return segment === null ? null : { segment };
  }
  if (isGroup(node)) return translateGroup(node, to);
  return isCondition(node) ? translateCondition(node, to) : node;
}

function translateCondition(c: Condition, to: Translation): Condition | null {
  const field = to.field(c.field);
  if (field === null) return null;
  const { test } = c;
  if (c.field !== 'tags') return { field, test };
  if (test.op === 'equals') {
    const tag = to.tag(Number(test.value));
    return tag === null ? null : { field, test: { ...test, value: tag } };
  }
  if (test.op !== 'any' && test.op !== 'all' && test.op !== 'none') return { field, test };
  const values = test.values.flatMap((value) => to.tag(Number(value)) ?? []);
  return values.length === 0 ? null : { field, test: { ...test, values } };
}

const SQL = {
  tag: 'SELECT id, name FROM tag WHERE deleted_at IS NULL',
  segment: 'SELECT id, name FROM segment WHERE deleted_at IS NULL',
  field: 'SELECT id, label AS name FROM field WHERE deleted_at IS NULL',
} as const;

const named = (book: OpenBook, of: keyof typeof SQL) => book.db.raw.prepare<[], { id: number; name: string }>(SQL[of]).all();

/** The file of a view. */
export function writeViewFile(book: OpenBook, name: string, body: ViewBody): ViewFile {
  const names = { tags: [] as string[], segments: [] as string[], fields: [] as string[] };
  const place = (of: keyof typeof SQL, list: string[]) => {
    const byId = new Map(named(book, of).map((one) => [one.id, one.name]));
    return (id: number): number | null => {
      const found = byId.get(id);
      if (found === undefined) return null;
      if (!list.includes(found)) list.push(found);
      return list.indexOf(found) + 1;
    };
  };
  const fieldPlace = place('field', names.fields);
  const field = (fieldName: string) => {
    const id = customIdOf(fieldName);
    if (id === null) return fieldName;
    const at = fieldPlace(id);
    return at === null ? null : customName(at);
  };
  const shared = translate(body, { tag: place('tag', names.tags), segment: place('segment', names.segments), field });
  return { format: VIEW_FILE, version: 1, name, names, body: shared };
}

/** The view a file holds, in the terms of this book, and the names this book does not know. */
export function readViewFile(book: OpenBook, file: ViewFile): { readonly body: ViewBody; readonly unknown: string[] } {
  const unknown = new Set<string>();
  const find = (of: keyof typeof SQL, list: readonly string[]) => {
    const byName = new Map(named(book, of).map((one) => [one.name.toLowerCase(), one.id]));
    return (place: number): number | null => {
      const name = list[place - 1] ?? '';
      const id = byName.get(name.toLowerCase()) ?? null;
      if (id === null) unknown.add(name);
      return id;
    };
  };
  const fieldId = find('field', file.names.fields);
  const field = (fieldName: string) => {
    const place = customIdOf(fieldName);
    if (place === null) return fieldName;
    const id = fieldId(place);
    return id === null ? null : customName(id);
  };
  const body = translate(file.body, { tag: find('tag', file.names.tags), segment: find('segment', file.names.segments), field });
  return { body, unknown: [...unknown] };
}
