import { useDeferredValue } from 'react';
import { useApiQuery } from '../../lib/api.ts';
import { formatWeekday } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorNote } from '../../ui/States.tsx';
import { bothCalendars } from '../common/day-words.ts';
import { useMorning } from './ReminderActs.tsx';
import { holidayOf, ruleOf } from './rule-draft.ts';
import { ruleText } from './rule-words.ts';
import type { ReminderWritten } from './use-reminder-form.ts';

const SHOWN = 5;

/** What was chosen as a sentence, and the days it comes to, in both calendars: nothing about a rule is to be guessed. */
export function RulePreview({ written }: { readonly written: ReminderWritten }) {
  const t = useT();
  const language = useLanguage();
  const morning = useMorning();
  const { draft, startsOn, atTime, leads } = written;
  const onHoliday = holidayOf(draft, written.onHoliday);
  const asked = useDeferredValue({ startsOn, rule: ruleOf(draft, startsOn), onHoliday, count: SHOWN });
  const { data, error } = useApiQuery('reminders.preview', asked, { placeholderData: (before) => before, retry: false });
  return (
    <div className="reminder-preview" role="status">
      <p>
        <strong>{t('reminders.form.sentence')}</strong> {ruleText(t, language, draft, startsOn, { atTime, morning, onHoliday, leads })}
      </p>
      {error !== null && <ErrorNote error={error.error} />}
      {data?.days.length === 0 && <p className="reminder-never">{t('reminders.form.noDays')}</p>}
      {data !== undefined && data.days.length > 0 && (draft.repeat !== 'once' || onHoliday !== 'keep') && (
        <>
          <h3>{t('reminders.form.next')}</h3>
          <ol>
            {data.days.map((day) => (
              <li key={day}>
                <span>{bothCalendars(t, language, day)}</span> <span className="quiet">{formatWeekday(day, language)}</span>
              </li>
            ))}
          </ol>
          {!data.more && <p className="quiet">{t('reminders.form.lastOfAll')}</p>}
        </>
      )}
    </div>
  );
}
