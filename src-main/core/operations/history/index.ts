/** History of any record, "restore this value", and Ctrl+Z. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { CUSTOM_PREFIX, customIdOf } from '../../../../shared/modules/custom-fields.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import type { Change, historyMethods } from '../../../../shared/modules/history.ts';
import { findEntry, recordHistory } from '../../changes/history.ts';
import { registry } from '../../changes/registry.ts';
import { emptyValue, sameValue } from '../../changes/rows.ts';
import type { Fields } from '../../changes/rows.ts';
import { interruptedActions, readAction, undoAction } from '../../changes/undo.ts';
import { endAction, write } from '../../changes/write.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../../domain/context.ts';
import { mergeCustom } from '../../domain/fields/index.ts';

const listHistory: Handler<'history.list'> = ({ book }, { entity, id, limit, before }) => {
  const row = book.rows.get(entity, id);
  if (!row) return err('record.missing', { entity, id });
  const page = recordHistory(book.db, entity, id, before ?? row.aseq, limit);
  return ok({ changes: page.changes.map(withCustomFields), next: page.next });
};

const restoreValue: Handler<'history.restoreValue'> = ({ book, actor }, { entity, id, seq, field, which }) => {
  const row = book.rows.get(entity, id);
  if (!row) return err('record.missing', { entity, id });
  const custom = entity === 'customer' ? customIdOf(field) : null;
  const found = findEntry(book.db, entity, id, seq)?.entry;
  if (custom !== null) return restoreCustom({ book, actor }, { id, field, value: valueIn(found?.[which]['custom'], custom), known: found !== undefined });
  const column = registry[entity].columns.find((c) => c.field === field);
  const def = registry[entity].fields.find((f) => f.name === field);
  if (!found || !column || def?.editable === false) return err('history.missing', { seq, field });
  const value = found[which][field] ?? emptyValue(column.form);
  // What a record cannot be without (its name) has no empty value to go back to.
  if (value === null && column.required) return err('history.missing', { seq, field });
  const facts = { name: typeof row.fields['name'] === 'string' ? row.fields['name'] : '', field };
  const action = { kind: 'history.restoreValue', actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => w.update(entity, id, withFollowers(found[which], field, value)));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok({});
};

/** The change of a custom value as a change of its own: `custom:<id>`. */
function withCustomFields(change: Change): Change {
  const fields = change.fields.flatMap((f) => {
    if (f.field !== 'custom') return [f];
    const [before, after] = [(f.before ?? {}) as Record<string, unknown>, (f.after ?? {}) as Record<string, unknown>];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith('o:') && !sameValue(before[key], after[key]));
    return keys.map((key) => ({ field: `${CUSTOM_PREFIX}${key}`, before: before[key] ?? null, after: after[key] ?? null }));
  });
  return { ...change, fields };
}

const valueIn = (map: unknown, id: number): unknown => (map as Readonly<Record<string, unknown>> | undefined)?.[String(id)] ?? null;

function restoreCustom({ book, actor }: Pick<CallContext, 'book' | 'actor'>, from: { id: number; field: string; value: unknown; known: boolean }) {
  const row = book.rows.get('customer', from.id);
  if (!row || !from.known) return err('history.missing', { field: from.field });
  const stored = row.fields['custom'] as Readonly<Record<string, CustomValue>>;
  const merged = mergeCustom(book.db, stored, { [String(customIdOf(from.field))]: from.value as CustomValue | null });
  if (!merged.ok) return err('history.missing', { field: from.field });
  const facts = { name: String(row.fields['name']), field: from.field };
  const action = { kind: 'history.restoreValue', actor, origin: 'local' as const, facts };
  const written = write(book.write, action, (w) => w.update('customer', from.id, { custom: merged.value }));
  if (written.seq !== null) book.undo.push(written.actionId);
  return ok({});
}

/** A name brings its pinyin back with it: search and sort go by both. */
function withFollowers(from: Fields, field: string, value: unknown): Fields {
  const pinyin = from['pinyin'];
  return field === 'name' && typeof pinyin === 'string' ? { name: value, pinyin } : { [field]: value };
}

const undoStatus: Handler<'undo.status'> = ({ book }) => {
  const info = (id: number | null) => {
    const action = id === null ? null : readAction(book.db, id);
    return action && { actionId: action.actionId, kind: action.kind, at: action.at, facts: action.facts };
  };
  return ok({ undo: info(book.undo.peekUndo()), redo: info(book.undo.peekRedo()), depth: book.undo.depth() });
};

const listInterrupted: Handler<'undo.interrupted'> = ({ book }) => ok({ actions: interruptedActions(book.db) });

const keep: Handler<'undo.keep'> = ({ book }, { actionId }) => {
  if (!isInterrupted(book, actionId)) return err('undo.nothing');
  endAction(book, actionId, 'cancelled');
  book.emit({ type: 'undo.changed' });
  return ok({});
};

function isInterrupted(book: OpenBook, actionId: number): boolean {
  return interruptedActions(book.db).some((action) => action.actionId === actionId);
}

/** One undo or redo at a time: two would invert the same entries twice. */
const busy = new WeakSet<object>();

async function step(ctx: CallContext, kind: 'undo' | 'redo', named?: number) {
  const { book } = ctx;
  if (named !== undefined && !book.undo.has(named) && !isInterrupted(book, named)) return err('undo.nothing');
  const actionId = named ?? (kind === 'undo' ? book.undo.peekUndo() : book.undo.peekRedo());
  const action = actionId === null ? null : readAction(book.db, actionId);
  if (actionId === null || !action) return err('undo.nothing');
  if (busy.has(book.db) || action.state === 'running') return err('undo.inJob');
  busy.add(book.db);
  try {
    const outcome = await undoAction(book.write, actionId, { kind, actor: ctx.actor, signal: ctx.signal });
    if (kind === 'undo') book.undo.undone(actionId, outcome.undoActionId);
    else book.undo.redone(outcome.undoActionId);
    const { actionId: id, kind: was, at, facts } = action;
    const kept = outcome.kept.map((k) => ({ entity: k.entity, id: k.id, fields: [...k.fields] }));
    return ok({ action: { actionId: id, kind: was, at, facts }, rows: outcome.rows, kept });
  } finally {
    busy.delete(book.db);
    book.emit({ type: 'undo.changed' });
  }
}

const undo: Handler<'undo.undo'> = (ctx, { actionId }) => step(ctx, 'undo', actionId);
const redo: Handler<'undo.redo'> = (ctx) => step(ctx, 'redo');

export const historyRoutes: Routes<keyof typeof historyMethods> = {
  'history.list': listHistory,
  'history.restoreValue': restoreValue,
  'undo.status': undoStatus,
  'undo.interrupted': listInterrupted,
  'undo.keep': keep,
  'undo.undo': undo,
  'undo.redo': redo,
};
