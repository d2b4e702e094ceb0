/** What can be done with products. Sales keep copies of what they need, so nothing here changes a sale. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { ProductPatch } from '../../../../shared/modules/products.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { namePinyin } from '../../kernel/pinyin.ts';
import { changeMany } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';
import { fieldsChangedSince } from '../edits.ts';
import { findProducts, productLike, rowToProduct } from './catalogue.ts';

/** A patch as the row store takes it: pinyin follows the name, empty texts are null. */
export function productFieldsOf(patch: ProductPatch): Record<string, unknown> {
  const { active, ...rest } = patch;
  const out: Record<string, unknown> = { ...rest };
  if (active !== undefined) out['inactive'] = active ? null : 1;
  if (patch.name !== undefined) out['pinyin'] = namePinyin(patch.name).full;
  for (const [key, value] of Object.entries(out)) if (value === '') out[key] = null;
  return out;
}

export const listProducts: Handler<'products.list'> = ({ book }, { query, limit, offset }) => {
  const found = findProducts(book, query);
  return ok({ rows: found.slice(offset, offset + limit), total: found.length });
};

export const getProduct: Handler<'products.get'> = ({ book }, { id }) => {
  const row = book.rows.get('product', id);
  return row && row.deletedKind !== 2 ? ok(rowToProduct(row)) : err('record.missing', { entity: 'product', id });
};

export const productCategories: Handler<'products.categories'> = ({ book }) => {
  const products = findProducts(book, {});
  const counts = new Map<string, number>();
  const units = new Set<string>();
  for (const { category, unit } of products) {
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1);
    if (unit !== null) units.add(unit);
  }
  const categories = [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  return ok({ categories, units: [...units].sort((a, b) => a.localeCompare(b, 'zh-CN')), total: products.length });
};

export const createProduct: Handler<'products.create'> = ({ book, actor }, draft) => {
  const taken = draft.code ? productLike(book, { code: draft.code }) : null;
  if (taken) return err('product.codeTaken', { taken: draft.code, name: taken.name });
  const fields = { currency: bookCurrency(book.db), ...productFieldsOf(draft) };
  const action = { kind: 'products.create', actor, origin: 'local' as const, facts: { name: draft.name } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('product', fields));
  book.undo.push(actionId);
  return ok(rowToProduct(need(book, id)));
};

export const updateProduct: Handler<'products.update'> = ({ book, actor }, { id, patch, seq }) => {
  const row = book.rows.get('product', id);
  if (!row || row.deletedKind === 2) return err('record.missing', { entity: 'product', id });
  if (row.deletedAt !== null) return err('record.deleted', { entity: 'product', id });
  const fields = productFieldsOf(patch);
  const changed = seq === undefined ? [] : fieldsChangedSince(book.db, 'product', id, row.aseq, seq).filter((f) => f in fields && f !== 'pinyin');
  if (changed.length > 0) return err('record.changed', { id, fields: changed, current: rowToProduct(row) });
  const taken = patch.code ? productLike(book, { code: patch.code }, id) : null;
  if (taken) return err('product.codeTaken', { taken: patch.code, name: taken.name });
  const action = { kind: 'products.update', actor, origin: 'local' as const, facts: { name: String(row.fields['name']) } };
  const written = write(book.write, action, (w) => w.update('product', id, fields));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok(rowToProduct(written.value));
};

export const changeProducts: Handler<'products.change'> = async (ctx, { ids, patch }) => {
  const fields = productFieldsOf(patch);
  const living = existing(ctx.book, ids, false);
  const facts = { count: living.length };
  const { count } = await changeMany(ctx, 'products.update', facts, living, (w, id) => changedNow(w, id, fields));
  return ok({ count });
};

export const removeProducts: Handler<'products.remove'> = async (ctx, { ids }) => {
  const living = existing(ctx.book, ids, false);
  const { count } = await changeMany(ctx, 'products.remove', factsOf(ctx, living), living, (w, id) => w.remove('product', id).deletedAt !== null);
  return ok({ count });
};

export const restoreProducts: Handler<'products.restore'> = async (ctx, { ids }) => {
  const binned = existing(ctx.book, ids, true);
  const { count } = await changeMany(ctx, 'products.restore', factsOf(ctx, binned), binned, (w, id) => w.restore('product', id).deletedAt === null);
  return ok({ count });
};

function factsOf({ book }: CallContext, ids: readonly number[]) {
  const name = ids.length === 1 ? book.rows.get('product', ids[0]!)?.fields['name'] : undefined;
  return { count: ids.length, name: typeof name === 'string' ? name : null };
}

function existing(book: OpenBook, ids: readonly number[], deleted: boolean): number[] {
  return [...new Set(ids)].filter((id) => {
    const row = book.rows.get('product', id);
    return row && row.deletedKind !== 2 && (row.deletedAt !== null) === deleted;
  });
}

function need(book: OpenBook, id: number) {
  const row = book.rows.get('product', id);
  if (!row) throw new Error('a product just written is not there');
  return row;
}

function changedNow(w: Writer, id: number, fields: Record<string, unknown>): boolean {
  const before = w.get('product', id);
  return w.update('product', id, fields).aseq !== before?.aseq;
}
