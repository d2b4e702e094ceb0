import { useMemo } from 'react';
import { customerKindSchema, genderSchema, type Tag } from '../../../../shared/modules/customers.ts';
import type { BookSettings } from '../../../../shared/modules/system.ts';
import { useApiQuery } from '../../../lib/api.ts';
import { useT } from '../../../lib/i18n.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The settings of the book; `undefined` for the moment until they are there. */
export function useBookSettings(): BookSettings | undefined {
  return useApiQuery('settings.get', {}).data;
}

/** What a choice field can be, in words: closed lists translated, the owner's lists as written. */
export function useChoices(field: string): readonly Choice[] {
  const t = useT();
  const settings = useBookSettings();
  return useMemo(() => {
    if (field === 'kind') return customerKindSchema.options.map((value) => ({ value, label: t(`fields.kind.${value}`) }));
    if (field === 'gender') return genderSchema.options.map((value) => ({ value, label: t(`fields.gender.${value}`) }));
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
