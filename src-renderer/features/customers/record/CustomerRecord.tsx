import { useState, type ReactNode } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { formatDateTime } from '../../../lib/format.ts';
import { FollowUps } from '../activity/FollowUps.tsx';
import { Sales } from '../activity/Sales.tsx';
import { BirthdayField } from './BirthdayField.tsx';
import { ConflictNote } from './ConflictNote.tsx';
import { ContactsField } from './ContactsField.tsx';
import { ExtraField } from './ExtraField.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { TagsField } from './TagsField.tsx';
import { ChoiceField, TextField } from './TextField.tsx';
import { KindField } from './KindField.tsx';
import { useSaveField } from './use-save-field.ts';
import './record.css';

/** All of one customer in one column: the same in the inspector and on the profile page. Keyed by id, so that nothing typed for one customer reaches another. */
export function CustomerRecord({ customer, wide = false }: { readonly customer: Customer; readonly wide?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const saver = useSaveField(customer);
  const field = { customer, saver };
  const isCompany = customer.kind === 'company';
  const about = (
    <>
      <Section title={t('profile.section.identity')}>
        <TextField {...field} field="name" />
        {isCompany ? null : (
          <Pair>
            <TextField {...field} field="company" />
            <TextField {...field} field="title" />
          </Pair>
        )}
        <Pair>
          <KindField {...field} field="kind" />
          {(!isCompany || customer.gender !== null) && <KindField {...field} field="gender" />}
        </Pair>
        {(!isCompany || customer.birthday !== null) && <BirthdayField value={customer.birthday} onSave={(birthday) => void saver.save('birthday', { birthday })} />}
        <ConflictNote saver={saver} field="birthday" />
      </Section>
      <Section title={t('profile.section.contact')}>
        <ContactsField {...field} field="phones" />
        <ContactsField {...field} field="wechats" />
        <ContactsField {...field} field="emails" />
        <ContactsField {...field} field="addresses" />
      </Section>
      <Section title={t('profile.section.classify')}>
        <TagsField {...field} />
        <Pair>
          <ChoiceField {...field} field="grade" />
          <ChoiceField {...field} field="source" />
        </Pair>
        <Pair>
          <TextField {...field} field="code" />
          <TextField {...field} field="pinyin" />
        </Pair>
      </Section>
      <Section title={t('profile.section.notes')}>
        <TextField {...field} field="notes" lines={3} />
      </Section>
      <Section title={t('profile.section.extra')}>
        <ExtraField {...field} />
      </Section>
    </>
  );
  const happened = (
    <>
      <Section title={t('profile.section.followUps')}>
        <FollowUps customerId={customer.id} />
      </Section>
      <Section title={t('profile.section.sales')}>
        <Sales customerId={customer.id} />
      </Section>
      <History id={customer.id} startOpen={wide} />
      <p className="record-dates quiet">
        {t('profile.created', { date: formatDateTime(customer.createdAt, language) })} · {t('profile.updated', { date: formatDateTime(customer.updatedAt, language) })}
      </p>
    </>
  );
  return wide ? (
    <div className="record record-wide">
      <div className="record-column">{about}</div>
      <div className="record-column">{happened}</div>
    </div>
  ) : (
    <div className="record">
      {about}
      {happened}
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="record-section" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Pair({ children }: { readonly children: ReactNode }) {
  return <div className="record-pair">{children}</div>;
}

/** Read only when opened: most profiles are looked at without it. */
function History({ id, startOpen }: { readonly id: number; readonly startOpen: boolean }) {
  const t = useT();
  const [isOpen, setOpen] = useState(startOpen);
  return (
    <section className="record-section" aria-label={t('profile.section.history')}>
      <h2>
        <button type="button" className="record-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('profile.section.history')}
        </button>
      </h2>
      {isOpen && <HistoryPanel id={id} />}
    </section>
  );
}
