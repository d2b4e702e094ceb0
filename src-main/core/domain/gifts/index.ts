/** Gifts: what each customer was given, and what it cost by year. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Gift, giftMethods } from '../../../../shared/modules/gifts.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import type { Handler, OpenBook, Routes } from '../context.ts';
import { addOwned, changeOwned } from '../customers/index.ts';
import { readSettings } from '../settings/index.ts';

const rowToGift = (row: Row): Gift => ({ ...row.fields, id: row.id, seq: row.aseq }) as unknown as Gift;
const missing = (id: number) => err('record.missing', { entity: 'gift', id });

const LIVING = 'FROM gift WHERE customer_id = ? AND deleted_at IS NULL';
const SUMS = `SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year, currency, count(*) AS count, coalesce(sum(cost_minor), 0) AS costMinor ${LIVING} GROUP BY 1, 2 ORDER BY 1 DESC, 2`;

interface Sum {
  readonly year: number;
  readonly currency: string;
  readonly count: number;
  readonly costMinor: number;
}

/** What a customer's gifts cost, by year and currency, the latest year first. */
export function giftSums({ db }: Pick<OpenBook, 'db'>, customerId: number): Sum[] {
  return prepared(db.raw, SUMS).all(customerId) as Sum[];
}

const listGifts: Handler<'gifts.list'> = ({ book }, { customerId, limit }) => {
  const ids = prepared(book.db.raw, `SELECT id ${LIVING} ORDER BY date DESC, id DESC LIMIT ?`).all(customerId, limit) as { id: number }[];
  const { total } = prepared(book.db.raw, `SELECT count(*) AS total ${LIVING}`).get(customerId) as { total: number };
  return ok({ rows: ids.flatMap(({ id }) => book.rows.get('gift', id) ?? []).map(rowToGift), total, sums: giftSums(book, customerId) });
};

const createGift: Handler<'gifts.create'> = (ctx, input) => {
  const row = addOwned(ctx, 'gift', 'gifts.create', { ...input, currency: readSettings(ctx.book.db).currency } as { customerId: number });
  return row ? ok(rowToGift(row)) : err('record.missing', { entity: 'customer', id: input.customerId });
};

const updateGift: Handler<'gifts.update'> = (ctx, { id, patch }) => {
  const row = changeOwned(ctx, 'gift', 'gifts.update', id, patch);
  return row ? ok(rowToGift(row)) : missing(id);
};

const removeGift: Handler<'gifts.remove'> = (ctx, { id }) => (changeOwned(ctx, 'gift', 'gifts.remove', id, null) ? ok({}) : missing(id));

export const giftRoutes: Routes<keyof typeof giftMethods> = {
  'gifts.list': listGifts,
  'gifts.create': createGift,
  'gifts.update': updateGift,
  'gifts.remove': removeGift,
};
