/** What a page can reach over its port to the core, when it posts whatever it wants. */
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { createWindowCalls } from '../../../src-main/hosts/common/window-calls.ts';
import type { Note, ToWindow } from '../../../src-main/hosts/common/window-calls.ts';

const later = () => new Promise((resolve) => setImmediate(resolve));

class Port extends EventEmitter {
  readonly told: ToWindow[] = [];
  started = false;
  closed = false;
  postMessage(message: ToWindow): void {
    this.told.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
  }
  /** The answer to this message. */
  async ask(data: unknown): Promise<ToWindow | undefined> {
    this.emit('message', { data });
    await later();
    const { id } = (data ?? {}) as { readonly id?: unknown };
    return this.told.find((message) => ('id' in message ? message.id : 'again' in message && message.again) === id);
  }
}

function serve() {
  const asked: { readonly method: string; readonly input: unknown; readonly signal: AbortSignal; answer(result: Result<unknown>): void }[] = [];
  const notes: Note[] = [];
  const held = { hold: false };
  const calls = createWindowCalls({
    call: (method, input, signal) =>
      new Promise((answer) => {
        asked.push({ method, input, signal, answer });
        if (!held.hold) answer(ok(method));
      }),
    note: (note) => notes.push(note),
    now: () => 0,
  });
  const port = new Port();
  calls.take(port);
  return { asked, notes, held, calls, port };
}

const code = (message: ToWindow | undefined): string | null => (message !== undefined && 'result' in message && !message.result.ok ? message.result.error.code : null);

describe("the window's calls in the process of the core", () => {
  it('answers by number, and hears nothing that is no call', async () => {
    const { port, asked } = serve();
    expect(port.started).toBe(true);
    expect(await port.ask({ id: 7, method: 'customers.list', input: { limit: 1 } })).toEqual({ id: 7, result: ok('customers.list') });
    for (const nonsense of [null, 7, 'x', [], {}, { id: 'x', method: 'books.list' }, { id: 1.5, method: 'books.list' }, { cancel: 99 }, { again: 1 }, { result: 1 }]) await port.ask(nonsense);
    expect(asked.map(({ method, input }) => [method, input])).toEqual([['customers.list', { limit: 1 }]]);
    expect(port.told).toHaveLength(1);
  });

  it('refuses what is too large, no name, no JSON, and too often: another port gives no more', async () => {
    const { port, asked, calls } = serve();
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(code(await port.ask({ id: 1, method: 'customers.create', input: 'x'.repeat(1_000_001) }))).toBe('request.tooLarge');
    expect(code(await port.ask({ id: 2, method: 7, input: {} }))).toBe('request.unknownMethod');
    expect(code(await port.ask({ id: 3, method: 'x'.repeat(81), input: {} }))).toBe('request.unknownMethod');
    expect(code(await port.ask({ id: 4, method: 'books.list', input: loop }))).toBe('request.invalid');
    expect(asked).toHaveLength(0);
    for (let id = 5; id <= 800; id++) port.emit('message', { data: { id, method: 'session.touch' } });
    expect(code(await port.ask({ id: 801, method: 'session.touch' }))).toBe('request.denied');
    const next = new Port();
    calls.take(next);
    expect(code(await next.ask({ id: 1, method: 'session.touch' }))).toBe('request.denied');
    expect(asked).toHaveLength(796);
  });

  it('aborts what is cancelled, what a page asked that has gone, and what a replaced port asked', async () => {
    const { port, asked, held, calls } = serve();
    held.hold = true;
    for (const id of [1, 2, 2]) await port.ask({ id, method: 'customers.list' });
    expect(asked).toHaveLength(2);
    await port.ask({ cancel: 1 });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    const next = new Port();
    calls.take(next);
    expect([port.closed, asked[1]?.signal.aborted]).toEqual([true, true]);
    asked[1]?.answer(ok(1));
    expect(await port.ask({ id: 3, method: 'customers.list' })).toBeUndefined();
    await next.ask({ id: 1, method: 'customers.list' });
    next.emit('close');
    expect(asked).toHaveLength(3);
    expect(asked[2]?.signal.aborted).toBe(true);
    calls.tell({ type: 'undo.changed' });
    expect([...port.told, ...next.told]).toEqual([]);
  });

  it('opens no second book where one was open, and says so to the host', async () => {
    const { port, asked, notes, calls } = serve();
    await port.ask({ id: 1, method: 'session.unlock' });
    expect(notes).toEqual(['switching', 'switched']);
    calls.tell({ type: 'session.opened', bookId: 'x' });
    expect(await port.ask({ id: 2, method: 'books.create' })).toEqual({ again: 2 });
    expect(notes.slice(2)).toEqual(['switching', 'give-way']);
    // Nothing at all begins here any more.
    expect(await port.ask({ id: 3, method: 'customers.list' })).toEqual({ again: 3 });
    expect(asked).toHaveLength(1);
  });

  it('begins nothing after a lock, and leaves when everything is answered', async () => {
    const { port, asked, notes, held, calls } = serve();
    await port.ask({ id: 1, method: 'prefs.set' });
    expect(notes).toEqual(['prefs-changed']);
    held.hold = true;
    await port.ask({ id: 2, method: 'session.lock' });
    calls.tell({ type: 'session.locked', reason: 'user' });
    expect(await port.ask({ id: 3, method: 'session.unlock' })).toEqual({ again: 3 });
    let left = false;
    const leaving = calls.leave().then(() => (left = true));
    await later();
    expect(left).toBe(false);
    asked[1]?.answer(ok({}));
    await leaving;
    expect(port.told.at(-1)).toEqual({ id: 2, result: ok({}) });
  });
});
