import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { App } from '../../../src-renderer/app/App.tsx';
import { connectEvents } from '../../../src-renderer/app/connect-events.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

// Screens are loaded when first shown; a busy machine takes its time over that.
configure({ asyncUtilTimeout: 20_000 });

beforeEach(() => {
  queryClient.clear();
  return startI18n('zh-CN');
});

describe('a bulk edit that was stopped half-way', () => {
  it.each([
    ['撤回', 'undo.undo'],
    ['保留已做的', 'undo.keep'],
  ])('is told above the page and can be settled: %s', async (button, method) => {
    const action = { actionId: 77, kind: 'customers.tag', at: 0, facts: { count: 300 }, rows: 250 };
    let open = [action];
    const settle = () => {
      open = [];
      core.emit({ type: 'undo.changed' });
    };
    const core = createFakeCore({
      count: 3,
      more: {
        'undo.interrupted': () => ok({ actions: open }),
        'undo.undo': () => (settle(), ok({ action, rows: 250, kept: [] })),
        'undo.keep': () => (settle(), ok({})),
      },
    });
    useFakeTransport(core);
    const stop = connectEvents();
    render(<App />);
    expect(await screen.findByText('上次“给 300 位客户改标签”做到一半时程序停了，已经改了 250 条。')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: button }));
    await waitFor(() => expect(screen.queryByText(/做到一半时程序停了/)).toBeNull());
    expect(core.calls).toContainEqual({ method, input: { actionId: 77 } });
    stop();
  });
});
