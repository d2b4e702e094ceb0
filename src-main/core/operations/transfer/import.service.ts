/** Handlers of `import.*`: they check, start jobs and keep the list; the rows are the worker's. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { ImportInfo, ReadOptions } from '../../../../shared/modules/transfer.ts';
import { noteEvent } from '../../changes/write.ts';
import { sqliteFailure } from '../../database/errors.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { CallContext, ChosenFile, Handler, JobContext, OpenBook } from '../../domain/context.ts';
import { catchUp, hearing, whileWriting } from '../../domain/worker-write.ts';
import { readSettings } from '../../domain/settings/index.ts';
import { openChosen, writeChosen } from './chosen-file.ts';
import { errorFileLines, utf8 } from './error-file.ts';
import { findImport, leftRows, listImports as storedImports, savedMapping, setImportState, type StoredImport } from './import-store.ts';
import type { ImportChoices, ImportCounts, RunInput } from './import-types.ts';
import { fillableFields } from './new-fields.ts';
import { inspectFile } from './inspect.ts';
import { issueText, errorFileLabels } from './issue-texts.ts';
import { headerSignature } from './map-columns.ts';

const RUN_JOBS = ['import.start', 'import.resume', 'import.undo'] as const;
const RUN_HEAP_MIB = 128;
const PREVIEW_HEAP_MIB = 288;
const WORKBOOK_HEAP_MIB = 1024;

function busy(book: OpenBook): boolean {
  return RUN_JOBS.some((name) => book.jobs.running(name) !== null);
}

export const inspectImport: Handler<'import.inspect'> = async ({ book }, { file, read }) => {
  const chosen = book.file(file);
  if (!chosen) return err('file.missing');
  const source = await openChosen(chosen);
  const thisYear = new Date(book.clock.now()).getFullYear();
  return ok(await inspectFile(source, { read, thisYear, fields: fillableFields(book.db, fieldBook(book.db).fields), saved: (headers) => savedMapping(book.db, headerSignature(headers)) }));
};

function choicesOf(
  book: OpenBook,
  input: {
    read: ReadOptions;
    mapping: ImportChoices['mapping'];
    onMatch: ImportChoices['onMatch'];
    possibleDuplicates?: 'create' | 'skip';
    tag?: string | undefined;
  },
): ImportChoices {
  const defaultKind = readSettings(book.db).kind === 'company' ? 'company' : 'individual';
  const tag = input.tag === undefined || input.tag === '' ? {} : { tag: input.tag };
  return {
    read: input.read,
    mapping: input.mapping,
    onMatch: input.onMatch,
    possibleDuplicates: input.possibleDuplicates ?? 'create',
    defaultKind,
    ...tag,
  };
}

/** Heap of the worker: rows pass through, but a workbook's shared strings stay for as long as it is read. */
async function heapFor(file: ChosenFile, csvMiB: number): Promise<number> {
  const source = await openChosen(file);
  for await (const piece of source.stream()) return piece[0] === 0x50 && piece[1] === 0x4b ? WORKBOOK_HEAP_MIB : csvMiB;
  return csvMiB;
}

export const previewImport: Handler<'import.preview'> = async ({ book }, input) => {
  const file = book.file(input.file);
  if (!file) return err('file.missing');
  const work = {
    handler: 'import.preview',
    input: { file, choices: choicesOf(book, input) },
    maxHeapMiB: await heapFor(file, PREVIEW_HEAP_MIB),
  };
  const jobId = book.jobs.start('import.preview', { fileName: file.name }, (job) => book.jobs.inWorker(job, work));
  return ok({ jobId });
};

export const startImport: Handler<'import.start'> = async (ctx, input) => {
  const { book } = ctx;
  if (busy(book)) return err('import.running');
  const file = book.file(input.file);
  if (!file) return err('file.missing');
  return ok(await run(ctx, 'import.start', { file, choices: choicesOf(book, input), importId: null, saveMapping: input.saveMapping }));
};

export const resumeImport: Handler<'import.resume'> = async (ctx, { importId, file: token }) => {
  const { book } = ctx;
  if (busy(book)) return err('import.running');
  const stored = findImport(book.db, importId);
  if (!stored || stored.state === 'undone' || stored.state === 'done') return err('import.missing');
  const file = book.file(token);
  if (!file) return err('file.missing');
  return ok(await run(ctx, 'import.resume', { file, choices: stored.choices, importId, saveMapping: false }));
};

/**
 * Starts the worker and waits until it has looked at the file: what is wrong with it is the answer
 * of this call. From then on the job goes its own way; index and window catch up when it has ended,
 * however it ended.
 */
async function run(
  { book }: CallContext,
  name: 'import.start' | 'import.resume',
  input: RunInput,
): Promise<{ jobId: string; importId: number }> {
  const maxHeapMiB = await heapFor(input.file, RUN_HEAP_MIB);
  if (busy(book)) throw new AppFailure('import.running');
  const begun = Promise.withResolvers<number>();
  let importId: number | null = null;
  const jobId = book.jobs.start(name, { fileName: input.file.name }, async (job) => {
    const watched = hearing(job, 'importId', (id) => {
      importId = id;
      book.derived.pause();
      begun.resolve(id);
    });
    try {
      const result = await book.jobs.inWorker<ImportCounts>(watched, { handler: 'import.run', input, maxHeapMiB });
      if (importId !== null) book.undo.push(importId);
      return result;
    } catch (e) {
      // Told once the job has ended, so that the next attempt is not refused as a second import.
      setImmediate(() => begun.reject(e));
      throw e;
    } finally {
      if (importId !== null) {
        ended(book, job, importId);
        await catchUp(book, IMPORTED);
      }
    }
  });
  return { jobId, importId: await begun.promise };
}

const IMPORTED = ['customer', 'tag', 'field'] as const;

/** After the worker: a broken run is marked, the index is next. */
function ended(book: OpenBook, job: JobContext, importId: number): void {
  markBroken(book, importId);
  job.progress('indexing', 0, null);
}

/** What was written stays and can be taken back or gone on with. */
function markBroken(book: OpenBook, importId: number): void {
  const written = findImport(book.db, importId)?.counts.rows ?? 0;
  try {
    setImportState(book.db, importId, written > 0 ? 'interrupted' : 'failed', book.clock.now(), 'running');
  } catch (e) {
    // A full disk cannot take this note either; the list and the next start call it interrupted all the same.
    if (!sqliteFailure(e)) throw e;
  }
}

export const undoImport: Handler<'import.undo'> = ({ book }, { importId }) => {
  if (busy(book)) return err('import.running');
  const stored = findImport(book.db, importId);
  if (!stored) return err('import.missing');
  if (stored.state === 'undone') return err('import.undone');
  const jobId = book.jobs.start('import.undo', { fileName: stored.fileName, importId }, async (job) => {
    const run = async () => {
      const result = await book.jobs.inWorker(job, { handler: 'import.undo', input: { importId }, maxHeapMiB: RUN_HEAP_MIB });
      book.undo.forget(importId);
      return result;
    };
    return whileWriting(book, IMPORTED, run, () => ended(book, job, importId));
  });
  return ok({ jobId });
};

export const listImports: Handler<'import.list'> = ({ book }) => {
  const running = RUN_JOBS.map((name) => book.jobs.running(name)).find((job) => job !== null);
  const jobOf = (stored: StoredImport) => (running?.detail.importId === stored.importId ? running.jobId : null);
  const stateOf = ({ state }: StoredImport) => (state === 'running' && !running ? 'interrupted' : state);
  return ok({ imports: storedImports(book.db).map((stored): ImportInfo => infoOf({ ...stored, state: stateOf(stored) }, jobOf(stored))) });
};

function infoOf({ importId, fileName, at, state, counts, choices }: StoredImport, jobId: string | null): ImportInfo {
  const leftRows = counts.errorRows + (choices.possibleDuplicates === 'skip' ? counts.possibleDuplicates : 0);
  return { importId, fileName, at, state, ...counts, leftRows, jobId };
}

export const writeErrorFile: Handler<'import.errorFile'> = async ({ book, actor }, { importId, file }) => {
  const target = book.file(file);
  if (!target) return err('file.missing');
  if (!findImport(book.db, importId)) return err('import.missing');
  const { language } = readSettings(book.db);
  const count = book.db.raw.prepare('SELECT count(*) FROM import_issue WHERE action_id = ? AND row_no > 0').pluck().get(importId);
  if (typeof count !== 'number' || count === 0) return err('import.noErrors');
  await writeChosen(
    target,
    utf8(errorFileLines(leftRows(book.db, importId), (issue) => issueText(language, issue.code), errorFileLabels(language))),
  );
  noteEvent(book.write, 'import.errorFile', actor, count);
  return ok({ rows: count });
};
