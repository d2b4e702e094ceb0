/**
 * The derived data of an open book. It opens at once; the snapshot is loaded and caught
 * up with the log in short slices. Until then, and when a snapshot is missing, damaged
 * or foreign, questions are answered from the rows themselves (`indexing: true`), never
 * with an error. A new snapshot is built in a thread when much has changed.
 */
import type { EpochMs } from '../../../shared/kernel/ids.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { customerOf } from '../changes/facts/index.ts';
import { nextLog } from '../changes/log.ts';
import type { Committed } from '../changes/write.ts';
import type { Db } from '../database/open.ts';
import { createFallback } from './fallback.ts';
import type { KeyKind } from './keys/contact-keys.ts';
import { contactKey } from './keys/contact-keys.ts';
import { ListEngine } from './list-engine.ts';
import { findNames } from './name-finder.ts';
import { fieldsAsked } from './mirror/asked.ts';
import type { ContactKeys, Derived, DerivedPage, DerivedQuery, KeyHit } from './port.ts';
import { installSnapshot, openSnapshot, removeDatabase } from './snapshot/file.ts';
import type { SnapshotReader } from './snapshot/file.ts';
import { emptySnapshot } from './snapshot/empty.ts';
import { createState, loadSlots, markOf } from './state.ts';
import type { Cause, State } from './state.ts';
import { searchSlots } from './index/search.ts';
import { parseQuery } from './text/query.ts';

export interface DerivedDeps {
  readonly db: Db;
  /** Path of `search.db`. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly bookId: string;
  readonly now: () => EpochMs;
  /** Builds `search.db.building` elsewhere; see threads/rebuild-thread.ts. */
  readonly rebuild: () => { readonly done: Promise<void>; stop(): Promise<void> };
  /** Told when the data became complete or incomplete. */
  readonly onIndexing?: (indexing: boolean) => void;
  /** Failures that were survived; codes only. */
  readonly onTrouble?: (code: string, error: unknown) => void;
}

/** Rows changed since the snapshot from which on a new one is built. */
const REBUILD_AT = 5000;
/** Rows a catch-up takes over one by one; above both this and a share of all rows, a rebuild is cheaper. */
const CATCH_UP_MAX = 20_000;
const CATCH_UP_SHARE = 0.2;
const SLICE_MS = 4;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

class DerivedData implements Derived {
  private readonly deps: DerivedDeps;
  private readonly fallback: Derived;
  private current: { readonly state: State; readonly lists: ListEngine } | null = null;
  /** Every commit is heard, so the state's `seq` may follow them; else the log must be read first. */
  private following = false;
  private closed = false;
  private rebuilding: { stop(): Promise<void> } | null = null;
  private work: Promise<void>;

  constructor(deps: DerivedDeps) {
    this.deps = deps;
    this.fallback = createFallback(deps.db, () => deps.now());
    this.work = this.open().catch((e: unknown) => deps.onTrouble?.('derived.open', e));
  }

  /** The state in use misses changes and waits for a rebuild. */
  private stale = false;

  private get indexing(): boolean {
    return this.current === null || this.stale;
  }

  /** Opens the snapshot, or starts from nothing, and catches up. */
  private async open(): Promise<void> {
    await nextTurn();
    if (this.closed) return;
    try {
      await this.load(this.openSnapshot() ?? emptySnapshot(this.deps.bookId));
    } catch (e) {
      this.deps.onTrouble?.('derived.load', e);
      await this.rebuildNow();
    }
  }

  private openSnapshot(): SnapshotReader | null {
    const source = openSnapshot(this.deps.path, this.deps.key, this.deps.bookId);
    if (source && markOf(this.deps.db, source.facts.seq) === source.facts.mark) return source;
    source?.close();
    return null;
  }

  private async load(source: SnapshotReader): Promise<void> {
    const steps = loadSlots(source);
    let step = steps.next();
    while (!step.done) {
      await nextTurn();
      if (this.closed) return source.close();
      step = steps.next();
    }
    const state = createState(this.deps.db, source, step.value, () => this.deps.now());
    if (await this.catchUp(state)) return;
    source.close();
    if (!this.closed) await this.rebuildNow();
  }

  /** Applies the log; true when the state is complete and now in use, false when a rebuild is needed. */
  private async catchUp(state: State): Promise<boolean> {
    let applied = 0;
    let sliceEnd = performance.now() + SLICE_MS;
    for (let entry = nextLog(this.deps.db, state.seq); entry; entry = nextLog(this.deps.db, state.seq)) {
      for (const { entity, id, before } of entry.entries) {
        const customer = customerOf(this.deps.db, entity, id);
        if (customer === null) continue;
        state.put(customer, [{ entity, id }]);
        const left = before['customerId'];
        if (typeof left === 'number' && left !== customer) state.put(left);
        applied++;
        if (performance.now() < sliceEnd) continue;
        await nextTurn();
        if (this.closed) return false;
        sliceEnd = performance.now() + SLICE_MS;
      }
      state.seq = entry.seq;
      const most = Math.max(CATCH_UP_MAX, state.slots.base * CATCH_UP_SHARE);
      if (applied > most || state.slots.dirty.size > most) return false;
    }
    state.sets.dropAll();
    this.current = { state, lists: new ListEngine(state) };
    this.stale = false;
    this.following = true;
    void this.warmUp();
    this.deps.onIndexing?.(false);
    return true;
  }

  /** Runs the code of a search once, so that the first letter typed does not wait for the compiler. */
  private async warmUp(): Promise<void> {
    for (const text of ['a', '王小', '138 0', 'wang xiao']) {
      await nextTurn();
      if (this.closed || !this.current) return;
      this.search(text, 5);
    }
  }

  private async rebuildNow(): Promise<void> {
    if (this.closed || this.rebuilding) return;
    const thread = this.deps.rebuild();
    this.rebuilding = thread;
    try {
      await thread.done;
    } catch (e) {
      if (!this.closed) this.deps.onTrouble?.('derived.rebuild', e);
      return;
    } finally {
      this.rebuilding = null;
    }
    if (!this.closed) await this.install();
  }

  /** Puts a finished build in place of the present snapshot. */
  private async install(): Promise<void> {
    this.drop();
    installSnapshot(this.deps.path);
    const source = this.openSnapshot();
    if (!source) throw new Error('a snapshot just built cannot be opened');
    await this.load(source);
  }

  private drop(): void {
    this.current?.state.source.close();
    if (this.current) this.deps.onIndexing?.(true);
    this.current = null;
  }

  onCommitted(change: Committed): void {
    const state = this.current?.state;
    if (!state || this.closed) return;
    try {
      applyChange(state, change, this.deps.db);
      state.sets.drop(changedTables(change));
      if (this.following) state.seq = change.seq;
    } catch (e) {
      this.deps.onTrouble?.('derived.apply', e);
      this.drop();
      this.queue(() => this.rebuildNow());
    }
  }

  private queue(task: () => Promise<void>): void {
    this.work = this.work.then(task).catch((e: unknown) => this.deps.onTrouble?.('derived.work', e));
  }

  private preparing: Promise<void> | null = null;

  async prepare(query: DerivedQuery, more: readonly string[] = []): Promise<void> {
    for (;;) {
      const state = this.current?.state;
      const steps = this.closed ? null : state?.mirror.prepare([...fieldsAsked(query), ...more]);
      if (!steps) return;
      // Two that need the same wait for one; the second then looks again.
      this.preparing ??= this.inSlices(steps, () => this.current?.state === state).finally(() => (this.preparing = null));
      await this.preparing;
    }
  }

  private async inSlices(steps: Generator<void, unknown>, isWanted: () => boolean): Promise<void> {
    while (!this.closed && isWanted() && !steps.next().done) await nextTurn();
  }

  list(query: Parameters<Derived['list']>[0], page: Parameters<Derived['list']>[1]): DerivedPage {
    if (!this.current) return this.fallback.list(query, page);
    return { ...this.current.lists.list(query, page), indexing: this.indexing };
  }

  ids(query: Parameters<Derived['ids']>[0]): Float64Array {
    return this.current ? this.current.lists.ids(query) : this.fallback.ids(query);
  }

  search(text: string, limit: number, more?: Parameters<Derived['search']>[2]): ReturnType<Derived['search']> {
    if (!this.current) return this.fallback.search(text, limit);
    const { state } = this.current;
    const query = parseQuery(text);
    const slots = query ? searchSlots(state.search, query, { state: 0, limit, own: more?.own }) : [];
    return { ids: slots.map((slot) => state.slots.idAt(slot)), indexing: this.indexing };
  }

  facets(field: string, query: Parameters<Derived['facets']>[1], more?: Parameters<Derived['facets']>[2]): ReturnType<Derived['facets']> {
    return this.current ? this.current.lists.facets(field, query, more) : this.fallback.facets(field, query, more);
  }

  count(query: Parameters<Derived['count']>[0]): number {
    return this.current ? this.current.lists.count(query) : this.fallback.count(query);
  }

  matches(filter: Parameters<Derived['matches']>[0], id: number): boolean {
    return this.fallback.matches(filter, id);
  }

  findByKeys(keys: ContactKeys): readonly KeyHit[] {
    if (!this.current) return this.fallback.findByKeys(keys);
    const { keys: finder } = this.current.state;
    const hits = new Map<number, KeyHit>();
    const look = (by: KeyKind, values: readonly string[]) => {
      for (const value of values) {
        const key = contactKey(by, value);
        for (const row of key === null ? [] : finder.find(by, key)) if (!hits.has(row.id)) hits.set(row.id, { id: row.id, by });
      }
    };
    look('phone', keys.phones);
    look('wechat', keys.wechats);
    look('email', keys.emails);
    if (keys.code !== null) look('code', [keys.code]);
    return [...hits.values()];
  }

  findByName(name: string, limit: number): ReturnType<Derived['findByName']> {
    return this.current ? findNames(this.current.state.search, name, limit) : this.fallback.findByName(name, limit);
  }

  pause(): void {
    this.following = false;
  }

  resume(): Promise<void> {
    this.queue(() => this.takeOver());
    return this.ready();
  }

  /** After bulk work: a finished build is installed, else the log is read, else everything is rebuilt. */
  private async takeOver(): Promise<void> {
    if (this.closed) return;
    const built = openSnapshot(`${this.deps.path}.building`, this.deps.key, this.deps.bookId);
    const usable = built !== null && markOf(this.deps.db, built.facts.seq) === built.facts.mark;
    const newer = usable && built.facts.seq > (this.current?.state.seq ?? -1);
    built?.close();
    if (newer) return this.install();
    const state = this.current?.state;
    if (state && (await this.catchUp(state))) return;
    this.stale = true;
    this.deps.onIndexing?.(true);
    await this.rebuildNow();
  }

  async ready(): Promise<void> {
    for (let seen: Promise<void> | null = null; seen !== this.work; ) {
      seen = this.work;
      await seen;
    }
  }

  async forget(): Promise<void> {
    await this.ready();
    this.drop();
    this.following = false;
    for (const path of [this.deps.path, `${this.deps.path}.building`]) removeDatabase(path);
  }

  rebuild(): void {
    this.stale = true;
    this.deps.onIndexing?.(true);
    this.queue(() => this.rebuildNow());
  }

  idle(): void {
    const state = this.current?.state;
    if (!state || !this.following || this.closed || this.rebuilding) return;
    if (state.slots.dirty.size > Math.max(REBUILD_AT, state.slots.size / 50)) {
      this.queue(() => this.rebuildNow());
      return;
    }
    this.current?.state.mirror.warmUp(performance.now() + SLICE_MS);
  }

  close(): void {
    this.closed = true;
    void this.rebuilding?.stop();
    this.current?.state.source.close();
    this.current = null;
    this.deps.key.fill(0);
  }
}

/** Takes over the customers whose row, facts or related records a commit changed: those a record left, too. */
function applyChange(state: State, change: Committed, db: Db): void {
  const causes = new Map<number, Cause[]>();
  const note = (entity: EntityName, id: number) => {
    const customer = customerOf(db, entity, id);
    if (customer === null) return;
    const known = causes.get(customer);
    if (known) known.push({ entity, id });
    else causes.set(customer, [{ entity, id }]);
  };
  for (const { entity, id, before, after } of change.rows) {
    note(entity, id);
    const left = before?.fields['customerId'];
    if (typeof left === 'number' && left !== after.fields['customerId'] && !causes.has(left)) causes.set(left, []);
  }
  if (change.created) for (const id of change.created.ids) note(change.created.entity, id);
  for (const [customer, why] of causes) state.put(customer, why);
}

/** Tables whose change may make a set of customers old; a customer put away takes its sales along. */
function changedTables(change: Committed): Set<string> {
  const tables = new Set<string>(change.rows.map((row) => row.entity));
  if (change.created) tables.add(change.created.entity);
  if (change.rows.some((row) => row.entity === 'customer' && row.op !== 'update')) for (const table of ['sale', 'payment']) tables.add(table);
  return tables;
}

/** The derived data of an open book. Never throws for the state of `search.db`. */
export function createDerived(deps: DerivedDeps): Derived {
  return new DerivedData({ ...deps, key: deps.key.slice() });
}
