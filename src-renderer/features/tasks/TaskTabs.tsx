import { useT } from '../../lib/i18n.ts';
import { PageTabs } from '../../ui/PageTabs.tsx';

/** Tasks, return visits, the plans they may come from, and the texts to greet with. */
export function TaskTabs({ page }: { readonly page: 'tasks' | 'visits' | 'care' | 'greetings' }) {
  const t = useT();
  const pages = (['tasks', 'visits', 'care', 'greetings'] as const).map((value) => ({ value, label: t(`care.tabs.${value}`), to: `/${value}` as const }));
  return <PageTabs page={page} label={t('care.tabs.label')} pages={pages} />;
}
