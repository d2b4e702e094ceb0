import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';

export function TransferPage() {
  const t = useT();
  return <Page title={t('ui.nav.transfer')}>{null}</Page>;
}
