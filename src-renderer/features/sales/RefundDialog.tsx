import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { exponentOf, mulDiv, readAmount, readQuantity, writeQuantity } from '../../../shared/kernel/money.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { payMethodSchema, type PayMethod, type Sale } from '../../../shared/modules/sales.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { closeAsk, useSaleStore } from './sale-store.ts';

/** Takes a sale back, whole or by line; never more than is left of it. */
export function RefundDialog({ sale }: { readonly sale: Sale }) {
  const found = useApiQuery('sales.get', { id: sale.id });
  return found.data === undefined ? <Loading rows={3} /> : <Form sale={found.data.sale} refunds={found.data.related} />;
}

interface Line {
  readonly line: number;
  readonly name: string;
  readonly left: number;
  readonly leftMinor: number;
  readonly soldMinor: number;
  readonly sold: number;
}

function linesOf(sale: Sale, refunds: readonly Sale[]): readonly Line[] {
  return sale.items.map((item, line) => {
    const back = refunds.flatMap((r) => r.items).filter((i) => i.of === line);
    const left = item.quantity + back.reduce((n, i) => n + i.quantity, 0);
    return { line, name: item.name, left, leftMinor: item.amountMinor + back.reduce((n, i) => n + i.amountMinor, 0), soldMinor: item.amountMinor, sold: item.quantity };
  });
}

function Form({ sale, refunds }: { readonly sale: Sale; readonly refunds: readonly Sale[] }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const lastMethod = useSaleStore((state) => state.method);
  const lines = linesOf(sale, refunds);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [back, setBack] = useState('');
  const [method, setMethod] = useState<PayMethod>(sale.payMethod ?? lastMethod);
  const [notes, setNotes] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const read = lines.map((l) => ({ ...l, quantity: (typed[l.line] ?? '').trim() === '' ? 0 : readQuantity(typed[l.line] ?? '') }));
  const wrong = read.filter((l) => l.quantity === null || l.quantity < 0 || l.quantity > l.left);
  const chosen = read.filter((l) => l.quantity !== null && l.quantity > 0 && l.quantity <= l.left);
  const worth = chosen.reduce((sum, l) => sum + (l.leftMinor - mulDiv(l.soldMinor, l.left - (l.quantity ?? 0), l.sold)), 0);
  const paidMinor = back.trim() === '' ? undefined : readAmount(back, exponentOf(sale.currency));
  const money = (minor: number) => formatMoney(minor, sale.currency, language);
  const whole = (): void => setTyped(Object.fromEntries(lines.map((l) => [l.line, writeQuantity(l.left)])));
  const save = async (): Promise<void> => {
    if (chosen.length === 0 || wrong.length > 0 || paidMinor === null || busy) return;
    setBusy(true);
    const reply = await api.call('sales.refund', {
      id: sale.id,
      date: fileDate(),
      lines: chosen.map((l) => ({ line: l.line, quantity: l.quantity ?? 0 })),
      ...(paidMinor !== undefined && { paidMinor }),
      payMethod: method,
      notes: notes.trim() || null,
    });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    closeAsk();
    undoToast(t('sales.refund.saved', { amount: money(-reply.value.amountMinor) }), reply.actionId);
  };
  return (
    <Dialog open title={t('sales.refund.title', { number: sale.number ?? t('sales.detail.noNumber') })} okText={t('sales.refund.save')} okDisabled={chosen.length === 0 || wrong.length > 0} busy={busy} onOk={() => void save()} onClose={closeAsk} width={560}>
      <div className="sale-form">
        <div className="refund-lines">
          {read.map((l, i) => (
            <div key={l.line} className="refund-line">
              <span>{l.name}</span>
              <span className="quiet tabular">{t('sales.refund.left', { quantity: writeQuantity(l.left) })}</span>
              <Input
                autoFocus={i === 0}
                disabled={l.left === 0}
                className="tabular"
                inputMode="decimal"
                value={typed[l.line] ?? ''}
                status={wrong.includes(l) ? 'error' : ''}
                aria-invalid={wrong.includes(l)}
                aria-label={`${t('sales.refund.quantity')}: ${l.name}`}
                onChange={(event) => setTyped({ ...typed, [l.line]: event.target.value })}
              />
            </div>
          ))}
        </div>
        {wrong[0] !== undefined && (
          <p className="field-error" role="alert">
            {t('sales.refund.tooMuch', { quantity: writeQuantity(wrong[0].left) })}
          </p>
        )}
        <p className="refund-worth">
          <Button size="small" onClick={whole}>
            {t('sales.refund.whole')}
          </Button>
          <span aria-live="polite">
            {t('sales.refund.amount')} <strong className="tabular">{money(worth)}</strong>
          </span>
        </p>
        <div className="sale-form-row">
          <Field label={t('sales.refund.back')} hint={t('sales.refund.backHint')} error={paidMinor === null ? t('sales.form.wrongPrice') : undefined}>
            <Input value={back} inputMode="decimal" className="tabular" onChange={(event) => setBack(event.target.value)} />
          </Field>
          <Field label={t('sales.form.method')}>
            <Select<PayMethod> value={method} options={payMethodSchema.options.map((value) => ({ value, label: t(`sales.methods.${value}`) }))} onChange={setMethod} />
          </Field>
        </div>
        <Field label={t('sales.form.notes')}>
          <Input value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
