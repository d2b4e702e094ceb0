/** Numbers of customers: given when a customer is made without one, if the owner wants it. A number somebody gave stays. */
import { isoDate } from '../../derived/mirror/dates.ts';
import type { Db } from '../../database/open.ts';
import { getSetting, putSetting } from '../settings/index.ts';
import { anIdHere, peekNumber, stemOf, takeNumber } from './series.ts';
import type { NumberOf } from './series.ts';

export interface CustomerNumbers {
  readonly on: boolean;
  readonly pattern: string;
}

const DEFAULTS: CustomerNumbers = { on: false, pattern: 'KH{yyyy}{MM}-{####}' };

/** Whether customers get numbers by themselves, and of which form. */
export function getCustomerNumbers(db: Db): CustomerNumbers {
  const [on, pattern] = [getSetting(db, 'customers.numbersOn'), getSetting(db, 'customers.numberPattern')];
  return { on: on === true, pattern: typeof pattern === 'string' && stemOf(pattern, '2026-01-01') ? pattern : DEFAULTS.pattern };
}

/** Stores the named ones; must run inside `write`. */
export function putCustomerNumbers(db: Db, { on, pattern }: Partial<CustomerNumbers>): void {
  if (on !== undefined) putSetting(db, 'customers.numbersOn', on);
  if (pattern !== undefined) putSetting(db, 'customers.numberPattern', pattern);
}

function wanted(db: Db, pattern: string, now: number): NumberOf {
  const today = isoDate(now);
  return { of: 'customer', pattern, date: today, today, id: anIdHere(db) };
}

/** The number the next customer would get by this pattern. */
export function nextCustomerNumber(db: Db, pattern: string, now: number): string {
  return peekNumber(db, wanted(db, pattern, now));
}

/** Gives out numbers for customers within one transaction, whether or not that is done by itself. */
export function customerNumberGiver({ db, now }: { readonly db: Db; readonly now: number }): () => string {
  const number = wanted(db, getCustomerNumbers(db).pattern, now);
  return () => takeNumber(db, number);
}

/** The number of a customer that is being made in this transaction: the one it has, else the next when the owner wants that. */
export function customerNumbering(w: { readonly db: Db; readonly now: number }): (code: string | null | undefined) => string | null {
  const give = getCustomerNumbers(w.db).on ? customerNumberGiver(w) : () => null;
  // An empty text is no number.
  return (code) => code || give();
}
