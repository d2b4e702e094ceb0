/** Reminders as notices of the system, seen from the built bundle around the stand-in: with the window closed to the tray, by name or plainly, and while locked. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/app.ts';
import { startStandIn, type StandIn } from './electron-stand-in/start.ts';

interface Seen {
  readonly notices: readonly { readonly title: string; readonly body: string; readonly actions?: readonly { readonly text: string }[]; readonly isClosed: boolean }[];
  readonly trayTip: string;
  readonly visible: boolean;
  readonly loginItem: { readonly openAtLogin: boolean } | null;
}

/** A reminder of the next minute may take that minute and a look of the scheduler more: twice the patience. */
const comes = <T>(read: () => Promise<T>, expected: T): Promise<void> => until(read, expected).catch(() => until(read, expected));

describe('notices of reminders', () => {
  let folder: string;
  let app: StandIn;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regulars-notices-'));
    app = await startStandIn(folder, { XDG_CONFIG_HOME: join(folder, 'config') });
    const passphrase = 'seven quiet lanterns over the harbour';
    expect(await app.page(`window.regulars.call('books.create', { name: '店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: '${passphrase}' }).then((r) => r.ok)`)).toBe(true);
    // No hour is quiet, and no morning count comes between.
    await call('settings.set', { reminders: { at: '00:00', quietFrom: '00:00', quietTo: '00:00', digest: false } });
    await call('prefs.set', { stayInTray: true });
  });
  afterAll(async () => {
    await app.quit();
    await rm(folder, { recursive: true, force: true });
  });
  const seen = () => app.ask({ op: 'inspect' }) as Promise<Seen>;
  const call = async <T>(method: string, input: unknown): Promise<T> => {
    const reply = await app.page<{ readonly ok: boolean; readonly value: T }>(`window.regulars.call('${method}', ${JSON.stringify(input)})`);
    if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply)}`);
    return reply.value;
  };
  /** Of the next minute: soon due, and at no hour past already. */
  const remind = (title: string, customerId: number | null): Promise<{ readonly id: number }> => {
    const at = new Date(Date.now() + 61_000);
    return call('reminders.create', { customerId, title, startsOn: at.toLocaleDateString('sv'), atTime: at.toTimeString().slice(0, 5) });
  };
  const count = async () => (await seen()).notices.length;

  it('name the reminder and the customer, over a window closed to the tray, and their buttons do what they say', async () => {
    const customer = await call<{ readonly id: number }>('customers.create', { name: '王敏' });
    const { id } = await remind('续合同', customer.id);
    expect(await app.ask({ op: 'close-window' })).toBe(false);
    expect((await seen()).visible).toBe(false);
    await comes(count, 1);
    expect((await seen()).notices[0]).toMatchObject({ title: '续合同', body: '王敏', actions: ['打开', '一小时后', '明天', '完成'].map((text) => ({ text })) });
    await until(async () => (await seen()).trayTip, '熟客 · 1 项要做');
    await app.ask({ op: 'press-notice', action: 3 });
    await until(async () => (await call<{ readonly status: string }>('reminders.get', { id })).status, 'done');
    await until(async () => (await seen()).trayTip, '熟客');
    await app.ask({ op: 'press-notice', action: null });
    await until(async () => (await seen()).visible, true);
    await app.until(`location.hash === '#/customers/${customer.id}'`);
  });

  it('say only that something is due where that was chosen: the process that outlives the lock has no name', async () => {
    await call('prefs.set', { noticeDetails: 'plain' });
    const customer = await call<{ readonly id: number }>('customers.create', { name: '甄不留名' });
    await remind('秘密的事', customer.id);
    await app.ask({ op: 'look-away' });
    await comes(count, 2);
    expect((await seen()).notices[1]).toMatchObject({ title: '有一条提醒到时间了', body: '打开熟客看看' });
    for (const text of ['甄不留名', '秘密的事']) expect(await app.ask({ op: 'count', text }), text).toMatchObject({ main: 0 });
  });

  it('wait for the book to be unlocked, but say that something waits', async () => {
    await remind('锁着的事', null);
    // The times of what comes are told beside the book, and stay when it is locked.
    await until(async () => Number(((await app.ask({ op: 'count', text: 'outlook' })) as { readonly main: number }).main) > 0, true);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await app.ask({ op: 'power', event: 'lock-screen' });
    await comes(async () => (await seen()).notices.at(-1)?.title, '有提醒到时间了');
    expect((await seen()).notices.at(-1)).toMatchObject({ body: '客户簿锁着，解锁后就能看到' });
    expect(await app.ask({ op: 'count', text: '锁着的事' })).toMatchObject({ main: 0 });
    // What was said before went with the book.
    expect((await seen()).notices.slice(0, 2).every(({ isClosed }) => isClosed)).toBe(true);
  });

  it('begin with the system where that is wanted', async () => {
    await app.until("typeof window.regulars === 'object'");
    await call('prefs.set', { startWithSystem: true });
    if (process.platform !== 'linux') return until(async () => (await seen()).loginItem?.openAtLogin, true);
    const entry = join(folder, 'config', 'autostart', 'regulars.desktop');
    await until(() => readFile(entry, 'utf8').then((text) => /^Exec=.+--hidden$/m.test(text), () => false), true);
    await call('prefs.set', { startWithSystem: false });
    await until(() => readFile(entry).then(() => true, () => false), false);
  });
});
