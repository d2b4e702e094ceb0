import type { Greeting } from '../../../shared/modules/greetings.ts';
import { useT, type Translate } from '../../lib/i18n.ts';

/** The occasion in a word: the festival's own name where there is one. */
export function occasionWord(t: Translate, { occasion, festival }: Pick<Greeting, 'occasion' | 'festival'>): string {
  return festival === null ? t(`greetings.occasions.${occasion}`) : t(`calendar.festival.${festival}`);
}

export function OccasionChip({ greeting }: { readonly greeting: Pick<Greeting, 'occasion' | 'festival'> }) {
  const t = useT();
  return <span className="task-chip">{occasionWord(t, greeting)}</span>;
}
