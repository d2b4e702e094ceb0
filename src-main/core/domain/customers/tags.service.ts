/** Tags: a small list that customers point to by id, so a rename is one edit. */
import type { Tag } from '../../../../shared/modules/tags.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import { write } from '../../changes/write.ts';
import type { Handler, OpenBook } from '../context.ts';
import { allTags } from './tags.repo.ts';
import type { TagRow } from './tags.repo.ts';

/** Ids of all tags ever made; a deleted one may still be named by a customer until undo is gone. */
export function existingTags(book: OpenBook): ReadonlySet<number> {
  return new Set(allTags(book).map((t) => t.id));
}

function nameTaken(book: OpenBook, name: string, except?: number): boolean {
  const wanted = name.toLowerCase();
  return allTags(book).some((t) => t.deletedAt === null && t.id !== except && t.name.toLowerCase() === wanted);
}

function withCount(row: TagRow, counts: ReadonlyMap<string | number | null, number>): Tag {
  return { id: row.id, name: row.name, groupName: row.groupName, color: row.color, count: counts.get(row.id) ?? 0 };
}

function living(book: OpenBook): Tag[] {
  const counts = new Map(book.derived.facets('tags', {}, { limit: Infinity }).values.map((f) => [f.value, f.count]));
  return allTags(book)
    .filter((t) => t.deletedAt === null)
    .map((t) => withCount(t, counts));
}

export const listTags: Handler<'tags.list'> = ({ book }) => ok({ tags: living(book) });

export const createTag: Handler<'tags.create'> = ({ book, actor }, input) => {
  if (nameTaken(book, input.name)) return err('tag.exists', { name: input.name });
  const action = { kind: 'tags.create', actor, origin: 'local' as const, facts: { name: input.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('tag', input));
  book.undo.push(actionId);
  return ok({ id, ...input, count: 0 });
};

export const updateTag: Handler<'tags.update'> = ({ book, actor }, { id, patch }) => {
  const row = book.rows.get('tag', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'tag', id });
  if (patch.name !== undefined && nameTaken(book, patch.name, id)) return err('tag.exists', { name: patch.name });
  const action = { kind: 'tags.update', actor, origin: 'local' as const, facts: { name: String(row.fields['name']) } };
  const written = write(book.write, action, (w) => w.update('tag', id, patch));
  if (written.seq !== null) book.undo.push(written.actionId);
  const found = living(book).find((t) => t.id === id);
  return found ? ok(found) : err('record.missing', { entity: 'tag', id });
};

export const removeTag: Handler<'tags.remove'> = ({ book, actor }, { id }) => {
  const row = book.rows.get('tag', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'tag', id });
  const action = { kind: 'tags.remove', actor, origin: 'local' as const, facts: { name: String(row.fields['name']) } };
  const { actionId } = write(book.write, action, (w) => w.remove('tag', id));
  book.undo.push(actionId);
  return ok({});
};
