import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { BookInfo, BookRef } from '../../../shared/modules/session.ts';
import { App } from '../../../src-renderer/app/App.tsx';
import { startI18n } from '../../../src-renderer/lib/i18n.ts';
import { queryClient } from '../../../src-renderer/lib/query-client.ts';
import { useGate } from '../../../src-renderer/lib/session.ts';
import { createFakeCore, fakeBook } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

const CODE = '7K3M-Q9ZD-4TXA-PW8E-2HJN-6RVB-0CYS';
const PASS = '清晨的茉莉要先浇水';
const ref = (more: Partial<BookRef> = {}): BookRef => ({
  ref: 'book-1', name: '小满花店', language: 'zh-CN', sample: false, lastOpenedAt: 0, missing: false, keychain: false, people: [], ...more,
}); // prettier-ignore

// Screens are loaded when first shown; a busy machine takes its time over that.
configure({ asyncUtilTimeout: 20_000 });

/** A window before a locked book; `books.create` and unlocking behave as the contract says. */
function setup(options: { books?: BookRef[]; unlock?: () => ReturnType<typeof err> | null } = {}) {
  let { books = [] } = options;
  let book: BookInfo | null = null;
  const core = createFakeCore({
    open: false,
    more: {
      'books.list': () => ok({ books }),
      'session.status': () => ok({ state: book === null ? 'locked' : 'open', book, host: 'loopback', keychainAvailable: false, version: '1' }),
      'books.create': (input) => {
        book = { ...fakeBook, name: input.name, recoveryConfirmed: false };
        books = [ref({ name: input.name })];
        core.emit({ type: 'session.opened', bookId: 'b1' });
        return ok({ bookId: 'b1', recoveryCode: CODE, book });
      },
      'session.confirmRecovery': ({ group, text }) => ok({ confirmed: CODE.split('-')[group] === text.toUpperCase() }),
      'session.unlock': () => {
        const refusal = options.unlock?.() ?? null;
        if (refusal !== null) return refusal;
        book = fakeBook;
        return ok({ book });
      },
      'books.openSample': () => ok({ book: (book = { ...fakeBook, sample: true }) }),
      'customers.list': () => ok({ rows: [], total: 0, totalIsLowerBound: false, next: null, indexing: false }),
    },
  });
  useFakeTransport(core);
  render(<App />);
  return core;
}
const type = (label: RegExp | string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const click = (name: RegExp | string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  startI18n('zh-CN');
  queryClient.clear();
  useGate.setState({ making: false, lockedBecause: null, lastRef: null });
});
afterEach(() => queryClient.clear());

describe('making a book', () => {
  const toRecovery = async () => {
    await screen.findByText('欢迎使用熟客');
    click(/建一本客户簿/);
    type(/客户簿名称/, '小满花店');
    click('下一步');
    type(/^口令/, PASS);
    type(/再输一遍/, PASS);
    click('建好客户簿');
    await screen.findByText('收好恢复密钥');
  };

  it('goes from the welcome to the book, and does not let anyone in past the recovery code', async () => {
    const core = setup();
    await toRecovery();
    // The book is open by now; the window must still stand at the code.
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.getByRole('list', { name: '恢复密钥' }).textContent).toContain('7K3M');
    click(/我收好了/);
    const label = screen.getByText(/^第 \d 组（4 个字符）/).textContent;
    const group = Number(/\d/.exec(label)?.[0]);
    type(/个字符/, 'zzzz');
    click('进入客户簿');
    await screen.findByText(/对不上/);
    type(/个字符/, (CODE.split('-')[group - 1] ?? '').toLowerCase());
    click('进入客户簿');
    await screen.findByRole('navigation');
    expect(document.body.textContent).not.toContain('7K3M');
    const created = core.calls.find((call) => call.method === 'books.create')?.input;
    expect(created).toMatchObject({ name: '小满花店', passphrase: PASS, language: 'zh-CN' });
  });

  it('asks for a name before anything else', async () => {
    setup();
    await screen.findByText('欢迎使用熟客');
    click(/建一本客户簿/);
    click('下一步');
    expect(screen.getByRole('alert').textContent).toContain('起个名字');
  });

  it('refuses weak and mistyped passphrases with the reason, without calling the core', async () => {
    const core = setup();
    await screen.findByText('欢迎使用熟客');
    click(/建一本客户簿/);
    type(/客户簿名称/, '小满花店');
    click('下一步');
    type(/^口令/, '12345678');
    type(/再输一遍/, '12345678');
    click('建好客户簿');
    expect(screen.getByRole('alert').textContent).toMatch(/连续|常见|键盘/);
    type(/^口令/, PASS);
    type(/再输一遍/, `${PASS}！`);
    click('建好客户簿');
    expect(screen.getByText('两遍不一样。')).toBeTruthy();
    expect(core.calls.some((call) => call.method === 'books.create')).toBe(false);
  });

  it('stays at the passphrase and says why when the book cannot be made', async () => {
    const core = setup();
    core.failNext('books.create', { code: 'disk.full' });
    await screen.findByText('欢迎使用熟客');
    click(/建一本客户簿/);
    type(/客户簿名称/, '小满花店');
    click('下一步');
    type(/^口令/, PASS);
    type(/再输一遍/, PASS);
    click('建好客户簿');
    expect((await screen.findByRole('alert')).textContent).toContain('磁盘满了');
    expect(useGate.getState().making).toBe(false);
  });

  it('opens the sample book in one click', async () => {
    setup();
    await screen.findByText('欢迎使用熟客');
    click(/先用示例看看/);
    await screen.findByRole('navigation');
    expect(await screen.findByText(/示例客户簿，里面都是虚构的人/)).toBeTruthy();
  });
});

describe('the lock screen', () => {
  const submit = (text: string) => {
    type('口令', text);
    click('打开');
  };

  it('opens the book and forgets what was typed', async () => {
    setup({ books: [ref()] });
    await screen.findByText('打开客户簿');
    submit(PASS);
    await screen.findByRole('navigation');
    expect(screen.queryByDisplayValue(PASS)).toBeNull();
  });

  it('says that the passphrase is wrong, not that the file is damaged', async () => {
    setup({ books: [ref()], unlock: () => err('vault.wrongSecret', { retryInMs: 0 }) });
    await screen.findByText('打开客户簿');
    submit('x');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('口令不对');
    expect(alert.textContent).not.toContain('损坏');
  });

  it('counts down the wait after too many tries and keeps the button shut', async () => {
    setup({ books: [ref()], unlock: () => err('vault.wait', { retryInMs: 60_000 }) });
    await screen.findByText('打开客户簿');
    submit('x');
    const button = await screen.findByRole('button', { name: /60 秒后可以再试/ });
    expect((button as HTMLButtonElement).disabled).toBe(true);
  });

  it('names the group of a recovery code with a typing error', async () => {
    setup({ books: [ref()], unlock: () => err('vault.wrongSecret', { retryInMs: 0, typo: { group: 3 } }) });
    await screen.findByText('打开客户簿');
    click('改用恢复密钥');
    type('恢复密钥', CODE);
    click('打开');
    expect((await screen.findByRole('alert')).textContent).toContain('第 3 组');
  });

  it.each([
    ['book.busy', '另一个窗口'],
    ['book.newer', '升级'],
    ['vault.damaged', '修复'],
    ['vault.foreign', '不是熟客的客户簿'],
    ['disk.readonly', '写保护'],
  ])('has a message and a remedy for %s', async (code, words) => {
    setup({ books: [ref()], unlock: () => err(code) });
    await screen.findByText('打开客户簿');
    submit('x');
    expect((await screen.findByRole('alert')).textContent).toContain(words);
  });

  it('asks to plug the stick in when the folder is gone, and offers no passphrase field', async () => {
    setup({ books: [ref({ missing: true })] });
    expect(await screen.findByText(/插好后点/)).toBeTruthy();
    expect(screen.queryByLabelText('口令')).toBeNull();
  });

  it('offers the keychain only where there is one', async () => {
    setup({ books: [ref({ keychain: true })] });
    await screen.findByText('打开客户簿');
    await act(async () => Promise.resolve());
    await waitFor(() => expect(screen.queryByText('用系统钥匙串打开')).toBeNull());
  });
});
