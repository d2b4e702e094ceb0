/**
 * One integer id names a record everywhere: in the database (rowid), in the log,
 * in the API and, later, on another device. It is `device × 2^32 + counter`; the
 * device number has 20 bits, so every id is a safe JavaScript integer (< 2^52).
 */
declare const brand: unique symbol;
type Brand<T, B extends string> = T & { readonly [brand]?: B };

export type RecordId = Brand<number, 'RecordId'>;
/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;
/** Civil date `YYYY-MM-DD`, without a time zone. */
export type IsoDate = Brand<string, 'IsoDate'>;
/** Amount in the currency's minor unit (分, cents). */
export type MoneyMinor = Brand<number, 'MoneyMinor'>;

export const COUNTER_SPAN = 2 ** 32;

/** The number of the device that made this id. */
export function deviceOf(id: RecordId): number {
  return Math.floor(id / COUNTER_SPAN);
}
