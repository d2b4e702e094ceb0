import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useDraft } from '../../../src-renderer/lib/use-draft.ts';

const setup = (stored: { readonly days: number }) => renderHook(({ stored: now }) => useDraft(now, 'settings.get'), { initialProps: { stored } });

describe('a draft', () => {
  it('stands over what is stored until it is saved', () => {
    const { result } = setup({ days: 5 });
    expect(result.current).toMatchObject({ value: { days: 5 }, isChanged: false });
    act(() => result.current.set({ days: 2 }));
    expect(result.current).toMatchObject({ value: { days: 2 }, isChanged: true });
    act(() => result.current.set({ days: 5 }));
    expect(result.current.isChanged).toBe(false);
  });

  it('is gone after a save that was taken back before the book was read again', async () => {
    const { result, rerender } = setup({ days: 5 });
    act(() => result.current.set({ days: 2 }));
    await act(() => result.current.saved());
    rerender({ stored: { days: 5 } });
    expect(result.current).toMatchObject({ value: { days: 5 }, isChanged: false });
  });

  it('shows what was saved once it is stored', async () => {
    const { result, rerender } = setup({ days: 5 });
    act(() => result.current.set({ days: 2 }));
    rerender({ stored: { days: 2 } });
    await act(() => result.current.saved());
    expect(result.current).toMatchObject({ value: { days: 2 }, isChanged: false });
  });
});
