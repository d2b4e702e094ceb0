import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeCustomer } from '../../support/fake-customers.ts';
import { field, press, setupWindow, stopAll } from './setup.tsx';

afterEach(stopAll);

const grid = () => screen.findByRole('grid', { name: '客户列表' });
/** The newest customer of thirty: the first row. */
const first = fakeCustomer(29);
const rowOf = async (name: string) => {
  const found = (await within(await grid()).findAllByText(name)).map((cell) => cell.closest<HTMLElement>('[role=row]'))[0];
  if (!found) throw new Error(`no row ${name}`);
  return found;
};
const saved = (calls: { method: string; input: unknown }[], method: string) => calls.filter((call) => call.method === method).map(({ input }) => input);

describe('the list of customers', () => {
  it('says how many there are and draws only what is in view', async () => {
    await setupWindow('#/customers', 5_000);
    const list = await grid();
    expect(list.getAttribute('aria-rowcount')).toBe('5001');
    expect(within(list).getAllByRole('row').length).toBeLessThan(40);
    expect(screen.getByText('5,000')).toBeTruthy();
  });

  it('moves its cursor by the keys, opens with Enter and goes on with J', async () => {
    await setupWindow('#/customers');
    const list = await grid();
    await rowOf(first.name);
    list.focus();
    press('ArrowDown');
    await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toMatch(/-1-0$/));
    press('Enter');
    const inspector = await screen.findByRole('complementary');
    await within(inspector).findByRole('heading', { name: fakeCustomer(28).name });
    press('j');
    await within(inspector).findByRole('heading', { name: fakeCustomer(27).name });
    press('Escape');
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  });

  it('lets nothing typed in an input method become a command', async () => {
    await setupWindow('#/customers');
    await grid();
    press('n', { isComposing: true, keyCode: 229 });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows an edit at once and puts the old value back when it is refused, with a word about it', async () => {
    const core = await setupWindow('#/customers');
    const row = await rowOf(first.name);
    const cell = row.querySelector<HTMLElement>('.c-company');
    if (!cell) throw new Error('no company cell');
    core.failNext('customers.update', { code: 'disk.full' });
    const gate = core.hold('customers.update');
    fireEvent.doubleClick(cell);
    const input = await field('修改公司');
    fireEvent.change(input, { target: { value: '新公司' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    await waitFor(async () => expect((await rowOf(first.name)).querySelector('.c-company')?.textContent).toBe('新公司'));
    gate.release();
    await screen.findByText(new RegExp(`${first.name}的公司没有改成`));
    await waitFor(async () => expect((await rowOf(first.name)).querySelector('.c-company')?.textContent).toBe(first.company ?? ''));
  });

  it('says in the cell what is wrong and leaves with Esc as if nothing had been typed', async () => {
    const core = await setupWindow('#/customers');
    const row = await rowOf(first.name);
    fireEvent.doubleClick(row.querySelector('.c-phones') ?? row);
    const input = await field(/修改手机/);
    fireEvent.change(input, { target: { value: 'abc' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toContain('电话里只能有数字');
    fireEvent.keyDown(input, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByLabelText(/修改手机/)).toBeNull());
    expect(saved(core.calls, 'customers.update')).toEqual([]);
  });

  it('takes all results with Ctrl+A, deletes them by a query and brings them back', async () => {
    const core = await setupWindow('#/customers');
    (await grid()).focus();
    press('a', { ctrlKey: true });
    await screen.findByText('已选 30 位');
    fireEvent.click(within(await screen.findByRole('toolbar')).getByRole('button', { name: /删除/ }));
    await screen.findByText('已把 30 位客户移到回收站');
    expect(saved(core.calls, 'customers.remove')).toEqual([{ selection: { query: { sort: { field: 'id', direction: 'desc' } }, except: [] } }]);
    await screen.findByText('客户簿还是空的');
    press('z', { ctrlKey: true });
    await rowOf(first.name);
  });

  it('asks about an empty result and offers to write the person down', async () => {
    await setupWindow('#/customers');
    await grid();
    fireEvent.change(screen.getByRole('searchbox', { name: '搜索客户' }), { target: { value: '查无此人' } });
    fireEvent.click(await screen.findByRole('button', { name: '添加“查无此人”' }));
    expect((await field(/^姓名\*?$/)).value).toBe('查无此人');
  });
});

describe('adding a customer', () => {
  it('takes a name and Enter, and has it in the list', async () => {
    const core = await setupWindow('#/customers');
    await grid();
    press('n');
    const name = await field(/^姓名\*?$/);
    await waitFor(() => expect(document.activeElement).toBe(name));
    fireEvent.change(name, { target: { value: '赵新' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    await screen.findByText('已添加赵新');
    expect(saved(core.calls, 'customers.create')).toEqual([{ name: '赵新' }]);
    await rowOf('赵新');
  });

  it('names those it may already be while the phone is typed, with the reason', async () => {
    await setupWindow('#/customers');
    await grid();
    const known = fakeCustomer(3);
    press('n');
    fireEvent.change(await field('手机 / 电话'), { target: { value: known.phones[0]?.value } });
    const hints = await screen.findByRole('region', { name: '可能已经有这位客户' });
    expect(hints.textContent).toContain(known.name);
    expect(hints.textContent).toContain('电话相同');
  });

  it('keeps what was begun when the drawer is closed, and nothing of it when the book is locked', async () => {
    const core = await setupWindow('#/customers');
    await grid();
    press('n');
    fireEvent.change(await field(/^姓名\*?$/), { target: { value: '半句话' } });
    fireEvent.keyDown(await field(/^姓名\*?$/), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    press('n');
    expect((await field(/^姓名\*?$/)).value).toBe('半句话');
    await core.call('session.lock', {});
    await screen.findByText('打开客户簿');
    expect(document.documentElement.outerHTML).not.toContain('半句话');
  });
});
