import { useState } from 'react';
import { useApiQuery } from '../../lib/api.ts';
import { formatDateTime, formatMoney } from '../../lib/format.ts';
import { hasText, useLanguage, useT } from '../../lib/i18n.ts';
import type { SaleItem } from '../../../shared/modules/sales.ts';
import { itemsLine } from './sale-words.ts';

const MONEY = new Set(['amountMinor', 'discountMinor', 'paidMinor']);

/** Who changed what and when; read only when opened. */
export function SaleHistory({ id, currency }: { readonly id: number; readonly currency: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={t('sales.detail.history')}>
      <h3>
        <button type="button" className="sale-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('sales.detail.history')}
        </button>
      </h3>
      {open && <Changes id={id} currency={currency} />}
    </section>
  );
}

function Changes({ id, currency }: { readonly id: number; readonly currency: string }) {
  const t = useT();
  const language = useLanguage();
  const list = useApiQuery('history.list', { entity: 'sale', id, limit: 50 });
  const text = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—';
    if (field === 'items' && Array.isArray(value)) return itemsLine(value as SaleItem[], language);
    if (MONEY.has(field) && typeof value === 'number') return formatMoney(value, currency, language);
    if (field === 'unlockedAt' && typeof value === 'number') return formatDateTime(value, language);
    if (field === 'payMethod' && typeof value === 'string' && hasText(`sales.methods.${value}`)) return t(`sales.methods.${value}` as 'sales.methods.cash');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return (
    <ol className="sale-history">
      {list.data?.changes.map((change) => (
        <li key={change.seq}>
          <p className="quiet">
            {formatDateTime(change.at, language)} · {t(`actions.${change.action.replaceAll('.', '_')}` as 'actions.other')}
          </p>
          {change.op === 'update' && (
            <ul>
              {change.fields
                .filter(({ field }) => field !== 'number' || change.fields.length === 1)
                .map(({ field, before, after }) => (
                  <li key={field}>
                    {t(`fields.sale.${field}` as 'fields.sale.date')}: <del>{text(field, before)}</del> → {text(field, after)}
                  </li>
                ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
