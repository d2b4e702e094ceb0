import { festivalsFrom } from '../../../shared/kernel/festivals.ts';
import { fileDate } from '../../lib/files.ts';
import { formatInDays } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { GreetButton } from '../outputs/GreetButton.tsx';
import { daysBetween } from '../sales/sale-words.ts';
import { bothCalendars } from './day-words.ts';
import { TodayPart } from './TodayPart.tsx';

const AHEAD = 30;
const SHOWN = 5;

/** The festivals of the next 30 days: occasions to greet customers. */
export function TodayFestivals() {
  const t = useT();
  const language = useLanguage();
  const today = fileDate();
  const days = festivalsFrom(today, AHEAD + 1).slice(0, SHOWN);
  return (
    <TodayPart title={t('today.festivals.title')}>
      {days.length === 0 && <p className="quiet">{t('today.festivals.none')}</p>}
      <ul>
        {days.map(({ festival, on }) => (
          <li key={`${festival} ${on}`} className="today-festival">
            <span className="today-name">{t(`calendar.festival.${festival}`)}</span>
            <span className="quiet">{formatInDays(daysBetween(today, on), language)}</span>
            <GreetButton small begin={{ ask: null, occasion: 'festival', festival }} label={t('today.festivals.greet', { festival: t(`calendar.festival.${festival}`) })} />
            <span className="quiet">{bothCalendars(t, language, on)}</span>
          </li>
        ))}
      </ul>
    </TodayPart>
  );
}
