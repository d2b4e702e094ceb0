import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { exponentOf, readAmount, writeAmount } from '../../../shared/kernel/money.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { payMethodSchema, type PayMethod, type Sale } from '../../../shared/modules/sales.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Loading, Note } from '../../ui/States.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { itemsLine } from './sale-words.ts';
import { closeAsk, useSaleStore } from './sale-store.ts';

/** Money received: for one sale or several; the rest becomes the customer's credit, and that is said before it is saved. */
export function PayDialog({ customerId, saleId }: { readonly customerId: number | null; readonly saleId?: number }) {
  const t = useT();
  const [whom, setWhom] = useState(customerId);
  const open = useApiQuery('receivables.sales', { customerId: whom ?? 0 }, { enabled: whom !== null, staleTime: 0 });
  const customer = useApiQuery('customers.get', { id: whom ?? 0 }, { enabled: whom !== null });
  const settings = useApiQuery('settings.get', {}).data;
  if (whom === null) {
    return (
      <Dialog open title={t('sales.pay.title', { name: '' })} onClose={closeAsk}>
        <Field label={t('sales.form.customer')}>
          <CustomerPick autoFocus value={null} label={t('sales.form.customer')} placeholder={t('sales.form.customerHint')} onPick={(one) => setWhom(one.id)} />
        </Field>
      </Dialog>
    );
  }
  if (!open.data || !customer.data || !settings) return <Loading rows={3} />;
  const sales = open.data.sales.filter((s) => s.openMinor > 0 && (saleId === undefined || s.id === saleId));
  const currency = sales[0]?.currency ?? settings.currency;
  return <Form customerId={whom} name={customer.data.name} sales={sales.filter((s) => s.currency === currency)} currency={currency} credits={open.data.credits} />;
}

/** Parts of an amount over sales in their order, as much as each still needs. */
function inOrder(amountMinor: number, sales: readonly Sale[]): ReadonlyMap<number, number> {
  let left = amountMinor;
  return new Map(
    sales.map((s) => {
      const part = Math.min(left, s.openMinor);
      left -= part;
      return [s.id, part];
    }),
  );
}

interface FormProps {
  readonly customerId: number;
  readonly name: string;
  readonly sales: readonly Sale[];
  readonly currency: string;
  readonly credits: readonly { readonly currency: string; readonly amountMinor: number }[];
}

function Form({ customerId, name, sales, currency, credits }: FormProps) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const places = exponentOf(currency);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const openMinor = sales.reduce((sum, s) => sum + s.openMinor, 0);
  const [amount, setAmount] = useState(openMinor > 0 ? writeAmount(openMinor, places) : '');
  const [own, setOwn] = useState<Readonly<Record<number, string>>>({});
  const [date, setDate] = useState(fileDate());
  const [method, setMethod] = useState<PayMethod>(useSaleStore.getState().method);
  const [notes, setNotes] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const amountMinor = readAmount(amount, places);
  const auto = inOrder(Math.max(0, amountMinor ?? 0), sales);
  const isAuto = Object.keys(own).length === 0;
  const parts = sales.map((s) => ({ sale: s, part: isAuto ? (auto.get(s.id) ?? 0) : readAmount((own[s.id] ?? '').trim() || '0', places) }));
  const used = parts.reduce((sum, p) => sum + (p.part ?? 0), 0);
  const bad = parts.some((p) => p.part === null || p.part < 0 || p.part > p.sale.openMinor);
  const over = amountMinor !== null && used > amountMinor;
  const restMinor = amountMinor === null ? 0 : amountMinor - used;
  const save = async (): Promise<void> => {
    if (amountMinor === null || amountMinor <= 0 || bad || over || busy) return;
    setBusy(true);
    const allocations = parts.filter((p) => (p.part ?? 0) > 0).map((p) => ({ saleId: p.sale.id, amountMinor: p.part ?? 0 }));
    const reply = await api.call('payments.create', { customerId, date, amountMinor, currency, method, allocations, notes: notes.trim() || null });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    useSaleStore.setState({ method });
    closeAsk();
    const { creditMinor } = reply.value;
    undoToast(`${t('sales.pay.saved', { name, amount: money(amountMinor) })}${creditMinor > 0 ? ` ${t('sales.pay.savedOver', { amount: money(creditMinor) })}` : ''}`, reply.actionId);
  };
  const credit = credits.find((c) => c.currency === currency);
  return (
    <Dialog open title={t('sales.pay.title', { name })} okText={t('sales.pay.save')} okDisabled={amountMinor === null || amountMinor <= 0 || bad || over} busy={busy} onOk={() => void save()} onClose={closeAsk} width={620}>
      <div
        className="sale-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      >
        <div className="sale-form-row">
          <Field label={t('sales.pay.amount')} error={amount !== '' && amountMinor === null ? t('sales.form.wrongPrice') : undefined}>
            <Input autoFocus value={amount} inputMode="decimal" className="tabular" onFocus={(event) => event.target.select()} onChange={(event) => setAmount(event.target.value)} onPressEnter={(event) => !event.ctrlKey && void save()} />
          </Field>
          <Field label={t('sales.pay.method')}>
            <Select<PayMethod> value={method} options={payMethodSchema.options.map((value) => ({ value, label: t(`sales.methods.${value}`) }))} onChange={setMethod} />
          </Field>
          <Field label={t('sales.pay.date')}>
            <DatePicker allowClear={false} value={dayjs(date)} onChange={(day: dayjs.Dayjs | null) => day && setDate(day.format('YYYY-MM-DD'))} />
          </Field>
        </div>
        {credit !== undefined && credit.amountMinor > 0 && <p className="quiet">{t('sales.pay.credit', { amount: money(credit.amountMinor) })}</p>}
        {sales.length === 0 ? (
          <Note kind="info">{t('sales.pay.none')}</Note>
        ) : (
          <fieldset className="pay-sales">
            <legend>
              {t('sales.pay.sales')} <span className="quiet">{isAuto ? t('sales.pay.auto') : ''}</span>
            </legend>
            {parts.map(({ sale, part }) => (
              <div key={sale.id} className="pay-sale">
                <span>
                  {formatDate(sale.dueDate ?? sale.date, language)} <span className="quiet">{sale.number}</span>
                  <br />
                  <span className="quiet">{itemsLine(sale.items, language)}</span>
                </span>
                <span className="tabular is-end">{money(sale.openMinor)}</span>
                <Input
                  className="tabular"
                  inputMode="decimal"
                  value={isAuto ? writeAmount(auto.get(sale.id) ?? 0, places) : (own[sale.id] ?? '')}
                  status={part === null || part < 0 || part > sale.openMinor ? 'error' : ''}
                  aria-label={`${t('sales.pay.part')} ${sale.number ?? ''}`}
                  onChange={(event) => {
                    const base = isAuto ? Object.fromEntries(sales.map((s) => [s.id, writeAmount(auto.get(s.id) ?? 0, places)])) : own;
                    setOwn({ ...base, [sale.id]: event.target.value });
                  }}
                />
              </div>
            ))}
          </fieldset>
        )}
        <div aria-live="polite">
          {bad && <p className="field-error">{t('sales.pay.tooMuch')}</p>}
          {over && <p className="field-error">{t('sales.pay.overAllocated')}</p>}
          {!bad && !over && restMinor > 0 && <Note kind="warning">{t('sales.pay.rest', { amount: money(restMinor) })}</Note>}
        </div>
        <Field label={t('sales.pay.notes')}>
          <Input value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
