import { describe, expect, it, vi } from 'vitest';
import type { Input, Reply } from '../../../shared/contract/index.ts';
import { createListSource, isCounted, PAGE_ROWS, pagesWanted } from '../../../src-renderer/features/common/model/list-source.ts';
import { fakeCustomer } from '../../support/fake-customers.ts';

type ListInput = Input<'customers.list'>;

/** A core that answers when told to; every question is kept. */
function setupList(total = 1000) {
  /** Where a count stops; each question counts so much further. */
  const cut = { to: Infinity };
  const asked: { input: ListInput; answer: (reply?: Reply<'customers.list'>) => void }[] = [];
  const page = (input: ListInput): Reply<'customers.list'> => ({
    ok: true,
    value: {
      rows: Array.from({ length: Math.max(0, Math.min(input.limit ?? 50, total - (input.offset ?? 0))) }, (_, i) => fakeCustomer((input.offset ?? 0) + i)),
      total: Math.min(total, (input.offset ?? 0) + cut.to),
      totalIsLowerBound: (input.offset ?? 0) + cut.to < total,
      next: null,
      indexing: false,
    },
  });
  const source = createListSource((input) => new Promise((resolve) => asked.push({ input, answer: (reply) => resolve(reply ?? page(input)) })));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const answerAll = async () => {
    while (asked.some((one) => one.answer !== done)) {
      for (const one of asked.filter(({ answer }) => answer !== done)) {
        one.answer();
        one.answer = done;
      }
      await settle();
    }
  };
  const done = (): void => undefined;
  return { source, asked, settle, answerAll, cut };
}

describe('a list source while typing', () => {
  it('has one question in flight and only the latest waiting', async () => {
    const { source, asked, settle } = setupList();
    for (const text of ['w', 'wa', 'wan', 'wang']) source.setQuery({ text });
    expect(asked.map(({ input }) => input.query?.text)).toEqual(['w']);
    asked[0]?.answer();
    await settle();
    expect(asked.map(({ input }) => input.query?.text)).toEqual(['w', 'wang']);
  });

  it('drops the answer to an older text and keeps what is on screen until the newest is there', async () => {
    const { source, asked, settle } = setupList();
    source.setQuery({ text: 'a' });
    asked[0]?.answer();
    await settle();
    source.setQuery({ text: 'b' });
    source.setQuery({ text: 'c' });
    asked[1]?.answer();
    await settle();
    expect(source.state().query.text).toBe('a');
    asked[2]?.answer();
    await settle();
    expect(source.state().query.text).toBe('c');
  });

  it('says what went wrong and recovers with the next question', async () => {
    const { source, asked, settle } = setupList();
    source.setQuery({});
    asked[0]?.answer({ ok: false, error: { code: 'internal' } });
    await settle();
    expect(source.state()).toMatchObject({ phase: 'error', error: { code: 'internal' } });
    source.refresh();
    asked[1]?.answer();
    await settle();
    expect(source.state()).toMatchObject({ phase: 'ready', total: 1000, error: null });
  });
});

describe('the first answer to a new text', () => {
  it('is as long as the screen, whatever the list before it was', async () => {
    const { source, asked, answerAll } = setupList(1000);
    source.setQuery({});
    await answerAll();
    source.show({ first: 0, end: 0 });
    source.setQuery({ text: 'a' });
    await answerAll();
    source.show({ first: 0, end: 48 });
    await answerAll();
    source.setQuery({ text: 'ab' });
    await answerAll();
    expect(asked.filter(({ input }) => input.query?.text !== undefined && input.limit !== PAGE_ROWS).map(({ input }) => input.limit)).toEqual([32, 48]);
  });

  it('is followed by the rest of its page at once when more of it comes into view', async () => {
    const { source, asked, answerAll } = setupList(1000);
    source.setQuery({ text: 'a' });
    await answerAll();
    source.show({ first: 0, end: 28 });
    expect(asked.length).toBe(1);
    source.show({ first: 12, end: 44 });
    expect(asked[1]?.input).toMatchObject({ limit: PAGE_ROWS, offset: 0 });
    await answerAll();
    expect(source.row(43)?.id).toBe(fakeCustomer(43).id);
  });

  it('is completed in rest, with the count that was cut short', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { source, asked, settle, answerAll, cut } = setupList(1000);
    cut.to = 300;
    source.setQuery({ text: 'a' });
    await answerAll();
    expect(source.state()).toMatchObject({ total: 300, totalIsLowerBound: true });
    expect([isCounted(source.state()), asked.length]).toEqual([false, 1]);
    vi.runAllTimers();
    for (let i = 0; i < 8; i += 1) {
      await answerAll();
      await settle();
    }
    expect(source.state()).toMatchObject({ total: 1000, totalIsLowerBound: false });
    expect(source.row(99)?.id).toBe(fakeCustomer(99).id);
    vi.useRealTimers();
  });

  it('is left as it is when the next key comes first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { source, asked, answerAll } = setupList(1000);
    for (const text of ['a', 'ab', 'abc']) {
      source.setQuery({ text });
      await answerAll();
      vi.advanceTimersByTime(100);
    }
    expect(asked.length).toBe(3);
    source.dispose();
    vi.runAllTimers();
    expect(asked.length).toBe(3);
    vi.useRealTimers();
  });
});

describe('a list source while scrolling', () => {
  it('loads what is on screen first, then what comes in the direction of the movement', () => {
    expect(pagesWanted({ first: 250, end: 290 }, 1, 100_000)).toEqual([2, 3, 4]);
    expect(pagesWanted({ first: 250, end: 290 }, -1, 100_000)).toEqual([2, 1, 0]);
    expect(pagesWanted({ first: 190, end: 210 }, 0, 100_000)).toEqual([1, 2]);
    expect(pagesWanted({ first: 950, end: 1000 }, 1, 1000)).toEqual([9]);
  });

  it('never has more than two pages in flight and drops the places flown over', async () => {
    const { source, asked, answerAll } = setupList(100_000);
    source.setQuery({});
    await answerAll();
    for (let first = 0; first < 50_000; first += 1_000) source.show({ first, end: first + 40 });
    expect(asked.length).toBe(3);
    await answerAll();
    expect(source.row(49_000)?.id).toBe(fakeCustomer(49_000).id);
    expect(asked.length).toBeLessThan(12);
  });

  it('forgets pages far away but never those on screen', async () => {
    const { source, answerAll } = setupList(100_000);
    source.setQuery({});
    await answerAll();
    for (let first = 0; first < 30_000; first += PAGE_ROWS) {
      source.show({ first, end: first + 40 });
      await answerAll();
      expect(source.row(first)).toBeDefined();
    }
    expect(source.row(0)).toBeUndefined();
  });
});

describe('a list source after changes', () => {
  it('keeps the rows on screen while it reloads, and keeps the object of a row that is the same', async () => {
    const { source, answerAll } = setupList();
    source.setQuery({});
    await answerAll();
    source.show({ first: 0, end: 40 });
    await answerAll();
    const before = source.row(3);
    source.refresh();
    expect(source.row(3)).toBe(before);
    await answerAll();
    expect(source.row(3)).toBe(before);
  });

  it('shows an edit at once and can put the row back', async () => {
    const { source, answerAll } = setupList();
    source.setQuery({});
    await answerAll();
    const { id, name } = fakeCustomer(7);
    const old = source.patch(id, (row) => ({ ...row, name: '改了' }));
    expect(source.row(7)?.name).toBe('改了');
    source.patch(id, () => old ?? fakeCustomer(7));
    expect(source.row(7)?.name).toBe(name);
    expect(source.patch(1, (row) => row)).toBeUndefined();
  });

  it('names the ids of a range across pages it has not loaded, up to a limit', async () => {
    const { source, answerAll } = setupList(100_000);
    source.setQuery({});
    await answerAll();
    const asking = source.idsBetween(95, 305, 10_000);
    await answerAll();
    expect(await asking).toEqual(Array.from({ length: 211 }, (_, i) => fakeCustomer(95 + i).id));
    const capped = source.idsBetween(0, 99_999, 250);
    await answerAll();
    expect((await capped).length).toBe(250);
  });
});
