/**
 * All products in memory: a price list is read far more often than it changes. Loaded when
 * first asked for, and again after any product changed.
 */
import type { Product, ProductQuery } from '../../../../shared/modules/products.ts';
import { registry } from '../../changes/registry.ts';
import type { Row } from '../../changes/rows.ts';
import { rowOf } from '../../changes/rows.ts';
import { foldText } from '../../derived/text/fold.ts';
import type { OpenBook } from '../context.ts';

interface Entry {
  readonly product: Product;
  readonly name: string;
  readonly code: string;
  /** Syllables with blanks, joined, and first letters. */
  readonly pinyin: string;
  readonly joined: string;
  readonly initials: string;
}

interface Catalogue {
  readonly version: string;
  readonly entries: readonly Entry[];
}

const catalogues = new WeakMap<object, Catalogue>();

/** A product as the contract shows it. */
export function rowToProduct(row: Row): Product {
  const { pinyin: _, createdAt: __, inactive, ...fields } = row.fields;
  return { ...fields, active: inactive !== 1, id: row.id, updatedAt: row.updatedAt, deletedAt: row.deletedAt, seq: row.aseq } as unknown as Product;
}

function catalogueOf(book: OpenBook): readonly Entry[] {
  const { raw } = book.db;
  const newest = raw.prepare<[], { n: number; last: number }>('SELECT count(*) AS n, coalesce(max(aseq), 0) AS last FROM product').get();
  const version = `${newest?.n ?? 0}:${newest?.last ?? 0}`;
  const known = catalogues.get(book.db);
  if (known?.version === version) return known.entries;
  const rows = raw.prepare<[], Record<string, unknown> & { id: number }>('SELECT * FROM product WHERE deleted_kind IS NOT 2').all();
  const entries = rows.map((cells) => entryOf(rowOf(registry.product, cells.id, cells)));
  catalogues.set(book.db, { version, entries });
  return entries;
}

function entryOf(row: Row): Entry {
  const product = rowToProduct(row);
  const pinyin = typeof row.fields['pinyin'] === 'string' ? row.fields['pinyin'] : '';
  const initials = pinyin
    .split(' ')
    .map((syllable) => syllable.slice(0, 1))
    .join('');
  return { product, name: foldText(product.name), code: foldText(product.code ?? ''), pinyin, joined: pinyin.replaceAll(' ', ''), initials };
}

/** How well a product answers what was typed: lower is better, `null` not at all. */
function rankOf(entry: Entry, text: string, letters: string): number | null {
  if (entry.code === text) return 0;
  if (entry.name.startsWith(text)) return 1;
  if (letters !== '' && entry.initials.startsWith(letters)) return 2;
  if (letters !== '' && entry.joined.startsWith(letters)) return 3;
  if (entry.code !== '' && entry.code.startsWith(text)) return 4;
  if (entry.name.includes(text)) return 5;
  if (letters.length > 1 && entry.initials.includes(letters)) return 6;
  return letters.length > 1 && syllableStart(entry.pinyin, letters) ? 7 : null;
}

function syllableStart(pinyin: string, letters: string): boolean {
  const syllables = pinyin.split(' ');
  return syllables.some((_, i) => i > 0 && syllables.slice(i).join('').startsWith(letters));
}

/** Products that match, in order. While searching the best come first; products on sale before the others. */
export function findProducts(book: OpenBook, query: ProductQuery): readonly Product[] {
  const entries = catalogueOf(book).filter(
    ({ product }) =>
      (product.deletedAt !== null) === (query.deleted ?? false) &&
      (query.active === undefined || product.active === query.active) &&
      (query.category === undefined || (product.category ?? '') === query.category),
  );
  const text = foldText(query.text ?? '').trim();
  if (text === '') return sorted(entries, query).map((e) => e.product);
  const letters = /^[a-z0-9 ]+$/.test(text) ? text.replaceAll(' ', '') : '';
  const found = entries.flatMap((entry) => {
    const rank = rankOf(entry, text, letters);
    return rank === null ? [] : [{ entry, rank: rank + (entry.product.active ? 0 : 10) }];
  });
  if (query.sort) return sorted(found.map((f) => f.entry), query).map((e) => e.product);
  return found.sort((a, b) => a.rank - b.rank || byName(a.entry, b.entry)).map((f) => f.entry.product);
}

const byName = (a: Entry, b: Entry) => (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : a.product.id - b.product.id);

function sorted(entries: readonly Entry[], { sort }: ProductQuery): Entry[] {
  const field = sort?.field ?? 'name';
  const sign = sort?.direction === 'desc' ? -1 : 1;
  if (field === 'name') return [...entries].sort((a, b) => sign * byName(a, b));
  return [...entries].sort((a, b) => {
    const [x, y] = [a.product[field], b.product[field]];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh-CN');
    return sign * order || byName(a, b);
  });
}

/** A living product with this code, or this name when there is no code; letter case and width do not count. */
export function productLike(book: OpenBook, by: { readonly code?: string | null; readonly name?: string }, except?: number): Product | null {
  const wanted = by.code ? foldText(by.code) : null;
  const name = foldText(by.name ?? '');
  const found = catalogueOf(book).find(
    (e) => e.product.deletedAt === null && e.product.id !== except && (wanted !== null ? e.code === wanted : name !== '' && e.name === name),
  );
  return found?.product ?? null;
}

/** One product, deleted or not; `null` when the id is unknown. */
export function findProduct(book: OpenBook, id: number): Product | null {
  const row = book.rows.get('product', id);
  return row && row.deletedKind !== 2 ? rowToProduct(row) : null;
}
