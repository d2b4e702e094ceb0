/** SQL of sales by id: the row with the facts kept beside it. */
import type { Sale } from '../../../../shared/modules/sales.ts';
import { saleStateSchema } from '../../../../shared/modules/sales.ts';
import { registry } from '../../changes/registry.ts';
import { rowOf } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import { getClosedUntil } from './settings.repo.ts';

type Cells = Record<string, unknown> & { readonly id: number };

/** Reads sales; the columns of `Sale`, the customer's name with them. */
export const SALE_SELECT = 'SELECT s.*, c.name AS customer_name FROM sale s JOIN customer c ON c.id = s.customer_id';

/** A row of `SALE_SELECT` as the contract shows it. */
export function cellsToSale(cells: Cells, closedUntil: string | null): Sale {
  const row = rowOf(registry.sale, cells.id, cells);
  const { unlockedAt, ...fields } = row.fields;
  const state = saleStateSchema.options[cells['state'] as number] ?? 'unpaid';
  const date = String(fields['date']);
  const done = state === 'settled' || (closedUntil !== null && date <= closedUntil);
  return {
    ...fields,
    id: row.id,
    customerName: cells['customer_name'],
    receivedMinor: cells['received_minor'],
    refundedMinor: cells['refunded_minor'],
    openMinor: cells['open_minor'],
    state,
    locked: done && unlockedAt === null,
    deletedAt: row.deletedAt,
    seq: row.aseq,
  } as unknown as Sale;
}

/** One sale, deleted or not; `null` when the id is unknown or its creation was undone. */
export function findSale(db: Db, id: number): Sale | null {
  const cells = db.raw.prepare<[number], Cells>(`${SALE_SELECT} WHERE s.id = ? AND s.deleted_kind IS NOT 2`).get(id);
  return cells ? cellsToSale(cells, getClosedUntil(db)) : null;
}

/** Sales in the order of `ids`. */
export function findSales(db: Db, ids: readonly number[]): Sale[] {
  const select = db.raw.prepare<[number], Cells>(`${SALE_SELECT} WHERE s.id = ?`);
  const closedUntil = getClosedUntil(db);
  return ids.flatMap((id) => {
    const cells = select.get(id);
    return cells ? [cellsToSale(cells, closedUntil)] : [];
  });
}

/** Living refunds of a sale, oldest first. */
export function refundsOf(db: Db, saleId: number): Sale[] {
  const ids = db.raw.prepare<[number], number>('SELECT id FROM sale WHERE refund_of = ? AND deleted_at IS NULL ORDER BY date, id').pluck().all(saleId);
  return findSales(db, ids);
}

/** A customer's open sales in one currency or all, earliest due first. */
export function openSalesOf(db: Db, customerId: number, currency: string | null, limit = 500): Sale[] {
  const ids = db.raw
    .prepare<[number, string | null, string | null, number], number>(
      `SELECT id FROM sale WHERE customer_id = ? AND live = 1 AND open_minor <> 0 AND (? IS NULL OR currency = ?)
       ORDER BY coalesce((SELECT min(o.due_on) FROM owed_part o WHERE o.sale_id = sale.id), due_date, date), id LIMIT ?`,
    )
    .pluck()
    .all(customerId, currency, currency, limit);
  return findSales(db, ids);
}

/** True when another living sale has this number. */
export function numberTaken(db: Db, number: string, except: number): boolean {
  return db.raw.prepare('SELECT 1 FROM sale WHERE number = ? AND id <> ? AND deleted_at IS NULL LIMIT 1').get(number, except) !== undefined;
}

/** Rows that went to the bin together with a sale: its refunds, and payments made for it alone. */
export function binnedWith(db: Db, saleId: number, deletedAt: number): { readonly sales: number[]; readonly payments: number[] } {
  const ids = (sql: string) => db.raw.prepare<[number, number], number>(sql).pluck().all(deletedAt, saleId);
  return {
    sales: ids('SELECT id FROM sale WHERE deleted_at = ? AND refund_of = ?'),
    payments: ids(`SELECT p.id FROM payment p WHERE p.deleted_at = ? AND EXISTS
      (SELECT 1 FROM json_each(p.allocations) j WHERE j.value ->> 'saleId' = ?)`),
  };
}

/** Living payments that went to this sale: those for it alone, and all. */
export function paymentsFor(db: Db, saleId: number): { readonly id: number; readonly amountMinor: number; readonly alone: boolean }[] {
  return db.raw
    .prepare<[number], { id: number; amountMinor: number; parts: number }>(
      `SELECT t.payment_id AS id, t.amount_minor AS amountMinor, (SELECT count(*) FROM payment_part o WHERE o.payment_id = t.payment_id) AS parts
       FROM payment_part t WHERE t.sale_id = ?`,
    )
    .all(saleId)
    .map(({ parts, ...part }) => ({ ...part, alone: parts === 1 }));
}
