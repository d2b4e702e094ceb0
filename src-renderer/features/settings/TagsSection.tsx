import { useT } from '../../lib/i18n.ts';
import { TagManager } from '../tags/TagManager.tsx';
import { Section } from './Section.tsx';

/** The tags of the book. */
export function TagsSection() {
  const t = useT();
  return (
    <Section part="tags" about={t('views.tags.about')}>
      <TagManager />
    </Section>
  );
}
