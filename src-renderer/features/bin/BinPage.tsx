import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';

export function BinPage() {
  const t = useT();
  return <Page title={t('ui.nav.bin')}>{null}</Page>;
}
