import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Input } from '../../../shared/contract/index.ts';
import { api } from '../../lib/api.ts';
import { refreshSession, useGate } from '../../lib/session.ts';

export type Secret = Input<'session.unlock'>['secret'];

/** Opens a book; keeps the error and counts down the wait the core asks for after wrong tries. */
export function useUnlock(ref: string) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const wait = useCountdown();
  const unlock = async (secret: Secret): Promise<boolean> => {
    setBusy(true);
    setError(null);
    const reply = await api.call('session.unlock', { ref, secret });
    setBusy(false);
    if (reply.ok) {
      useGate.setState({ lockedBecause: null });
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

/** Whole seconds left, counted down to 0. */
export function useCountdown() {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  const start = (ms: number) => {
    setNow(Date.now());
    setUntil(Date.now() + ms);
  };
  return { seconds: left, start } as const;
}
