import { Button } from 'antd';
import type { SaleImportPlan } from '../../../../shared/modules/sale-import.ts';
import { formatDate, formatMoney, formatNumber } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { ChoiceCards } from '../../../ui/ChoiceCards.tsx';

interface Props {
  readonly plan: SaleImportPlan;
  readonly newCustomers: boolean;
  readonly onNewCustomers: (make: boolean) => void;
  readonly onSave: () => void;
}

/** What the import would do: counts and sums, the first sales as they will be, and what cannot be taken in. */
export function SaleImportOutlook({ plan, newCustomers, onNewCustomers, onSave }: Props) {
  const t = useT();
  const language = useLanguage();
  const hasStrangers = plan.newCustomers > 0 || !newCustomers;
  return (
    <>
      <ul className="sale-import-counts">
        {(['sales', 'newCustomers', 'already', 'leftOut'] as const).map((key) => (
          <li key={key} className={plan[key] === 0 ? 'zero' : `count-${key}`}>
            <b className="tabular">{formatNumber(plan[key], language)}</b> {t(`saleImport.counts.${key}`)}
          </li>
        ))}
      </ul>
      {plan.sums.length > 0 && <p className="quiet tabular">{t('saleImport.sum', { sums: plan.sums.map(({ currency, amountMinor }) => formatMoney(amountMinor, currency, language)).join(' + ') })}</p>}
      {plan.sales === 0 && plan.missing.length === 0 && plan.question === null && <p>{t('saleImport.nothing')}</p>}
      {hasStrangers && (
        <ChoiceCards
          name="unknown"
          legend={t('saleImport.unknown')}
          value={newCustomers ? 'create' : 'leave'}
          options={(['create', 'leave'] as const).map((value) => ({ value, label: t(`saleImport.unknownOptions.${value}`) }))}
          onChange={(value) => onNewCustomers(value === 'create')}
        />
      )}
      <Examples plan={plan} />
      <Problems plan={plan} onSave={onSave} />
    </>
  );
}

function Examples({ plan }: { readonly plan: SaleImportPlan }) {
  const t = useT();
  const language = useLanguage();
  if (plan.examples.length === 0) return null;
  return (
    <section aria-label={t('saleImport.examples')}>
      <h3>{t('saleImport.examples')}</h3>
      <ul className="sale-import-rows">
        {plan.examples.map((sale, at) => (
          <li key={at}>
            <span className="tabular">{formatDate(sale.date, language)}</span>
            <span>
              {sale.customer}
              {sale.customerId === null && <em className="quiet"> {t('saleImport.newMark')}</em>}
            </span>
            <span className="cut">{sale.items}</span>
            <span className="tabular">
              {formatMoney(sale.amountMinor, sale.currency, language)}
              {sale.paidMinor !== sale.amountMinor && <small className="quiet"> {t('saleImport.paid', { amount: formatMoney(sale.paidMinor, sale.currency, language) })}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Problems({ plan, onSave }: { readonly plan: SaleImportPlan; readonly onSave: () => void }) {
  const t = useT();
  if (plan.leftOut === 0) return null;
  const more = plan.leftOut - plan.problems.length;
  return (
    <section aria-label={t('saleImport.problemsTitle')}>
      <h3>{t('saleImport.problemsTitle')}</h3>
      <ul className="sale-import-problems">
        {plan.problems.map(({ row, problem, value }) => (
          <li key={row}>
            <span className="tabular quiet">{t('saleImport.row', { row })}</span> {t(`saleImport.problems.${problem.replace('.', '_')}` as 'saleImport.problems.date_missing')}
            {value !== '' && <code>{value}</code>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{t('saleImport.more', { count: more })}</p>}
      <Button size="small" onClick={onSave}>
        {t('saleImport.saveProblems', { count: plan.leftOut })}
      </Button>
    </section>
  );
}
