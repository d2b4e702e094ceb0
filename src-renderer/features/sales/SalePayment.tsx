import { Input, Segmented, Select } from 'antd';
import { payMethodSchema, type PayMethod } from '../../../shared/modules/sales.ts';
import { useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { InstalmentFields } from './InstalmentFields.tsx';
import { Labelled } from './Labelled.tsx';
import type { Paid } from './sale-draft.ts';
import type { FormState } from './use-sale-form.ts';

/** How much of the sale came in with it, and when the rest is due: on a day, or in parts. */
export function SalePayment({ form, tried }: { readonly form: FormState; readonly tried: boolean }) {
  const t = useT();
  const wrong = (tried || form.part !== '') && form.paid === 'part' && (form.paidMinor === null || form.paidMinor > form.priced.totalMinor);
  return (
    <>
    <div className="sale-payment">
      <Labelled text={t('sales.form.paid')}>
        <Segmented<Paid>
          value={form.paid}
          aria-label={t('sales.form.paid')}
          options={[
            { value: 'all', label: t('sales.form.paidAll') },
            { value: 'part', label: t('sales.form.paidPart') },
            { value: 'none', label: t('sales.form.paidNone') },
          ]}
          onChange={form.setPaid}
        />
      </Labelled>
      {form.paid === 'part' && (
        <Field label={t('sales.form.paidAmount')} error={wrong ? t(form.paidMinor === null ? 'sales.form.wrongPrice' : 'sales.form.paidTooMuch') : undefined}>
          <Input autoFocus value={form.part} inputMode="decimal" className="tabular" onChange={(event) => form.setPart(event.target.value)} />
        </Field>
      )}
      {form.paid !== 'none' && (
        <Field label={t('sales.form.method')}>
          <Select<PayMethod> value={form.method} options={payMethodSchema.options.map((value) => ({ value, label: t(`sales.methods.${value}`) }))} onChange={form.setMethod} />
        </Field>
      )}
    </div>
    {form.paid !== 'all' && <InstalmentFields form={form} tried={tried} />}
    </>
  );
}
