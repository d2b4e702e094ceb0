import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCustomer } from '../../support/fake-customers.ts';
import { field, setupWindow, stopAll } from './setup.tsx';

afterEach(stopAll);

const one = fakeCustomer(4);
const openProfile = async () => {
  const core = await setupWindow(`#/customers/${one.id}`);
  await screen.findByRole('heading', { level: 1, name: one.name });
  return core;
};
const openHistory = async (): Promise<HTMLElement> => {
  const history = await screen.findByRole('region', { name: '修改记录' });
  fireEvent.click(within(history).getByRole('button', { name: '修改记录' }));
  return history;
};
const write = async (label: string, value: string) => {
  const input = await field(label);
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value } });
  fireEvent.keyDown(input, { key: 'Enter' });
};

describe('the profile', () => {
  it('saves a field by itself, shows it in the history and puts the old value back', async () => {
    const core = await openProfile();
    await write('职务', '店长');
    await screen.findByText('职务已保存');
    expect(core.customers.get(one.id)?.title).toBe('店长');
    const history = await openHistory();
    fireEvent.click(await within(history).findByRole('button', { name: /还原此值：职务/ }));
    await waitFor(() => expect(core.customers.get(one.id)?.title).toBeNull());
    await waitFor(async () => expect((await field('职务')).value).toBe(''));
  });

  it('shows both values when the field was changed elsewhere, and writes only what is chosen', async () => {
    const core = await openProfile();
    const input = await field('职务');
    fireEvent.focus(input);
    fireEvent.change(input, { target: { value: '店长' } });
    await core.call('customers.update', { id: one.id, patch: { title: '经理' } });
    // The other edit has long been heard of when Enter is pressed; what was typed before it must not win by that.
    await within(await openHistory()).findByText('经理');
    expect(input.value).toBe('店长');
    fireEvent.keyDown(input, { key: 'Enter' });
    const clash = await screen.findByText('职务刚刚在别处改过');
    expect(core.customers.get(one.id)?.title).toBe('经理');
    fireEvent.blur(input);
    expect(core.customers.get(one.id)?.title).toBe('经理');
    const box = clash.closest<HTMLElement>('.conflict');
    if (!box) throw new Error('no choice offered');
    expect(box.textContent).toContain('经理');
    expect(box.textContent).toContain('店长');
    fireEvent.click(within(box).getByRole('button', { name: '用我写的' }));
    await waitFor(() => expect(core.customers.get(one.id)?.title).toBe('店长'));
    await waitFor(() => expect(screen.queryByText('职务刚刚在别处改过')).toBeNull());
  });

  it('adds a phone and makes it the primary one by the keys', async () => {
    const core = await openProfile();
    const before = core.customers.get(one.id)?.phones.length ?? 0;
    fireEvent.click(await screen.findByRole('button', { name: '添加电话' }));
    const input = await field(`手机 / 电话 ${before + 1}`);
    fireEvent.change(input, { target: { value: '021-61234567' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(() => expect(core.customers.get(one.id)?.phones.length).toBe(before + 1));
    for (let place = before; place > 0; place -= 1) fireEvent.keyDown(await field(`手机 / 电话 ${place + 1}`), { key: 'ArrowUp', altKey: true });
    await waitFor(() => expect(core.customers.get(one.id)?.phones[0]?.value).toBe('021-61234567'));
  });

  it('keeps follow-ups', async () => {
    await openProfile();
    fireEvent.keyDown(document.body, { key: 'f' });
    const talk = await field('聊了什么、约了什么');
    fireEvent.change(talk, { target: { value: '约了周五看样品' } });
    fireEvent.keyDown(talk, { key: 'Enter', ctrlKey: true });
    await screen.findByText('约了周五看样品', { selector: 'p' });
  });

  it('says so when there is no such customer', async () => {
    await setupWindow('#/customers/999');
    await screen.findByText('找不到这位客户');
  });
});

describe('the recycle bin', () => {
  it('shows what was deleted and brings it back', async () => {
    const core = await setupWindow('#/bin');
    await screen.findByText('回收站是空的');
    await core.call('customers.remove', { selection: { ids: [one.id, fakeCustomer(5).id] } });
    const grid = await screen.findByRole('grid', { name: '回收站里的客户' });
    await within(grid).findByText(one.name);
    fireEvent.click(within(grid).getByRole('checkbox', { name: /选择全部 2 位/ }));
    fireEvent.click(within(await screen.findByRole('toolbar')).getByRole('button', { name: '恢复' }));
    await screen.findByText('已恢复 2 位客户');
    expect(core.customers.get(one.id)?.deletedAt).toBeNull();
    await screen.findByText('回收站是空的');
  });
});
