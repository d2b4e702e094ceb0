/** The dialog that moves customers to another book: opened from the list, a profile, the palette, or for a move that was interrupted. */
import { create } from 'zustand';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { MoveInfo } from '../../../shared/modules/moving.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

export type MovingAsk =
  | { readonly kind: 'begin'; readonly selection: Selection; readonly count: number; readonly onDone?: () => void }
  | { readonly kind: 'finish' | 'takeBack'; readonly move: MoveInfo & { readonly ref: string } };

export const useMovingStore = create<{ readonly ask: MovingAsk | null }>(() => ({ ask: null }));
onSessionEnd(() => useMovingStore.setState({ ask: null }));

/** Opens the dialog. */
export function askMoving(ask: MovingAsk): void {
  useMovingStore.setState({ ask });
}

export function closeMoving(): void {
  useMovingStore.setState({ ask: null });
}
