/** Tags, custom fields and products the moved customers use: found in the other book by what they are called, or made there. */
import { foldKey } from '../../../../shared/kernel/text.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { MAX_FIELDS } from '../../../../shared/modules/custom-fields.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { registry } from '../../changes/registry.ts';
import { ownerOnlyIds, ownerSealOf } from '../../changes/sealed-values.ts';
import type { Fields, Row } from '../../changes/rows.ts';
import { rowOf } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';

export type WordKind = 'tag' | 'field' | 'product';
export const WORD_KINDS: readonly WordKind[] = ['tag', 'field', 'product'];

/** Of one kind: what is there already, and what must be made. */
export interface WordPlan {
  readonly known: Map<number, number>;
  readonly missing: readonly Row[];
  /** Choices the other book's field lacks, by its id there. */
  readonly options: ReadonlyMap<number, readonly string[]>;
}
export type WordPlans = Readonly<Record<WordKind, WordPlan>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** What makes two of them the same, strongest first. */
function namesOf(kind: WordKind, fields: Fields, currency: string): string[] {
  if (kind === 'tag') return [`${foldKey(text(fields['groupName']))}|${foldKey(text(fields['name']))}`];
  if (kind === 'field') {
    const money = fields['kind'] === 'money' ? text(fields['currency'] ?? currency) : '';
    return [`${foldKey(text(fields['label']))}|${text(fields['kind'])}|${money}|${fields['ownerOnly'] === 1 ? 'owner' : ''}`];
  }
  const code = text(fields['code']);
  // Two that both have a code are told apart by it, whatever they are called.
  return code === '' ? [`n:${foldKey(text(fields['name']))}|${text(fields['currency'])}`] : [`c:${foldKey(code)}`, `n:${foldKey(text(fields['name']))}|${text(fields['currency'])}`];
}

function livingRows(db: Db, entity: EntityName): Row[] {
  const def = registry[entity];
  const own = entity === 'field' ? " AND entity = 'customer'" : '';
  const rows = db.raw.prepare(`SELECT * FROM ${def.table} WHERE deleted_at IS NULL${own} ORDER BY id`).all() as (Record<string, unknown> & { id: number })[];
  return rows.map((cells) => rowOf(def, cells.id, cells));
}

function planOf(kind: WordKind, used: ReadonlySet<number>, source: Db, target: Db): WordPlan {
  const there = new Map<string, Row>();
  for (const row of livingRows(target, kind)) {
    for (const name of namesOf(kind, row.fields, bookCurrency(target))) if (!there.has(name)) there.set(name, row);
  }
  const known = new Map<number, number>();
  const missing: Row[] = [];
  const options = new Map<number, readonly string[]>();
  for (const row of livingRows(source, kind)) {
    // A formula has no values of its own to take along.
    if (!used.has(row.id) || row.fields['kind'] === 'formula') continue;
    const hasCode = kind === 'product' && text(row.fields['code']) !== '';
    const found = namesOf(kind, row.fields, bookCurrency(source))
      .map((name) => there.get(name))
      .find((other) => other !== undefined && !(hasCode && text(other.fields['code']) !== '' && foldKey(text(other.fields['code'])) !== foldKey(text(row.fields['code']))));
    if (!found) missing.push(row);
    else known.set(row.id, found.id);
    const more = found ? list(row.fields['options']).filter((o) => !list(found.fields['options']).includes(o)) : [];
    if (found && more.length > 0) options.set(found.id, [...list(found.fields['options']), ...more]);
  }
  return { known, missing, options };
}

/** What these customers use, and how it stands in the other book. Throws `field.tooMany`. */
export function planWords(source: Db, target: Db, customers: Float64Array): WordPlans {
  const used = { tag: new Set<number>(), field: new Set<number>(), product: new Set<number>() };
  for (const id of customers) {
    const row = prepared(source.raw, 'SELECT tags, custom FROM customer WHERE id = ?').get(id) as { tags: string | null; custom: string | null } | undefined;
    for (const tag of JSON.parse(row?.tags ?? '[]') as number[]) used.tag.add(tag);
    for (const key of Object.keys(JSON.parse(row?.custom ?? '{}') as object)) used.field.add(Number(key.replace('o:', '')));
    for (const { product } of prepared(source.raw, PRODUCTS).all(id) as { product: number }[]) used.product.add(product);
  }
  const closed = ownerOnlyIds(source);
  // Their values are sealed with a key of each book: both must be at hand.
  if ([...used.field].some((id) => closed.has(id)) && (!ownerSealOf(source) || !ownerSealOf(target))) throw new AppFailure('field.noOwnerKey');
  const plans = { tag: planOf('tag', used.tag, source, target), field: planOf('field', used.field, source, target), product: planOf('product', used.product, source, target) };
  const fields = target.raw.prepare("SELECT count(*) FROM field WHERE deleted_at IS NULL AND entity = 'customer'").pluck().get() as number;
  if (fields + plans.field.missing.length > MAX_FIELDS) throw new AppFailure('field.tooMany', { max: MAX_FIELDS });
  return plans;
}

const PRODUCTS = 'SELECT DISTINCT product_id AS product FROM sale_item WHERE customer_id = ? AND product_id IS NOT NULL';

/** What they are called, for telling the user. */
export function missingNames(plan: WordPlan): string[] {
  return plan.missing.map(({ fields }) => text(fields['label'] ?? fields['name']));
}

/** Makes one of them in the other book, inside `w`; a label that is taken there by another kind of field gets a number. */
export function makeWord(w: Writer, kind: WordKind, row: Row, sourceCurrency: string): number {
  if (kind !== 'field') return w.create(kind, row.fields);
  const there = livingRows(w.db, 'field');
  const taken = new Set(there.map((f) => foldKey(text(f.fields['label']))));
  const label = text(row.fields['label']);
  let free = label;
  for (let n = 2; taken.has(foldKey(free)); n++) free = `${label} ${n}`;
  const position = 1 + Math.max(0, ...there.map((f) => Number(f.fields['position'])));
  const currency = row.fields['kind'] === 'money' ? (row.fields['currency'] ?? sourceCurrency) : null;
  return w.create('field', { ...row.fields, label: free, position, currency });
}
