import type { CoreEvent } from '../../shared/contract/events.ts';
import { contract, isMethodName, type MethodName, type Output, type Parsed } from '../../shared/contract/index.ts';
import { err, ok, type AppError, type Result } from '../../shared/kernel/result.ts';
import type { FollowUp } from '../../shared/modules/follow-ups.ts';
import type { Customer, Selection } from '../../shared/modules/customers.ts';
import type { Tag } from '../../shared/modules/tags.ts';
import type { Change } from '../../shared/modules/history.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';
import type { BookInfo } from '../../shared/modules/session.ts';
import type { BookSettings, Prefs } from '../../shared/modules/system.ts';
import { FAKE_GRADES, FAKE_NOW, FAKE_SOURCES, fakeCustomer, runQuery } from './fake-customers.ts';

/**
 * The contract in memory, for screens without a core: input is checked by the same zod schemas, changes are kept in a history and
 * can be undone, events are sent. It is no second implementation of the rules: what a screen depends on is tested against the
 * real core as well.
 */
export interface FakeCore {
  readonly call: (method: string, input: unknown) => Promise<Result<unknown>>;
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
  readonly emit: (event: CoreEvent) => void;
  /** Every call so far, for assertions. */
  readonly calls: { method: string; input: unknown }[];
  readonly customers: Map<number, Customer>;
  /** The next call of this method fails with the error. */
  readonly failNext: (method: MethodName, error: AppError) => void;
  /** Calls of this method wait until `release` is called. */
  readonly hold: (method: MethodName) => { release: () => void };
}

interface State {
  readonly customers: Map<number, Customer>;
  readonly tags: Tag[];
  readonly followUps: FollowUp[];
  readonly changes: (Change & { readonly id: number })[];
  readonly undo: { info: { actionId: number; kind: string; at: number; facts: Record<string, string | number> }; run: () => void; again: () => void }[];
  readonly redo: State['undo'];
  settings: BookSettings;
  prefs: Prefs;
  open: boolean;
  nextId: number;
  seq: number;
  readonly emit: (event: CoreEvent) => void;
}
type Handlers = { readonly [M in MethodName]?: (input: Parsed<M>, s: State) => Result<Output<M>> };

const TAGS: readonly Tag[] = [
  { id: 101, name: '老客户', groupName: '关系', color: 'teal', count: 0 },
  { id: 102, name: '爱喝茶', groupName: '喜好', color: 'amber', count: 0 },
  { id: 103, name: '过敏体质', groupName: '注意', color: 'rose', count: 0 },
  { id: 104, name: '批发', groupName: '关系', color: 'blue', count: 0 },
];

export const fakeBook: BookInfo = {
  ref: 'book-1', bookId: 'b1', name: '小店客户簿', language: 'zh-CN', kind: 'both', preset: 'retail', sample: false, createdAt: FAKE_NOW,
  recoveryConfirmed: true, keychain: false, person: { id: 0, name: 'owner', role: 'owner', rights: ROLE_RIGHTS.owner }, denied: [], people: 0, warnings: [],
}; // prettier-ignore

const changed = (s: State, entity: string, ids: number[] | null): void => s.emit({ type: 'data.changed', entities: [entity], ids, origin: 'local' });

function remember(s: State, kind: string, run: () => void, again: () => void, facts: Record<string, string | number> = {}): number {
  const actionId = s.undo.length + s.redo.length + 1;
  s.undo.push({ info: { actionId, kind, at: FAKE_NOW, facts }, run, again });
  s.redo.length = 0;
  s.emit({ type: 'undo.changed' });
  return actionId;
}

/** Writes one row, keeps the history entry and the way back. */
function writeCustomer(s: State, next: Customer, action: string, op: Change['op']): Customer {
  const before = s.customers.get(next.id);
  const row = { ...next, seq: ++s.seq, updatedAt: FAKE_NOW };
  s.customers.set(row.id, row);
  const fields = Object.keys(row).filter((key) => !['seq', 'updatedAt', 'id', 'pinyin', 'deletedAt', 'createdAt'].includes(key));
  const diff = fields.flatMap((field) => {
    const [was, is] = [before?.[field as keyof Customer] ?? null, row[field as keyof Customer]];
    const isEmpty = before === undefined && (is === null || JSON.stringify(is) === '[]' || JSON.stringify(is) === '{}');
    return JSON.stringify(was) === JSON.stringify(is) || isEmpty ? [] : [{ field, before: was, after: is }];
  });
  s.changes.unshift({ id: row.id, seq: row.seq, at: FAKE_NOW, actor: 'owner', action, actionId: s.undo.length + 1, op, fields: diff });
  return row;
}

const put = (s: State, id: number, row: Customer | undefined): void => {
  if (row === undefined) s.customers.delete(id);
  else s.customers.set(id, { ...row, seq: ++s.seq });
  changed(s, 'customer', [id]);
};

function selected(s: State, selection: Selection): Customer[] {
  if ('ids' in selection) return selection.ids.flatMap((id) => s.customers.get(id) ?? []);
  const except = new Set(selection.except);
  return runQuery(s.customers.values(), selection.query).filter(({ id }) => !except.has(id));
}

/** Changes many rows as one action that can be undone. */
function writeMany(s: State, rows: readonly Customer[], change: (row: Customer) => Customer, kind: string, op: Change['op'] = 'update'): number {
  const before = rows.map((row) => row);
  const after = rows.map((row) => writeCustomer(s, change(row), kind, op));
  const actionId = remember(s, kind, () => before.forEach((row) => put(s, row.id, row)), () => after.forEach((row) => put(s, row.id, row)), { count: rows.length });
  changed(s, 'customer', rows.length > 200 ? null : rows.map(({ id }) => id));
  return actionId;
}

const answered = new WeakMap<State, { key: string; at: number; rows: Customer[] }>();
/** Scrolling asks for the same query again and again. */
function queryRows(s: State, query: Parsed<'customers.list'>['query']): Customer[] {
  const key = JSON.stringify(query);
  const known = answered.get(s);
  if (known?.key === key && known.at === s.seq) return known.rows;
  const rows = runQuery(s.customers.values(), query);
  answered.set(s, { key, at: s.seq, rows });
  return rows;
}

const customerHandlers: Handlers = {
  'customers.list': ({ query, limit, offset = 0 }, s) => {
    const rows = queryRows(s, query);
    return ok({ rows: rows.slice(offset, offset + limit), total: rows.length, totalIsLowerBound: false, next: null, indexing: false });
  },
  'customers.search': ({ text, limit }, s) => ok({ rows: runQuery(s.customers.values(), { text }).slice(0, limit), indexing: false }),
  'customers.facets': ({ field, query }, s) => {
    const counts = new Map<string | number | null, number>();
    for (const row of runQuery(s.customers.values(), query)) {
      const value = row[field as keyof Customer] as string | number | number[] | null;
      for (const one of Array.isArray(value) ? value : [value]) counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    return ok({ values: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count), left: { values: 0, count: 0 } });
  },
  'customers.get': ({ id }, s) => {
    const row = s.customers.get(id);
    return row ? ok(row) : err('record.missing');
  },
  'customers.create': (draft, s) => {
    const blank: Customer = { ...fakeCustomer(0), phones: [], wechats: [], emails: [], addresses: [], tags: [], extra: {}, company: null, title: null, code: null, gender: null, birthday: null, grade: null, source: null, notes: null, kind: 'individual', pinyin: '', createdAt: FAKE_NOW };
    const row = writeCustomer(s, { ...blank, ...draft, id: s.nextId++ }, 'customers.create', 'create');
    remember(s, 'customers.create', () => put(s, row.id, undefined), () => put(s, row.id, row), { name: row.name });
    changed(s, 'customer', [row.id]);
    return ok(row);
  },
  'customers.update': ({ id, patch, seq }, s) => {
    const before = s.customers.get(id);
    if (!before) return err('record.missing');
    const theirs = s.changes.filter((change) => change.id === id && seq !== undefined && change.seq > seq).flatMap((change) => change.fields);
    const clash = Object.keys(patch).filter((field) => theirs.some((one) => one.field === field));
    if (clash.length > 0) return err('record.changed', { fields: clash });
    const row = writeCustomer(s, { ...before, ...patch }, 'customers.update', 'update');
    remember(s, 'customers.update', () => put(s, id, before), () => put(s, id, row), { name: row.name });
    changed(s, 'customer', [id]);
    return ok(row);
  },
  'customers.remove': ({ selection }, s) => {
    const rows = selected(s, selection);
    return ok({ count: rows.length, actionId: writeMany(s, rows, (row) => ({ ...row, deletedAt: FAKE_NOW }), 'customers.remove', 'delete') });
  },
  'customers.restore': ({ selection }, s) => {
    const rows = selected(s, 'ids' in selection ? selection : { ...selection, query: { ...selection.query, deleted: true } });
    return ok({ count: rows.length, actionId: writeMany(s, rows, (row) => ({ ...row, deletedAt: null }), 'customers.restore', 'restore') });
  },
  'customers.tag': ({ selection, add, remove }, s) => {
    const rows = selected(s, selection);
    const change = (row: Customer): Customer => ({ ...row, tags: [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])] });
    return ok({ count: rows.length, actionId: writeMany(s, rows, change, 'customers.tag') });
  },
  'customers.duplicates': ({ draft, except }, s) => {
    const candidates = [];
    for (const row of s.customers.values()) {
      if (row.id === except) continue;
      const reasons: ('phone' | 'wechat' | 'name')[] = [];
      if (draft.phones?.some((a) => row.phones.some((b) => a.value.replace(/\D/g, '') === b.value.replace(/\D/g, '')))) reasons.push('phone');
      if (draft.wechats?.some((a) => row.wechats.some((b) => a.value === b.value))) reasons.push('wechat');
      if (draft.name !== undefined && draft.name === row.name) reasons.push('name');
      if (reasons.length > 0) candidates.push({ id: row.id, name: row.name, company: row.company, phone: row.phones[0]?.value ?? null, reasons, deleted: row.deletedAt !== null, notSame: false });
      if (candidates.length === 8) break;
    }
    return ok({ candidates });
  },
};

const tagHandlers: Handlers = {
  'tags.list': (_, s) => ok({ tags: s.tags.map((tag) => ({ ...tag })) }),
  'tags.create': ({ name, groupName, color }, s) => {
    if (s.tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase())) return err('tag.exists');
    const tag: Tag = { id: s.nextId++, name, groupName, color, count: 0 };
    s.tags.push(tag);
    changed(s, 'tag', [tag.id]);
    return ok(tag);
  },
};

const activityHandlers: Handlers = {
  'followUps.list': ({ customerId }, s) => {
    const rows = s.followUps.filter((row) => row.customerId === customerId).sort((a, b) => b.at - a.at);
    return ok({ rows, total: rows.length });
  },
  'followUps.create': (input, s) => {
    const row: FollowUp = { nextDate: null, result: null, intent: null, satisfaction: null, ...input, id: s.nextId++, seq: ++s.seq };
    s.followUps.push(row);
    remember(s, 'followUps.create', () => drop(s, s.followUps, row.id, 'followUp'), () => void s.followUps.push(row));
    changed(s, 'followUp', [row.id]);
    return ok(row);
  },
  'followUps.update': ({ id, patch }, s) => replace(s, s.followUps, id, patch, 'followUp'),
  'followUps.remove': ({ id }, s) => removeOne(s, s.followUps, id, 'followUp'),
  'followUps.get': ({ id }, s) => {
    const row = s.followUps.find((one) => one.id === id);
    return row ? ok(row) : err('record.missing');
  },
  'timeline.list': ({ customerId }, s) => {
    const rows = s.followUps.filter((row) => row.customerId === customerId).sort((a, b) => b.at - a.at);
    return ok({ entries: rows.map(({ customerId: _, seq: _seq, ...row }) => ({ kind: 'followUp' as const, ...row, files: 0 })), next: null });
  },
  'timeline.counts': ({ customerId }, s) => ok({ counts: [{ kind: 'followUp', count: s.followUps.filter((row) => row.customerId === customerId).length }] }),
  'portrait.get': ({ id }, s) => {
    const customer = s.customers.get(id);
    if (!customer) return err('record.missing');
    const talks = s.followUps.filter((row) => row.customerId === id).sort((a, b) => b.at - a.at);
    const nothing = { nextStep: null, openIssues: 0, sales: [], lastSaleOn: null, related: [], relatedTotal: 0, attachmentCount: 0, attachmentBytes: 0 };
    return ok({ customer, ...nothing, lastFollowUp: talks[0] ?? null, followUpCount: talks.length });
  },
  'relations.list': () => ok({ rows: [], total: 0, ownKinds: [] }),
  'attachments.list': () => ok({ rows: [], total: 0, sizeBytes: 0 }),
  'attachments.totals': () => ok({ files: 0, sizeBytes: 0, attachments: 0 }),
  // Sales have rules of their own that no fake repeats: their screens are tested against the real core.
  'sales.list': () => ok({ rows: [], next: null }),
  'sales.sums': () => ok({ count: 0, sums: [], ofItems: false }),
  'sales.summary': () => ok({ count: 0, sums: [], firstOn: null, lastOn: null, dueOn: null, credits: [] }),
};

function drop<T extends { id: number }>(s: State, list: T[], id: number, entity: string): void {
  const at = list.findIndex((row) => row.id === id);
  if (at >= 0) list.splice(at, 1);
  changed(s, entity, [id]);
}
function replace<T extends { id: number }>(s: State, list: T[], id: number, patch: object, entity: string): Result<T> {
  const at = list.findIndex((row) => row.id === id);
  const before = list[at];
  if (!before) return err('record.missing');
  const row = { ...before, ...patch };
  list[at] = row;
  changed(s, entity, [id]);
  return ok(row);
}
function removeOne<T extends { id: number }>(s: State, list: T[], id: number, entity: string): Result<Record<string, never>> {
  const row = list.find((one) => one.id === id);
  if (!row) return err('record.missing');
  drop(s, list, id, entity);
  remember(s, `${entity}s.remove`, () => { list.push(row); changed(s, entity, [id]); }, () => drop(s, list, id, entity)); // prettier-ignore
  return ok({});
}

const step = (s: State, from: State['undo'], to: State['undo'], way: 'run' | 'again', actionId?: number) => {
  const at = actionId === undefined ? from.length - 1 : from.findIndex(({ info }) => info.actionId === actionId);
  const [last] = at < 0 ? [] : from.splice(at, 1);
  if (!last) return err('undo.nothing');
  last[way]();
  to.push(last);
  s.emit({ type: 'undo.changed' });
  return ok({ action: last.info, rows: 1, kept: [] });
};

const systemHandlers: Handlers = {
  'session.status': (_, s) => ok({ state: s.open ? 'open' : 'locked', book: s.open ? fakeBook : null, host: 'loopback', keychainAvailable: false, version: '0' }),
  'books.list': () => ok({ books: [{ ref: fakeBook.ref, name: fakeBook.name, language: 'zh-CN', sample: false, lastOpenedAt: FAKE_NOW, missing: false, keychain: false, people: [] }] }),
  'session.touch': () => ok({}),
  'session.lock': (_, s) => {
    s.open = false;
    s.emit({ type: 'session.locked', reason: 'user' });
    return ok({});
  },
  'session.unlock': (_, s) => {
    s.open = true;
    s.emit({ type: 'session.opened', bookId: fakeBook.bookId });
    return ok({ book: fakeBook });
  },
  'prefs.get': (_, s) => ok(s.prefs),
  'prefs.set': (input, s) => ok((s.prefs = { ...s.prefs, ...input })),
  'settings.get': (_, s) => ok(s.settings),
  'views.list': () => ok({ views: [], last: null }),
  'views.opened': () => ok({}),
  'segments.list': () => ok({ segments: [] }),
  'recent.note': () => ok({}),
  'settings.set': (input, s) => {
    s.settings = { ...s.settings, ...input };
    changed(s, 'settings', null);
    return ok(s.settings);
  },
  'jobs.list': () => ok({ jobs: [] }),
  'import.list': () => ok({ imports: [] }),
  'history.list': ({ id }, s) => ok({ changes: s.changes.filter((change) => change.id === id).map(({ id: _, ...change }) => change), next: null }),
  'history.restoreValue': ({ id, seq, field, which }, s) => {
    const entry = s.changes.find((change) => change.id === id && change.seq === seq)?.fields.find((one) => one.field === field);
    const row = s.customers.get(id);
    if (!entry || !row) return err('history.missing');
    const next = writeCustomer(s, { ...row, [field]: entry[which] }, 'history.restoreValue', 'update');
    remember(s, 'history.restoreValue', () => put(s, id, row), () => put(s, id, next));
    changed(s, 'customer', [id]);
    return ok({});
  },
  'undo.status': (_, s) => ok({ undo: s.undo.at(-1)?.info ?? null, redo: s.redo.at(-1)?.info ?? null, depth: s.undo.length }),
  'undo.interrupted': () => ok({ actions: [] }),
  'undo.undo': ({ actionId }, s) => step(s, s.undo, s.redo, 'run', actionId),
  'undo.redo': (_, s) => step(s, s.redo, s.undo, 'again'),
};

const handlers: Handlers = { ...customerHandlers, ...tagHandlers, ...activityHandlers, ...systemHandlers };

/** A book in memory with `count` made-up customers; `more` adds or overrides handlers. */
export function createFakeCore(options: { readonly count?: number; readonly open?: boolean; readonly more?: Handlers } = {}): FakeCore {
  const { count = 0, open = true, more = {} } = options;
  const listeners = new Set<(event: CoreEvent) => void>();
  const emit = (event: CoreEvent): void => listeners.forEach((listener) => listener(event));
  const customers = new Map(Array.from({ length: count }, (_, i) => [4_294_967_296 + i + 1, fakeCustomer(i)] as const));
  const state: State = {
    customers, tags: TAGS.map((tag) => ({ ...tag })), followUps: [], changes: [], undo: [], redo: [], open, emit, seq: 1, nextId: 4_294_967_296 + count + 1,
    settings: { name: fakeBook.name, language: 'zh-CN', kind: 'both', autoLockMinutes: 10, sources: FAKE_SOURCES, grades: FAKE_GRADES, currency: 'CNY', standards: {}, verifyDays: { default: 180, byGrade: {} }, contactDays: { byGrade: {} }, reminders: { at: '09:00', quietFrom: '22:00', quietTo: '07:00', digest: true }, stages: { riskDays: 90, lostDays: 180, loyalSales: 4, loyalMonths: 12, words: 'visits' }, rfm: { recentDays: 90, sales: 3, amountMinor: 100_000 }, listColumns: [], listSort: null },
    prefs: { language: 'zh-CN', theme: 'light', fontScale: 100, density: 'normal', sidebarCollapsed: false, closedSections: [], maskDetails: false, blurAway: false, clearCopied: true, hideFromCapture: false, notices: true, noticeDetails: 'auto', stayInTray: false, startWithSystem: false, lastPeople: {}, calendarView: 'month', calendarHidden: [] },
  }; // prettier-ignore
  const calls: FakeCore['calls'] = [];
  const failures = new Map<string, AppError>();
  const gates = new Map<string, Promise<void>>();
  const run = (method: string, input: unknown): Result<unknown> => {
    if (!isMethodName(method)) return err('request.unknownMethod');
    const parsed = contract[method].input.safeParse(input);
    if (!parsed.success) return err('request.invalid', { issues: parsed.error.issues });
    const failure = failures.get(method);
    if (failures.delete(method) && failure) return { ok: false, error: failure };
    const handler = { ...handlers, ...more }[method] as ((input: unknown, s: State) => Result<unknown>) | undefined;
    if (!handler) return err('internal', { method });
    const before = state.undo.at(-1)?.info.actionId;
    const result = handler(parsed.data, state);
    const actionId = state.undo.at(-1)?.info.actionId;
    const isNew = contract[method].kind === 'command' && !method.startsWith('undo.') && actionId !== before;
    return result.ok && isNew ? { ...result, actionId } : result;
  };
  return {
    calls,
    customers,
    emit,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    failNext: (method, error) => void failures.set(method, error),
    hold: (method) => {
      const gate = Promise.withResolvers<void>();
      gates.set(method, gate.promise);
      return { release: () => (gates.delete(method), gate.resolve()) };
    },
    call: async (method, input) => {
      calls.push({ method, input });
      await gates.get(method);
      // A copy, as over a wire: nobody can change the book by holding on to a row.
      return structuredClone(run(method, input));
    },
  };
}
