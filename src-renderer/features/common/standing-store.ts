/** What is being asked about where a customer stands; the dialog itself is mounted once behind the lock. */
import { create } from 'zustand';
import type { Stage } from '../../../shared/modules/lifecycle.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

interface Who {
  readonly id: number;
  readonly name: string;
}

export type StandingQuestion =
  | (Who & { readonly ask: 'why' })
  /** `stage`: where a card was dropped; `null`: take the lock off. */
  | (Who & { readonly ask: 'lock'; readonly stage: Stage | null })
  | (Who & { readonly ask: 'grade'; readonly grade: string | null });

export const useStanding = create<{ readonly question: StandingQuestion | null }>(() => ({ question: null }));
onSessionEnd(() => useStanding.setState({ question: null }));

/** Opens the dialog. */
export function askStanding(question: StandingQuestion): void {
  useStanding.setState({ question });
}
