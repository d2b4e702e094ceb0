import { useT } from '../../lib/i18n.ts';
import { PageTabs } from '../../ui/PageTabs.tsx';

/** Tasks, reminders, return visits, the plans they may come from, and the texts to greet with. */
export function TaskTabs({ page }: { readonly page: 'tasks' | 'reminders' | 'visits' | 'care' | 'greetings' }) {
  const t = useT();
  const pages = (['tasks', 'reminders', 'visits', 'care', 'greetings'] as const).map((value) => ({ value, label: t(value === 'reminders' ? 'reminders.title' : `care.tabs.${value}`), to: `/${value}` as const }));
  return <PageTabs page={page} label={t('care.tabs.label')} pages={pages} />;
}
