import type { ReactNode } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { Portrait } from '../../../../shared/modules/timeline.ts';
import { formatDate, formatMoney, formatRelative } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { shownFields, useOwnFields } from '../../../lib/own-fields.ts';
import { cadenceOf } from '../../cadence/cadence-words.ts';
import { useBookSettings } from '../../common/use-choices.ts';
import { ownCell } from '../../fields/own-cell.tsx';
import './portrait.css';

/** The facts of today in one calm row: what comes next, when they were last here, what they bought, what is open, what they like. */
export function PortraitFacts({ customer, portrait }: { readonly customer: Customer; readonly portrait: Portrait | undefined }) {
  const t = useT();
  const language = useLanguage();
  const settings = useBookSettings();
  const cadence = settings ? cadenceOf(t, customer, settings) : null;
  const { nextStep = null, lastFollowUp = null, lastSaleOn = null, sales = [], openIssues = 0 } = portrait ?? {};
  const owed = sales.filter((sum) => sum.amountMinor > sum.paidMinor);
  return (
    <dl className="facts" aria-busy={portrait === undefined}>
      <Fact name={t('portrait.nextStep')} strong={nextStep !== null}>
        {nextStep === null ? (
          <span className="quiet">{portrait && t('portrait.noNextStep')}</span>
        ) : (
          <>
            <span className={nextStep.overdue ? 'fact-late' : ''}>
              {formatDate(nextStep.date, language)}
              {nextStep.overdue && ` · ${t('portrait.overdue')}`}
            </span>
            <span className="fact-more" title={nextStep.content}>
              {nextStep.content}
            </span>
          </>
        )}
      </Fact>
      <Fact name={t('portrait.lastContact')}>
        {lastFollowUp === null ? <span className="quiet">{portrait && t('portrait.never')}</span> : `${formatRelative(lastFollowUp.at, language)} · ${t(`fields.method.${lastFollowUp.method}`)}`}
      </Fact>
      {cadence && (
        <Fact name={t('portrait.cadence')}>
          <span className={cadence.isLate ? 'fact-late' : ''}>{cadence.text}</span>
        </Fact>
      )}
      <Fact name={t('portrait.lastSale')}>{lastSaleOn === null ? <span className="quiet">{portrait && t('portrait.noSale')}</span> : formatDate(lastSaleOn, language)}</Fact>
      {sales.length > 0 && (
        <Fact name={t('portrait.bought')}>
          {sales.map(({ currency, count, amountMinor }) => (
            <span key={currency} className="tabular private">
              {t('portrait.boughtValue', { amount: formatMoney(amountMinor, currency, language), count })}
            </span>
          ))}
          {owed.map(({ currency, amountMinor, paidMinor }) => (
            <span key={`owed ${currency}`} className="tabular fact-late private">
              {t('portrait.owed', { amount: formatMoney(amountMinor - paidMinor, currency, language) })}
            </span>
          ))}
        </Fact>
      )}
      {openIssues > 0 && (
        <Fact name={t('portrait.issues')} strong>
          <span className="fact-late">{t('portrait.issuesCount', { count: openIssues })}</span>
        </Fact>
      )}
      <Texts customer={customer} />
      <OnTop customer={customer} />
    </dl>
  );
}

/** Fields of the book's own that its owner wants to see first, where they are filled in. */
function OnTop({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const language = useLanguage();
  const fields = useOwnFields((store) => store.fields);
  return shownFields(fields)
    .filter(({ id, onTop }) => onTop && (customer.custom[String(id)] ?? null) !== null)
    .map((field) => (
      <Fact key={field.id} name={field.label} long={field.kind === 'longText'}>
        {ownCell(field, customer, { t, language, mark: (text) => text })}
      </Fact>
    ));
}

function Texts({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const prefers = [customer.preferredMethod === null ? null : t(`fields.method.${customer.preferredMethod}`), customer.preferredTime].filter((text) => text !== null && text !== '').join(' · ');
  return (
    <>
      {prefers !== '' && <Fact name={t('portrait.prefer')}>{prefers}</Fact>}
      {customer.preferences !== null && (
        <Fact name={t('portrait.preferences')} long>
          {customer.preferences}
        </Fact>
      )}
      {customer.painPoints !== null && (
        <Fact name={t('portrait.painPoints')} long>
          {customer.painPoints}
        </Fact>
      )}
    </>
  );
}

function Fact(props: { readonly name: string; readonly strong?: boolean; readonly long?: boolean; readonly children: ReactNode }) {
  return (
    <div className={props.long === true ? 'fact fact-long' : 'fact'}>
      <dt>{props.name}</dt>
      <dd className={props.strong === true ? 'fact-strong' : ''}>{props.children}</dd>
    </div>
  );
}
