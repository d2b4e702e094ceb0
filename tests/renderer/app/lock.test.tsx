import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { App } from '../../../src-renderer/app/App.tsx';
import { connectEvents } from '../../../src-renderer/app/connect-events.ts';
import { api } from '../../../src-renderer/lib/api.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { noteRecent } from '../../../src-renderer/lib/recent.ts';
import { listenForShortcuts } from '../../../src-renderer/lib/shortcuts.ts';
import { showToast } from '../../../src-renderer/lib/toast.ts';
import { setImport, useImport } from '../../../src-renderer/features/transfer/import-state.ts';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

// Screens are loaded when first shown; a busy machine takes its time over that.
configure({ asyncUtilTimeout: 20_000 });

const setup = async (more: NonNullable<Parameters<typeof createFakeCore>[0]>['more'] = {}) => {
  const core = createFakeCore({ count: 30, more });
  useFakeTransport(core);
  const stops = [listenForShortcuts(), connectEvents()];
  render(<App />);
  await screen.findByRole('navigation', undefined, { timeout: 10_000 });
  const [first] = [...core.customers.values()];
  if (first === undefined) throw new Error('no customers');
  await queryClient.fetchQuery({
    queryKey: ['customers.get', { id: first.id }],
    queryFn: () => api.get('customers.get', { id: first.id }),
  });
  noteRecent(first.id);
  showToast({ kind: 'success', text: `已删除 ${first.name}` });
  await screen.findByText(`已删除 ${first.name}`);
  setImport({ step: 'looking', file: { token: 'token-12', name: '客户名单.csv', sizeBytes: 1 } });
  return { core, name: first.name, stop: () => stops.forEach((stop) => stop()) };
};
/** What a look into the window's memory would find. */
const cached = () =>
  JSON.stringify(
    queryClient
      .getQueryCache()
      .getAll()
      .map((query) => [query.queryKey, query.state.data]),
  );

beforeEach(() => {
  startI18n('zh-CN');
  queryClient.clear();
});

describe('locking', () => {
  it.each([
    ['by Ctrl+L', () => void fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true })],
    ['by the button', () => void fireEvent.click(screen.getByRole('button', { name: '锁定' }))],
  ])('%s leaves nothing of a customer in the page or in memory', async (_, lock) => {
    const { core, name, stop } = await setup();
    expect(cached()).toContain(name);
    lock();
    await screen.findByText('打开客户簿');
    await waitFor(() => expect(cached()).not.toContain(name));
    expect(document.documentElement.outerHTML).not.toContain(name);
    expect(useImport.getState().state).toEqual({ step: 'idle' });
    expect(core.calls.some((call) => call.method === 'session.lock')).toBe(true);
    stop();
  });

  it('follows a lock that came from the core, and says why', async () => {
    const locksItself = { 'session.lock': (_: unknown, state: { open: boolean }) => ok(((state.open = false), {})) };
    const { core, name, stop } = await setup(locksItself);
    await core.call('session.lock', {});
    core.emit({ type: 'session.locked', reason: 'idle' });
    expect(await screen.findByText(/已自动锁定/)).toBeTruthy();
    expect(document.documentElement.outerHTML).not.toContain(name);
    stop();
  });
});
