/** Running one change over many customers: in batches, each durable by itself, one step of undo. */
import type { BulkOp } from '../../../../shared/modules/bulk.ts';
import type { BulkResult, Refusal } from '../../../../shared/modules/segments.ts';
import { sameValue } from '../../changes/rows.ts';
import type { Fields, Row } from '../../changes/rows.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import { beginAction, endAction, endQuietly, write } from '../../changes/write.ts';
import type { ActionFacts, ActionInput, WriteDeps, Writer } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { preparePatch } from '../customers/index.ts';
import { customerNumberGiver } from '../numbering/index.ts';
import { openedValue, ownerSealOf } from '../../changes/sealed-values.ts';
import { mergeCustom } from '../custom-values.ts';
import type { CustomMap } from '../custom-values.ts';
import { currentValue, editedValue, editTarget, patchOf } from './edit-rules.ts';
import type { EditShape, EditTarget } from './edit-rules.ts';

/** What is done to each customer. Plain data: it travels to the worker. */
export type BulkChange =
  | { readonly kind: 'edit'; readonly field: string; readonly change: BulkOp }
  | { readonly kind: 'number' }
  | { readonly kind: 'mergeTags'; readonly from: number; readonly into: number }
  | { readonly kind: 'consent'; readonly entry: Fields }
  | { readonly kind: 'members'; readonly segmentId: number; readonly remove: boolean };

export interface BulkInput {
  readonly action: { readonly kind: string; readonly facts: ActionFacts };
  readonly change: BulkChange;
  readonly ids: Float64Array;
}

export interface BulkHooks {
  readonly actor: string;
  readonly origin: ActionInput['origin'];
  readonly batch: number;
  readonly stopped: () => boolean;
  /** The action exists; from here on it can be undone. */
  readonly began?: (actionId: number) => void;
  readonly progress: (done: number, total: number) => void;
}

/** Of those left as they were, so many are named. */
const NAMED = 100;

type Outcome = 'changed' | 'same' | Refusal;
type Apply = (w: Writer, id: number) => Outcome;

/** Does the change to every id; stopped half way, what was written stays and can be undone. */
export async function runBulk(deps: WriteDeps, { action, change, ids }: BulkInput, hooks: BulkHooks): Promise<BulkResult & { readonly complete: boolean }> {
  const input: ActionInput = { ...action, actor: hooks.actor, origin: hooks.origin };
  const apply = applier(deps.db, change);
  const actionId = beginAction(deps, input);
  hooks.began?.(actionId);
  const tally = createTally();
  let done = 0;
  try {
    do {
      const part = ids.subarray(done, done + hooks.batch);
      const last = done + part.length >= ids.length;
      write(deps, { ...input, actionId }, (w) => {
        for (const id of part) tally.add(apply(w, id));
        if (!last) return;
        if (change.kind === 'mergeTags') w.remove('tag', change.from);
        // With the last batch or not at all: a "failed" must not hide that everything was done.
        endAction({ db: w.db, clock: deps.clock }, actionId, 'done', { ...action.facts, count: tally.counts.changed });
      });
      done += part.length;
      hooks.progress(done, ids.length);
      await yieldToOthers();
    } while (done < ids.length && !hooks.stopped());
  } catch (e) {
    endQuietly(deps, actionId, 'failed');
    throw e;
  }
  const complete = done >= ids.length;
  if (!complete) endQuietly(deps, actionId, 'cancelled');
  const { changed, ...rest } = tally.counts;
  return { count: changed, ...rest, refusals: tally.refusals, actionId, complete };
}

function createTally() {
  const counts = { changed: 0, same: 0, refused: 0 };
  const refusals: Refusal[] = [];
  const add = (outcome: Outcome): void => {
    counts[typeof outcome === 'string' ? outcome : 'refused']++;
    if (typeof outcome !== 'string' && refusals.length < NAMED) refusals.push(outcome);
  };
  return { counts, refusals, add };
}

function applier(db: Db, change: BulkChange): Apply {
  if (change.kind === 'edit') return editApplier(db, change.field, change.change);
  if (change.kind === 'number') return numberApplier();
  if (change.kind === 'consent') return consentApplier(change.entry);
  return change.kind === 'mergeTags' ? mergeApplier(change.from, change.into) : memberApplier(db, change);
}

/** How values of the book's own fields look to a bulk edit; `null` for formulas and fields that are gone. */
export function customShapes(db: Db): (id: number) => EditShape | null {
  const book = fieldBook(db);
  return (id) => {
    const field = book.field(id);
    if (!field || field.deleted || field.kind === 'formula' || field.kind === 'file' || (field.ownerOnly && !ownerSealOf(db))) return null;
    if (field.kind === 'multiChoice') return 'list';
    if (field.kind === 'longText') return 'longText';
    return field.kind === 'text' || field.kind === 'phone' || field.kind === 'url' ? 'text' : 'plain';
  };
}

export interface PlannedEdit {
  readonly before: unknown;
  readonly after: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What one customer's field would become, or why it cannot. */
export function plannedEdit(db: Db, target: EditTarget, row: Row, change: BulkOp): PlannedEdit | Refusal['reason'] {
  const before = openedValue(db, currentValue(row.fields, target));
  const value = editedValue(target.shape, before, change);
  const patch = value === undefined ? 'unsuited' : patchOf(target, row.fields, value);
  if (typeof patch === 'string') return patch;
  const fields = preparePatch(patch);
  if (patch.custom) {
    const custom = mergeCustom(db, row.fields['custom'] as CustomMap, patch.custom);
    if (!custom.ok) return 'badValue';
    fields['custom'] = custom.value;
  }
  return { before, after: openedValue(db, currentValue(fields, target)), fields };
}

function editApplier(db: Db, name: string, change: BulkOp): Apply {
  const target = editTarget(name, customShapes(db));
  return (w, id) => {
    const row = w.get('customer', id);
    if (!row || row.deletedAt !== null) return 'same';
    const planned = plannedEdit(db, target, row, change);
    if (typeof planned === 'string') return { id, name: String(row.fields['name']), reason: planned };
    if (sameValue(planned.before, planned.after)) return 'same';
    return w.update('customer', id, planned.fields).aseq === row.aseq ? 'same' : 'changed';
  };
}

function numberApplier(): Apply {
  let current: { readonly w: Writer; readonly give: () => string } | null = null;
  return (w, id) => {
    const row = w.get('customer', id);
    if (!row || row.deletedAt !== null || row.fields['code']) return 'same';
    if (current?.w !== w) current = { w, give: customerNumberGiver(w) };
    w.update('customer', id, { code: current.give() });
    return 'changed';
  };
}

function consentApplier(entry: Fields): Apply {
  return (w, customerId) => {
    const row = w.get('customer', customerId);
    if (!row || row.deletedAt !== null) return 'same';
    w.create('consent', { ...entry, customerId });
    return 'changed';
  };
}

function mergeApplier(from: number, into: number): Apply {
  return (w, id) => {
    const row = w.get('customer', id);
    const tags = (row?.fields['tags'] ?? []) as readonly number[];
    if (!tags.includes(from)) return 'same';
    w.update('customer', id, { tags: [...new Set(tags.map((tag) => (tag === from ? into : tag)))] });
    return 'changed';
  };
}

function memberApplier(db: Db, { segmentId, remove }: Extract<BulkChange, { kind: 'members' }>): Apply {
  const known = db.raw.prepare<[number, number], { id: number; deleted: number }>(
    'SELECT id, deleted_at IS NOT NULL AS deleted FROM segment_member WHERE segment_id = ? AND customer_id = ? ORDER BY deleted LIMIT 1',
  );
  return (w, customerId) => {
    const member = known.get(segmentId, customerId);
    if (remove ? !member || member.deleted : member && !member.deleted) return 'same';
    if (!member) w.create('segmentMember', { segmentId, customerId });
    else if (remove) w.remove('segmentMember', member.id);
    else w.restore('segmentMember', member.id);
    return 'changed';
  };
}
