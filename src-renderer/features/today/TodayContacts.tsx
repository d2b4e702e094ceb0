import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber, formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { cadenceOf } from '../cadence/cadence-words.ts';
import { CONTACT_OVERDUE } from '../common/filter-words.ts';
import { openFollowUp } from '../follow-ups/follow-up-store.ts';
import { openPlain } from '../views/view-state.ts';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 8;

/** Customers whose grade says that they should have been contacted by now, the most urgent first; nothing when nobody has to be. */
export function TodayContacts() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const settings = useApiQuery('settings.get', {}).data;
  const isAsked = settings !== undefined;
  const query = { filter: { all: [CONTACT_OVERDUE] }, sort: { field: 'contactScore', direction: 'desc' as const } };
  const { data, error } = useApiQuery('customers.list', { query, limit: SHOWN }, { enabled: isAsked });
  // Customers can have days of their own where no grade has any.
  if (!isAsked || (Object.keys(settings.contactDays.byGrade).length === 0 && (data?.total ?? 0) === 0)) return null;
  const showAll = (): void => {
    openPlain({ all: [CONTACT_OVERDUE] });
    void navigate({ to: '/customers', search: {} });
  };
  const hidden = (data?.total ?? 0) - SHOWN;
  return (
    <TodayPart title={t('today.contact.due')} {...(data && data.total > 0 && { count: formatNumber(data.total, language), tools: <CallListButton small ask={{ what: { of: 'customers', selection: { query } }, title: t('outputs.calls.contacts') }} /> })}>
      {error && <ErrorNote error={error.error} />}
      {data?.rows.length === 0 && <p className="quiet">{t('today.contact.nobody')}</p>}
      <ul>
        {data?.rows.map((one) => (
          <ContactLine key={one.id} one={one} />
        ))}
      </ul>
      {data && data.rows.length > 0 && (
        <Button type="link" size="small" className="today-foot" onClick={showAll}>
          {hidden > 0 ? t('today.contact.more', { count: hidden }) : t('today.contact.all')}
        </Button>
      )}
    </TodayPart>
  );

  function ContactLine({ one }: { readonly one: Customer }) {
    const last = one.lastContactOn === null ? t('today.contact.never') : t('today.contact.last', { date: formatRelative(one.lastContactOn, language) });
    return (
      <li className="today-contact">
        <Link to="/customers/$id" params={{ id: one.id }} className="today-person">
          <span className="today-name">{one.name}</span>
          {one.grade !== null && <span className="task-chip">{one.grade}</span>}
        </Link>
        <span className="quiet" title={last}>
          {(settings && cadenceOf(t, one, settings)?.text) ?? last}
        </span>
        <May call="followUps.create">
          <Button size="small" aria-label={t('today.contact.noteOf', { name: one.name })} onClick={() => openFollowUp(one.id)}>
            {t('today.contact.note')}
          </Button>
        </May>
      </li>
    );
  }
}
