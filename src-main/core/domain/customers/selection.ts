/** What a bulk command acts on, and the batches it runs in. */
import type { Selection } from '../../../../shared/modules/customers.ts';
import type { Writer } from '../../changes/write.ts';
import { beginAction, endAction, endQuietly, MAX_BATCH_ROWS, write } from '../../changes/write.ts';
import type { ActionFacts } from '../../changes/write.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import type { CallContext, OpenBook } from '../context.ts';
import { livingIds } from './customers.repo.ts';

/** Rows per transaction of bulk commands on the core's own thread: about 15 ms. */
const BATCH = 250;

/** The customers a selection means, each once; those named by id as they are, deleted or not. */
export function chosenIds(book: OpenBook, selection: Selection): Float64Array {
  if ('ids' in selection) return Float64Array.from(new Set(selection.ids));
  const found = book.derived.ids(selection.query);
  if (selection.except.length === 0) return found;
  const except = new Set(selection.except);
  return found.filter((id) => !except.has(id));
}

/** The living customers a selection means, each once. */
export function selectedIds(book: OpenBook, selection: Selection): number[] {
  const chosen = Array.from(chosenIds(book, selection));
  return 'ids' in selection ? livingIds(book.db, chosen) : chosen;
}

/**
 * Does `change` to every id as one action in batches, each durable by itself, with
 * room for other calls between them; one step for undo. Answers how many rows changed.
 */
export async function changeMany(
  ctx: CallContext,
  kind: string,
  facts: ActionFacts,
  ids: readonly number[],
  change: (w: Writer, id: number) => boolean,
  /** `first` belongs to the same action and comes first; `batch`: rows per transaction, fewer where each brings others with it. */
  { first, batch = BATCH }: { readonly first?: (w: Writer) => void; readonly batch?: number } = {},
): Promise<{ readonly count: number; readonly actionId: number }> {
  const { book } = ctx;
  const input = { kind, actor: ctx.actor, origin: 'local' as const, facts };
  const apply = (w: Writer, part: readonly number[]) => part.filter((id) => change(w, id)).length;
  if (ids.length <= batch) {
    const { value, actionId, seq } = write(book.write, input, (w) => {
      first?.(w);
      return apply(w, ids);
    });
    if (seq !== null) book.undo.push(actionId);
    return { count: value, actionId };
  }
  const actionId = beginAction(book.write, input);
  let count = 0;
  const step = Math.min(batch, MAX_BATCH_ROWS);
  let complete = false;
  try {
    for (let i = 0; i < ids.length && !ctx.signal.aborted; i += step) {
      const last = i + step >= ids.length;
      count += write(book.write, { ...input, actionId }, (w) => {
        if (i === 0) first?.(w);
        const changed = apply(w, ids.slice(i, i + step));
        // With the last batch or not at all: a "failed" must not hide that everything was done.
        if (last) endAction({ db: w.db, clock: book.clock }, actionId, 'done');
        return changed;
      }).value;
      complete = last;
      await yieldToOthers();
    }
  } catch (e) {
    if (count > 0) book.undo.push(actionId);
    endQuietly(book.write, actionId, 'failed');
    throw e;
  }
  if (count > 0) book.undo.push(actionId);
  if (!complete) endQuietly(book.write, actionId, 'cancelled');
  return { count, actionId };
}
