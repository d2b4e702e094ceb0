import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';

export function ProfilePage() {
  const t = useT();
  return <Page title={t('profile.title')}>{null}</Page>;
}
