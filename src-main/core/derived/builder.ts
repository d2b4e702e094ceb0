/**
 * Builds a whole snapshot from rows in ascending order of their ids: search index,
 * column mirror, contact keys. Runs in a worker; memory stays bounded, because what
 * grows with the rows waits in an encrypted scratch file.
 */
import { extraHeadings } from './extra-text.ts';
import { ChunkCollector, RUN_SLOTS } from './index/chunk-run.ts';
import { createKeyMemo, createKeyMemos } from './index/key-memo.ts';
import { createRunStore } from './index/run-store.ts';
import { CHUNK_SLOTS } from './index/sets.ts';
import { emitKeys } from './index/tokens.ts';
import type { KeyMemos } from './index/tokens.ts';
import { KeyHashes } from './keys/key-hashes.ts';
import { createWeights } from './mirror/collation.ts';
import { createNumberBuilder } from './mirror/column-builder.ts';
import type { ColumnBuilder } from './mirror/column-builder.ts';
import { createFieldBook } from './fields/field-book.ts';
import type { FieldFacts } from './fields/stored-fields.ts';
import { createTextBuilder } from './mirror/text-builder.ts';
import { extraColumn, fixedColumns, MAX_EXTRA_COLUMNS } from './mirror/spec.ts';
import type { ColumnSpec } from './mirror/spec.ts';
import { customIdOf } from '../../../shared/modules/custom-fields.ts';
import type { CustomerRow } from './row.ts';
import { OTHER_TEXTS, rowState } from './row.ts';
import { bytesOf, createSnapshot, PARTS, SNAPSHOT_FORMAT } from './snapshot/file.ts';
import { createScratch } from './snapshot/scratch.ts';

export interface BuildOptions {
  /** Where `search.db` shall lie; the build is written to `search.db.building` beside it. */
  readonly path: string;
  readonly key: Uint8Array;
  readonly bookId: string;
  /** The book's own fields; without them they are read from the rows when asked for. */
  readonly fields?: FieldFacts;
}

/** Which state of the book the rows were. */
export interface BuildMark {
  /** Sequence of the last change the rows contain, and what identifies it. */
  readonly seq: number;
  readonly mark: string;
}

export interface DerivedBuilder {
  /** Rows in ascending order of id, after all rows added before. */
  add(rows: Iterable<CustomerRow>): void;
  /** Completes `search.db.building`; whoever has the old snapshot open closes it and installs this one. */
  finish(mark: BuildMark): void;
  abandon(): void;
}

/** Scratch groups of columns lie above those of contact keys and index runs. */
const COLUMN_GROUP = 2 ** 20;
const HASH_GROUP = COLUMN_GROUP - 1;
const STATE_CHUNK = CHUNK_SLOTS;

/** Starts a build; whatever an interrupted one left is removed. */
export function createBuilder(options: BuildOptions): DerivedBuilder {
  const out = createSnapshot(options.path, options.key);
  const scratch = createScratch(`${options.path}.scratch`, options.key);
  const columnScratch = { ...scratch, put: offsetPut(scratch.put), get: (g: number, n: number) => scratch.get(g + COLUMN_GROUP, n) };
  const runs = createRunStore(scratch);
  const collector = new ChunkCollector();
  const memos: KeyMemos = { names: createKeyMemo(), texts: createKeyMemos(OTHER_TEXTS), extra: createKeyMemo(), related: createKeyMemo() };
  const hashes = new KeyHashes(scratch, HASH_GROUP);
  const columns: ColumnBuilder[] = [...fixedColumns, ...madeColumns(options.fields)].map((spec, no) =>
    spec.kind === 'number' ? createNumberBuilder(spec, no, out) : createTextBuilder(spec, no, columnScratch, 0),
  );
  const extras = new Set<string>();
  const ids = new Float64Array(STATE_CHUNK);
  const states = new Uint8Array(STATE_CHUNK);
  let slots = 0;

  const addExtras = (row: CustomerRow) => {
    if (row.extra === null) return;
    for (const heading of extraHeadings(row.extra)) {
      if (extras.has(heading) || extras.size >= MAX_EXTRA_COLUMNS) continue;
      extras.add(heading);
      columns.push(createTextBuilder(extraColumn(heading), columns.length, columnScratch, slots));
    }
  };
  const flushIds = () => {
    const used = ((slots - 1) % STATE_CHUNK) + 1;
    const chunk = Math.floor((slots - 1) / STATE_CHUNK);
    out.put(PARTS.ids, chunk, bytesOf(ids.subarray(0, used)));
    out.put(PARTS.states, chunk, bytesOf(states.subarray(0, used)));
  };
  const addRow = (row: CustomerRow) => {
    if (row.extra !== null && row.extra !== '') addExtras(row);
    const at = slots % STATE_CHUNK;
    ids[at] = row.id;
    states[at] = rowState(row);
    emitKeys(row, collector.add, memos);
    collector.endDocument();
    for (const column of columns) column.add(row);
    hashes.addRow(row, slots);
    slots++;
    if (slots % RUN_SLOTS === 0) runs.add(collector.takeRun());
    if (slots % CHUNK_SLOTS === 0) flushIds();
  };

  return {
    add(rows) {
      for (const row of rows) addRow(row);
    },
    finish({ seq, mark }) {
      if (slots % RUN_SLOTS !== 0) runs.add(collector.takeRun());
      if (slots % CHUNK_SLOTS !== 0) flushIds();
      collector.dispose();
      const weights = createWeights();
      out.put(PARTS.weights, 0, bytesOf(weights));
      hashes.write(out);
      runs.merge(out);
      const built = columns.map((column) => column.finish(out, weights));
      scratch.dispose();
      out.finish({ format: SNAPSHOT_FORMAT, bookId: options.bookId, seq, mark, slots, columns: built });
    },
    abandon() {
      scratch.dispose();
      out.abandon();
    },
  };
}

/** Columns of the book's own fields that lie with the rows, and of formulas that need them and hold for more than a day. */
function madeColumns(facts: FieldFacts | undefined): readonly ColumnSpec[] {
  if (!facts) return [];
  const book = createFieldBook(facts);
  return book.columnNames().flatMap((name) => {
    const spec = book.spec(name, 0);
    const lasting = spec && (!spec.computed || spec.lasting === true || (!spec.from && book.formula(customIdOf(name) ?? 0)?.usesToday === false));
    return lasting ? [spec] : [];
  });
}

function offsetPut(put: (group: number, no: number, parts: readonly Uint8Array[]) => void) {
  return (group: number, no: number, parts: readonly Uint8Array[]) => put(group + COLUMN_GROUP, no, parts);
}

