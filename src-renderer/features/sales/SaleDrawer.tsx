import { LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import { lineGross, writeQuantity } from '../../../shared/kernel/money.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { askSale, showSale, useSaleStore } from './sale-store.ts';
import { SaleHistory } from './SaleHistory.tsx';
import { SaleDue, SalePlan } from './SalePlan.tsx';
import { StateChip } from './StateChip.tsx';

/** One sale over the right third: what was sold, how it was paid, what came back, and what can be done with it. */
export function SaleDrawer() {
  const t = useT();
  const id = useSaleStore((state) => state.shown);
  const found = useApiQuery('sales.get', { id: id ?? 0 }, { enabled: id !== null });
  const sale = found.data?.sale;
  const number = sale?.number ?? t('sales.detail.noNumber');
  return (
    <Drawer
      open={id !== null}
      size={520}
      mask={{ closable: true, blur: false }}
      focusable={{ trap: false }}
      onClose={() => showSale(null)}
      title={sale ? t(sale.kind === 'refund' ? 'sales.detail.refundTitle' : 'sales.detail.title', { number }) : ''}
    >
      {found.isError && <ErrorState error={toAppError(found.error)} />}
      {found.isPending && id !== null && <Loading rows={5} />}
      {found.data && <Detail data={found.data} />}
    </Drawer>
  );
}

function Detail({ data }: { readonly data: Output<'sales.get'> }) {
  const t = useT();
  const language = useLanguage();
  const { sale } = data;
  const money = (minor: number) => formatMoney(minor, sale.currency, language);
  return (
    <div className="sale-detail">
      <p className="sale-detail-head">
        <Link to="/customers/$id" params={{ id: sale.customerId }} onClick={() => showSale(null)}>
          {sale.customerName}
        </Link>
        <StateChip sale={sale} />
        <span className="quiet">{formatDate(sale.date, language)}</span>
      </p>
      <SaleDue sale={sale} />
      <Lock sale={sale} />
      <Part title={t('sales.detail.lines')}>
        <table className="sale-table">
          <tbody>
            {sale.items.map((item, i) => (
              <tr key={i}>
                <td>{item.name}</td>
                <td className="tabular is-end quiet">
                  {writeQuantity(item.quantity)}
                  {item.unit ?? ''} × {money(item.priceMinor)}
                </td>
                <td className="tabular is-end private">{money(sale.kind === 'refund' ? item.amountMinor : lineGross(item.priceMinor, item.quantity) - item.discountMinor)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {sale.discountMinor > 0 && <Row label={t('sales.form.discount')} value={`−${money(sale.discountMinor)}`} />}
            <Row label={t('sales.form.total')} value={<strong>{money(sale.amountMinor)}</strong>} />
            {sale.openMinor > 0 && <Row label={t('sales.open')} value={<span className="sale-owed">{money(sale.openMinor)}</span>} />}
            {sale.openMinor < 0 && <Row label={t('sales.detail.toPayBack')} value={<span className="sale-owed">{money(-sale.openMinor)}</span>} />}
          </tfoot>
        </table>
      </Part>
      {sale.instalments.length > 0 && (
        <Part title={t('sales.plan.title')}>
          <SalePlan sale={sale} />
        </Part>
      )}
      <Payments data={data} money={money} />
      {data.related.length > 0 && (
        <Part title={t(sale.kind === 'refund' ? 'sales.detail.original' : 'sales.detail.refunds')}>
          <ul className="sale-related">
            {data.related.map((one) => (
              <li key={one.id}>
                <button type="button" className="sale-link" onClick={() => showSale(one.id)}>
                  {one.number ?? t('sales.detail.noNumber')}
                </button>
                <span className="quiet">{formatDate(one.date, language)}</span>
                <span className="tabular private">{money(one.amountMinor)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {sale.notes !== null && <p className="sale-notes">{sale.notes}</p>}
      <Actions sale={sale} />
      <SaleHistory id={sale.id} currency={sale.currency} />
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <tr>
      <td colSpan={2}>{label}</td>
      <td className="tabular is-end private">{value}</td>
    </tr>
  );
}

function Lock({ sale }: { readonly sale: Sale }) {
  const t = useT();
  const mayUnlock = useMay('sales.unlock');
  if (sale.state !== 'settled' && !sale.locked) return null;
  const turn = async (locked: boolean): Promise<void> => {
    const reply = await api.call('sales.unlock', { id: sale.id, locked });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <p className="sale-lock">
      {sale.locked ? <LockOutlined aria-hidden /> : <UnlockOutlined aria-hidden />}
      <span>{t(sale.locked ? 'sales.detail.locked' : 'sales.detail.unlocked')}</span>
      {mayUnlock && (
        <Button size="small" onClick={() => void turn(!sale.locked)}>
          {t(sale.locked ? 'sales.detail.unlock' : 'sales.detail.lock')}
        </Button>
      )}
    </p>
  );
}

function Payments({ data, money }: { readonly data: Output<'sales.get'>; readonly money: (minor: number) => string }) {
  const t = useT();
  const language = useLanguage();
  const { sale, payments } = data;
  const mayRemove = useMay('payments.remove');
  if (sale.paidMinor === 0 && payments.length === 0) return null;
  const method = (m: Sale['payMethod']) => (m === null ? '' : t(`sales.methods.${m}`));
  return (
    <Part title={t('sales.detail.payments')}>
      <ul className="sale-related">
        {sale.paidMinor !== 0 && (
          <li>
            <span>{t('sales.detail.paidWith')}</span>
            <span className="quiet">{method(sale.payMethod)}</span>
            <span className="tabular private">{money(sale.paidMinor)}</span>
          </li>
        )}
        {payments.map((p) => (
          <li key={p.id}>
            <span>{formatDate(p.date, language)}</span>
            <span className="quiet">
              {method(p.method)} {p.notes ?? ''}
            </span>
            <span className="tabular private">{money(p.amountMinor)}</span>
            {mayRemove && <RemovePayment id={p.id} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function RemovePayment({ id }: { readonly id: number }) {
  const t = useT();
  const undoToast = useUndoToast();
  const remove = async (): Promise<void> => {
    const reply = await api.call('payments.remove', { ids: [id] });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('sales.pay.removed'), reply.actionId);
  };
  return (
    <Button size="small" type="text" onClick={() => void remove()} aria-label={t('sales.pay.remove')}>
      {t('sales.detail.remove')}
    </Button>
  );
}

function Actions({ sale }: { readonly sale: Sale }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [sure, setSure] = useState(false);
  const [mayPay, mayEdit, mayRefund, mayRemove] = [useMay('payments.create'), useMay('sales.update'), useMay('sales.refund'), useMay('sales.remove')];
  const remove = async (unlock: boolean): Promise<void> => {
    const reply = await api.call('sales.remove', { ids: [sale.id], unlock });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    showSale(null);
    undoToast(t('sales.detail.removed', { name: sale.customerName }), reply.actionId);
  };
  if (sale.deletedAt !== null) return null;
  return (
    <div className="sale-actions">
      {mayPay && sale.openMinor !== 0 && sale.kind === 'sale' && (
        <Button type="primary" onClick={() => askSale({ kind: 'pay', customerId: sale.customerId, saleId: sale.id })}>
          {t('sales.detail.pay')}
        </Button>
      )}
      {mayEdit && !sale.locked && sale.kind === 'sale' && <Button onClick={() => askSale({ kind: 'edit', sale })}>{t('sales.detail.edit')}</Button>}
      {mayRefund && sale.kind === 'sale' && <Button onClick={() => askSale({ kind: 'refund', sale })}>{t('sales.detail.refund')}</Button>}
      {mayRemove && <Button onClick={() => (sale.locked ? setSure(true) : void remove(false))}>{t('sales.detail.remove')}</Button>}
      <Dialog open={sure} danger title={t('sales.detail.removeLocked')} okText={t('sales.detail.remove')} onOk={() => void remove(true)} onClose={() => setSure(false)}>
        <p>{t('sales.detail.removeLockedText')}</p>
      </Dialog>
    </div>
  );
}
