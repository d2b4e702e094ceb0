import type { ReminderLine } from '../../../shared/modules/reminders.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ReminderActs, ReminderBox } from './ReminderActs.tsx';
import { ReminderWhat, whoOf } from './ReminderWhat.tsx';
import type { ReminderDeeds } from './use-reminder-deeds.ts';
import { whenText } from './when-words.ts';

/** One reminder as a line of a short list: done, put off or opened right here. */
export function ReminderLineItem({ line, deeds, className, onProfile = false, note }: { readonly line: ReminderLine; readonly deeds: ReminderDeeds; readonly className: string; readonly onProfile?: boolean; readonly note?: string }) {
  const t = useT();
  const language = useLanguage();
  const { text, isLate } = whenText(t, language, line);
  return (
    <li className={className}>
      <ReminderBox line={line} deeds={deeds} />
      <button type="button" className={onProfile ? 'customer-task' : 'today-what'} onClick={() => deeds.open(line)}>
        <ReminderWhat line={line} />
      </button>
      {!onProfile && <span className="today-who">{whoOf(line)}</span>}
      <span className={isLate ? 'task-late' : 'quiet'}>{note ?? text}</span>
      <ReminderActs line={line} deeds={deeds} onProfile={onProfile} />
    </li>
  );
}
