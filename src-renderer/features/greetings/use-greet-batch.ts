/** Everything the batch and its paper show: the text, the customers, what each would get. */
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Festival } from '../../../shared/kernel/festivals.ts';
import type { Greeting } from '../../../shared/modules/greetings.ts';
import { useApiQuery } from '../../lib/api.ts';
import { selectionOf, useGreet } from '../outputs/greet-store.ts';
import { sorted } from './greet-model.ts';

/** The festival a text is about: its own, else the one that was chosen. */
export const festivalOf = (greeting: Greeting | undefined, chosen: Festival | null): Festival | null => (greeting?.occasion === 'festival' ? (greeting.festival ?? chosen) : null);

export function useGreetBatch() {
  const state = useGreet();
  const texts = useApiQuery('greetings.list', {});
  const greetings = texts.data?.greetings;
  const greeting = greetings?.find(({ id }) => id === state.greetingId);
  const festival = festivalOf(greeting, state.festival);
  const preview = useApiQuery('greetings.preview', { selection: selectionOf(state), body: greeting?.body ?? '', festival }, { enabled: greeting !== undefined, placeholderData: keepPreviousData });
  const rows = preview.data?.rows;
  const { edits, taken, onlyAgreed } = state;
  const lines = useMemo(() => sorted(rows ?? [], { edits, taken, onlyAgreed }), [rows, edits, taken, onlyAgreed]);
  return { state, texts, greetings: greetings ?? [], greeting, festival, preview, lines, total: preview.data?.total ?? 0 };
}
