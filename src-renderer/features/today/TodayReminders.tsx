import { Button } from 'antd';
import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { askReminder } from '../reminders/reminder-store.ts';
import { ReminderLineItem, useReminderDeeds } from '../reminders/index.ts';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 8;
const AHEAD = 4;

/** What one asked to be reminded of: late, today, and the first of what is left of the week. */
export function TodayReminders() {
  const t = useT();
  const language = useLanguage();
  const deeds = useReminderDeeds();
  const counts = useApiQuery('reminders.counts', {}).data;
  const late = useApiQuery('reminders.list', { band: 'overdue', limit: SHOWN });
  const now = useApiQuery('reminders.list', { band: 'today', limit: SHOWN });
  const week = useApiQuery('reminders.list', { band: 'week', limit: AHEAD });
  const lines = [...(late.data?.rows ?? []), ...(now.data?.rows ?? [])];
  const total = counts && counts.overdue + counts.today;
  const failed = late.error ?? now.error ?? week.error;
  const line = (one: ReminderLine) => <ReminderLineItem key={one.id} line={one} deeds={deeds} className="today-task" />;
  return (
    <TodayPart
      title={t('reminders.today.title')}
      {...(total !== undefined && { count: formatNumber(total, language) })}
      tools={
        <May call="reminders.create">
          <Button size="small" onClick={() => askReminder({ kind: 'new', customerId: null })}>
            {t('reminders.add')}
          </Button>
        </May>
      }
      all={{ text: t('reminders.today.all'), to: '/reminders' }}
    >
      {failed && <ErrorNote error={failed.error} />}
      {(late.isPending || now.isPending) && <Loading rows={2} />}
      {late.data && now.data && lines.length === 0 && <p className="quiet">{t('reminders.today.none')}</p>}
      <ul>{lines.map(line)}</ul>
      {total !== undefined && total > lines.length && lines.length > 0 && <p className="quiet">{t('reminders.today.moreCount', { count: total - lines.length })}</p>}
      {week.data !== undefined && week.data.rows.length > 0 && (
        <>
          <h3 className="today-week">{t('reminders.today.week')}</h3>
          <ul>{week.data.rows.map(line)}</ul>
        </>
      )}
    </TodayPart>
  );
}

/** What came due while the program was off, at the very top until it is done or put away. */
export function TodayMissed() {
  const t = useT();
  const language = useLanguage();
  const deeds = useReminderDeeds();
  const { data } = useApiQuery('reminders.missed', {});
  if (data === undefined || data.total === 0) return null;
  const putAway = async (): Promise<void> => {
    const reply = await api.call('reminders.clearMissed', { ids: data.rows.map(({ line }) => line.id) });
    showToast(reply.ok ? { kind: 'success', text: t('reminders.missed.putAwayToast') } : { kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <div className="today-missed">
      <TodayPart
        title={t('reminders.missed.title', { count: data.total })}
        tools={
          <May call="reminders.clearMissed">
            <Button size="small" onClick={() => void putAway()}>
              {t('reminders.missed.putAway')}
            </Button>
          </May>
        }
      >
        <p className="quiet">{t('reminders.missed.hint')}</p>
        <ul>
          {data.rows.slice(0, SHOWN).map(({ line, missedOn }) => (
            <ReminderLineItem key={line.id} line={line} deeds={deeds} className="today-task" note={t('reminders.missed.missedOn', { day: formatDate(missedOn, language) })} />
          ))}
        </ul>
        {data.total > SHOWN && <p className="quiet">{t('reminders.today.moreCount', { count: data.total - SHOWN })}</p>}
      </TodayPart>
    </div>
  );
}
