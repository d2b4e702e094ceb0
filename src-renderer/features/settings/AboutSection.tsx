import { useT } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { Section } from './Section.tsx';

/** Which version this is, and what it does not do. */
export function AboutSection() {
  const t = useT();
  const version = useSession().data?.version ?? '';
  return (
    <Section part="about" about={t('settings.about.version', { version })}>
      <p>{t('settings.about.privacy')}</p>
      <p className="quiet">{t('settings.about.license')}</p>
    </Section>
  );
}
