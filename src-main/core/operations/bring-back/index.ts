/** Handlers of `backup.compare`, `.differences`, `.bringBack` and `.endCompare`. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { bringBackMethods, BroughtBack, Comparison } from '../../../../shared/modules/bring-back.ts';
import { COMPARED } from '../../../../shared/modules/bring-back.ts';
import type { Migration } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import type { JobContext, OpenBook, Routes } from '../../domain/context.ts';
import { writeInWorker } from '../../domain/worker-write.ts';
import type { CopyAtPlace, CopyDeps } from '../backup/index.ts';
import { findCopy, isCopying, sweepScratch, takeApart } from '../backup/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import type { Beside } from './beside.ts';
import { layBeside } from './beside.ts';
import type { BringBackInput } from './bring-back.job.ts';
import { bringBack } from './bring-back.job.ts';
import type { Compare, CompareInput } from './compare.job.ts';
import { compareCopy } from './compare.job.ts';

export interface BringBackDeps extends CopyDeps {
  readonly migrations: () => readonly Migration[];
}

const JOBS = ['backup.compare', 'backup.bringBack'] as const;
const isBusy = (book: OpenBook): boolean => isCopying(book) || JOBS.some((name) => book.jobs.running(name) !== null);

/** One copy at a time lies beside a book, told by its connection; the map forgets it with the book. */
const besides = new WeakMap<Db, Beside>();
const told = new WeakSet<Db>();

async function putAway(book: OpenBook): Promise<void> {
  const beside = besides.get(book.db);
  besides.delete(book.db);
  await beside?.close();
}

async function compare(book: OpenBook, deps: BringBackDeps, job: JobContext, copy: CopyAtPlace): Promise<Comparison> {
  await putAway(book);
  await sweepScratch(book);
  const { dir, header, clear } = await copy.local(job, (path) => takeApart(book, deps, job, path));
  try {
    const { counts, marks, more } = await book.jobs.inWorker<Compare>(job, { handler: 'backup.compare', input: { dir, migrations: deps.migrations() } satisfies CompareInput });
    besides.set(book.db, layBeside(book, deps.keys, dir, marks, clear));
    const gone = marks.filter(({ state }) => state === 'gone').length;
    return { at: header.createdAt, counts, gone, changed: marks.length - gone, more };
  } catch (e) {
    await clear();
    throw e;
  }
}

function need(book: OpenBook): Beside {
  const beside = besides.get(book.db);
  if (!beside) throw new AppFailure('backup.notCompared');
  return beside;
}

/** `deps` hold the keys of the book that is open. */
export function bringBackRoutes(deps: () => BringBackDeps): Routes<keyof typeof bringBackMethods> {
  return {
    'backup.compare': async ({ book }, ref) => {
      const copy = await findCopy(book, deps(), ref);
      if (isBusy(book)) return err('backup.running');
      if (!told.has(book.db)) book.atEnd(() => putAway(book));
      told.add(book.db);
      return ok({ jobId: book.jobs.start('backup.compare', {}, (job) => compare(book, deps(), job, copy)) });
    },
    'backup.differences': ({ book }, ask) => ok(need(book).page(ask)),
    'backup.bringBack': ({ book }, { ids }) => {
      const beside = need(book);
      if (isBusy(book)) return err('backup.running');
      const input: BringBackInput = { dir: beside.dir, ids: Float64Array.from(ids ?? beside.ids()) };
      const jobId = book.jobs.start('backup.bringBack', {}, (job) =>
        writeInWorker<BroughtBack>(book, job, { handler: 'backup.bringBack', input }, { rows: input.ids.length, entities: [...COMPARED] }),
      );
      return ok({ jobId });
    },
    'backup.endCompare': async ({ book }) => {
      await putAway(book);
      return ok({});
    },
  };
}

export const bringBackHandlers: Readonly<Record<string, WorkerHandler>> = {
  'backup.compare': (book, input) => compareCopy(book, input as CompareInput),
  'backup.bringBack': (book, input) => bringBack(book, input as BringBackInput),
};
