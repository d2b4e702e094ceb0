/** Handlers of `moving.*`: they unlock the other book, start the worker, and keep the list of moves. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { movingMethods, MoveInfo } from '../../../../shared/modules/moving.ts';
import type { Selection } from '../../../../shared/modules/customers.ts';
import { selectedIds } from '../../domain/customers/index.ts';
import type { CallContext, JobContext, OpenBook, Routes } from '../../domain/context.ts';
import type { VaultSecret } from '../../vault/index.ts';
import { hearing, whileWriting } from '../../domain/worker-write.ts';
import type { MoveInput } from './move.job.ts';
import { findMove, listMoves, setMoveState } from './moving.repo.ts';
import type { StoredMove } from './moving.repo.ts';
import { need, openTarget, refsById } from './target.ts';
import type { MovingDeps, OpenedTarget } from './target.ts';

const JOBS = ['moving.preview', 'moving.start', 'moving.finish', 'moving.takeBack', 'moving.undo'] as const;
const HEAP_MIB = 384;
const KEY_BYTES = 12;

const busy = (book: OpenBook): boolean => JOBS.some((name) => book.jobs.running(name) !== null);

interface Ask {
  readonly ref: string;
  readonly secret: VaultSecret;
}

/** The job that has the other book open; unlocking comes before it, so that a wrong passphrase is the answer of the call. */
async function start(deps: MovingDeps, { book }: CallContext, ask: Ask, name: (typeof JOBS)[number], work: (job: JobContext, target: OpenedTarget) => Promise<unknown>): Promise<string> {
  if (busy(book)) throw new AppFailure('moving.running');
  let lost = () => undefined as void;
  const target = need(await openTarget(deps, book, ask.ref, ask.secret, () => lost()));
  if (busy(book)) {
    await target.close();
    throw new AppFailure('moving.running');
  }
  const jobId = book.jobs.start(name, { file: target.name }, async (job) => {
    try {
      return await work(job, target);
    } finally {
      await target.close();
    }
  });
  // Without its folder the job can only be stopped; what it wrote is told at the next opening.
  lost = () => void book.jobs.cancel(jobId);
  return jobId;
}

const MOVED = ['customer', 'tag', 'field', 'followUp', 'sale', 'payment', 'product', 'attachment', 'relation'] as const;

/** However the work ends, an unfinished move is marked. */
async function writing<T>(book: OpenBook, moveId: () => number | null, work: () => Promise<T>): Promise<T> {
  return whileWriting(book, MOVED, work, () => {
    const id = moveId();
    if (id !== null && findMove(book.db, id)?.state === 'running') setMoveState(book.db, id, 'interrupted', book.clock.now());
  });
}

async function run(deps: MovingDeps, ctx: CallContext, ask: Ask, name: 'moving.start' | 'moving.finish', input: Pick<MoveInput, 'fresh' | 'moveId'>): Promise<string> {
  const { book } = ctx;
  return start(deps, ctx, ask, name, (job, target) => {
    let moveId = input.moveId;
    const watched = hearing(job, 'moveId', (id) => (moveId = id));
    return writing(book, () => moveId, async () => {
      const result = await book.jobs.inWorker(watched, { handler: 'moving.run', input: { target: target.access(), ...input } satisfies MoveInput, maxHeapMiB: HEAP_MIB });
      const done = moveId === null ? null : findMove(book.db, moveId);
      if (done && done.choices.mode === 'move' && done.counts.customers > 0) book.undo.push(done.moveId);
      return result;
    });
  });
}

function chosen(book: OpenBook, selection: Selection): Float64Array {
  const ids = Float64Array.from(selectedIds(book, selection));
  if (ids.length === 0) throw new AppFailure('moving.nobody');
  return ids;
}

function unfinished(book: OpenBook, moveId: number, direction: MoveInfo['direction']): StoredMove {
  const move = findMove(book.db, moveId);
  if (!move || move.direction !== direction || move.state !== 'interrupted') throw new AppFailure('moving.missing');
  return move;
}

/** `deps` are asked for at every call: they hold the keys of the book that is open then. */
export function movingRoutes(deps: () => MovingDeps): Routes<keyof typeof movingMethods> {
  return {
    'moving.preview': async (ctx, { selection, ...ask }) => {
      const ids = chosen(ctx.book, selection);
      const jobId = await start(deps(), ctx, ask, 'moving.preview', (job, target) =>
        ctx.book.jobs.inWorker(job, { handler: 'moving.preview', input: { target: target.access(), ids }, maxHeapMiB: HEAP_MIB }),
      );
      return ok({ jobId });
    },
    'moving.start': async (ctx, { selection, choices, ...ask }) => {
      const ids = chosen(ctx.book, selection);
      const key = Buffer.from(ctx.book.random.bytes(KEY_BYTES)).toString('hex');
      return ok({ jobId: await run(deps(), ctx, ask, 'moving.start', { fresh: { key, ids, choices }, moveId: null }) });
    },
    'moving.finish': async (ctx, { moveId, ...ask }) => {
      unfinished(ctx.book, moveId, 'out');
      return ok({ jobId: await run(deps(), ctx, ask, 'moving.finish', { fresh: null, moveId }) });
    },
    'moving.takeBack': async (ctx, { moveId, ...ask }) => {
      unfinished(ctx.book, moveId, 'out');
      const jobId = await start(deps(), ctx, ask, 'moving.takeBack', (job, target) =>
        writing(ctx.book, () => moveId, () => ctx.book.jobs.inWorker(job, { handler: 'moving.takeBack', input: { target: target.access(), moveId }, maxHeapMiB: HEAP_MIB })),
      );
      return ok({ jobId });
    },
    'moving.undo': ({ book }, { moveId }) => {
      if (busy(book)) return err('moving.running');
      const move = findMove(book.db, moveId);
      if (move?.direction !== 'in' || move.state === 'undone') return err('moving.missing');
      const jobId = book.jobs.start('moving.undo', { file: move.bookName }, (job) =>
        writing(book, () => null, async () => {
          const result = await book.jobs.inWorker(job, { handler: 'moving.undo', input: { moveId }, maxHeapMiB: HEAP_MIB });
          book.undo.forget(moveId);
          return result;
        }),
      );
      return ok({ jobId });
    },
    'moving.leave': ({ book }, { moveId }) => {
      if (busy(book)) return err('moving.running');
      const move = findMove(book.db, moveId);
      if (move?.state !== 'interrupted') return err('moving.missing');
      setMoveState(book.db, moveId, 'cancelled', book.clock.now());
      book.emit({ type: 'undo.changed' });
      return ok({});
    },
    'moving.list': async ({ book }) => {
      const stored = listMoves(book.db);
      const refs = stored.length === 0 ? new Map<string, string>() : await refsById(deps());
      return ok({ moves: stored.map((m): MoveInfo => ({ moveId: m.moveId, direction: m.direction, mode: m.choices.mode, bookName: m.bookName, ref: refs.get(m.bookId) ?? null, at: m.at, state: m.state, ...m.counts })) });
    },
  };
}

/** A crash leaves moves running: told as interrupted when the book is opened. */
export { recoverMoves } from './moving.repo.ts';
export type { MovingDeps } from './target.ts';
