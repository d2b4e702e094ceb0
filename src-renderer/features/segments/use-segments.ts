/** The segments of the book, and the words to read filters with. */
import { useMemo } from 'react';
import type { Segment } from '../../../shared/modules/segments.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { monthNow } from './FilterEditor.tsx';
import { useTags } from '../common/use-choices.ts';
import type { NodeWords } from './node-words.ts';

const NONE: readonly Segment[] = [];

/** All segments, and the same by id. */
export function useSegments(): { readonly segments: readonly Segment[]; readonly byId: ReadonlyMap<number, Segment>; readonly isPending: boolean } {
  const { data, isPending } = useApiQuery('segments.list', {});
  const segments = data?.segments ?? NONE;
  return useMemo(() => ({ segments, byId: new Map(segments.map((one) => [one.id, one])), isPending }), [segments, isPending]);
}

/** What sentences about filters are made with. */
export function useNodeWords(): NodeWords {
  const t = useT();
  const language = useLanguage();
  const { byId: tags } = useTags();
  const { byId: segments } = useSegments();
  return useMemo(() => ({ t, language, tags, segments, thisMonth: monthNow() }), [t, language, tags, segments]);
}
