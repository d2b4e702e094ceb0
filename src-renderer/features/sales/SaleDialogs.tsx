import { PayDialog } from './PayDialog.tsx';
import { RefundDialog } from './RefundDialog.tsx';
import { useSaleStore } from './sale-store.ts';
import { SaleDrawer } from './SaleDrawer.tsx';
import { SaleForm } from './SaleForm.tsx';
import './sales.css';

/** The drawer and the dialogs of sales; mounted once for the whole window. */
export function SaleDialogs() {
  const ask = useSaleStore((state) => state.ask);
  return (
    <>
      <SaleDrawer />
      {ask?.kind === 'write' && <SaleForm key={`new-${ask.customerId ?? 0}`} customerId={ask.customerId} />}
      {ask?.kind === 'edit' && <SaleForm key={ask.sale.id} customerId={ask.sale.customerId} sale={ask.sale} />}
      {ask?.kind === 'refund' && <RefundDialog key={ask.sale.id} sale={ask.sale} />}
      {ask?.kind === 'pay' && <PayDialog key={ask.customerId ?? 0} customerId={ask.customerId} {...(ask.saleId !== undefined && { saleId: ask.saleId })} />}
    </>
  );
}
