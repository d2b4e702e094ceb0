import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useAutoLock } from '../../../src-renderer/features/session/use-auto-lock.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { useGate } from '../../../src-renderer/lib/session.ts';
import { forgetJobs, noteJob } from '../../../src-renderer/lib/use-job.ts';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

const MINUTE = 60_000;
const Watched = () => {
  useAutoLock();
  return null;
};
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe('the automatic lock (10 minutes in this book)', () => {
  let core: ReturnType<typeof createFakeCore>;
  const locked = () => core.calls.some((call) => call.method === 'session.lock');
  beforeEach(async () => {
    vi.useFakeTimers();
    queryClient.clear();
    forgetJobs();
    useGate.setState({ lockedBecause: null });
    core = createFakeCore();
    useFakeTransport(core);
    render(
      <QueryClientProvider client={queryClient}>
        <Watched />
      </QueryClientProvider>,
    );
    await pass(100);
  });
  afterEach(() => vi.useRealTimers());

  it('locks after the minutes without a key or a move, and says why', async () => {
    await pass(9.5 * MINUTE);
    expect(locked()).toBe(false);
    await pass(MINUTE);
    expect(locked()).toBe(true);
    expect(useGate.getState().lockedBecause).toBe('idle');
  });

  it('begins to count anew at each sign of life, and tells the core now and then', async () => {
    for (let minute = 0; minute < 15; minute += 1) {
      await pass(MINUTE);
      fireEvent.keyDown(document.body, { key: 'a' });
      fireEvent.pointerMove(document.body);
    }
    expect(locked()).toBe(false);
    const touches = core.calls.filter((call) => call.method === 'session.touch').length;
    expect(touches).toBe(16);
  });

  it('does not cut off running work, and locks when it has ended', async () => {
    const job = { jobId: 'j', name: 'import.start', state: 'running', phase: '', done: 0, total: null, startedAt: 0, endedAt: null, detail: {}, result: null, error: null } as const; // prettier-ignore
    act(() => noteJob(job));
    await pass(20 * MINUTE);
    expect(locked()).toBe(false);
    act(() => noteJob({ ...job, state: 'done' }));
    await pass(10_000);
    expect(locked()).toBe(true);
  });
});
