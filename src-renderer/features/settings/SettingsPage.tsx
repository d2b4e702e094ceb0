import { useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { Page } from '../../ui/Page.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BookSection } from './BookSection.tsx';
import { DataSection } from './DataSection.tsx';
import { NumbersSection } from './NumbersSection.tsx';
import { RatesSection } from './RatesSection.tsx';
import { RemindersSection } from './RemindersSection.tsx';
import { TagsSection } from './TagsSection.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import './settings.css';

/** Everything that can be set, on one page; each change holds at once. */
export function SettingsPage() {
  const t = useT();
  return (
    <Page title={t('ui.nav.settings')} width="text">
      <div className="settings">
        <AppearanceSection />
        <May call="settings.set">
          <BookSection />
          <TagsSection />
          <NumbersSection />
          <RatesSection />
        </May>
        <RemindersSection />
        <SecuritySection />
        <May call="data.check">
          <DataSection />
        </May>
        <AboutSection />
      </div>
    </Page>
  );
}
