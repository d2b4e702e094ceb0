import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyCaps, keysOf, listenForShortcuts, useShortcut, useShortcutList, type ShortcutOptions } from '../../../src-renderer/lib/shortcuts.ts';

function Bound({ keys, run, ...options }: { keys: string; run: () => void } & ShortcutOptions) {
  useShortcut(keys, run, options);
  return null;
}
const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
};

describe('shortcuts', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = listenForShortcuts();
  });
  afterEach(() => stop());

  it('runs the key of a shown component and stops when it goes', () => {
    const run = vi.fn();
    const { unmount } = render(<Bound keys="n" run={run} />);
    expect(press('n').defaultPrevented).toBe(true);
    unmount();
    expect(press('n').defaultPrevented).toBe(false);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is deaf while an input method is composing', () => {
    const run = vi.fn();
    render(<Bound keys="n" run={run} />);
    press('n', { isComposing: true });
    // Older engines mark swallowed keys by the code alone.
    const event = new KeyboardEvent('keydown', { key: 'n', bubbles: true });
    Object.defineProperty(event, 'keyCode', { value: 229 });
    document.body.dispatchEvent(event);
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves single keys and the field’s own undo to text fields, but not Ctrl+K', () => {
    const [letter, undo, palette] = [vi.fn(), vi.fn(), vi.fn()];
    render(
      <>
        <input aria-label="field" />
        <Bound keys="n" run={letter} />
        <Bound keys="mod+z" run={undo} />
        <Bound keys="mod+k" run={palette} />
      </>,
    );
    const field = screen.getByLabelText('field');
    press('n', {}, field);
    press('z', { ctrlKey: true }, field);
    press('k', { ctrlKey: true }, field);
    expect([letter, undo, palette].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 1]);
  });

  it('gives a key to the component that came last', () => {
    const [first, second] = [vi.fn(), vi.fn()];
    const { rerender } = render(<Bound keys="e" run={first} />);
    rerender(
      <>
        <Bound keys="e" run={first} />
        <Bound key="later" keys="e" run={second} />
      </>,
    );
    press('e');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });

  it('lists keys with a name, and only those', () => {
    const List = () => <output>{useShortcutList().map((info) => info.label).join(',')}</output>;
    render(
      <>
        <Bound keys="n" run={vi.fn()} label="New" />
        <Bound keys="j" run={vi.fn()} />
        <List />
      </>,
    );
    expect(screen.getByRole('status').textContent).toBe('New');
  });

  it('names a press by what it writes', () => {
    const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(keysOf({ ...plain, key: '?', shiftKey: true })).toBe('?');
    expect(keysOf({ ...plain, key: 'Z', ctrlKey: true, shiftKey: true })).toBe('mod+shift+z');
    expect(keysOf({ ...plain, key: 'ArrowDown' })).toBe('arrowdown');
    expect(keysOf({ ...plain, key: 'Shift', shiftKey: true })).toBeNull();
    expect(keyCaps('mod+shift+z')).toEqual(['Ctrl', 'Shift', 'Z']);
  });
});
