/** An erasure from beginning to end: the rows, the files beside the book, memory, the list, the pages, the index. */
import type { EraseResult } from '../../../../shared/modules/privacy.ts';
import type { Erased } from '../../changes/erase/index.ts';
import type { Db } from '../../database/open.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import type { EraseWork } from './worker-handlers.ts';

/** Work that must not run beside an erasure: it holds values of customers of its own. */
const NOT_BESIDE = ['import.start', 'import.resume', 'import.undo', 'import.preview', 'bulk.run', 'backup.create', 'backup.run', 'backup.auto', 'privacy.erase', 'bin.expire'];

/** True while something runs that an erasure would have to wait for. */
export function isBusy(book: OpenBook): boolean {
  return NOT_BESIDE.some((name) => book.jobs.running(name) !== null);
}

/**
 * Erases these customers as part of `job`. The index is put away first: until it is rebuilt,
 * lists are answered from the rows themselves.
 */
export async function runErasure(book: OpenBook, job: JobContext, work: EraseWork): Promise<EraseResult> {
  job.progress('erase', 0, 3);
  await book.derived.forget();
  try {
    const erased = await book.jobs.inWorker<Erased>(job, { handler: 'erase.run', input: work });
    await forgetInMemory(book, erased);
    await book.saveErasures();
    job.progress('clean', 1, 3);
    const cleaned = await book.jobs.inWorker<boolean>(job, { handler: 'erase.compact', input: null });
    return { customers: erased.customers, rows: erased.rows, files: erased.blobs.length, cleaned };
  } finally {
    job.progress('index', 2, 3);
    await rebuild(book);
  }
}

async function forgetInMemory(book: OpenBook, { blobs, emptied, names }: Erased): Promise<void> {
  for (const hash of blobs) await book.blobs.remove(hash);
  for (const action of emptied) book.undo.forget(action);
  book.jobs.forget((info) => names.some((name) => JSON.stringify([info.detail, info.result]).includes(JSON.stringify(name).slice(1, -1))));
}

async function rebuild(book: OpenBook): Promise<void> {
  book.derived.rebuild();
  await book.derived.ready();
  book.emit({ type: 'data.changed', entities: ['customer', 'sale', 'payment', 'followUp', 'relation', 'attachment', 'consent', 'gift', 'segment', 'segmentMember', 'view', 'recent'], ids: null, origin: 'job' });
  book.emit({ type: 'undo.changed' });
}

/** An erasure of an earlier sitting whose pages were not cleaned yet. */
export function isCleaningDue(db: Db): boolean {
  return db.raw.prepare("SELECT 1 FROM meta WHERE key = 'compactDue'").get() !== undefined;
}

/** Cleans in the background after opening. */
export function startCleaning(book: OpenBook): void {
  book.jobs.start('erase.clean', {}, async (job) => ({ cleaned: await book.jobs.inWorker<boolean>(job, { handler: 'erase.compact', input: null }) }));
}
