/**
 * The change pipeline against a plain model of what it promises: whatever is done in
 * whatever order, rows equal the model, undo is exact, every history replays to the
 * present, and the audit chain holds, with the clock jumping in both directions.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src-main/core/changes/audit.ts';
import { recordHistory } from '../../../src-main/core/changes/history.ts';
import { registry } from '../../../src-main/core/changes/registry.ts';
import { emptyValue, sameValue } from '../../../src-main/core/changes/rows.ts';
import type { Fields, Row } from '../../../src-main/core/changes/rows.ts';
import { undoAction } from '../../../src-main/core/changes/undo.ts';
import { beginAction, DELETED_BY_UNDO, DELETED_BY_USER, endAction, write } from '../../../src-main/core/changes/write.ts';
import { createPipelineBook } from '../../support/pipeline-book.ts';
import type { PipelineBook } from '../../support/pipeline-book.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('', ' ', '王', '\u0000', '__proto__', "'); --", 'a\r\nb'));
const contacts = fc.array(fc.record({ value: text.map((t) => t || 'x') }), { maxLength: 3 });
const patch: fc.Arbitrary<Fields> = fc.record(
  {
    name: text.map((t) => t || 'x'),
    company: fc.option(text.map((t) => t || null)),
    notes: fc.option(fc.oneof(text, fc.constant('长'.repeat(900))).map((t) => t || null)),
    phones: contacts,
    tags: fc.subarray([1, 2, 3]),
    extra: fc.dictionary(text, text, { maxKeys: 3 }),
  },
  { requiredKeys: [] },
);
const at = fc.nat(50);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), patch }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('update' as const), at, patch }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const, 'restoreValue' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tag' as const), from: at, count: fc.nat(6), tag: fc.constantFrom(1, 2, 3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('import' as const), batches: fc.array(fc.array(patch, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 }), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), ms: fc.oneof(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(-3_600_000, 3_600_000, 0)) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What a row shows: its fields and why it is put away. */
interface Seen {
  readonly fields: Fields;
  readonly gone: number | null;
}
type Model = Map<number, Seen>;

let book: PipelineBook;
beforeAll(async () => {
  book = await createPipelineBook();
});
afterAll(() => book.dispose());

const columns = registry.customer.columns;
const complete = (fields: Fields): Fields => Object.fromEntries(columns.map((c) => [c.field, fields[c.field] ?? emptyValue(c.form)]));
const act = (kind: string) => ({ kind, actor: 'owner', origin: 'local' as const });

function stored(ids: readonly number[]): Model {
  const out: Model = new Map();
  for (const id of ids) {
    const row = book.write.rows.get('customer', id);
    if (row) out.set(id, { fields: row.fields, gone: row.deletedKind });
  }
  return out;
}

function same(a: Model, b: Model): string | null {
  if (a.size !== b.size) return `${String(a.size)} rows, not ${String(b.size)}`;
  for (const [id, want] of b) {
    const got = a.get(id);
    if (!got) return `row ${String(id)} is missing`;
    if (got.gone !== want.gone) return `row ${String(id)} deletion ${String(got.gone)}, not ${String(want.gone)}`;
    const field = columns.find((c) => c.field !== 'createdAt' && !sameValue(got.fields[c.field], want.fields[c.field]))?.field;
    if (field) return `row ${String(id)} ${field}: ${JSON.stringify(got.fields[field])}, not ${JSON.stringify(want.fields[field])}`;
  }
  return null;
}

interface World {
  readonly ids: number[];
  readonly model: Model;
  /** Models before and after each action that can be undone, in order. */
  readonly undo: { actionId: number; before: Model }[];
  readonly redo: { actionId: number; before: Model }[];
}

const pick = (world: World, n: number): number | undefined => world.ids[n % Math.max(1, world.ids.length)];

/** Runs one step on the book and on the model. */
async function apply(world: World, s: Step): Promise<void> {
  const { ids, model } = world;
  const before: Model = new Map(model);
  const done = (written: { seq: number | null; actionId: number }) => {
    if (written.seq === null) return;
    world.undo.push({ actionId: written.actionId, before });
    world.redo.length = 0;
  };
  const change = (id: number, fields: Fields) => model.set(id, { ...model.get(id)!, fields: { ...model.get(id)!.fields, ...fields } });
  if (s.do === 'clock') {
    book.clock.shift(s.ms);
  } else if (s.do === 'create') {
    const written = write(book.write, act('create'), (w) => w.create('customer', { kind: 'individual', name: 'n', pinyin: 'n', ...s.patch }));
    ids.push(written.value);
    model.set(written.value, { fields: complete({ kind: 'individual', name: 'n', pinyin: 'n', ...s.patch }), gone: null });
    done(written);
  } else if (s.do === 'update') {
    const id = pick(world, s.at);
    if (id === undefined || model.get(id)!.gone !== null) return;
    done(write(book.write, act('update'), (w) => w.update('customer', id, s.patch)));
    change(id, s.patch);
  } else if (s.do === 'remove' || s.do === 'restore') {
    const id = pick(world, s.at);
    if (id === undefined || model.get(id)!.gone === DELETED_BY_UNDO) return;
    done(write(book.write, act(s.do), (w) => (s.do === 'remove' ? w.remove('customer', id) : w.restore('customer', id))));
    model.set(id, { ...model.get(id)!, gone: s.do === 'remove' ? DELETED_BY_USER : null });
  } else if (s.do === 'restoreValue') {
    const id = pick(world, s.at);
    if (id === undefined || model.get(id)!.gone !== null) return;
    const old = recordHistory(book.db, 'customer', id, book.write.rows.get('customer', id)!.aseq, 100).changes;
    const field = old.flatMap((c) => (c.op === 'update' ? c.fields : [])).find((f) => f.field !== 'createdAt');
    if (!field) return;
    done(write(book.write, act('restoreValue'), (w) => w.update('customer', id, { [field.field]: field.before })));
    change(id, { [field.field]: field.before });
  } else if (s.do === 'tag') {
    const some = [...new Set(Array.from({ length: s.count }, (_, i) => pick(world, s.from + i)))].filter((id) => id !== undefined && model.get(id)!.gone === null) as number[];
    const tagged = (tags: unknown) => [...new Set([...(tags as number[]), s.tag])];
    done(write(book.write, act('tag'), (w) => some.map((id) => w.update('customer', id, { tags: tagged(w.get('customer', id)!.fields['tags']) }))));
    for (const id of some) change(id, { tags: tagged(model.get(id)!.fields['tags']) });
  } else if (s.do === 'import') {
    runImport(world, s.batches, pick(world, s.at), done);
  } else {
    await undoOrRedo(world, s.do);
  }
}

/** Batches of one action: new rows, and in each batch another change of one old row. */
function runImport(world: World, batches: readonly (readonly Fields[])[], target: number | undefined, done: (w: { seq: number; actionId: number }) => void): void {
  const { ids, model } = world;
  const actionId = beginAction(book.write, act('import.run'));
  batches.forEach((rows, n) => {
    const made = write(book.write, { ...act('import.run'), actionId }, (w) => {
      const fresh = rows.map((fields) => w.create('customer', { kind: 'company', name: 'i', pinyin: 'i', ...fields }));
      if (target !== undefined && model.get(target)!.gone === null) w.update('customer', target, { company: `import ${String(n)}` });
      return fresh;
    }).value;
    made.forEach((id, i) => {
      ids.push(id);
      model.set(id, { fields: complete({ kind: 'company', name: 'i', pinyin: 'i', ...rows[i] }), gone: null });
    });
    if (target !== undefined && model.get(target)!.gone === null) {
      model.set(target, { ...model.get(target)!, fields: { ...model.get(target)!.fields, company: `import ${String(n)}` } });
    }
  });
  endAction(book.write, actionId, 'done');
  done({ seq: 1, actionId });
}

/** Strictly in order, nothing lies between an action and its undo: it must be exact and keep nothing back. */
async function undoOrRedo(world: World, kind: 'undo' | 'redo'): Promise<void> {
  const [from, to] = kind === 'undo' ? [world.undo, world.redo] : [world.redo, world.undo];
  const last = from.pop();
  if (!last) return;
  const now: Model = new Map(world.model);
  const outcome = await undoAction(book.write, last.actionId, { kind, actor: 'owner' });
  expect(outcome.kept).toEqual([]);
  expect(outcome.complete).toBe(true);
  for (const [id, seen] of now) {
    const before = last.before.get(id);
    // A row that did not exist before stays as a hidden one.
    world.model.set(id, before ?? { ...seen, gone: DELETED_BY_UNDO });
  }
  to.push({ actionId: outcome.undoActionId, before: now });
}

/** Walks a record's history from its creation on and answers the fields it ends with. */
function replay(row: Row): { fields: Fields; gone: boolean } {
  const { changes, next } = recordHistory(book.db, 'customer', row.id, row.aseq, 10_000);
  expect(next).toBeNull();
  const fields: Record<string, unknown> = {};
  let gone = false;
  for (const change of changes.toReversed()) {
    for (const f of change.fields) {
      if (change.op !== 'create') expect(sameValue(f.before, fields[f.field])).toBe(true);
      fields[f.field] = f.after;
    }
    if (change.op === 'delete' || change.op === 'restore') gone = change.op === 'delete';
  }
  expect(changes.at(-1)?.op).toBe('create');
  return { fields, gone };
}

describe('the change pipeline, whatever is done in whatever order', () => {
  it('keeps rows, histories, undo and the audit chain true', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 45 }), async (steps) => {
        const world: World = { ids: [], model: new Map(), undo: [], redo: [] };
        for (const s of steps) {
          await apply(world, s);
          expect(same(stored(world.ids), world.model)).toBeNull();
        }
        for (const id of world.ids) {
          const row = book.write.rows.get('customer', id)!;
          const replayed = replay(row);
          expect(columns.filter((c) => !sameValue(replayed.fields[c.field], row.fields[c.field])).map((c) => c.field)).toEqual([]);
          expect(replayed.gone).toBe(row.deletedAt !== null);
        }
        while (world.undo.length > 0) await undoOrRedo(world, 'undo');
        expect([...stored(world.ids).values()].every((seen) => seen.gone !== null)).toBe(true);
        expect(same(stored(world.ids), world.model)).toBeNull();
        expect(verifyAudit(book.db, book.write.mac)).toBeNull();
        const stamps = book.db.raw.prepare<[], string>('SELECT stamp FROM change_log ORDER BY seq').pluck().all();
        expect(stamps.every((s, i) => i === 0 || s > stamps[i - 1]!)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what somebody edited after an import, says so, and takes the rest back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 2, maxLength: 12 }), fc.array(fc.tuple(fc.nat(20), text), { maxLength: 6 }), async (rows, edits) => {
        const actionId = beginAction(book.write, act('import.run'));
        const ids = rows.map((fields) => write(book.write, { ...act('import.run'), actionId }, (w) => w.create('customer', { kind: 'individual', name: 'n', pinyin: 'n', ...fields })).value);
        endAction(book.write, actionId, 'done');
        const edited = new Set<number>();
        for (const [n, value] of edits) {
          const id = ids[n % ids.length]!;
          const { seq } = write(book.write, act('update'), (w) => w.update('customer', id, { title: `edited ${value}` }));
          if (seq !== null) edited.add(id);
        }
        const outcome = await undoAction(book.write, actionId, { kind: 'import.undo', actor: 'owner' });
        expect(new Set(outcome.kept.map((k) => k.id))).toEqual(edited);
        expect(outcome.kept.every((k) => k.fields.join() === 'title')).toBe(true);
        for (const id of ids) expect(book.write.rows.get('customer', id)!.deletedKind).toBe(edited.has(id) ? null : DELETED_BY_UNDO);
        // Twice is as good as once.
        const again = await undoAction(book.write, actionId, { kind: 'import.undo', actor: 'owner' });
        expect(again.rows).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing at all when a batch fails in the middle', () => {
    const { value: id } = write(book.write, act('create'), (w) => w.create('customer', { kind: 'individual', name: 'n', pinyin: 'n' }));
    const count = () => book.db.raw.prepare("SELECT (SELECT count(*) FROM customer) || '/' || (SELECT count(*) FROM change_log) || '/' || (SELECT count(*) FROM audit) || '/' || (SELECT value FROM meta WHERE key = 'clock')").pluck().get();
    const before = count();
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 5 }), (rows) => {
        const failing = () =>
          write(book.write, act('bulk'), (w) => {
            for (const fields of rows) w.create('customer', { kind: 'individual', name: 'n', pinyin: 'n', ...fields });
            w.update('customer', id, { name: 'changed' });
            throw new Error('cut off');
          });
        expect(failing).toThrow('cut off');
        expect(count()).toBe(before);
        expect(book.write.rows.get('customer', id)!.fields['name']).toBe('n');
      }),
      { numRuns: 20 },
    );
  });
});
