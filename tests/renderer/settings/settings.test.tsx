import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { problemsIn } from '../../../src-renderer/features/settings/check-result.ts';
import { SettingsPage } from '../../../src-renderer/features/settings/SettingsPage.tsx';
import { moved } from '../../../src-renderer/features/settings/WordList.tsx';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { Toasts } from '../../../src-renderer/ui/Toasts.tsx';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

configure({ asyncUtilTimeout: 20_000 });

const setup = async () => {
  const core = createFakeCore({ more: { 'session.changePassphrase': () => ok({}) } });
  useFakeTransport(core);
  const page = () => (
    <QueryClientProvider client={queryClient}>
      <SettingsPage />
      <Toasts />
    </QueryClientProvider>
  );
  const router = createRouter({ routeTree: createRootRoute({ component: page }), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await screen.findByDisplayValue('小店客户簿');
  return core;
};
const saved = (core: ReturnType<typeof createFakeCore>) => core.calls.filter((call) => call.method === 'settings.set').map((call) => call.input);

beforeEach(() => {
  startI18n('zh-CN');
  queryClient.clear();
});

describe('the settings page', () => {
  it('saves a new name when the field is left, and puts an empty one back', async () => {
    const core = await setup();
    const field = screen.getByLabelText('客户簿名称');
    fireEvent.change(field, { target: { value: '小满花店' } });
    fireEvent.blur(field);
    await waitFor(() => expect(saved(core)).toEqual([{ name: '小满花店' }]));
    fireEvent.change(field, { target: { value: '  ' } });
    fireEvent.blur(field);
    expect(screen.getByText('名称不能空着。')).toBeTruthy();
    expect(saved(core)).toHaveLength(1);
  });

  it('adds, removes and brings back a word of a list', async () => {
    const core = await setup();
    const list = screen.getByRole('group', { name: '客户级别' });
    fireEvent.change(within(list).getByLabelText(/新的一项/), { target: { value: '黑金' } });
    fireEvent.click(within(list).getByRole('button', { name: /添加/ }));
    await within(list).findByDisplayValue('黑金');
    fireEvent.click(within(list).getByRole('button', { name: '去掉“VIP”' }));
    await waitFor(() => expect(within(list).queryByDisplayValue('VIP')).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await within(list).findByDisplayValue('VIP');
    expect(saved(core).at(-1)).toEqual({ grades: ['VIP', '普通', '新客', '黑金'] });
  });

  it('refuses a word that is there already', async () => {
    const core = await setup();
    const list = screen.getByRole('group', { name: '客户级别' });
    fireEvent.change(within(list).getByLabelText(/新的一项/), { target: { value: 'VIP' } });
    expect(within(list).getByRole('alert').textContent).toBe('已经有这一项了。');
    fireEvent.click(within(list).getByRole('button', { name: /添加/ }));
    expect(saved(core)).toEqual([]);
  });

  it('changes the passphrase only when the new one is good and typed twice', async () => {
    const core = await setup();
    fireEvent.click(screen.getByRole('button', { name: '更换口令…' }));
    const dialog = await screen.findByRole('dialog');
    const type = (label: string, text: string) => fireEvent.change(within(dialog).getByLabelText(label), { target: { value: text } });
    const button = () => within(dialog).getByRole<HTMLButtonElement>('button', { name: '更换口令' });
    type('现在的口令', '旧的');
    type('新口令', '12345678');
    type('再输一遍', '12345678');
    expect(button().disabled).toBe(true);
    type('新口令', '清晨的茉莉要先浇水');
    expect(button().disabled).toBe(true);
    type('再输一遍', '清晨的茉莉要先浇水');
    fireEvent.click(button());
    expect(await screen.findByText(/口令已更换/)).toBeTruthy();
    expect(core.calls.find((call) => call.method === 'session.changePassphrase')?.input).toEqual({
      secret: { type: 'passphrase', passphrase: '旧的' },
      passphrase: '清晨的茉莉要先浇水',
    });
  });
});

describe('moved', () => {
  it('moves one element and leaves impossible moves alone', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});

describe('problemsIn', () => {
  it('takes an answer it cannot read for a problem, never for a good book', () => {
    expect(problemsIn({ findings: [] })).toBe(0);
    expect(problemsIn({ findings: [{ code: 'links', count: 2 }, { code: 'audit' }] })).toBe(3);
    expect([null, 'ok', {}].map(problemsIn)).toEqual([1, 1, 1]);
  });
});
