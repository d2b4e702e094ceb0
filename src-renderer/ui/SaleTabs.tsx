import { useT } from '../lib/i18n.ts';
import { PageTabs } from './PageTabs.tsx';

const PAGES = ['sales', 'receivables', 'products', 'sources'] as const;

/** The pages of selling. */
export function SaleTabs({ page }: { readonly page: (typeof PAGES)[number] }) {
  const t = useT();
  return <PageTabs page={page} label={t('sales.tabs.label')} pages={PAGES.map((value) => ({ value, label: t(`sales.tabs.${value}`), to: `/${value}` }))} />;
}
