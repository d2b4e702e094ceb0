import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useT } from '../lib/i18n.ts';

const PAGES = ['sales', 'receivables', 'products'] as const;
type PageName = (typeof PAGES)[number];

/** The three pages behind one entry of the sidebar. */
export function SaleTabs({ page }: { readonly page: PageName }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Segmented<PageName>
      value={page}
      aria-label={t('sales.tabs.label')}
      options={PAGES.map((value) => ({ value, label: t(`sales.tabs.${value}`) }))}
      onChange={(value) => void navigate({ to: `/${value}` })}
    />
  );
}
