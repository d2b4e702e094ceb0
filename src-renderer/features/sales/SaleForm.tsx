import { PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { CURRENCIES } from '../../lib/currencies.ts';
import { formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { keyCaps } from '../../lib/shortcuts.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { CustomerPick } from '../common/CustomerPick.tsx';
import { KeptNote } from '../common/KeptNote.tsx';
import { keptSale, useKeepSale } from './kept-sale.ts';
import { LineRow } from './LineRow.tsx';
import { emptyLine } from './sale-draft.ts';
import { closeAsk, useSaleStore } from './sale-store.ts';
import { SalePayment } from './SalePayment.tsx';
import { problemOf, useSaleForm, type FormState } from './use-sale-form.ts';

/** Records a sale, or corrects one; by keyboard alone in well under half a minute. */
export function SaleForm({ customerId, sale }: { readonly customerId: number | null; readonly sale?: Sale }) {
  const settings = useApiQuery('settings.get', {}).data;
  const [turn, setTurn] = useState(0);
  if (settings === undefined) return null;
  return <Form key={turn} customerId={sale?.customerId ?? customerId} sale={sale} bookCurrency={settings.currency} onAfresh={() => setTurn(turn + 1)} />;
}

function Form({ customerId, sale, bookCurrency, onAfresh }: { readonly customerId: number | null; readonly sale: Sale | undefined; readonly bookCurrency: string; readonly onAfresh: () => void }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const [kept] = useState(() => keptSale(customerId, sale));
  const form = useSaleForm(customerId, sale, bookCurrency, kept);
  const forget = useKeepSale(customerId, sale, form);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const problem = problemOf(form);
  const { priced } = form;
  const customer = useApiQuery('customers.get', { id: form.whom ?? 0 }, { enabled: form.whom !== null }).data;
  const save = async (): Promise<void> => {
    setTried(true);
    if (problem !== null || busy || form.whom === null) return;
    setBusy(true);
    setError(null);
    const { date, dueDate, currency, method: payMethod, instalments, remindDays } = form;
    const due = form.paid === 'all' ? { dueDate: null, remindDays: null } : { dueDate: form.plan === null ? dueDate : null, remindDays };
    const body = { date, ...due, instalments: [...(instalments ?? [])], currency, payMethod, items: [...priced.lines], discountMinor: priced.discountMinor, paidMinor: form.paidMinor ?? 0, notes: form.notes.trim() || null, number: form.number.trim() || null };
    const reply = sale ? await api.call('sales.update', { id: sale.id, patch: body, seq: sale.seq }) : await api.call('sales.create', { customerId: form.whom, ...body });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    useSaleStore.setState({ method: payMethod });
    forget();
    closeAsk();
    const amount = formatMoney(reply.value.amountMinor, reply.value.currency, language);
    undoToast(sale ? t('sales.form.updated') : t('sales.form.saved', { name: reply.value.customerName, amount }), reply.actionId);
  };
  return (
    <Dialog open title={t(sale ? 'sales.form.edit' : 'sales.form.title')} width={820} busy={busy} onOk={() => void save()} onClose={closeAsk}>
      <div
        className="sale-form"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save();
        }}
      >
        {kept !== null && <KeptNote onAfresh={() => { forget(); onAfresh(); }} />}
        {sale === undefined && customerId === null ? (
          <Field label={t('sales.form.customer')} required error={tried && problem === 'customer' ? t('sales.form.customerNeeded') : undefined}>
            <CustomerPick autoFocus value={form.whom} label={t('sales.form.customer')} placeholder={t('sales.form.customerHint')} onPick={(one) => { form.setWhom(one.id); focusFirstLine(); }} />
          </Field>
        ) : (
          <p className="sale-form-whom">{customer?.name ?? sale?.customerName ?? ''}</p>
        )}
        <Lines form={form} tried={tried} startHere={customerId !== null && sale === undefined} />
        <Totals form={form} />
        <SalePayment form={form} tried={tried} />
        <div className="sale-form-row">
          <Field label={t('sales.form.date')}>
            <DatePicker allowClear={false} value={dayjs(form.date)} onChange={(day: dayjs.Dayjs | null) => day && form.setDate(day.format('YYYY-MM-DD'))} />
          </Field>
          <Field label={t('sales.form.number')}>
            <Input value={form.number} maxLength={60} placeholder={t('sales.form.numberHint')} onChange={(event) => form.setNumber(event.target.value)} />
          </Field>
          <Field label={t('sales.form.currency')}>
            <Select value={form.currency} options={[...new Set([form.currency, ...CURRENCIES])].map((value) => ({ value, label: value }))} onChange={form.setCurrency} />
          </Field>
        </div>
        <Field label={t('sales.form.notes')}>
          <Input value={form.notes} maxLength={2000} onChange={(event) => form.setNotes(event.target.value)} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
        <p className="quiet sale-form-hint">{t('sales.form.saveHint', { keys: keyCaps('mod+enter').join('+') })}</p>
      </div>
    </Dialog>
  );
}

/** After the customer comes what they buy; the list of suggestions takes the focus back while it closes. */
function focusFirstLine(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.sale-line input[role="combobox"]')?.focus());
}

function Lines({ form, tried, startHere }: { readonly form: FormState; readonly tried: boolean; readonly startHere: boolean }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { lines, setLines, priced } = form;
  const [added, setAdded] = useState<number | null>(null);
  const add = (): void => {
    const line = emptyLine();
    setLines([...lines, line]);
    setAdded(line.key);
  };
  const next = (index: number): void => {
    if (index === lines.length - 1) return add();
    box.current?.querySelectorAll<HTMLElement>('.sale-line input[role="combobox"]')[index + 1]?.focus();
  };
  const done = (): void => {
    box.current?.closest('.sale-form')?.querySelector<HTMLElement>('.sale-discount input')?.focus();
  };
  const firstWrong = [...priced.wrong.values()][0];
  const said = firstWrong === undefined ? null : t(firstWrong === 'quantity' ? 'sales.form.wrongQuantity' : 'sales.form.wrongPrice');
  const problem = said ?? (priced.lines.length === 0 ? t('sales.form.lineNeeded') : null);
  return (
    <div className="sale-lines" ref={box}>
      <div className="sale-line sale-line-head" aria-hidden="true">
        <span>{t('sales.form.product')}</span>
        <span>{t('sales.form.quantity')}</span>
        <span>{t('sales.form.price')}</span>
        <span>{t('sales.form.lineDiscount')}</span>
        <span className="is-end">{t('sales.form.lineAmount')}</span>
        <span />
      </div>
      {lines.map((line, index) => (
        <LineRow
          key={line.key}
          line={line}
          index={index}
          currency={form.currency}
          netMinor={priced.nets[index] ?? null}
          wrong={tried || line.price !== '' ? priced.wrong.get(line.key) : undefined}
          autoFocus={(startHere && index === 0) || line.key === added}
          onChange={(changed) => setLines((now) => now.map((one) => (one.key === changed.key ? changed : one)))}
          onRemove={lines.length === 1 ? null : () => setLines(lines.filter((one) => one.key !== line.key))}
          onNext={() => next(index)}
          onDone={done}
        />
      ))}
      <div className="sale-lines-foot">
        <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('sales.form.addLine')}
        </Button>
        {tried && problem !== null && (
          <span className="field-error" role="alert">
            {problem}
          </span>
        )}
      </div>
    </div>
  );
}

function Totals({ form }: { readonly form: FormState }) {
  const t = useT();
  const language = useLanguage();
  const { priced, currency } = form;
  return (
    <div className="sale-totals">
      <div className="sale-discount">
        <Field label={t('sales.form.discount')} hint={t('sales.form.discountHint')} error={priced.discountWrong ? t('sales.form.wrongPrice') : undefined}>
          <Input value={form.discount} inputMode="decimal" className="tabular" onChange={(event) => form.setDiscount(event.target.value)} />
        </Field>
      </div>
      <p className="sale-total" aria-live="polite">
        {priced.discountMinor > 0 && (
          <span className="quiet tabular">
            {t('sales.form.subtotal')} {formatMoney(priced.subtotalMinor, currency, language)} − {formatMoney(priced.discountMinor, currency, language)}
          </span>
        )}
        <span>{t('sales.form.total')}</span>
        <strong className="tabular">{formatMoney(priced.totalMinor, currency, language)}</strong>
      </p>
    </div>
  );
}
