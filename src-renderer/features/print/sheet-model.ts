/** What goes onto the one sheet of a customer, and what is left out when it is too much. */
import type { Customer } from '../../../shared/modules/customers.ts';

/** How much of everything is printed; each step leaves out more. */
export interface Budget {
  readonly talks: number;
  readonly sales: number;
  readonly people: number;
  readonly fields: number;
  /** Characters of one text. */
  readonly text: number;
}

export const BUDGETS: readonly Budget[] = [
  { talks: 12, sales: 12, people: 12, fields: 40, text: 600 },
  { talks: 10, sales: 10, people: 10, fields: 30, text: 400 },
  { talks: 8, sales: 8, people: 8, fields: 24, text: 280 },
  { talks: 6, sales: 6, people: 6, fields: 18, text: 200 },
  { talks: 5, sales: 5, people: 5, fields: 12, text: 140 },
  { talks: 4, sales: 4, people: 4, fields: 8, text: 90 },
  { talks: 3, sales: 3, people: 3, fields: 4, text: 60 },
  { talks: 2, sales: 2, people: 2, fields: 0, text: 40 },
];

/** A text cut to so many characters, with "…"; blank lines are closed up. */
export function cut(text: string, most: number): { readonly text: string; readonly isCut: boolean } {
  const tidy = text.trim().replace(/\n{2,}/g, '\n');
  const chars = [...tidy];
  if (chars.length <= most) return { text: tidy, isCut: false };
  return { text: `${chars.slice(0, most - 1).join('').trimEnd()}…`, isCut: true };
}

export interface Left {
  readonly talks: number;
  readonly sales: number;
  readonly people: number;
  readonly fields: number;
  readonly text: boolean;
}

export interface Totals {
  readonly talks: number;
  readonly sales: number;
  readonly people: number;
  readonly fields: number;
  readonly texts: readonly string[];
}

/** What a budget leaves out of so much. */
export function leftOut(budget: Budget, totals: Totals): Left {
  const over = (total: number, most: number) => Math.max(0, total - most);
  return {
    talks: over(totals.talks, budget.talks),
    sales: over(totals.sales, budget.sales),
    people: over(totals.people, budget.people),
    fields: over(totals.fields, budget.fields),
    text: totals.texts.some((text) => cut(text, budget.text).isCut),
  };
}

/** The long texts of a customer that may have to be cut. */
export function longTexts(customer: Customer): readonly string[] {
  return [customer.notes, customer.preferences, customer.painPoints].filter((text): text is string => text !== null && text !== '');
}
