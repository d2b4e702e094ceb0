import { useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { Page } from '../../ui/Page.tsx';
import { TodayContacts } from './TodayContacts.tsx';
import { TodayMoney } from './TodayMoney.tsx';
import { TodayPeople } from './TodayPeople.tsx';
import { TodayTasks } from './TodayTasks.tsx';
import './today.css';

/** Where a day begins: what is to be done, what money is due, and the customers one deals with most. */
export function TodayPage() {
  const t = useT();
  return (
    <Page title={t('today.title')}>
      <div className="today">
        <div className="today-main">
          <TodayTasks />
          <May call="receivables.due">
            <TodayMoney />
          </May>
          <TodayContacts />
        </div>
        <div className="today-side">
          <TodayPeople />
        </div>
      </div>
    </Page>
  );
}
