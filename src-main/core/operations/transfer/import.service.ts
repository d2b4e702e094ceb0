/** Handlers of `import.*`: they check, start jobs and keep the list; the rows are the worker's. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { ImportInfo, ReadOptions } from '../../../../shared/modules/transfer.ts';
import { beginAction } from '../../changes/write.ts';
import type { CallContext, ChosenFile, Handler, JobContext, OpenBook } from '../../domain/context.ts';
import { readSettings } from '../../domain/settings/index.ts';
import { openChosen, writeChosen } from './chosen-file.ts';
import { errorFileLines, utf8 } from './error-file.ts';
import { readyImport } from './import-setup.ts';
import { findImport, insertImport, leftRows, listImports as storedImports, saveMapping, savedMapping, setImportState, type StoredImport } from './import-store.ts';
import { NO_COUNTS, type ImportChoices, type ImportCounts, type RunInput } from './import-types.ts';
import { inspectFile } from './inspect.ts';
import { issueText, errorFileLabels } from './issue-texts.ts';
import { headerSignature } from './map-columns.ts';

const RUN_JOBS = ['import.start', 'import.resume', 'import.undo'] as const;
/** Dates of files up to here are settled before the job starts, so that the question comes at once. */
const CHECK_WHOLE_BYTES = 8 * 1024 ** 2;
/** Rows pass through a worker; only a workbook's shared strings stay for as long as it is read. */
const HEAP_MIB = { csv: 192, xlsx: 1024 } as const;

function busy(book: OpenBook): boolean {
  return RUN_JOBS.some((name) => book.jobs.running(name) !== null);
}

export const inspectImport: Handler<'import.inspect'> = async ({ book }, { file, read }) => {
  const chosen = book.file(file);
  if (!chosen) return err('file.missing');
  const source = await openChosen(chosen);
  const thisYear = new Date(book.clock.now()).getFullYear();
  return ok(await inspectFile(source, { read, thisYear, saved: (headers) => savedMapping(book.db, headerSignature(headers)) }));
};

function choicesOf(book: OpenBook, input: { read: ReadOptions; mapping: ImportChoices['mapping']; onMatch: ImportChoices['onMatch']; possibleDuplicates?: 'create' | 'skip'; tag?: string | undefined }): ImportChoices {
  const defaultKind = readSettings(book.db).kind === 'company' ? 'company' : 'individual';
  const tag = input.tag === undefined || input.tag === '' ? {} : { tag: input.tag };
  return { read: input.read, mapping: input.mapping, onMatch: input.onMatch, possibleDuplicates: input.possibleDuplicates ?? 'create', defaultKind, ...tag };
}

/** Opens the file once to say what is wrong before anything is started. */
async function check(book: OpenBook, file: ChosenFile, choices: ImportChoices) {
  const { sizeBytes } = await openChosen(file);
  return readyImport(file, choices, book.clock.now(), sizeBytes <= CHECK_WHOLE_BYTES);
}

export const previewImport: Handler<'import.preview'> = async ({ book }, input) => {
  const file = book.file(input.file);
  if (!file) return err('file.missing');
  const choices = choicesOf(book, input);
  const { table } = await check(book, file, choices);
  const work = { handler: 'import.preview', input: { file, choices }, maxHeapMiB: HEAP_MIB[table.format] };
  const jobId = book.jobs.start('import.preview', { fileName: file.name }, (job) => book.jobs.inWorker(job, work));
  return ok({ jobId });
};

export const startImport: Handler<'import.start'> = async (ctx, input) => {
  const { book, actor } = ctx;
  if (busy(book)) return err('import.running');
  const file = book.file(input.file);
  if (!file) return err('file.missing');
  const choices = choicesOf(book, input);
  const { table } = await check(book, file, choices);
  if (busy(book)) return err('import.running');
  const now = book.clock.now();
  const action = { kind: 'import.start', actor, origin: 'job' as const, facts: { fileName: file.name } };
  const importId = beginAction(book.write, action, (db, id) => insertImport(db, { importId: id, fileName: file.name, choices, counts: NO_COUNTS, at: now }));
  if (input.saveMapping) saveMapping(book.db, headerSignature(table.headers), input.mapping, now);
  return ok(run(ctx, 'import.start', { file, importId, choices, afterRow: 0, counts: NO_COUNTS }, HEAP_MIB[table.format]));
};

export const resumeImport: Handler<'import.resume'> = async (ctx, { importId, file: token }) => {
  const { book } = ctx;
  if (busy(book)) return err('import.running');
  const stored = findImport(book.db, importId);
  if (!stored || stored.state === 'undone' || stored.state === 'done') return err('import.missing');
  const file = book.file(token);
  if (!file) return err('file.missing');
  const { table } = await check(book, file, stored.choices);
  if (busy(book)) return err('import.running');
  setImportState(book.db, importId, 'running', book.clock.now());
  const input = { file, importId, choices: stored.choices, afterRow: stored.nextRow, counts: stored.counts };
  return ok(run(ctx, 'import.resume', input, HEAP_MIB[table.format]));
};

/** Starts the worker; index and window catch up when it has ended, however it ended. */
function run({ book }: CallContext, name: 'import.start' | 'import.resume', input: RunInput, maxHeapMiB: number): { jobId: string; importId: number } {
  const { importId, file } = input;
  const jobId = book.jobs.start(name, { fileName: file.name, importId }, (job) =>
    withoutListening(book, job, async () => {
      try {
        const result = await book.jobs.inWorker<ImportCounts>(job, { handler: 'import.run', input, maxHeapMiB });
        book.undo.push(importId);
        return result;
      } catch (e) {
        // What was written stays and can be taken back or gone on with; a file that could not even be read has nothing.
        const written = findImport(book.db, importId)?.counts.rows ?? 0;
        setImportState(book.db, importId, written > 0 ? 'interrupted' : 'failed', book.clock.now(), 'running');
        throw e;
      }
    }),
  );
  return { jobId, importId };
}

/** While a worker writes thousands of rows, derived data does not follow row by row. */
async function withoutListening<T>(book: OpenBook, job: JobContext, work: () => Promise<T>): Promise<T> {
  book.derived.pause();
  try {
    return await work();
  } finally {
    job.progress('indexing', 0, null);
    await book.derived.resume();
    book.emit({ type: 'data.changed', entities: ['customer', 'tag'], ids: null, origin: 'job' });
    book.emit({ type: 'undo.changed' });
  }
}

export const undoImport: Handler<'import.undo'> = ({ book }, { importId }) => {
  if (busy(book)) return err('import.running');
  const stored = findImport(book.db, importId);
  if (!stored) return err('import.missing');
  if (stored.state === 'undone') return err('import.undone');
  const jobId = book.jobs.start('import.undo', { fileName: stored.fileName, importId }, (job) =>
    withoutListening(book, job, async () => {
      const result = await book.jobs.inWorker(job, { handler: 'import.undo', input: { importId }, maxHeapMiB: HEAP_MIB.csv });
      book.undo.forget(importId);
      return result;
    }),
  );
  return ok({ jobId });
};

export const listImports: Handler<'import.list'> = ({ book }) => {
  const running = RUN_JOBS.map((name) => book.jobs.running(name)).find((job) => job !== null);
  const jobOf = (stored: StoredImport) => (running?.detail.importId === stored.importId ? running.jobId : null);
  return ok({ imports: storedImports(book.db).map((stored): ImportInfo => infoOf(stored, jobOf(stored))) });
};

function infoOf({ importId, fileName, at, state, counts }: StoredImport, jobId: string | null): ImportInfo {
  return { importId, fileName, at, state, ...counts, jobId };
}

export const writeErrorFile: Handler<'import.errorFile'> = async ({ book }, { importId, file }) => {
  const target = book.file(file);
  if (!target) return err('file.missing');
  if (!findImport(book.db, importId)) return err('import.missing');
  const { language } = readSettings(book.db);
  const count = book.db.raw.prepare('SELECT count(*) FROM import_issue WHERE action_id = ? AND row_no > 0').pluck().get(importId);
  if (typeof count !== 'number' || count === 0) return err('import.noErrors');
  await writeChosen(target, utf8(errorFileLines(leftRows(book.db, importId), (issue) => issueText(language, issue.code), errorFileLabels(language))));
  return ok({ rows: count });
};
