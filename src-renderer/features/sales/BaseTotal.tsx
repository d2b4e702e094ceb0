import type { ReactNode } from 'react';
import { writeRate, type BaseTotal as Total } from '../../../shared/kernel/rates.ts';
import type { SaleQuery } from '../../../shared/modules/sales.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import type { Language } from '../../../shared/modules/words.ts';

interface Asked {
  readonly currencies: readonly string[];
}

/** The sums of a list of sales in the book's currency; nothing where there is nothing to reckon in. */
export function SaleBaseTotal({ currencies, query }: Asked & { readonly query: SaleQuery }) {
  const foreign = useForeign(currencies);
  const total = useApiQuery('rates.saleTotal', { query }, { enabled: foreign, placeholderData: (before) => before }).data;
  return foreign && total ? <Line total={total} /> : null;
}

/** What is owed, in the book's currency at today's rates. */
export function OwedBaseTotal({ currencies, customerId }: Asked & { readonly customerId?: number }) {
  const foreign = useForeign(currencies);
  const total = useApiQuery('rates.owedTotal', customerId === undefined ? {} : { customerId }, { enabled: foreign, placeholderData: (before) => before }).data;
  return foreign && total ? <Line total={total} /> : null;
}

function useForeign(currencies: readonly string[]): boolean {
  const base = useApiQuery('settings.get', {}).data?.currency;
  return base !== undefined && currencies.some((currency) => currency !== base);
}

function Line({ total }: { readonly total: Total }): ReactNode {
  const t = useT();
  const language = useLanguage();
  const missing = total.missing.map((sum) => formatMoney(sum.amountMinor, sum.currency, language));
  return (
    <p className="base-total">
      <span>{t('sales.base.total')}</span>
      <strong className="tabular">{formatMoney(total.amountMinor, total.currency, language)}</strong>
      {total.rates.length > 0 && <span className="quiet">{t('sales.base.rates', { rates: rateWords(total, language) })}</span>}
      {missing.length > 0 && <span className="sale-owed">{t('sales.base.missing', { amounts: missing.join(' · ') })}</span>}
    </p>
  );
}

const SHOWN_RATES = 3;

/** `1 USD = 7.1 (2026年10月1日)`, the latest few. */
function rateWords({ rates, currency }: Total, language: Language): string {
  const words = rates.slice(0, SHOWN_RATES).map((r) => `1 ${r.currency} = ${writeRate(r.rate)} ${currency} (${formatDate(r.date, language)})`);
  return words.join(' · ') + (rates.length > SHOWN_RATES ? ' …' : '');
}
