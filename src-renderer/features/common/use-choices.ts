import { useMemo } from 'react';
import { customerFacts, customerFields } from '../../../shared/modules/customers.ts';
import type { Tag } from '../../../shared/modules/tags.ts';
import type { BookSettings } from '../../../shared/modules/system.ts';
import { useApiQuery } from '../../lib/api.ts';
import { STAGES } from '../../../shared/modules/lifecycle.ts';
import { useT, type TextKey } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The settings of the book; `undefined` for the moment until they are there. */
export function useBookSettings(): BookSettings | undefined {
  return useApiQuery('settings.get', {}).data;
}

/** The closed lists: their words are texts of the program. */
const CLOSED = new Map([...customerFields, ...customerFacts].flatMap(({ name, choices }) => (name !== 'stage' && Array.isArray(choices) ? [[name, choices as readonly string[]] as const] : [])));

/** What a choice field can be, in words: closed lists translated, the owner's lists as written. */
export function useChoices(field: string): readonly Choice[] {
  const t = useT();
  const settings = useBookSettings();
  return useMemo(() => {
    const closed = CLOSED.get(field);
    if (closed) return closed.map((value) => ({ value, label: t(`fields.${field}.${value}` as TextKey) }));
    if (field === 'stage') return STAGES.map((value) => ({ value, label: stageWord(t, value) }));
    const own = field === 'grade' ? settings?.grades : field === 'source' ? settings?.sources : [];
    return (own ?? []).map((value) => ({ value, label: value }));
  }, [field, settings, t]);
}

const NO_TAGS: readonly Tag[] = [];

/** All tags of the book, and the same by id. */
export function useTags(): { readonly tags: readonly Tag[]; readonly byId: ReadonlyMap<number, Tag> } {
  const tags = useApiQuery('tags.list', {}).data?.tags ?? NO_TAGS;
  return useMemo(() => ({ tags, byId: new Map(tags.map((tag) => [tag.id, tag])) }), [tags]);
}
