/** SQL of exchange rates, and of sums by the rate that holds for them. */
import type { RatedSum } from '../../../../shared/kernel/rates.ts';
import type { Rate } from '../../../../shared/modules/rates.ts';
import type { Row } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';

/** Rates into a currency, by currency, latest first. */
export function ratesInto(db: Db, base: string): Rate[] {
  const sql = 'SELECT id, currency, base, date, rate FROM rate WHERE base = ? AND deleted_at IS NULL ORDER BY currency, date DESC';
  return db.raw.prepare<[string], Rate>(sql).all(base);
}

/** The rate written down for just this day; `null` when there is none. */
export function rateOfDay(db: Db, base: string, currency: string, date: string): number | null {
  const sql = 'SELECT id FROM rate WHERE base = ? AND currency = ? AND date = ? AND deleted_at IS NULL ORDER BY id LIMIT 1';
  return db.raw.prepare<[string, string, string], number>(sql).pluck().get(base, currency, date) ?? null;
}

export function rowToRate(row: Row): Rate {
  const { createdAt: _, ...fields } = row.fields;
  return { ...fields, id: row.id } as unknown as Rate;
}

/** The last of each currency up to a day. */
export function ratesOn(db: Db, base: string, day: string): ReadonlyMap<string, Rate> {
  const known = new Map<string, Rate>();
  for (const rate of ratesInto(db, base)) if (rate.date <= day && !known.has(rate.currency)) known.set(rate.currency, rate);
  return known;
}

/** What is owed, per currency, in all or by one customer. */
export function owedSums(db: Db, customerId: number | undefined): { currency: string; amountMinor: number }[] {
  const whose = customerId === undefined ? '' : ' AND customer_id = ?';
  const sql = `SELECT currency, sum(open_minor) AS amountMinor FROM owed_part INDEXED BY owed_part_customer WHERE open_minor > 0${whose} GROUP BY currency`;
  return db.raw.prepare<number[], { currency: string; amountMinor: number }>(sql).all(...(customerId === undefined ? [] : [customerId]));
}

/** Each sum with the rate of its day. */
export function withRates(sums: readonly { readonly currency: string; readonly amountMinor: number }[], known: ReadonlyMap<string, Rate>): RatedSum[] {
  return sums.map(({ currency, amountMinor }) => ({ currency, amountMinor, rate: known.get(currency)?.rate ?? null, rateDate: known.get(currency)?.date ?? null }));
}
