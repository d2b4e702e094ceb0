/** The page's end: every call is answered once, whichever process goes and comes meanwhile. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { CoreEvent } from '../../../shared/contract/events.ts';
import type { ToWindow } from '../../../src-main/hosts/common/window-calls.ts';
import { createWindowLink } from '../../../src-main/hosts/electron/window-link.ts';

const later = () => new Promise((resolve) => setImmediate(resolve));

class Port {
  readonly posted: { readonly id: number; readonly method: unknown }[] = [];
  tell: (message: ToWindow) => void = () => undefined;
  post(message: unknown): void {
    this.posted.push(structuredClone(message) as { id: number; method: unknown });
  }
  listen(onMessage: (message: ToWindow) => void): void {
    this.tell = onMessage;
  }
  answer(result: unknown): void {
    this.tell({ id: this.posted.at(-1)?.id ?? 0, result: ok(result) });
  }
}

function page(given: boolean | Error = true) {
  const asks = { count: 0 };
  const events: CoreEvent['type'][] = [];
  const link = createWindowLink(async () => {
    asks.count++;
    if (given instanceof Error) throw given;
    return given;
  });
  link.onEvent((event) => events.push(event.type));
  const come = () => {
    const port = new Port();
    link.take(port);
    return port;
  };
  return { asks, events, link, come };
}

const locked = (reason: 'user' | 'idle' | 'system' | 'crash') => ({ type: 'session.locked', reason }) as const;

describe("the page's way to the core", () => {
  it('asks for one port, and keeps calls until it is there', async () => {
    const { asks, link, come } = page();
    const call = link.call('books.list', {});
    await later();
    const port = come();
    expect([asks.count, port.posted.length]).toEqual([1, 1]);
    port.answer(3);
    expect(await call).toEqual(ok(3));
  });

  it.each([false, new Error('no')])('answers when there is no core (%s), and asks again with the next call', async (given) => {
    const { asks, link } = page(given);
    expect(await link.call('books.list', {})).toEqual(err('internal', { reason: 'core' }));
    expect(await link.call('books.list', {})).toEqual(err('internal', { reason: 'core' }));
    expect(asks.count).toBe(2);
  });

  it('tells of a lock once, whoever says it first, and hears nothing of the book after it', async () => {
    const { asks, events, link, come } = page();
    const first = come();
    first.tell({ event: { type: 'undo.changed' } });
    const lock = link.call('session.lock', {});
    first.tell({ event: locked('user') });
    first.tell({ event: { type: 'undo.changed' } });
    const next = link.call('session.status', {});
    await later();
    // Not before the main process knows as well: it would be a port to the same one.
    expect(asks.count).toBe(1);
    first.answer('locked');
    expect(await lock).toEqual(ok('locked'));
    link.over(locked('user'));
    expect(asks.count).toBe(2);
    const second = come();
    second.answer('new');
    expect(await next).toEqual(ok('new'));
    link.over(locked('system'));
    second.tell({ event: locked('idle') });
    expect(events).toEqual(['undo.changed', 'session.locked', 'session.locked']);
  });

  it('asks the process that follows what this one did not begin', async () => {
    const { asks, events, link, come } = page();
    const first = come();
    const call = link.call('books.create', { name: 'x' });
    first.tell({ again: first.posted.at(-1)?.id ?? 0 });
    await later();
    expect(asks.count).toBe(1);
    link.over(locked('user'));
    const second = come();
    expect(second.posted.map(({ method }) => method)).toEqual(['books.create']);
    second.answer('code');
    expect(await call).toEqual(ok('code'));
    // Refused when the next port was there already: it goes on at once.
    const late = link.call('books.list', {});
    link.over(locked('user'));
    const third = come();
    expect(await late).toEqual(err('session.locked'));
    expect(third.posted).toEqual([]);
    expect(events).toEqual(['session.locked', 'session.locked']);
  });

  it('answers what a process took with it: a crash at once, a lock when the next one is heard of', async () => {
    const { link, come } = page();
    come();
    const crashed = link.call('customers.list', {});
    link.over(locked('crash'));
    expect(await crashed).toEqual(err('internal', { reason: 'crash' }));
    come();
    const left = link.call('customers.list', {});
    link.over(locked('system'));
    come();
    expect(await left).toEqual(err('session.locked'));
  });

  it('refuses what no message can carry', async () => {
    const { link, come } = page();
    come();
    await expect(link.call('books.list', { f: () => 1 })).rejects.toThrow();
  });
});
