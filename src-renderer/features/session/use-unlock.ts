import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Input } from '../../../shared/contract/index.ts';
import { api } from '../../lib/api.ts';
import { refreshSession, useGate } from '../../lib/session.ts';
import { useCountdown } from '../../lib/use-countdown.ts';
import { useRecovered } from './recovered.ts';

export type Secret = Input<'session.unlock'>['secret'];

/** Opens a book; keeps the error and counts down the wait the core asks for after wrong tries. */
export function useUnlock(ref: string) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const wait = useCountdown();
  const unlock = async (secret: Secret, at = ref): Promise<boolean> => {
    setBusy(true);
    setError(null);
    const reply = await api.call('session.unlock', { ref: at, secret });
    setBusy(false);
    if (reply.ok) {
      useGate.setState({ lockedBecause: null });
      // Set before the window is let in, so that the first thing it asks is this.
      if (secret.type === 'recovery') useRecovered.setState({ code: secret.code });
      await refreshSession();
      return true;
    }
    setError(reply.error);
    const { retryInMs } = reply.error;
    if (typeof retryInMs === 'number' && retryInMs > 0) wait.start(retryInMs);
    return false;
  };
  return { unlock, busy, error, waitSeconds: wait.seconds, forget: () => setError(null) } as const;
}
