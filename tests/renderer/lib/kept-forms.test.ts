import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { setTransport } from '../../../src-renderer/lib/api.ts';
import { fieldsLike, keepForm, keptForm, loadKept, readSlot } from '../../../src-renderer/lib/kept-forms.ts';
import { forgetSession } from '../../../src-renderer/lib/session-end.ts';

/** What the book keeps, by form. */
let book: Map<string, string | null>;

beforeEach(() => {
  vi.useFakeTimers();
  book = new Map();
  setTransport({
    call: (method: string, input: unknown) => {
      const { form, text } = input as { form: string; text: string | null };
      if (method === 'drafts.set') book.set(form, text);
      return Promise.resolve(ok(method === 'drafts.get' ? { text: book.get(form) ?? null } : {}));
    },
  } as unknown as Parameters<typeof setTransport>[0]);
});
afterEach(() => {
  forgetSession();
  setTransport(null);
  vi.useRealTimers();
});

describe('kept forms', () => {
  it('are written after a pause in typing, and at once when the book is locked', () => {
    keepForm('followUp.new', '7', { content: '说到一' });
    expect(book.get('followUp.new')).toBeUndefined();
    keepForm('followUp.new', '7', { content: '说到一半' });
    vi.advanceTimersByTime(400);
    expect(readSlot(book.get('followUp.new') ?? null)).toEqual([['7', { content: '说到一半' }]]);
    keepForm('followUp.new', '8', { content: '另一位' });
    forgetSession();
    expect(readSlot(book.get('followUp.new') ?? null).map(([about]) => about)).toEqual(['7', '8']);
    expect(keptForm('followUp.new', '8')).toBeUndefined();
    vi.advanceTimersByTime(1_000);
    expect(readSlot(book.get('followUp.new') ?? null)).toHaveLength(2);
  });

  it('come back after the next opening; what was typed meanwhile wins; forgetting is for good', async () => {
    book.set('sale.new', JSON.stringify([['0', { notes: 'old' }], ['5', { notes: 'five' }]]));
    keepForm('sale.new', '0', { notes: 'new' });
    await loadKept();
    expect(keptForm('sale.new', '0')).toEqual({ notes: 'new' });
    expect(keptForm('sale.new', '5')).toEqual({ notes: 'five' });
    keepForm('sale.new', '5', null);
    keepForm('sale.new', '0', null);
    expect(book.get('sale.new')).toBeNull();
  });

  it('are the last few only', () => {
    for (let i = 0; i < 20; i++) keepForm('customer.edit', `${String(i)}:notes`, 'x');
    expect(keptForm('customer.edit', '0:notes')).toBeUndefined();
    expect(keptForm('customer.edit', '19:notes')).toBe('x');
  });

  it('are read with the eyes of this version, whatever another one wrote', () => {
    expect(readSlot('no json')).toEqual([]);
    expect(readSlot('{"a":1}')).toEqual([]);
    expect(readSlot('[["1"],["2",{}],3]')).toEqual([['2', {}]]);
    expect(fieldsLike({ name: '', lines: [], date: null }, { name: 5, lines: {}, date: '2026-01-01', more: 1 })).toEqual({ name: '', lines: [], date: '2026-01-01' });
    expect(fieldsLike({ name: 'a' }, null)).toEqual({ name: 'a' });
  });
});
