/**
 * The only write path: rows, change log, audit entry and clock in one transaction.
 * A transaction has one seq and one stamp; every row it touches carries that seq as
 * `aseq` and each entry remembers the row's previous one, so a record's history is a
 * walk along that chain and needs no index.
 */
import type { RecordId } from '../../../shared/kernel/ids.ts';
import { AppFailure, assertInvariant } from '../../../shared/kernel/result.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { sqliteFailure } from '../database/errors.ts';
import type { Db } from '../database/open.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Mac } from './audit.ts';
import { appendAudit, auditHead } from './audit.ts';
import { openTxClock } from './clock-row.ts';
import type { ChangeEntry, ChangeOp } from './codec.ts';
import { encodeBody } from './codec.ts';
import type { Changed } from './facts/index.ts';
import { maintain, noteGrades } from './facts/index.ts';
import { registry } from './registry.ts';
import { closedCustom, ownerOnlyIds } from './sealed-values.ts';
import type { CreatedRows } from './created.ts';
import { collectCreated } from './created.ts';
import type { Fields, Row, RowImage, RowStore } from './rows.ts';
import { emptyValue, isEmpty, sameValue } from './rows.ts';
import { prepared } from './statements.ts';

export type Origin = 'local' | 'job' | 'sync';
export type ActionFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Most rows one transaction may change: a batch of bulk work. */
export const MAX_BATCH_ROWS = 1000;
export const DELETED_BY_USER = 1;
export const DELETED_BY_UNDO = 2;

export interface Committed {
  readonly seq: number;
  readonly actionId: number;
  readonly origin: Origin;
  readonly rows: readonly CommittedRow[];
  /** Rows created in bulk; they are not among `rows`. */
  readonly created: CommittedCreation | null;
}

export interface CommittedCreation {
  readonly entity: EntityName;
  readonly ids: readonly number[];
  /** See `packed.ts`; the receiver may keep or transfer it. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

export interface CommittedRow {
  readonly entity: EntityName;
  readonly id: number;
  readonly op: ChangeOp;
  /** Whole rows; `before` is null at creation. */
  readonly before: Row | null;
  readonly after: Row;
}

export interface WriteDeps {
  readonly db: Db;
  readonly rows: RowStore;
  readonly clock: Clock;
  readonly mac: Mac;
  /** Called after each commit, in order; must not throw. */
  readonly onCommitted: (change: Committed) => void;
  /** Called before each commit, when the facts are right: changes rows that follow from the others by the owner's rules. */
  readonly settle?: (w: Writer, changed: Changed, action: string) => void;
}

export interface ActionInput {
  readonly kind: string;
  readonly actor: string;
  readonly origin: Origin;
  readonly facts?: ActionFacts;
  /** An action begun with `beginAction`: this write is one of its batches. */
  readonly actionId?: number;
}

/** Exists only inside `write`; every change goes through it. */
export interface Writer {
  readonly now: number;
  get(entity: EntityName, id: number): Row | null;
  /** Adds a row and answers its id. Fields left out are empty. */
  create(entity: EntityName, fields: Fields): RecordId;
  /** `create` for bulk work: `image` holds the encoded fields in their places; id and kept columns are filled in here. One entity per transaction. */
  createImage(entity: EntityName, image: RowImage): RecordId;
  /** Changes fields of a row; what equals the present value is not a change. `record.missing` when there is no row. */
  update(entity: EntityName, id: number, patch: Fields): Row;
  remove(entity: EntityName, id: number, kind?: number): Row;
  restore(entity: EntityName, id: number): Row;
  hasLivingChildren(entity: EntityName, id: number): boolean;
  /** For tables that are not replicated but belong to the same transaction (import progress, saved words). */
  readonly db: Db;
}

export interface Written<T> {
  readonly value: T;
  readonly actionId: number;
  /** `null` when nothing changed. */
  readonly seq: number | null;
}

/**
 * Runs `body` in one immediate transaction. All of it is durable when this returns,
 * or nothing happened and the failure is thrown (`disk.full`, `disk.readonly`, …).
 */
export function write<T>(deps: WriteDeps, action: ActionInput, body: (w: Writer) => T): Written<T> {
  let committed: Committed | null = null;
  const run = deps.db.raw.transaction((): Written<T> => {
    const tx = openTransaction(deps, action);
    const value = body(tx.writer);
    committed = tx.finish();
    return { value, actionId: tx.actionId, seq: committed?.seq ?? null };
  });
  let written: Written<T>;
  try {
    written = run.immediate();
  } catch (e) {
    throw e instanceof AppFailure ? e : (sqliteFailure(e) ?? e);
  }
  if (committed) deps.onCommitted(committed);
  return written;
}

function openTransaction(deps: WriteDeps, action: ActionInput) {
  const now = deps.clock.now();
  const txClock = openTxClock(deps.db, now);
  const head = auditHead(deps.db);
  const seq = head.seq + 1;
  const actionId = action.actionId ?? txClock.newId();
  const tx: TxState = { now, seq, newId: () => txClock.newId(), touched: new Map(), created: null };
  const { touched } = tx;
  const writer = createWriter(deps, tx);
  const changedRows = () => [...touched.values()].filter((r) => r.before === null || r.op !== 'update' || changedFields(r).length > 0);
  const finish = (): Committed | null => {
    const rows = changedRows();
    const made = tx.created && tx.created.size > 0 ? tx.created : null;
    const count = rows.length + (made?.size ?? 0);
    if (count === 0) return null;
    assertInvariant(count <= MAX_BATCH_ROWS, 'a transaction changes at most 1000 rows');
    const changed = { rows, created: made };
    maintain(deps.db, changed, now);
    deps.settle?.(writer, changed, action.kind);
    const all = changedRows();
    noteGrades(deps.db, all, now);
    const created = made && { entity: made.entity, packed: made.pack(), ids: made.ids };
    const { codec, body } = encodeBody(all.map(toEntry), created?.packed);
    if (action.actionId === undefined) insertAction(deps.db, actionId, action, 'done', now);
    prepared(deps.db.raw, INSERT_LOG).run(seq, actionId, txClock.stamp, all.length + (made?.size ?? 0), codec, body);
    const valueHash = deps.mac(body);
    appendAudit(deps.db, deps.mac, head, { at: now, stamp: txClock.stamp, actor: action.actor, action: action.kind, rowCount: all.length + (made?.size ?? 0), valueHash });
    txClock.save();
    return { seq, actionId, origin: action.origin, rows: all, created };
  };
  return { writer, actionId, finish };
}

interface TxState {
  readonly now: number;
  readonly seq: number;
  readonly newId: () => RecordId;
  readonly touched: Map<string, CommittedRow>;
  created: CreatedRows | null;
}

const INSERT_LOG = 'INSERT INTO change_log (seq, action_id, stamp, row_count, codec, body) VALUES (?, ?, ?, ?, ?, ?)';

function createWriter(deps: WriteDeps, tx: TxState): Writer {
  const { rows } = deps;
  const close = ownerOnlyCloser(deps.db);
  const note = (entity: EntityName, op: ChangeOp, before: Row | null, after: Row): Row => {
    const key = `${entity}:${after.id}`;
    if (tx.created?.entity === entity && tx.created.evict(after.id)) {
      tx.touched.set(key, { entity, id: after.id, op: 'create', before: null, after });
      return after;
    }
    const earlier = tx.touched.get(key);
    const joined = earlier ? { before: earlier.before, op: joinOps(earlier.op, op) } : { before, op };
    tx.touched.set(key, { entity, id: after.id, after, ...joined });
    return after;
  };
  const need = (entity: EntityName, id: number): Row => {
    const row = rows.get(entity, id);
    if (!row) throw new AppFailure('record.missing', { entity, id });
    return row;
  };
  const mark = (entity: EntityName, id: number, op: 'delete' | 'restore', kind: number | null): Row => {
    const before = need(entity, id);
    const wanted = op === 'delete';
    if ((before.deletedAt !== null) === wanted) return before;
    const after: Row = { ...before, updatedAt: tx.now, deletedAt: wanted ? tx.now : null, deletedKind: kind, aseq: tx.seq };
    rows.update(entity, after, []);
    return note(entity, op, before, after);
  };
  return {
    now: tx.now,
    db: deps.db,
    get: (entity, id) => rows.get(entity, id),
    hasLivingChildren: (entity, id) => rows.hasLivingChildren(entity, id),
    create(entity, given) {
      const id = tx.newId();
      const fields = entity === 'customer' ? close.fields(given) : given;
      if (entity === 'field') close.forget();
      const after = freshRow(entity, id, fields, tx);
      rows.insert(entity, after);
      note(entity, 'create', null, after);
      return id;
    },
    createImage(entity, image) {
      const created = (tx.created ??= collectCreated(entity, tx.now));
      assertInvariant(created.entity === entity, 'rows of one entity are created in bulk');
      const id = tx.newId();
      if (entity === 'customer') close.image(image);
      const kept = registry[entity].columns.length + 1;
      image[0] = id;
      image[kept] = tx.now;
      image[kept + 1] = null;
      image[kept + 2] = null;
      image[kept + 3] = tx.seq;
      rows.insertImage(entity, image);
      created.add(image);
      return id;
    },
    update(entity, id, given) {
      const before = need(entity, id);
      const patch = entity === 'customer' ? close.fields(given, before.fields) : given;
      if (entity === 'field') close.forget();
      const changed = registry[entity].columns.map((c) => c.field).filter((f) => f in patch && !sameValue(patch[f], before.fields[f]));
      if (changed.length === 0) return before;
      const fields = { ...before.fields };
      for (const f of changed) fields[f] = patch[f];
      const after: Row = { ...before, fields, updatedAt: tx.now, aseq: tx.seq };
      rows.update(entity, after, changed);
      return note(entity, 'update', before, after);
    },
    remove: (entity, id, kind = DELETED_BY_USER) => mark(entity, id, 'delete', kind),
    restore: (entity, id) => mark(entity, id, 'restore', null),
  };
}

const CUSTOM_AT = 1 + registry.customer.columns.findIndex((c) => c.field === 'custom');

/** Seals values of owner-only fields, whoever brings them: an edit, a file, another book, an older copy. Which fields those are is asked once a transaction. */
function ownerOnlyCloser(db: Db) {
  let known: ReadonlySet<number> | null = null;
  const ids = () => (known ??= ownerOnlyIds(db));
  const isNone = (custom: unknown) => custom === null || custom === undefined || custom === '' || custom === '{}' || ids().size === 0;
  return {
    forget: () => void (known = null),
    fields(fields: Fields, before: Fields = {}): Fields {
      const { custom } = fields;
      return isNone(custom) ? fields : { ...fields, custom: closedCustom(db, ids(), custom as Fields, before['custom'] as Fields | undefined) };
    },
    image(image: RowImage): void {
      const text = image[CUSTOM_AT];
      if (!isNone(text)) image[CUSTOM_AT] = JSON.stringify(closedCustom(db, ids(), JSON.parse(String(text)) as Fields));
    },
  };
}

function freshRow(entity: EntityName, id: number, fields: Fields, tx: TxState): Row {
  const all: Record<string, unknown> = {};
  for (const c of registry[entity].columns) all[c.field] = fields[c.field] ?? emptyValue(c.form);
  all['createdAt'] = fields['createdAt'] ?? tx.now;
  return { id, fields: all, updatedAt: tx.now, deletedAt: null, deletedKind: null, aseq: tx.seq };
}

/** Two changes of one row in one transaction are one: created stays created, the rest is an update. */
function joinOps(first: ChangeOp, second: ChangeOp): ChangeOp {
  if (first === 'create') return 'create';
  return first === second ? first : second === 'update' ? first : second;
}

function changedFields(row: CommittedRow): string[] {
  const { before, after } = row;
  const names = registry[row.entity].columns.map((c) => c.field);
  if (!before) return names.filter((f) => !isEmpty(after.fields[f]));
  return names.filter((f) => !sameValue(before.fields[f], after.fields[f]));
}

function toEntry(row: CommittedRow): ChangeEntry {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const field of changedFields(row)) {
    if (row.before) before[field] = row.before.fields[field];
    after[field] = row.after.fields[field];
  }
  const entry = { entity: row.entity, id: row.id, op: row.op, prev: row.before?.aseq ?? 0, before, after };
  const kind = row.before?.deletedKind ?? row.after.deletedKind;
  return kind === null ? entry : { ...entry, kind };
}

function insertAction(db: Db, id: number, action: ActionInput, state: string, now: number): void {
  db.raw
    .prepare('INSERT INTO action (id, kind, actor, facts, state, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, action.kind, action.actor, JSON.stringify(action.facts ?? {}), state, now, state === 'done' ? now : null);
}

/** Opens an action of many batches (import, bulk edit); a crash leaves it `running`, found at the next start. */
export function beginAction(deps: WriteDeps, action: ActionInput, also?: (db: Db, actionId: number) => void): number {
  const run = deps.db.raw.transaction(() => {
    const now = deps.clock.now();
    const txClock = openTxClock(deps.db, now);
    const id = txClock.newId();
    insertAction(deps.db, id, action, 'running', now);
    also?.(deps.db, id);
    txClock.save();
    return id;
  });
  try {
    return run.immediate();
  } catch (e) {
    throw sqliteFailure(e) ?? e;
  }
}

/** Ends an action begun with `beginAction`. Inside a `write`, pass its `w.db`: then it ends with that batch or not at all. */
export function endAction(deps: Pick<WriteDeps, 'db' | 'clock'>, actionId: number, state: 'done' | 'cancelled' | 'interrupted' | 'failed', facts?: ActionFacts): void {
  deps.db.raw
    .prepare('UPDATE action SET state = ?, ended_at = ?, facts = coalesce(?, facts) WHERE id = ?')
    .run(state, deps.clock.now(), facts ? JSON.stringify(facts) : null, actionId);
}

/** `endAction` after a failure: on a full disk it cannot be noted, and the next start finds the action running and calls it interrupted. */
export function endQuietly(deps: Pick<WriteDeps, 'db' | 'clock'>, actionId: number, state: 'cancelled' | 'failed'): void {
  try {
    endAction(deps, actionId, state);
  } catch (e) {
    if (!sqliteFailure(e)) throw e;
  }
}

/** Notes in the audit chain what changes no row: unlock, export, print, restore. */
export function noteEvent(deps: WriteDeps, action: string, actor: string, count = 0): void {
  const run = deps.db.raw.transaction(() => {
    const now = deps.clock.now();
    const txClock = openTxClock(deps.db, now);
    const valueHash = deps.mac(new Uint8Array());
    appendAudit(deps.db, deps.mac, auditHead(deps.db), { at: now, stamp: txClock.stamp, actor, action, rowCount: count, valueHash });
    txClock.save();
  });
  run.immediate();
}
