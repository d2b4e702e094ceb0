/** What other pages show of reminders. */
import './reminders.css';

export { ReminderLineItem } from './ReminderLineItem.tsx';
export { useReminderDeeds, type ReminderDeeds } from './use-reminder-deeds.ts';
