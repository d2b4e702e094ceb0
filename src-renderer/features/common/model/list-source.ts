/**
 * The rows of one list, a page at a time. Lists of a million rows cannot sit in a query cache as one value, so the window keeps
 * its own pages here; everything else goes through TanStack Query. Rules: one first-page request in flight and the latest query
 * waiting, older ones are dropped; at most two further pages in flight; what is on screen stays until something newer is there.
 * A new query first asks for no more than the screen shows, so that a key press waits for nothing else; the rest of the page, and a
 * count that was cut short, are fetched when typing rests.
 */
import { customerFacts, type Customer, type ListQuery } from '../../../../shared/modules/customers.ts';
import type { AppError } from '../../../../shared/kernel/result.ts';
import type { Input, Reply } from '../../../../shared/contract/index.ts';
import type { RowWindow } from './scroll-space.ts';

export const PAGE_ROWS = 100;
/** Pages kept: 80 × 100 rows of text stay well under 20 MB. */
const MAX_PAGES = 80;
const MAX_PAGES_IN_FLIGHT = 2;
const PREFETCH_PAGES = 2;
/** Rows of a first answer at least, and while nobody has said how many the screen holds. */
const FIRST_ROWS = 32;
/** Typing has come to rest. */
const REST_MS = 250;
/** How far a count is taken in rest; a longer one stays "at least". */
const COUNTED_ROWS = 2_000;

/** False while a better count is on its way. */
export const isCounted = (list: Pick<ListState, 'total' | 'totalIsLowerBound'>): boolean => !list.totalIsLowerBound || list.total >= COUNTED_ROWS;

export interface ListState {
  readonly phase: 'loading' | 'ready' | 'error';
  readonly total: number;
  readonly totalIsLowerBound: boolean;
  readonly indexing: boolean;
  readonly error: AppError | null;
  /** The query whose rows are shown (an older one while a newer is on its way). */
  readonly query: ListQuery;
  /** Grows when the rows are those of another query: scroll to the top. */
  readonly generation: number;
}

export interface ListSource {
  readonly subscribe: (listener: () => void) => () => void;
  /** The same object until one of its facts changes. */
  readonly state: () => ListState;
  /** Grows with every change, also of single rows. */
  readonly version: () => number;
  /** The row at this place, or `undefined` while it is on its way. */
  readonly row: (index: number) => Customer | undefined;
  readonly indexOf: (id: number) => number;
  readonly setQuery: (query: ListQuery) => void;
  /** Says what is on screen; loads it, then the next pages in the direction of the last movement. */
  readonly show: (window: RowWindow) => void;
  /** Everything may have changed: reloads what is on screen and marks the rest old. */
  readonly refresh: () => void;
  /** Replaces a loaded row at once (optimistic edit); answers the row before. */
  readonly patch: (id: number, change: (row: Customer) => Customer) => Customer | undefined;
  /** The ids of rows `from`…`to`, fetched where not loaded; stops at `max`. */
  readonly idsBetween: (from: number, to: number, max: number) => Promise<readonly number[]>;
  readonly dispose: () => void;
}

type ListCall = (input: Input<'customers.list'>) => Promise<Reply<'customers.list'>>;
interface Page {
  /** Fewer than the page has while it is a first answer. */
  readonly rows: readonly Customer[];
  readonly stale: boolean;
}

/** Starts a source over `customers.list` (or a stand-in); nothing is asked before `setQuery`. */
export function createListSource(list: ListCall): ListSource {
  let state: ListState = { phase: 'loading', total: 0, totalIsLowerBound: false, indexing: false, error: null, query: {}, generation: 0 };
  let version = 0;
  let pages = new Map<number, Page>();
  let wanted: ListQuery = {};
  let sequence = 0;
  /** The sequence that `state.total` belongs to. */
  let countedIn = 0;
  let firstPageInFlight = false;
  let waiting = false;
  let disposed = false;
  let shown: RowWindow = { first: 0, end: 0 };
  let screenRows = FIRST_ROWS;
  let direction = 1;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const inFlight = new Set<number>();
  const listeners = new Set<() => void>();

  const publish = (next: Partial<ListState>): void => {
    const isNew = Object.entries(next).some(([fact, value]) => state[fact as keyof ListState] !== value);
    if (isNew) state = { ...state, ...next };
    version += 1;
    for (const listener of listeners) listener();
  };

  const loadFirst = async (): Promise<void> => {
    if (firstPageInFlight) {
      waiting = true;
      return;
    }
    firstPageInFlight = true;
    clearTimeout(rest);
    const asked = sequence;
    const query = wanted;
    const reply = await list({ query, limit: screenRows, offset: 0 });
    firstPageInFlight = false;
    if (disposed) return;
    if (waiting) {
      waiting = false;
      void loadFirst();
    }
    if (asked !== sequence) return;
    if (!reply.ok) return publish({ phase: 'error', error: reply.error });
    pages = new Map([[0, { rows: reply.value.rows, stale: false }]]);
    inFlight.clear();
    // Nothing is fetched ahead until somebody scrolls: the next key would throw it away.
    direction = 0;
    countedIn = asked;
    const { total, totalIsLowerBound, indexing } = reply.value;
    publish({ phase: 'ready', error: null, total, totalIsLowerBound, indexing, query, generation: state.generation + 1 });
    completeSoon();
  };

  const completeSoon = (): void => {
    clearTimeout(rest);
    if (!isWhole(0) || !isCounted(state)) rest = setTimeout(() => void complete(sequence), REST_MS);
  };

  /** What the first answer left out: the rest of its page, then the count. */
  const complete = async (asked: number): Promise<void> => {
    const isOver = (): boolean => disposed || asked !== sequence;
    if (!isOver() && pages.has(0) && !isWhole(0) && !inFlight.has(0)) await loadPage(0);
    let { total, totalIsLowerBound } = state;
    while (!isOver() && !isCounted({ total, totalIsLowerBound })) {
      const reply = await list({ query: state.query, limit: 1, offset: total });
      if (!reply.ok || reply.value.total <= total) return;
      ({ total, totalIsLowerBound } = reply.value);
    }
    if (!isOver() && total > state.total) publish({ total, totalIsLowerBound });
  };

  const isWhole = (index: number): boolean => {
    const page = pages.get(index);
    return page !== undefined && page.rows.length >= Math.min(PAGE_ROWS, state.total - index * PAGE_ROWS);
  };

  const loadPage = async (index: number): Promise<void> => {
    const asked = sequence;
    inFlight.add(index);
    const reply = await list({ query: state.query, limit: PAGE_ROWS, offset: index * PAGE_ROWS });
    if (disposed || asked !== sequence) return;
    inFlight.delete(index);
    if (!reply.ok) return publish({ error: reply.error, phase: pages.size === 0 ? 'error' : state.phase });
    pages.set(index, { rows: keepIdentity(pages.get(index)?.rows, reply.value.rows), stale: false });
    forgetFarPages();
    const { totalIsLowerBound, indexing } = reply.value;
    // A count begun anew does not take back what was already counted of the same rows.
    const total = totalIsLowerBound && countedIn === sequence ? Math.max(state.total, reply.value.total) : reply.value.total;
    countedIn = sequence;
    publish({ phase: 'ready', error: null, total, totalIsLowerBound, indexing });
    if (!isCounted(state)) completeSoon();
    loadShown();
  };

  const forgetFarPages = (): void => {
    const middle = (shown.first + shown.end) / 2 / PAGE_ROWS;
    const far = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const index of far.slice(0, Math.max(0, pages.size - MAX_PAGES))) pages.delete(index);
  };

  const loadShown = (): void => {
    if (state.phase !== 'ready' || wanted !== state.query) return;
    for (const index of pagesWanted(shown, direction, state.total)) {
      if (inFlight.size >= MAX_PAGES_IN_FLIGHT) return;
      if (!inFlight.has(index) && !isFresh(index)) void loadPage(index);
    }
  };

  /** A first answer will do while it covers the screen. */
  const isFresh = (index: number): boolean => {
    const page = pages.get(index);
    if (page?.stale !== false) return false;
    return isWhole(index) || index * PAGE_ROWS + page.rows.length >= shown.end;
  };

  const row = (index: number): Customer | undefined => pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
    version: () => version,
    row,
    indexOf: (id) => findIndex(pages, id),
    setQuery: (query) => {
      wanted = query;
      sequence += 1;
      void loadFirst();
    },
    show: (window) => {
      if (window.first !== shown.first) direction = window.first > shown.first ? 1 : -1;
      shown = window;
      // A window that ends with the list, or is not measured yet, says nothing about the screen.
      if (window.end < state.total) screenRows = Math.min(PAGE_ROWS, Math.max(FIRST_ROWS, window.end - window.first));
      loadShown();
    },
    refresh: () => {
      if (state.phase !== 'ready' || wanted !== state.query) return void loadFirst();
      sequence += 1;
      inFlight.clear();
      pages = new Map([...pages].map(([index, page]) => [index, { ...page, stale: true }]));
      const window = shown.end > shown.first ? shown : { first: 0, end: 1 };
      for (const index of pagesWanted(window, 0, Math.max(1, state.total))) void loadPage(index);
    },
    patch: (id, change) => {
      const index = findIndex(pages, id);
      const before = row(index);
      if (!before) return undefined;
      const at = Math.floor(index / PAGE_ROWS);
      const page = pages.get(at);
      if (page) pages.set(at, { ...page, rows: page.rows.map((one) => (one.id === id ? change(one) : one)) });
      publish({});
      return before;
    },
    idsBetween: async (from, to, max) => {
      const ids: number[] = [];
      for (let index = Math.floor(from / PAGE_ROWS); index * PAGE_ROWS <= to && ids.length < max; index += 1) {
        const have = isWhole(index) ? pages.get(index)?.rows : undefined;
        const rows = have ?? (await rowsOfPage(list, state.query, index));
        ids.push(...rows.filter((_, i) => index * PAGE_ROWS + i >= from && index * PAGE_ROWS + i <= to).map(({ id }) => id));
      }
      return ids.slice(0, max);
    },
    dispose: () => {
      disposed = true;
      clearTimeout(rest);
      listeners.clear();
      pages.clear();
    },
  };
}

/** The pages a window touches, then those ahead of it in the direction of movement (none for 0). */
export function pagesWanted(window: RowWindow, direction: number, total: number): readonly number[] {
  const last = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = Math.min(Math.floor(window.first / PAGE_ROWS), last);
  const to = Math.min(Math.floor(Math.max(window.first, window.end - 1) / PAGE_ROWS), last);
  const pages: number[] = [];
  for (let index = from; index <= to; index += 1) pages.push(index);
  for (let step = 1; step <= PREFETCH_PAGES && direction !== 0; step += 1) {
    const ahead = direction > 0 ? to + step : from - step;
    if (ahead >= 0 && ahead <= last) pages.push(ahead);
  }
  return pages;
}

/** Rows that did not change keep their object, so that their React row is not drawn again. */
function keepIdentity(before: readonly Customer[] | undefined, after: readonly Customer[]): readonly Customer[] {
  if (!before) return after;
  const old = new Map(before.map((row) => [row.id, row]));
  return after.map((row) => {
    const same = old.get(row.id);
    return same && isSame(same, row) ? same : row;
  });
}

function findIndex(pages: ReadonlyMap<number, Page>, id: number): number {
  for (const [index, page] of pages) {
    const at = page.rows.findIndex((row) => row.id === id);
    if (at >= 0) return index * PAGE_ROWS + at;
  }
  return -1;
}

async function rowsOfPage(list: ListCall, query: ListQuery, index: number): Promise<readonly Customer[]> {
  const reply = await list({ query, limit: PAGE_ROWS, offset: index * PAGE_ROWS });
  return reply.ok ? reply.value.rows : [];
}

/** What follows from sales and follow-ups, and what formulas make of it, changes without the row being written. */
function isSame(a: Customer, b: Customer): boolean {
  if (a.seq !== b.seq || a.deletedAt !== b.deletedAt) return false;
  if (customerFacts.some(({ name }) => a[name as keyof Customer] !== b[name as keyof Customer])) return false;
  return Object.entries(b.custom).every(([key, value]) => a.custom[key] === value || (typeof value === 'object' && JSON.stringify(a.custom[key]) === JSON.stringify(value)));
}
