/** Whether the help is open and at which topic. Opening it leaves the screen beneath as it is: a half-filled form is still there afterwards. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { texts } from '../../shared/i18n/index.ts';
import { onSessionEnd } from './session-end.ts';

export type TopicId = keyof (typeof texts)['zh-CN']['help']['topics'];

interface Help {
  readonly isOpen: boolean;
  readonly topic: TopicId | null;
  /** What the screens shown now are about, the latest last; for those that no address tells apart. */
  readonly here: readonly TopicId[];
}
export const useHelp = create<Help>(() => ({ isOpen: false, topic: null, here: [] }));
onSessionEnd(() => closeHelp());

/** Opens the help at a topic; without one, at that of the screen that is shown. */
export function openHelp(topic: TopicId | null = null): void {
  useHelp.setState({ isOpen: true, topic });
}

export function closeHelp(): void {
  useHelp.setState({ isOpen: false });
}

/** Says what the help should open at while this component is shown. */
export function useHelpHere(topic: TopicId): void {
  useEffect(() => {
    useHelp.setState(({ here }) => ({ here: [...here, topic] }));
    return () => useHelp.setState(({ here }) => ({ here: here.toSpliced(here.lastIndexOf(topic), 1) }));
  }, [topic]);
}
