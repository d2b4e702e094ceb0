import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber, formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { CONTACT_OVERDUE } from '../common/filter-words.ts';
import { openFollowUp } from '../follow-ups/follow-up-store.ts';
import { openPlain } from '../views/view-state.ts';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 8;

/** Customers whose grade says that they should have been contacted by now, the longest overdue first; nothing when grades have no days. */
export function TodayContacts() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const settings = useApiQuery('settings.get', {}).data;
  const isAsked = settings !== undefined && Object.keys(settings.contactDays.byGrade).length > 0;
  const query = { filter: { all: [CONTACT_OVERDUE] }, sort: { field: 'contactDueOn', direction: 'asc' as const } };
  const { data, error } = useApiQuery('customers.list', { query, limit: SHOWN }, { enabled: isAsked });
  if (!isAsked) return null;
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
    return (
      <li className="today-contact">
        <Link to="/customers/$id" params={{ id: one.id }} className="today-person">
          <span className="today-name">{one.name}</span>
          <span className="task-chip">{one.grade}</span>
        </Link>
        <span className="quiet">{one.lastContactOn === null ? t('today.contact.never') : t('today.contact.last', { date: formatRelative(one.lastContactOn, language) })}</span>
        <May call="followUps.create">
          <Button size="small" aria-label={t('today.contact.noteOf', { name: one.name })} onClick={() => openFollowUp(one.id)}>
            {t('today.contact.note')}
          </Button>
        </May>
      </li>
    );
  }
}
