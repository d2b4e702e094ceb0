import { useState } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
import { api } from './api.ts';
import { refreshSession } from './session.ts';

/** Typing back one group (0-based) of the recovery code; calls `onDone` when it was right. */
export function useConfirmRecovery(group: number, onDone: () => void) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    const reply = await api.call('session.confirmRecovery', { group, text });
    if (!reply.ok) return setError(reply.error);
    if (!reply.value.confirmed) return setWrong(true);
    await refreshSession();
    onDone();
  };
  const change = (next: string) => {
    setText(next);
    setWrong(false);
  };
  return { text, setText: change, wrong, error, submit } as const;
}
