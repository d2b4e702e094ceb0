/**
 * The import, as it runs in a worker thread: rows in batches, each batch one logged
 * transaction with the place it reached, so that a crash at any moment leaves whole
 * batches and an import that can go on or be undone.
 */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { ImportPreview } from '../../../../shared/modules/transfer.ts';
import { customIdOf } from '../../../../shared/modules/custom-fields.ts';
import { tagColors } from '../../../../shared/modules/tags.ts';
import type { Fields } from '../../changes/rows.ts';
import { isConsentColumn } from '../../../../shared/modules/consents.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import { beginAction, write, type Committed, type Writer } from '../../changes/write.ts';
import { closedCustom, openedValue, ownerOnlyIds } from '../../changes/sealed-values.ts';
import { registry } from '../../changes/registry.ts';
import { customerNumbering } from '../../domain/numbering/index.ts';
import type { WorkerBook } from '../worker-book.ts';
import { applyRow, possibleDuplicate, type ApplyDeps } from './apply-rows.ts';
import { rowBatches } from './batches.ts';
import { cellText, type SourceRow } from './cells.ts';
import { fileFacts, type FileFacts } from './chosen-file.ts';
import { applyFlat, type FlatApplyDeps } from './flat/apply.ts';
import { indexBook, readyAgain, readyImport, type ReadyImport } from './import-setup.ts';
import {
  dropLater,
  findImport,
  insertImport,
  keepLater,
  keepRow,
  saveMapping,
  saveProgress,
  setImportChoices,
  setImportState,
  waitingChanges,
} from './import-store.ts';
import { NO_COUNTS, type ImportChoices, type ImportCounts, type PreviewInput, type RunInput, type RunResult } from './import-types.ts';
import { headerSignature } from './map-columns.ts';
import { mergePatch } from './merge-row.ts';
import { ownText } from '../../kernel/own-text.ts';
import { keepCollected, makeFields, planImport } from './new-fields.ts';
import { dryShelf, waitingShelf, writingShelf, type Later, type Shelf } from './shelf.ts';
import { openTagBook, type TagBook } from './tag-book.ts';
import { createTally, EXAMPLES_EACH, type Tally } from './tally.ts';
import { startIndexing, type Indexing } from './indexing.ts';

/** Waiting changes of one transaction: the window's thread reads each whole when it catches up, and must not notice. */
const WAITING_ROWS = 200;
/** Pages of the log between checkpoints: 24 MB. */
const CHECKPOINT_PAGES = 6000;
/** Pages are written one behind the other and hardly ever read again. */
const CACHE_KIB = 16 * 1024;
/** Progress is told at most this often. */
const PROGRESS_MS = 50;
/** Changes of customers that may wait for the index; catching up from the log is quick below some 20,000. */
const MAX_WAITING = 15_000;

function kindMapped(choices: ImportChoices): boolean {
  return choices.mapping.columns.some((c) => c.to === 'field' && c.field === 'kind');
}

function hasConsents({ mapping }: ImportChoices): boolean {
  return mapping.columns.some((c) => c.to === 'field' && isConsentColumn(c.field));
}

function totalOf(ready: ReadyImport, lines: number): number | null {
  if (ready.table.format === 'csv') return lines > 0 ? lines : null;
  return ready.table.sheets.find((s) => s.name === ready.table.sheet)?.rows ?? null;
}

/** Goes through the whole file without writing; answers what the import would do. */
export async function previewImport(book: WorkerBook, input: PreviewInput): Promise<ImportPreview> {
  book.progress('reading', 0, null);
  const plan = planImport(book, input.choices);
  const ready = await readyImport(input.file, plan, book.write.clock.now());
  const total = totalOf(ready, ready.source.sizeBytes < 1024 ** 3 ? (await fileFacts(ready.source)).lines : 0);
  const tags = openTagBook(book.db);
  let newTags = 0;
  const deps: ApplyDeps = {
    shelf: dryShelf({ rows: book.write.rows, db: book.db, today: isoDate(book.write.clock.now()) }),
    index: indexBook(book.db),
    choices: input.choices,
    kindMapped: kindMapped(input.choices),
    tagId: (name) => tags.idOf(name, () => --newTags),
  };
  const tally = createTally(NO_COUNTS, EXAMPLES_EACH);
  for await (const batch of rowBatches(ready, 0)) {
    if (book.cancelled()) throw new AppFailure('request.cancelled');
    for (const row of batch) {
      const outcome = ready.reader.read(row);
      if (outcome.kind !== 'blank') tally.add(applyRow(deps, outcome));
    }
    book.progress('preview', tally.counts().rows, total);
  }
  return { ...tally.counts(), examples: [...tally.examples()], issues: [...tally.issues()] };
}

interface Run {
  readonly book: WorkerBook;
  readonly importId: number;
  readonly choices: ImportChoices;
  readonly ready: ReadyImport;
  /** Rows up to this one were done before. */
  readonly afterRow: number;
  readonly tags: TagBook;
  /** JSON of tag lists by the tag of a row. */
  readonly tagLists: Map<string, string>;
  readonly tally: Tally;
  readonly index: ApplyDeps['index'];
  readonly indexing: Indexing;
  /** Customers as waiting changes will make them. */
  readonly overlay: Map<number, Fields>;
  readonly total: number | null;
  /** Columns of what only the owner sees: of a row that is left out they are not kept. */
  readonly closed: ReadonlySet<number>;
}

/**
 * Imports a file, or goes on with it. Looks at the file first and throws what is wrong with it or
 * the choices; then tells the import's number (`detail`) and writes. Cancelled: keeps what was
 * written and says so.
 */
export async function runImport(book: WorkerBook, input: RunInput): Promise<RunResult> {
  book.progress('reading', 0, null);
  const plan = planImport(book, input.choices);
  let ready = await readyImport(input.file, plan, book.write.clock.now());
  const facts = await fileFacts(ready.source);
  const { importId, afterRow, counts } = input.importId === null ? begin(book, input, ready, facts) : goOn(book, input.importId, facts);
  book.detail({ importId });
  const made = makeFields(book, importId, plan);
  if (made !== plan) {
    ready = readyAgain(ready, made, book.write.clock.now());
    setImportChoices(book.db, importId, made.choices);
    if (input.saveMapping) saveMapping(book.db, headerSignature(ready.table.headers), made.choices.mapping, book.write.clock.now());
  }
  // Left by a run that broke off: they come first, as their rows did.
  await writeWaiting(book, importId, input.choices);
  const total = totalOf(ready, facts.lines);
  // Consents are read beside the customers, not with them: the ordinary way through the log takes them over.
  const indexing = await startIndexing(book, importId, hasConsents(made.choices) ? 0 : (total ?? 0));
  const tags = openTagBook(book.db);
  const index = indexBook(book.db);
  const { choices } = made;
  const run: Run = {
    book,
    importId,
    choices,
    ready,
    afterRow,
    tags,
    tagLists: new Map(),
    tally: createTally(counts),
    index,
    indexing,
    overlay: new Map(),
    total,
    closed: closedColumns(book, choices),
  };
  // A batch survives the death of the process at once, a power cut after the next checkpoint; the last commit below waits for the disk.
  book.db.raw.pragma('synchronous = NORMAL');
  book.db.raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  book.db.raw.pragma(`cache_size = ${-CACHE_KIB}`);
  const stopped = await writeAll(run).finally(() => book.db.raw.pragma('synchronous = FULL'));
  keepCollected(book, importId, made);
  setImportState(book.db, importId, stopped ? 'cancelled' : 'done', book.write.clock.now());
  return { importId, ...run.tally.counts(), issues: run.tally.issues(), stopped };
}

interface Begun {
  readonly importId: number;
  readonly afterRow: number;
  readonly counts: ImportCounts;
}

function begin(book: WorkerBook, input: RunInput, ready: ReadyImport, facts: FileFacts): Begun {
  const at = book.write.clock.now();
  const { file, choices } = input;
  const action = { kind: 'import.start', actor: book.actor, origin: 'job' as const, facts: { fileName: file.name } };
  const importId = beginAction(book.write, action, (db, id) => {
    insertImport(db, { importId: id, fileName: file.name, fileHash: facts.hash, choices, counts: NO_COUNTS, at });
    // The headings, as row 0 of the rows left out: the error file needs them.
    keepRow(db, id, { row: 0, cells: [...ready.table.headers], issues: [] });
    if (input.saveMapping) saveMapping(db, headerSignature(ready.table.headers), choices.mapping, at);
  });
  return { importId, afterRow: 0, counts: NO_COUNTS };
}

function goOn(book: WorkerBook, importId: number, facts: FileFacts): Begun {
  const stored = findImport(book.db, importId);
  if (!stored) throw new AppFailure('import.missing');
  if (stored.fileHash !== facts.hash) throw new AppFailure('import.otherFile');
  setImportState(book.db, importId, 'running', book.write.clock.now());
  return { importId, afterRow: stored.nextRow, counts: stored.counts };
}

/** All batches, then the index, then what waited for it. True when the user stopped it. */
async function writeAll(run: Run): Promise<boolean> {
  const { book, importId, choices, indexing, tally, total } = run;
  let stopped = false;
  let told = 0;
  try {
    for await (const batch of rowBatches(run.ready, run.afterRow)) {
      if ((stopped = book.cancelled())) break;
      if (run.overlay.size > MAX_WAITING) {
        await indexing.abandon();
        await writeWaiting(book, importId, choices);
        run.overlay.clear();
      }
      await indexing.add(writeBatch(run, batch));
      const now = book.write.clock.now();
      if (now < told + PROGRESS_MS) continue;
      told = now;
      book.progress('writing', tally.counts().rows, total);
    }
    book.progress('indexing', tally.counts().rows, total);
    // What only the rows needed makes room for the end of the build.
    run.index.release();
    book.db.raw.pragma('shrink_memory');
    await indexing.finish();
  } catch (e) {
    await indexing.abandon();
    throw e;
  }
  await writeWaiting(book, importId, choices);
  return stopped;
}

function actionOf(book: WorkerBook, importId: number) {
  return { kind: 'import.start', actor: book.actor, origin: 'job' as const, actionId: importId };
}

/** One transaction: rows, rows left out, and the place reached. Answers what it wrote, for the index. */
function writeBatch(run: Run, batch: readonly SourceRow[]): Committed | null {
  const { book, importId, tally, ready } = run;
  let committed: Committed | null = null;
  const deps = { ...book.write, onCommitted: (change: Committed) => void (committed = change) };
  write(deps, actionOf(book, importId), (w) => {
    let current = 0;
    const apply = carefulDeps(run, w, (change) => keepLater(w.db, importId, current, { ...change, incoming: withCustom(change.incoming, (custom) => closedCustom(w.db, ownerOnlyIds(w.db), custom)) }));
    const flat = flatDeps(run, w, apply.shelf);
    for (const source of batch) {
      current = source.row;
      const plain = ready.flat?.read(source) ?? null;
      const made = plain && applyFlat(flat, plain, w.now);
      if (made) {
        tally.addNew(made.lookalike && possibleDuplicate(current, made.lookalike.name, made.lookalike.ambiguous, 'warning'));
        continue;
      }
      const outcome = ready.reader.read(source);
      if (outcome.kind === 'blank') continue;
      const done = applyRow(apply, outcome);
      if (done.kept) keepRow(w.db, importId, { row: current, cells: source.cells.map((cell, i) => (run.closed.has(i) ? '' : cellText(cell))), issues: done.issues });
      tally.add(done);
    }
    saveProgress(w.db, importId, current, tally.counts());
  });
  return committed;
}

function carefulDeps(run: Run, w: Writer, later: (change: Later) => void): ApplyDeps {
  return {
    shelf: run.indexing.active ? waitingShelf(w, run.overlay, later) : writingShelf(w),
    index: run.index,
    choices: run.choices,
    kindMapped: kindMapped(run.choices),
    tagId: (name) => run.tags.idOf(name, (fresh) => createTag(w, fresh)),
  };
}

function flatDeps(run: Run, w: Writer, shelf: Shelf): FlatApplyDeps {
  const own = run.choices.tag === undefined ? [] : [run.choices.tag];
  const number = customerNumbering(w);
  return {
    index: run.index,
    create(image) {
      image[CODE] = number(image[CODE] as string | null);
      return w.createImage('customer', image);
    },
    identity: (ref) => shelf.identity(ref),
    leavePossible: run.choices.possibleDuplicates === 'skip',
    tags(name) {
      const known = run.tagLists.get(name);
      if (known !== undefined) return known;
      const names = name === '' ? own : [name, ...own];
      const ids = names.map((n) => run.tags.idOf(n, (fresh) => createTag(w, fresh)));
      // More tags than are made: the careful way says so.
      if (ids.includes(null)) return null;
      const list = ids.length === 0 ? '' : JSON.stringify([...new Set(ids)]);
      if (run.tagLists.size < MAX_TAG_LISTS) run.tagLists.set(ownText(name), list);
      return list;
    },
  };
}

const MAX_TAG_LISTS = 10_000;
/** Place of the number in an image, behind the id. */
const CODE = 1 + registry.customer.columns.findIndex((c) => c.field === 'code');

/** Makes the changes that waited, in the order of their rows, as part of the same import. */
async function writeWaiting(book: WorkerBook, importId: number, choices: ImportChoices): Promise<void> {
  const mode = choices.onMatch === 'update' ? 'update' : 'fill';
  for (;;) {
    const waiting = waitingChanges(book.db, importId, WAITING_ROWS);
    if (waiting.length === 0) return;
    write(book.write, actionOf(book, importId), (w) => {
      for (const { row, later } of waiting) {
        const stored = w.get('customer', later.ref);
        if (stored && stored.deletedAt === null) w.update('customer', later.ref, mergePatch(stored.fields, withCustom(later.incoming, (custom) => mapValues(custom, (value) => openedValue(w.db, value))), mode));
        dropLater(w.db, importId, row);
      }
    });
  }
}

function closedColumns(book: WorkerBook, { mapping }: ImportChoices): ReadonlySet<number> {
  const ids = ownerOnlyIds(book.db);
  return new Set(mapping.columns.flatMap((target, i) => (target.to === 'field' && ids.has(customIdOf(target.field) ?? 0) ? [i] : [])));
}

/** A change that waits lies in the book: what only the owner sees of it is sealed meanwhile. */
function withCustom(fields: Fields, change: (custom: Fields) => Fields): Fields {
  const custom = fields['custom'] as Fields | undefined;
  return custom ? { ...fields, custom: change(custom) } : fields;
}

const mapValues = (map: Fields, change: (value: unknown) => unknown): Fields => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

function createTag(w: Writer, name: string): number {
  const color = tagColors[name.length % tagColors.length] ?? 'teal';
  return w.create('tag', { name, groupName: null, color });
}
