import { useState, type RefObject } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { formatDateTime } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { FoldSection } from '../../../ui/FoldSection.tsx';
import { useTurns } from '../../../ui/use-turns.ts';
import { Attachments } from '../../attachments/Attachments.tsx';
import { CustomerCare } from '../../care/CustomerCare.tsx';
import { Consents } from '../../consents/Consents.tsx';
import { OwnFields } from '../../fields/OwnFields.tsx';
import { VerifyLine } from '../../fields/Verify.tsx';
import { Relations } from '../../relations/Relations.tsx';
import { CustomerSales } from '../../sales/CustomerSales.tsx';
import { CustomerTasks } from '../../tasks/CustomerTasks.tsx';
import { Timeline } from '../../timeline/Timeline.tsx';
import { ExtraField } from './ExtraField.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { ClassifyPart, ContactPart, IdentityPart, LikesPart } from './parts.tsx';
import { TextField } from './TextField.tsx';
import { useSaveField } from '../../common/use-save-field.ts';
import './record.css';

/**
 * All of one customer: one column in the inspector; on the profile page what they are at the left and what happened beside it, people,
 * files and sales at the right or, in a narrower window, between the two parts at the left. Keyed by id, so that nothing typed for one customer reaches another.
 */
export function CustomerRecord({ customer, scroller, wide = false }: { readonly customer: Customer; readonly scroller: RefObject<HTMLElement | null>; readonly wide?: boolean }) {
  const t = useT();
  const saver = useSaveField(customer);
  const field = { customer, saver };
  const turn = useTurns(6);
  const first = (
    <FoldSection name="contact" title={t('profile.section.contact')}>
      <ContactPart {...field} />
    </FoldSection>
  );
  const about = (
    <>
      <FoldSection name="likes" title={t('portrait.sections.likes')}>
        <LikesPart {...field} />
      </FoldSection>
      <FoldSection name="identity" title={t('profile.section.identity')}>
        <IdentityPart {...field} />
      </FoldSection>
    </>
  );
  const classify = (
    <FoldSection name="classify" title={t('profile.section.classify')}>
      <ClassifyPart {...field} />
    </FoldSection>
  );
  const more = (
    <>
      <OwnFields {...field} />
      <FoldSection name="notes" title={t('profile.section.notes')}>
        <TextField {...field} field="notes" lines={3} />
      </FoldSection>
      <FoldSection name="extra" title={t('profile.section.extra')}>
        <ExtraField {...field} />
      </FoldSection>
      <FoldSection name="consent" title={t('consents.title')}>
        <Consents customer={customer} />
      </FoldSection>
    </>
  );
  const around = (
    <>
      <FoldSection name="tasks" title={t('tasks.section')}>
        <CustomerTasks customerId={customer.id} />
        <CustomerCare customerId={customer.id} noContact={customer.doNotContact === 'all'} />
      </FoldSection>
      <FoldSection name="sales" title={t('profile.section.sales')}>
        <CustomerSales customerId={customer.id} />
      </FoldSection>
      <FoldSection name="people" title={t(customer.kind === 'company' ? 'portrait.relations.people' : 'portrait.sections.people')}>
        <Relations customer={customer} />
      </FoldSection>
      <FoldSection name="files" title={t('portrait.sections.files')}>
        <Attachments customerId={customer.id} />
      </FoldSection>
    </>
  );
  const happened = (
    <FoldSection name="timeline" title={t('portrait.sections.timeline')}>
      <Timeline customer={customer} scroller={scroller} />
    </FoldSection>
  );
  const foot = (
    <>
      <History id={customer.id} />
      <VerifyLine customer={customer} />
      <Dates customer={customer} />
    </>
  );
  return (
    <div className={wide ? 'record record-wide' : 'record'}>
      <div className="record-column record-first">{turn > 0 && first}</div>
      <div className="record-column record-around">{turn > 4 && around}</div>
      <div className="record-column record-about">
        {turn > 1 && about}
        {turn > 2 && classify}
        {turn > 3 && more}
        {turn > 4 && foot}
      </div>
      <div className="record-column record-happened">{turn > 5 && happened}</div>
    </div>
  );
}

function Dates({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const language = useLanguage();
  return (
    <p className="record-dates quiet">
      {t('profile.created', { date: formatDateTime(customer.createdAt, language) })} · {t('profile.updated', { date: formatDateTime(customer.updatedAt, language) })}
    </p>
  );
}

/** Read only when opened: the timeline tells what changed, this one puts values back. */
function History({ id }: { readonly id: number }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
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
