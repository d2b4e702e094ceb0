import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { api } from '../../../src-renderer/lib/api.ts';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { clearToasts } from '../../../src-renderer/lib/toast.ts';
import { useUndo, useUndoToast } from '../../../src-renderer/lib/undo.ts';
import { Toasts } from '../../../src-renderer/ui/Toasts.tsx';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

type Tools = ReturnType<typeof useUndo> & { readonly toast: ReturnType<typeof useUndoToast> };
function setup(more: Parameters<typeof createFakeCore>[0] = {}) {
  const core = createFakeCore({ count: 3, ...more });
  useFakeTransport(core);
  const tools = { current: null as Tools | null };
  const Probe = () => {
    tools.current = { ...useUndo(), toast: useUndoToast() };
    return <Toasts />;
  };
  render(<Probe />);
  const { current } = tools;
  if (current === null) throw new Error('not rendered');
  return { core, tools: current, ids: [...core.customers.keys()] };
}
const removeOne = async (id: number) => {
  const reply = await api.call('customers.remove', { selection: { ids: [id] } });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.actionId;
};

beforeEach(() => startI18n('zh-CN'));
afterEach(() => act(clearToasts));

describe('undo', () => {
  it('says what was undone and what was done again', async () => {
    const { core, tools, ids } = setup();
    const [id = 0] = ids;
    await removeOne(id);
    await act(() => tools.undo());
    expect(screen.getByText('已撤销：删除 1 位客户')).toBeTruthy();
    expect(core.customers.get(id)?.deletedAt).toBeNull();
    await act(() => tools.redo());
    expect(screen.getByText('已重做：删除 1 位客户')).toBeTruthy();
    expect(core.customers.get(id)?.deletedAt).not.toBeNull();
  });

  it('lists that later edits were kept', async () => {
    const action = { actionId: 1, kind: 'import.run', at: 0, facts: {} };
    const kept = [{ entity: 'customer' as const, id: 5, fields: ['notes'] }];
    const { tools } = setup({ more: { 'undo.undo': () => ok({ action, rows: 9, kept }) } });
    await act(() => tools.undo());
    expect(screen.getByText(/有 1 条资料后来又改过/)).toBeTruthy();
  });

  it('is calm when there is nothing to undo', async () => {
    const { tools } = setup();
    await act(() => tools.undo());
    expect(screen.getByText('没有可以撤销的操作')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('calls an unknown kind of action a change, and never shows its code', async () => {
    const action = { actionId: 1, kind: 'deals.win', at: 0, facts: {} };
    const { tools } = setup({ more: { 'undo.undo': () => ok({ action, rows: 1, kept: [] }) } });
    await act(() => tools.undo());
    expect(screen.getByText('已撤销：一次修改')).toBeTruthy();
  });
});

describe('the undo button of a toast', () => {
  it('takes back exactly its own action', async () => {
    const { core, tools, ids } = setup();
    const [id = 0] = ids;
    const actionId = await removeOne(id);
    act(() => tools.toast('已删除', actionId));
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    expect(await screen.findByText(/已撤销/)).toBeTruthy();
    expect(core.customers.get(id)?.deletedAt).toBeNull();
  });

  it('takes back its own action when more was done since, and nothing else', async () => {
    const { core, tools, ids } = setup();
    const [first = 0, second = 0] = ids;
    const actionId = await removeOne(first);
    await removeOne(second);
    act(() => tools.toast('已删除', actionId));
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    expect(await screen.findByText(/已撤销/)).toBeTruthy();
    expect(core.customers.get(first)?.deletedAt).toBeNull();
    expect(core.customers.get(second)?.deletedAt).not.toBeNull();
  });

  it('is not there when nothing was changed', () => {
    const { tools } = setup();
    act(() => tools.toast('已保存', undefined));
    expect(screen.getByText('已保存')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '撤销' })).toBeNull();
  });
});
