import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPassing } from '../../../src-main/hosts/electron/passing.ts';

let copied = '';
const passing = () => createPassing({ readText: () => Promise.resolve(copied), clear: () => void (copied = '') });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what the window put on the clipboard for a while', () => {
  it('goes after 30 seconds, counted from the last copy', async () => {
    const { put } = passing();
    copied = '1';
    put('1');
    await vi.advanceTimersByTimeAsync(20_000);
    copied = '2';
    put('2');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(copied).toBe('2');
    await vi.advanceTimersByTimeAsync(1);
    expect(copied).toBe('');
  });

  it('goes at once when it is to go, and only once', async () => {
    const { put, takeOff } = passing();
    copied = '1';
    put('1');
    await takeOff();
    expect(copied).toBe('');
    copied = '1';
    await takeOff();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(copied).toBe('1');
  });

  it('leaves what somebody else put there', async () => {
    const { put } = passing();
    copied = '1';
    put('1');
    copied = 'something else';
    await vi.advanceTimersByTimeAsync(30_000);
    expect(copied).toBe('something else');
  });
});
