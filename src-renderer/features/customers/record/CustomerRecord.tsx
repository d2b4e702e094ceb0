import { useState, type RefObject } from 'react';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { formatDateTime } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { May, useMay } from '../../../lib/may.tsx';
import { FoldSection } from '../../../ui/FoldSection.tsx';
import { Turn, useTurns, type Turns } from '../../../ui/Turns.tsx';
import { Attachments } from '../../attachments/Attachments.tsx';
import { CustomerCare } from '../../care/CustomerCare.tsx';
import { Gifts } from '../../gifts/Gifts.tsx';
import { Consents } from '../../consents/Consents.tsx';
import { OwnFields } from '../../fields/OwnFields.tsx';
import { VerifyLine } from '../../fields/Verify.tsx';
import { Relations } from '../../relations/Relations.tsx';
import { CustomerReminders } from '../../reminders/CustomerReminders.tsx';
import { CustomerSales } from '../../sales/CustomerSales.tsx';
import { CustomerTasks } from '../../tasks/CustomerTasks.tsx';
import { Timeline } from '../../timeline/Timeline.tsx';
import { ExtraField } from './ExtraField.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { MaybeSame } from './MaybeSame.tsx';
import { ClassifyPart, ContactPart, IdentityPart, LikesPart } from './parts.tsx';
import { OpenContacts } from './OpenContacts.tsx';
import { ClassifyToRead, ContactToRead, ExtraToRead, IdentityToRead, LikesToRead, NotesToRead, OwnToRead } from './RecordToRead.tsx';
import { TextField } from './TextField.tsx';
import { useWhole } from './whole-contacts.ts';
import { useSaveField, type FieldSaver } from '../../common/use-save-field.ts';
import './record.css';

/**
 * All of one customer: one column in the inspector; on the profile page what they are at the left and what happened beside it, people,
 * files and sales at the right or, in a narrower window, between the two parts at the left. Keyed by id, so that nothing typed for one customer reaches another.
 */
export function CustomerRecord({ customer: seen, scroller, wide = false }: { readonly customer: Customer; readonly scroller: RefObject<HTMLElement | null>; readonly wide?: boolean }) {
  const t = useT();
  const { customer, isOpened } = useWhole(seen);
  const saver = useSaveField(customer);
  const field = { customer, saver };
  const turns = useTurns();
  const mayWrite = useMay('customers.update');
  return (
    <div className={wide ? 'record record-wide' : 'record'}>
      <div className="record-column record-first">
        <Turn turns={turns} at={0}>
          <FoldSection name="contact" title={t('profile.section.contact')}>
            <OpenContacts customer={customer} isOpened={isOpened} />
            {mayWrite ? <ContactPart {...field} /> : <ContactToRead customer={customer} />}
            {mayWrite && <MaybeSame customer={customer} />}
          </FoldSection>
        </Turn>
      </div>
      <div className="record-column record-around">
        <Around customer={customer} turns={turns} from={8} />
      </div>
      <div className="record-column record-about">
        <About field={field} turns={turns} from={1} />
      </div>
      <div className="record-column record-happened">
        <Turn turns={turns} at={12}>
          <FoldSection name="timeline" title={t('portrait.sections.timeline')}>
            <Timeline customer={customer} scroller={scroller} />
          </FoldSection>
        </Turn>
      </div>
    </div>
  );
}

interface PartProps {
  readonly turns: Turns;
  /** The first turn of these parts. */
  readonly from: number;
}

/** What they are: seven turns. */
function About({ field, turns, from }: PartProps & { readonly field: { readonly customer: Customer; readonly saver: FieldSaver } }) {
  const t = useT();
  const { customer } = field;
  const mayWrite = useMay('customers.update');
  return (
    <>
      <Turn turns={turns} at={from}>
        <FoldSection name="likes" title={t('portrait.sections.likes')}>
          {mayWrite ? <LikesPart {...field} /> : <LikesToRead customer={customer} />}
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 1}>
        <FoldSection name="identity" title={t('profile.section.identity')}>
          {mayWrite ? <IdentityPart {...field} /> : <IdentityToRead customer={customer} />}
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 2}>
        <FoldSection name="classify" title={t('profile.section.classify')}>
          {mayWrite ? <ClassifyPart {...field} /> : <ClassifyToRead customer={customer} />}
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 3}>
        {mayWrite ? <OwnFields {...field} /> : <OwnToRead customer={customer} />}
      </Turn>
      <Turn turns={turns} at={from + 4}>
        <FoldSection name="notes" title={t('profile.section.notes')}>
          {mayWrite ? <TextField {...field} field="notes" lines={3} /> : <NotesToRead customer={customer} />}
        </FoldSection>
        <FoldSection name="extra" title={t('profile.section.extra')}>
          {mayWrite ? <ExtraField {...field} /> : <ExtraToRead customer={customer} />}
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 5}>
        <FoldSection name="consent" title={t('consents.title')}>
          <Consents customer={customer} />
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 6}>
        <History id={customer.id} />
        <VerifyLine customer={customer} />
        <Dates customer={customer} />
      </Turn>
    </>
  );
}

/** What belongs to them: four turns. */
function Around({ customer, turns, from }: PartProps & { readonly customer: Customer }) {
  const t = useT();
  return (
    <>
      <Turn turns={turns} at={from}>
        <FoldSection name="tasks" title={t('tasks.section')}>
          <CustomerTasks customerId={customer.id} />
          <CustomerReminders customerId={customer.id} />
          <CustomerCare customerId={customer.id} noContact={customer.doNotContact === 'all'} />
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 1}>
        <May call="sales.list">
          <FoldSection name="sales" title={t('profile.section.sales')}>
            <CustomerSales customerId={customer.id} />
          </FoldSection>
        </May>
      </Turn>
      <Turn turns={turns} at={from + 2}>
        <FoldSection name="people" title={t(customer.kind === 'company' ? 'portrait.relations.people' : 'portrait.sections.people')}>
          <Relations customer={customer} />
        </FoldSection>
      </Turn>
      <Turn turns={turns} at={from + 3}>
        <FoldSection name="files" title={t('portrait.sections.files')}>
          <Attachments customerId={customer.id} />
        </FoldSection>
        <FoldSection name="gifts" title={t('gifts.title')}>
          <Gifts customer={customer} />
        </FoldSection>
      </Turn>
    </>
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
