/**
 * The import, as it runs in a worker thread: rows in batches, each batch one logged
 * transaction with the place it reached, so that a crash at any moment leaves whole
 * batches and an import that can go on or be undone.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ImportPreview } from '../../../../shared/modules/transfer.ts';
import { tagColors } from '../../../../shared/modules/customers.ts';
import { write, type Writer } from '../../changes/write.ts';
import type { WorkerBook } from '../worker-book.ts';
import { applyRow, type Applied, type ApplyDeps } from './apply-rows.ts';
import { cellText, type SourceRow } from './cells.ts';
import { fileFacts } from './chosen-file.ts';
import type { RowOutcome } from './draft.ts';
import { indexBook, readyImport, type ReadyImport } from './import-setup.ts';
import { keepRow, saveProgress, setFileHash, setImportState } from './import-store.ts';
import type { ImportChoices, PreviewInput, RunInput, RunResult } from './import-types.ts';
import { dryShelf, writingShelf } from './shelf.ts';
import { openTagBook, type TagBook } from './tag-book.ts';
import { createTally, type Tally } from './tally.ts';
import { startIndexing, type Indexing } from './indexing.ts';

/** Rows of one transaction: some 10 ms of the book's lock. */
const BATCH_ROWS = 500;
/** Between batches the lock is free for whoever waits for it. */
const PAUSE_MS = 2;

interface Checked {
  readonly source: SourceRow;
  readonly outcome: Exclude<RowOutcome, { kind: 'blank' }>;
}

/** Rows read and checked, in batches; blank ones left out. */
async function* checkedBatches(ready: ReadyImport, afterRow: number): AsyncGenerator<readonly Checked[]> {
  let batch: Checked[] = [];
  for await (const rows of ready.table.rows()) {
    for (const source of rows) {
      if (source.row <= afterRow) continue;
      const outcome = ready.reader.read(source);
      if (outcome.kind === 'blank') continue;
      batch.push({ source, outcome });
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function kindMapped(choices: ImportChoices): boolean {
  return choices.mapping.columns.some((c) => c.to === 'field' && c.field === 'kind');
}

function totalOf(ready: ReadyImport, lines: number): number | null {
  if (ready.table.format === 'csv') return lines > 0 ? lines : null;
  return ready.table.sheets.find((s) => s.name === ready.table.sheet)?.rows ?? null;
}

/** Goes through the whole file without writing; answers what the import would do. */
export async function previewImport(book: WorkerBook, input: PreviewInput): Promise<ImportPreview> {
  book.progress('reading', 0, null);
  const ready = await readyImport(input.file, input.choices, book.write.clock.now());
  const total = totalOf(ready, ready.source.sizeBytes < 1024 ** 3 ? (await fileFacts(ready.source)).lines : 0);
  const tags = openTagBook(book.db);
  let newTags = 0;
  const deps: ApplyDeps = {
    shelf: dryShelf(book.write.rows),
    index: indexBook(book.db),
    choices: input.choices,
    kindMapped: kindMapped(input.choices),
    tagId: (name) => tags.idOf(name, () => --newTags),
  };
  const tally = createTally();
  for await (const batch of checkedBatches(ready, 0)) {
    if (book.cancelled()) throw new AppFailure('request.cancelled');
    for (const { outcome } of batch) tally.add(applyRow(deps, outcome));
    book.progress('preview', tally.counts().rows, total);
  }
  return { ...tally.counts(), examples: [...tally.examples()], issues: [...tally.issues()] };
}

interface Run {
  readonly book: WorkerBook;
  readonly input: RunInput;
  readonly ready: ReadyImport;
  readonly tags: TagBook;
  readonly tally: Tally;
  readonly index: ApplyDeps['index'];
  readonly indexing: Indexing;
}

/** Imports the file from where it stands. Cancelled: keeps what was written and says so. */
export async function runImport(book: WorkerBook, input: RunInput): Promise<RunResult> {
  book.progress('reading', 0, null);
  const ready = await readyImport(input.file, input.choices, book.write.clock.now());
  const facts = await fileFacts(ready.source);
  checkSameFile(book, input, facts.hash);
  keepHeadings(book, input.importId, ready);
  const total = totalOf(ready, facts.lines);
  const index = indexBook(book.db);
  const indexing = await startIndexing(book, input, total ?? 0);
  const run: Run = { book, input, ready, tags: openTagBook(book.db), tally: createTally(input.counts), index, indexing };
  let stopped = false;
  try {
    for await (const batch of checkedBatches(ready, input.afterRow)) {
      if ((stopped = book.cancelled())) break;
      await indexing.add(writeBatch(run, batch));
      book.progress('writing', run.tally.counts().rows, total);
      await pause(PAUSE_MS);
    }
    book.progress('indexing', run.tally.counts().rows, total);
    await indexing.finish();
  } catch (e) {
    await indexing.abandon();
    throw e;
  }
  setImportState(book.db, input.importId, stopped ? 'cancelled' : 'done', book.write.clock.now());
  return { importId: input.importId, ...run.tally.counts(), issues: run.tally.issues(), stopped };
}

function checkSameFile(book: WorkerBook, input: RunInput, hash: string): void {
  const known = book.db.raw.prepare('SELECT file_hash FROM import_batch WHERE action_id = ?').pluck().get(input.importId);
  if (typeof known === 'string' && known !== '' && known !== hash) throw new AppFailure('import.otherFile');
  setFileHash(book.db, input.importId, hash);
}

/** The headings, as row 0 of the rows left out: the error file needs them. */
function keepHeadings(book: WorkerBook, importId: number, ready: ReadyImport): void {
  keepRow(book.db, importId, { row: 0, cells: [...ready.table.headers], issues: [] });
}

/** One transaction: rows, rows left out, and the place reached. Answers the customers written, for the index. */
function writeBatch(run: Run, batch: readonly Checked[]): readonly Applied[] {
  const { book, input } = run;
  const action = { kind: 'import.start', actor: book.actor, origin: 'job' as const, actionId: input.importId };
  const { value } = write(book.write, action, (w) => {
    const deps: ApplyDeps = {
      shelf: writingShelf(w),
      index: run.index,
      choices: input.choices,
      kindMapped: kindMapped(input.choices),
      tagId: (name) => run.tags.idOf(name, (fresh) => createTag(w, fresh)),
    };
    const applied = batch.map(({ source, outcome }) => {
      const done = applyRow(deps, outcome);
      if (done.kept) keepRow(w.db, input.importId, { row: source.row, cells: source.cells.map(cellText), issues: done.issues });
      run.tally.add(done);
      return done;
    });
    saveProgress(w.db, input.importId, batch.at(-1)?.source.row ?? 0, run.tally.counts());
    return applied;
  });
  return value;
}

function createTag(w: Writer, name: string): number {
  const color = tagColors[name.length % tagColors.length] ?? 'teal';
  return w.create('tag', { name, groupName: null, color });
}
