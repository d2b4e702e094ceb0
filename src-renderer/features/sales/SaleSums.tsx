import type { Output } from '../../../shared/contract/index.ts';
import { formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';

/** The totals of a list, one line per currency: never mixed. */
export function SaleSums({ data }: { readonly data: Output<'sales.sums'> }) {
  const t = useT();
  const language = useLanguage();
  if (data.count === 0) return null;
  return (
    <div className="sale-sums" role="status" aria-label={t('sales.sums.label')}>
      {data.sums.map((sum) => (
        <p key={sum.currency} className="tabular private">
          <strong>{formatMoney(sum.amountMinor, sum.currency, language)}</strong>
          <span className="quiet">{t('sales.sums.count', { count: sum.count })}</span>
          {data.ofItems ? (
            <span className="quiet">{t('sales.sums.ofItems')}</span>
          ) : (
            <>
              <span className="quiet">{t('sales.sums.received', { amount: formatMoney(sum.receivedMinor, sum.currency, language) })}</span>
              {sum.openMinor > 0 && <span className="sale-owed">{t('sales.sums.open', { amount: formatMoney(sum.openMinor, sum.currency, language) })}</span>}
            </>
          )}
        </p>
      ))}
    </div>
  );
}
