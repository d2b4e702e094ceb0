/** Why a customer is to be contacted, in words: whose days they are, and how many have gone by. */
import { contactCycle, NEVER_CONTACT } from '../../../shared/kernel/cadence.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import type { BookSettings } from '../../../shared/modules/system.ts';
import { calendarDays } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';

export interface Cadence {
  readonly text: string;
  readonly isLate: boolean;
}

/** `null` for customers nobody asks to be contacted. */
export function cadenceOf(t: Translate, customer: Customer, settings: Pick<BookSettings, 'contactDays'>, now = Date.now()): Cadence | null {
  const { grade, contactEvery } = customer;
  if (contactEvery === NEVER_CONTACT) return { text: t('today.contact.never0'), isLate: false };
  const days = contactCycle(settings.contactDays, { grade: grade ?? '', contactEvery, doNotContact: customer.doNotContact ?? '' });
  if (days === null) return null;
  const since = Math.max(0, calendarDays(customer.lastContactOn ?? customer.createdAt, now));
  const every = contactEvery === null ? t('today.contact.byGrade', { grade: grade ?? '', days }) : t('today.contact.byOwn', { days });
  return { text: t('today.contact.why', { every, since: t('today.contact.since', { count: since }) }), isLate: since >= days };
}
