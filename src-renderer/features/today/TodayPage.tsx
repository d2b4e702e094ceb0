import { fileDate } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { Page } from '../../ui/Page.tsx';
import { todayText } from './day-words.ts';
import { TodayBirthdays } from './TodayBirthdays.tsx';
import { TodayContacts } from './TodayContacts.tsx';
import { TodayFestivals } from './TodayFestivals.tsx';
import { TodayMoney } from './TodayMoney.tsx';
import { TodayPeople } from './TodayPeople.tsx';
import { TodayMissed, TodayReminders } from './TodayReminders.tsx';
import { TodayTasks } from './TodayTasks.tsx';
import './today.css';

/** Where a day begins: what is to be done, whose birthday it is, what money is due, and the customers one deals with most. */
export function TodayPage() {
  const t = useT();
  const language = useLanguage();
  return (
    <Page title={t('today.title')} count={todayText(t, language, fileDate())}>
      <div className="today">
        <div className="today-main">
          <TodayMissed />
          <TodayTasks />
          <TodayReminders />
          <TodayBirthdays />
          <May call="receivables.due">
            <TodayMoney />
          </May>
          <TodayContacts />
        </div>
        <div className="today-side">
          <TodayFestivals />
          <TodayPeople />
        </div>
      </div>
    </Page>
  );
}
