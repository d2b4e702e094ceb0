import { instalmentStandings } from '../../../shared/kernel/instalments.ts';
import type { Sale } from '../../../shared/modules/sales.ts';
import { fileDate } from '../../lib/files.ts';
import { formatDate, formatMoney } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { daysBetween } from './sale-words.ts';

/** The next payment that is due, in one line. */
export function SaleDue({ sale }: { readonly sale: Sale }) {
  const t = useT();
  const language = useLanguage();
  const next = instalmentStandings(sale.instalments, sale.openMinor).find((part) => part.openMinor > 0)?.date ?? sale.dueDate;
  if (sale.openMinor <= 0 || next === null) return null;
  const late = daysBetween(next, fileDate());
  return (
    <p className={late > 0 ? 'sale-owed' : 'quiet'}>
      {t('sales.detail.due', { date: formatDate(next, language) })}
      {late > 0 && ` · ${t('sales.detail.overdue', { count: late })}`}
    </p>
  );
}

/** The instalments of a sale: planned, received, open, and how late. */
export function SalePlan({ sale }: { readonly sale: Sale }) {
  const t = useT();
  const language = useLanguage();
  const today = fileDate();
  const money = (minor: number): string => formatMoney(minor, sale.currency, language);
  return (
    <table className="sale-table sale-plan">
      <thead>
        <tr>
          <th scope="col">{t('sales.plan.due')}</th>
          <th scope="col">{t('sales.plan.planned')}</th>
          <th scope="col">{t('sales.received')}</th>
          <th scope="col">{t('sales.open')}</th>
        </tr>
      </thead>
      <tbody>
        {instalmentStandings(sale.instalments, sale.openMinor).map((part, index) => {
          const late = part.openMinor > 0 ? daysBetween(part.date, today) : 0;
          return (
            <tr key={index}>
              <td>
                {t('sales.plan.nth', { number: index + 1 })} {formatDate(part.date, language)}
                {late > 0 && <span className="sale-owed"> {t('sales.plan.late', { count: late })}</span>}
              </td>
              <td className="tabular is-end">{money(part.amountMinor)}</td>
              <td className="tabular is-end">{part.receivedMinor > 0 ? money(part.receivedMinor) : '—'}</td>
              <td className="tabular is-end">{part.openMinor > 0 ? money(part.openMinor) : '—'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
