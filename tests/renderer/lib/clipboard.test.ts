/** Copied contacts leave the clipboard again, and nothing else does. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setTransport } from '../../../src-renderer/lib/api.ts';
import type { Transport } from '../../../src-renderer/lib/transport.ts';
import { copyPassing, PASSING_MS } from '../../../src-renderer/lib/clipboard.ts';

let clipboard = '';
let mayRead: PermissionState = 'prompt';
const forgetCopied = vi.fn(() => Promise.resolve());

beforeEach(() => {
  vi.useFakeTimers();
  clipboard = '';
  mayRead = 'prompt';
  forgetCopied.mockClear();
  vi.stubGlobal('navigator', {
    clipboard: { writeText: (text: string) => Promise.resolve(void (clipboard = text)), readText: () => Promise.resolve(clipboard) },
    permissions: { query: () => Promise.resolve({ state: mayRead }) },
  });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  setTransport({ forgetCopied: null } as Transport);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  setTransport(null);
});

const later = () => vi.advanceTimersByTimeAsync(PASSING_MS);

describe('a copied contact', () => {
  it('is on the clipboard for 30 seconds', async () => {
    await copyPassing('13800001111');
    await vi.advanceTimersByTimeAsync(PASSING_MS - 1);
    expect(clipboard).toBe('13800001111');
    await vi.advanceTimersByTimeAsync(1);
    expect(clipboard).toBe('');
  });

  it('stays when the page cannot tell whether it is still its own', async () => {
    await copyPassing('13800001111');
    window.dispatchEvent(new Event('blur'));
    clipboard = 'something else';
    await later();
    expect(clipboard).toBe('something else');
  });

  it('is looked for where the page may read: gone from there, and only then', async () => {
    mayRead = 'granted';
    await copyPassing('13800001111');
    window.dispatchEvent(new Event('blur'));
    await later();
    expect(clipboard).toBe('');
    await copyPassing('13800001111');
    clipboard = 'something else';
    await later();
    expect(clipboard).toBe('something else');
  });

  it('waits for the window to come back', async () => {
    mayRead = 'granted';
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    await copyPassing('13800001111');
    await later();
    expect(clipboard).toBe('13800001111');
    focus.mockReturnValue(true);
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(0);
    expect(clipboard).toBe('');
  });

  it('counts anew for the next one', async () => {
    await copyPassing('1');
    await vi.advanceTimersByTimeAsync(20_000);
    await copyPassing('2');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(clipboard).toBe('2');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(clipboard).toBe('');
  });

  it('is left to the desktop app where there is one', async () => {
    setTransport({ forgetCopied } as unknown as Transport);
    await copyPassing('13800001111');
    expect(forgetCopied).toHaveBeenCalledWith('13800001111');
  });
});
