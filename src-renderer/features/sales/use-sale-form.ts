/** Everything typed into the form of a sale, in one place. */
import { useState } from 'react';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import type { PayMethod, Sale } from '../../../shared/modules/sales.ts';
import { fileDate } from '../../lib/files.ts';
import { draftOf, readPlan, type PlanDraft } from './instalment-draft.ts';
import type { KeptSale } from './kept-sale.ts';
import { emptyLine, keptLines, linesOf, priceDraft, type LineDraft, type Paid } from './sale-draft.ts';
import { useSaleStore } from './sale-store.ts';

/** The form of a new sale, or of one that is corrected. */
export function useSaleForm(customerId: number | null, sale: Sale | undefined, bookCurrency: string, kept: KeptSale | null = null) {
  const lastMethod = useSaleStore((state) => state.method);
  const [whom, setWhom] = useState(customerId ?? kept?.whom ?? null);
  const [currency, setCurrency] = useState(sale?.currency ?? kept?.currency ?? bookCurrency);
  const [lines, setLines] = useState<readonly LineDraft[]>(() => (sale ? linesOf(sale) : kept ? keptLines(kept.lines) : [emptyLine()]));
  const places = exponentOf(currency);
  const [discount, setDiscount] = useState(sale && sale.discountMinor > 0 ? writeAmount(sale.discountMinor, places) : (kept?.discount ?? ''));
  const [paid, setPaid] = useState<Paid>(kept?.paid ?? (!sale || sale.paidMinor === sale.amountMinor ? 'all' : sale.paidMinor > 0 ? 'part' : 'none'));
  const [part, setPart] = useState(sale && sale.paidMinor > 0 ? writeAmount(sale.paidMinor, places) : (kept?.part ?? ''));
  const [method, setMethod] = useState<PayMethod>(sale?.payMethod ?? kept?.method ?? lastMethod);
  const [date, setDate] = useState(sale?.date ?? kept?.date ?? fileDate());
  const [dueDate, setDueDate] = useState(sale?.dueDate ?? kept?.dueDate ?? null);
  const [number, setNumber] = useState(sale?.number ?? kept?.number ?? '');
  const [notes, setNotes] = useState(sale?.notes ?? kept?.notes ?? '');
  const priced = priceDraft(lines, discount, currency);
  const paidMinor = paid === 'all' ? priced.totalMinor : paid === 'none' ? 0 : readAmount(part, places);
  const [plan, setPlan] = useState<PlanDraft | null>(() => (sale && sale.instalments.length > 0 ? draftOf(sale.instalments, places) : (kept?.plan ?? null)));
  const [remindDays, setRemindDays] = useState(sale?.remindDays ?? kept?.remindDays ?? null);
  const toComeMinor = Math.max(0, priced.totalMinor - (paidMinor ?? 0));
  const instalments = plan === null || paid === 'all' ? [] : readPlan(plan, toComeMinor, places);
  return {
    whom, setWhom, currency, setCurrency, lines, setLines, discount, setDiscount, paid, setPaid, part, setPart, method, setMethod, date, setDate,
    dueDate, setDueDate, number, setNumber, notes, setNotes, priced, paidMinor, places,
    plan, setPlan, remindDays, setRemindDays, toComeMinor, instalments,
  }; // prettier-ignore
}
export type FormState = ReturnType<typeof useSaleForm>;

/** What keeps it from being saved. */
export function problemOf(form: FormState): 'customer' | 'lines' | 'paid' | 'plan' | null {
  const { priced, paidMinor } = form;
  if (form.whom === null) return 'customer';
  if (priced.lines.length === 0 || priced.wrong.size > 0 || priced.discountWrong || priced.lines.some((l) => !l.name)) return 'lines';
  if (paidMinor === null || paidMinor < 0 || paidMinor > priced.totalMinor) return 'paid';
  return form.instalments === null ? 'plan' : null;
}
