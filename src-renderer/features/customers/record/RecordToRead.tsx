/** A customer's fields for who may read but not write: what is filled in, as text that can be marked and copied; nothing that looks like a place to type. */
import type { ReactNode } from 'react';
import { parsePartialDate } from '../../../../shared/kernel/partial-date.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { formatBirthday, formatPhone } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { fieldsOfProfile, useOwnFields } from '../../../lib/own-fields.ts';
import { FoldSection } from '../../../ui/FoldSection.tsx';
import { ownCell } from '../../fields/own-cell.tsx';
import { sectionsOf } from '../../fields/OwnFields.tsx';
import { CustomerSegments } from '../../segments/CustomerSegments.tsx';

type Line = readonly [name: string, value: ReactNode];
interface Props {
  readonly customer: Customer;
}

/** What is filled in, one line each; says so when nothing is. */
function Lines({ lines }: { readonly lines: readonly (readonly [string, ReactNode])[] }) {
  const t = useT();
  const filled = lines.filter(([, value]) => value !== null && value !== '');
  if (filled.length === 0) return <p className="quiet">{t('profile.nothingHere')}</p>;
  return (
    <dl className="read-lines">
      {filled.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ContactToRead({ customer }: Props) {
  const t = useT();
  const each = (field: 'phones' | 'wechats' | 'emails' | 'addresses', write = (text: string) => text): readonly Line[] =>
    customer[field].map(({ value, label }) => [
      label ? `${t(`fields.customer.${field}`)} · ${label}` : t(`fields.customer.${field}`),
      <span key="value" className={field === 'phones' ? 'tabular private' : ''}>
        {write(value)}
      </span>,
    ]);
  return (
    <Lines
      lines={[
        ...each('phones', formatPhone),
        ...each('wechats'),
        ...each('emails'),
        ...each('addresses'),
        [t('fields.customer.preferredMethod'), customer.preferredMethod && t(`fields.method.${customer.preferredMethod}`)],
        [t('fields.customer.preferredTime'), customer.preferredTime],
        [t('fields.customer.doNotContact'), customer.doNotContact && t(`fields.doNotContact.${customer.doNotContact}`)],
        [t('fields.customer.contactEvery'), customer.contactEvery === 0 ? t('fields.contactEvery.0') : customer.contactEvery],
      ]}
    />
  );
}

export function LikesToRead({ customer }: Props) {
  const t = useT();
  return <Lines lines={[[t('fields.customer.preferences'), customer.preferences], [t('fields.customer.painPoints'), customer.painPoints]]} />;
}

export function IdentityToRead({ customer }: Props) {
  const t = useT();
  const language = useLanguage();
  const birthday = customer.birthday === null ? null : parsePartialDate(customer.birthday);
  return (
    <Lines
      lines={[
        [t('fields.customer.name'), customer.name],
        [t('fields.customer.company'), customer.company],
        [t('fields.customer.title'), customer.title],
        [t('fields.customer.kind'), t(`fields.kind.${customer.kind}`)],
        [t('fields.customer.gender'), customer.gender && t(`fields.gender.${customer.gender}`)],
        [t('fields.customer.birthday'), birthday && formatBirthday(birthday, language)],
      ]}
    />
  );
}

/** Tags stand in the head already. */
export function ClassifyToRead({ customer }: Props) {
  const t = useT();
  return (
    <>
      <CustomerSegments customerId={customer.id} />
      <Lines lines={[[t('fields.customer.grade'), customer.grade], [t('fields.customer.source'), customer.source], [t('fields.customer.code'), customer.code]]} />
    </>
  );
}

/** The book's own fields, one part per section as its owner arranged them. */
export function OwnToRead({ customer }: Props) {
  const t = useT();
  const language = useLanguage();
  const known = useOwnFields();
  return sectionsOf(fieldsOfProfile(known, customer.custom)).map(({ title, fields: own }, index) => (
    <FoldSection key={title ?? ''} name={`own:${index}`} title={title ?? t('customFields.title')}>
      <Lines lines={own.map((field) => [field.label, ownCell(field, customer, { t, language, mark: (text) => text })])} />
    </FoldSection>
  ));
}

export function NotesToRead({ customer }: Props) {
  const t = useT();
  return customer.notes === null ? <p className="quiet">{t('profile.nothingHere')}</p> : <p className="read-text">{customer.notes}</p>;
}

export function ExtraToRead({ customer }: Props) {
  return <Lines lines={Object.entries(customer.extra)} />;
}
