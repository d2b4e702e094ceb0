/** What can be done with customers. Rules and transactions; SQL is in the repo, finding in derived data. */
import type { Customer } from '../../../../shared/modules/customers.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import { findEntry } from '../../changes/history.ts';
import { sameValue } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import type { Handler } from '../context.ts';
import { customerNumbering } from '../numbering/index.ts';
import { existingTags } from './tags.service.ts';
import { mergeCustom } from '../custom-values.ts';
import type { CustomMap } from '../custom-values.ts';
import { findCustomer, findCustomers, showCustomer } from './customers.repo.ts';
import { prepareDraft, preparePatch } from './customers.rules.ts';
import { findDuplicates } from './duplicates.ts';
import { notSameAs } from './not-same.ts';
import { changeMany, chosenIds, selectedIds } from './selection.ts';

export const listCustomers: Handler<'customers.list'> = async ({ book }, { query, limit, offset, cursor }) => {
  await book.derived.prepare(query);
  const { ids, ...page } = book.derived.list(query, { limit, offset, cursor });
  return ok({ rows: findCustomers(book, ids), ...page });
};

export const getCustomer: Handler<'customers.get'> = ({ book }, { id }) => {
  const found = findCustomer(book, id);
  return found ? ok(found) : err('record.missing', { entity: 'customer', id });
};

export const createCustomer: Handler<'customers.create'> = ({ book, actor }, { notSame = [], ...draft }) => {
  const unknown = unknownTag(draft.tags, existingTags(book));
  if (unknown !== null) return err('tag.missing', { id: unknown });
  const custom = mergeCustom(book.db, {}, draft.custom ?? {});
  if (!custom.ok) return custom;
  const action = { kind: 'customers.create', actor, origin: 'local' as const, facts: { name: draft.name, count: 1 } };
  const { value: id, actionId } = write(book.write, action, (w) => {
    const fields = { ...prepareDraft(draft), code: customerNumbering(w)(draft.code), custom: custom.value, confirmed: notSameAs(book, actor, notSame) };
    return w.create('customer', fields);
  });
  book.undo.push(actionId);
  return ok(need(findCustomer(book, id)));
};

export const updateCustomer: Handler<'customers.update'> = ({ book, actor }, { id, patch, seq }) => {
  const row = book.rows.get('customer', id);
  if (!row || row.deletedKind === 2) return err('record.missing', { entity: 'customer', id });
  if (row.deletedAt !== null) return err('record.deleted', { entity: 'customer', id });
  const unknown = unknownTag(patch.tags, existingTags(book));
  if (unknown !== null) return err('tag.missing', { id: unknown });
  // A pinyin that is emptied is made from the name again.
  const prepared = preparePatch(patch.pinyin === '' ? { name: String(row.fields['name']), ...patch } : patch);
  if (patch.custom) {
    const custom = mergeCustom(book.db, row.fields['custom'] as CustomMap, patch.custom);
    if (!custom.ok) return custom;
    prepared['custom'] = custom.value;
  }
  if (seq !== undefined && seq < row.aseq) {
    const fields = fieldsChangedSince(book.db, id, row.aseq, seq).filter((f) => f in patch || (patch.custom !== undefined && f in patch.custom));
    if (fields.length > 0) return err('record.changed', { id, fields, current: showCustomer(book, row) });
  }
  const facts = { name: String(row.fields['name']), count: 1 };
  const action = { kind: 'customers.update', actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => w.update('customer', id, prepared));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(showCustomer(book, written.value));
};

/** Fields other edits touched after `seen`: the walk along the record's own log. */
function fieldsChangedSince(db: Parameters<typeof findEntry>[0], id: number, last: number, seen: number): string[] {
  const fields = new Set<string>();
  let seq = last;
  while (seq > seen) {
    const found = findEntry(db, 'customer', id, seq);
    if (!found) break;
    for (const f of [...Object.keys(found.entry.before), ...Object.keys(found.entry.after)]) {
      // Custom fields are fields of their own: an edit of one does not disturb an edit of another.
      if (f !== 'custom') fields.add(f);
      else for (const key of changedKeys(found.entry.before[f], found.entry.after[f])) fields.add(key);
    }
    seq = found.entry.prev;
  }
  return [...fields];
}

/** Keys of two maps whose values differ. */
function changedKeys(before: unknown, after: unknown): string[] {
  const [a, b] = [(before ?? {}) as Record<string, unknown>, (after ?? {}) as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !sameValue(a[key], b[key]));
}

export const removeCustomers: Handler<'customers.remove'> = async (ctx, { selection }) => {
  const ids = selectedIds(ctx.book, selection);
  const first = ids.length === 1 ? findCustomer(ctx.book, ids[0]!) : null;
  const facts = { count: ids.length, name: first?.name ?? null };
  return ok(await changeMany(ctx, 'customers.remove', facts, ids, (w, id) => w.remove('customer', id).deletedAt !== null));
};

export const restoreCustomers: Handler<'customers.restore'> = async (ctx, { selection }) => {
  const inBin = 'ids' in selection ? selection : { ...selection, query: { ...selection.query, deleted: true } };
  const chosen = Array.from(chosenIds(ctx.book, inBin));
  // What was named by id may be anywhere; what the bin's list finds is in the bin.
  const binned = 'ids' in selection ? chosen.filter((id) => (findCustomer(ctx.book, id)?.deletedAt ?? null) !== null) : chosen;
  const facts = { count: binned.length, name: null };
  return ok(await changeMany(ctx, 'customers.restore', facts, binned, (w, id) => w.restore('customer', id).deletedAt === null));
};

export const tagCustomers: Handler<'customers.tag'> = async (ctx, { selection, add, remove }) => {
  const unknown = unknownTag(add, existingTags(ctx.book));
  if (unknown !== null) return err('tag.missing', { id: unknown });
  const ids = selectedIds(ctx.book, selection);
  const facts = { count: ids.length, added: add.length, removed: remove.length };
  const gone = new Set(remove);
  return ok(
    await changeMany(ctx, 'customers.tag', facts, ids, (w, id) => {
      const before = w.get('customer', id);
      const old = (before?.fields['tags'] ?? []) as number[];
      const tags = [...new Set([...old.filter((t) => !gone.has(t)), ...add])];
      return w.update('customer', id, { tags }).aseq !== before?.aseq;
    }),
  );
};

export const verifyCustomers: Handler<'customers.verify'> = async (ctx, { selection }) => {
  const ids = selectedIds(ctx.book, selection);
  const today = isoDate(ctx.book.clock.now());
  const first = ids.length === 1 ? findCustomer(ctx.book, ids[0]!) : null;
  const facts = { count: ids.length, name: first?.name ?? null };
  return ok(
    await changeMany(ctx, 'customers.verify', facts, ids, (w, id) => {
      const before = w.get('customer', id);
      return w.update('customer', id, { verifiedOn: today }).aseq !== before?.aseq;
    }),
  );
};

export const customerDuplicates: Handler<'customers.duplicates'> = ({ book }, { draft, except }) =>
  ok({ candidates: findDuplicates(book, draft, except) });

export const searchCustomers: Handler<'customers.search'> = ({ book }, { text, limit }) => {
  const { ids, indexing } = book.derived.search(text, limit);
  return ok({ rows: findCustomers(book, ids), indexing });
};

function unknownTag(tags: readonly number[] | undefined, known: ReadonlySet<number>): number | null {
  return tags?.find((t) => !known.has(t)) ?? null;
}

function need(customer: Customer | null): Customer {
  if (!customer) throw new Error('a customer just written is not there');
  return customer;
}
