import { useState } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useCountdown } from '../../lib/use-countdown.ts';
import type { MovingAsk } from './moving-store.ts';

/** The other book with what opens it; kept in memory for as long as the dialog is open. */
export interface Target {
  readonly book: Pick<BookRef, 'ref' | 'name'>;
  readonly secret: { readonly type: 'passphrase'; readonly passphrase: string };
}

/** Tries the passphrase of the other book by starting the first job there; keeps the error and the wait after wrong tries. */
export function useTarget(ask: MovingAsk, onOpened: (target: Target, jobId: string) => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const wait = useCountdown();
  const open = async (target: Target): Promise<void> => {
    setBusy(true);
    setError(null);
    const access = { ref: target.book.ref, secret: target.secret };
    const reply = ask.kind === 'begin' ? await api.call('moving.preview', { ...access, selection: ask.selection }) : await api.call(`moving.${ask.kind}`, { ...access, moveId: ask.move.moveId });
    setBusy(false);
    if (reply.ok) return onOpened(target, reply.value.jobId);
    setError(reply.error);
    const { retryInMs } = reply.error;
    if (typeof retryInMs === 'number' && retryInMs > 0) wait.start(retryInMs);
  };
  return { open, busy, error, waitSeconds: wait.seconds, forget: () => setError(null) } as const;
}
