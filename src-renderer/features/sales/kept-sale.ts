/** A sale that was left half written, under the customer it is for. */
import type { PayMethod, Sale } from '../../../shared/modules/sales.ts';
import { fieldsLike, keptForm, useKeepForm } from '../../lib/kept-forms.ts';
import type { PlanDraft } from './instalment-draft.ts';
import { isBlank, type LineDraft, type Paid } from './sale-draft.ts';

/** What is typed, as texts; what it comes to is reckoned anew. */
export interface KeptSale {
  readonly whom: number | null;
  readonly currency: string;
  readonly lines: readonly LineDraft[];
  readonly discount: string;
  readonly paid: Paid;
  readonly part: string;
  readonly method: PayMethod;
  readonly date: string;
  readonly dueDate: string | null;
  readonly number: string;
  readonly notes: string;
  readonly plan: PlanDraft | null;
  readonly remindDays: number | null;
}

const PATTERN = { whom: null, currency: '', lines: [], discount: '', paid: 'all', part: '', method: 'wechat', date: '', dueDate: null, number: '', notes: '', remindDays: null } as const;

const aboutOf = (customerId: number | null, sale: Sale | undefined): string | null => (sale ? null : String(customerId ?? 0));

/** What was typed of a new sale for this customer; `null` when there is nothing, or it was written by a version with another form. */
export function keptSale(customerId: number | null, sale: Sale | undefined): KeptSale | null {
  const about = aboutOf(customerId, sale);
  const stored = about === null ? undefined : keptForm('sale.new', about);
  if (stored === undefined) return null;
  const fields = fieldsLike<Omit<KeptSale, 'plan'>>(PATTERN, stored);
  return fields.date === '' || fields.currency === '' ? null : { ...fields, plan: (stored as Partial<KeptSale>).plan ?? null };
}

/** Keeps a new sale while it is written; answers how to forget it. */
export function useKeepSale(customerId: number | null, sale: Sale | undefined, form: KeptSale): () => void {
  const { whom, currency, lines, discount, paid, part, method, date, dueDate, number, notes, plan, remindDays } = form;
  const isBegun = lines.some((line) => !isBlank(line)) || [discount, part, number, notes].some((text) => text.trim() !== '');
  const kept: KeptSale = { whom, currency, lines, discount, paid, part, method, date, dueDate, number, notes, plan, remindDays };
  return useKeepForm('sale.new', aboutOf(customerId, sale), isBegun ? kept : null);
}
