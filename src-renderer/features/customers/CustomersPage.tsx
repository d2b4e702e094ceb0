import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';

export function CustomersPage() {
  const t = useT();
  return <Page title={t('customers.title')}>{null}</Page>;
}
