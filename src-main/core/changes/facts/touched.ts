/** What a transaction touched, as far as facts follow from it. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Db } from '../../database/open.ts';
import type { Row } from '../rows.ts';
import { sameValue } from '../rows.ts';
import { prepared } from '../statements.ts';

/** A changed row; whole rows, `before` is null at creation. */
export interface TouchedRow {
  readonly entity: EntityName;
  readonly id: number;
  readonly op: 'create' | 'update' | 'delete' | 'restore';
  readonly before: Row | null;
  readonly after: Row;
}

export interface TouchedFacts {
  /** Customers whose sums change. */
  readonly customers: Set<number>;
  /** Customers that went to the bin or came back: their sales with them. */
  readonly moved: Set<number>;
  readonly sales: Set<number>;
  /** Customers with a sale that came, went or came back: their payments are dealt out anew. */
  readonly dealt: Set<number>;
  readonly payments: Set<number>;
  /** Customers whose way through the lifecycle may change. */
  readonly staged: Set<number>;
}

const FACTUAL: ReadonlySet<EntityName> = new Set<EntityName>(['sale', 'payment', 'followUp', 'consent']);

/** `null` when nothing follows from these rows: imports and edits of customers cost nothing. */
export function touchedFacts(rows: readonly TouchedRow[]): TouchedFacts | null {
  const touched = nothing();
  for (const row of rows) {
    if (FACTUAL.has(row.entity)) noteRow(touched, row);
    else if (row.entity === 'customer') noteCustomer(touched, row);
  }
  return touched.customers.size + touched.moved.size + touched.staged.size > 0 ? touched : null;
}

const nothing = (): TouchedFacts => ({ customers: new Set(), moved: new Set(), sales: new Set(), dealt: new Set(), payments: new Set(), staged: new Set() });

function noteCustomer(touched: TouchedFacts, { id, op, before, after }: TouchedRow): void {
  if (op === 'delete' || op === 'restore') touched.moved.add(id);
  if ((op !== 'create' && op !== 'update') || !sameValue(before?.fields['stageHand'], after.fields['stageHand'])) touched.staged.add(id);
}

function noteRow(touched: TouchedFacts, { entity, id, before, after }: TouchedRow): void {
  for (const row of [before, after]) if (row) touched.customers.add(row.fields['customerId'] as number);
  if (entity === 'sale') {
    touched.sales.add(id);
    for (const row of [before, after]) if (row) touched.staged.add(row.fields['customerId'] as number);
    if (before && (before.deletedAt === null) !== (after.deletedAt === null)) touched.dealt.add(after.fields['customerId'] as number);
  }
  if (entity !== 'payment') return;
  touched.payments.add(id);
  for (const row of [before, after]) {
    for (const part of (row?.fields['allocations'] ?? []) as { readonly saleId: number }[]) touched.sales.add(part.saleId);
  }
}

/** Rows created in bulk have no before: their customers are read from the table. */
export function touchedByCreation(db: Db, entity: EntityName, ids: readonly number[]): TouchedFacts | null {
  if (!FACTUAL.has(entity)) return null;
  const touched = nothing();
  for (const id of ids) {
    const customer = customerOf(db, entity, id);
    if (customer !== null) touched.customers.add(customer);
    if (entity === 'sale') {
      touched.sales.add(id);
      if (customer !== null) touched.staged.add(customer);
    }
    if (entity === 'payment') touched.payments.add(id);
  }
  return touched;
}

const OWNER_SQL: Partial<Record<EntityName, string>> = {
  sale: 'SELECT customer_id AS id FROM sale WHERE id = ?',
  payment: 'SELECT customer_id AS id FROM payment WHERE id = ?',
  followUp: 'SELECT customer_id AS id FROM follow_up WHERE id = ?',
  consent: 'SELECT customer_id AS id FROM consent WHERE id = ?',
  attachment: 'SELECT customer_id AS id FROM attachment WHERE id = ?',
};

/** The customer whose list values a row of `entity` takes part in; the customer's own id for a customer, else `null`. */
export function customerOf(db: Db, entity: EntityName, id: number): number | null {
  if (entity === 'customer') return id;
  const sql = OWNER_SQL[entity];
  if (sql === undefined) return null;
  const row = prepared(db.raw, sql).get(id) as { id: number } | undefined;
  return row?.id ?? null;
}
