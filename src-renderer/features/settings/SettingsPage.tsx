import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';

export function SettingsPage() {
  const t = useT();
  return <Page title={t('ui.nav.settings')}>{null}</Page>;
}
