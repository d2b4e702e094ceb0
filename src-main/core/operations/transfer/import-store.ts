/** SQL of imports: batches, rows left out, saved mappings. */
import type { ImportInfo, Mapping, RowIssue } from '../../../../shared/modules/transfer.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { ImportChoices, ImportCounts } from './import-types.ts';
import type { Later } from './shelf.ts';

export type ImportState = 'running' | 'done' | 'cancelled' | 'interrupted' | 'failed';

export interface StoredImport {
  readonly importId: number;
  readonly fileName: string;
  readonly fileHash: string;
  readonly choices: ImportChoices;
  readonly counts: ImportCounts;
  readonly nextRow: number;
  readonly state: ImportInfo['state'];
  readonly at: number;
}

interface Row {
  readonly importId: number;
  readonly fileName: string;
  readonly fileHash: string;
  readonly options: string;
  readonly counts: string;
  readonly nextRow: number;
  readonly state: ImportState;
  readonly at: number;
  readonly actionState: string;
}

// Whether an import is undone is the action's to say: Ctrl+Z and Ctrl+Shift+Z change it too.
const SELECT = `SELECT b.action_id AS importId, b.file_name AS fileName, b.file_hash AS fileHash, b.options, b.counts, b.next_row AS nextRow,
  b.state, b.started_at AS at, a.state AS actionState FROM import_batch b JOIN action a ON a.id = b.action_id`;

function toStored(row: Row): StoredImport {
  const { options, counts, actionState, ...rest } = row;
  const state = actionState === 'undone' ? 'undone' : row.state;
  return { ...rest, state, choices: JSON.parse(options) as ImportChoices, counts: JSON.parse(counts) as ImportCounts };
}

/** Makes the import's row; inside the transaction that makes its action. */
export function insertImport(
  db: Db,
  input: { importId: number; fileName: string; fileHash: string; choices: ImportChoices; counts: ImportCounts; at: number },
): void {
  db.raw
    .prepare(
      "INSERT INTO import_batch (action_id, file_name, file_hash, options, counts, next_row, state, started_at) VALUES (?, ?, ?, ?, ?, 0, 'running', ?)",
    )
    .run(input.importId, input.fileName, input.fileHash, JSON.stringify(input.choices), JSON.stringify(input.counts), input.at);
}

/** One import, or `null`. */
export function findImport(db: Db, importId: number): StoredImport | null {
  const row = db.raw.prepare<[number], Row>(`${SELECT} WHERE b.action_id = ?`).get(importId);
  return row ? toStored(row) : null;
}

/** All imports, latest first. */
export function listImports(db: Db): StoredImport[] {
  return db.raw.prepare<[], Row>(`${SELECT} ORDER BY b.started_at DESC, b.action_id DESC LIMIT 500`).all().map(toStored);
}

/** Where the import stands; inside the transaction of the batch, so that going on is exact. */
export function saveProgress(db: Db, importId: number, nextRow: number, counts: ImportCounts): void {
  prepared(db.raw, 'UPDATE import_batch SET next_row = ?, counts = ? WHERE action_id = ?').run(nextRow, JSON.stringify(counts), importId);
}

/** Sets the state; `from` makes it conditional. */
/** The choices once the fields they ask for are made: what a resume goes on with. */
export function setImportChoices(db: Db, importId: number, choices: ImportChoices): void {
  db.raw.prepare('UPDATE import_batch SET options = ? WHERE action_id = ?').run(JSON.stringify(choices), importId);
}

export function setImportState(db: Db, importId: number, state: ImportState, now: number, from?: ImportState): void {
  const ended = state === 'running' ? null : now;
  const where = from === undefined ? '' : ` AND state = '${from}'`;
  db.raw.prepare(`UPDATE import_batch SET state = ?, ended_at = ? WHERE action_id = ?${where}`).run(state, ended, importId);
  const action = db.raw.prepare("UPDATE action SET state = ?, ended_at = ? WHERE id = ? AND state != 'undone'");
  if (from === undefined || db.raw.prepare('SELECT state FROM import_batch WHERE action_id = ?').pluck().get(importId) === state)
    action.run(state, ended, importId);
}

export interface LeftRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly issues: readonly RowIssue[];
}

/** Keeps a row that was not imported; row 0 holds the headings. */
export function keepRow(db: Db, importId: number, left: LeftRow): void {
  prepared(db.raw, 'INSERT OR REPLACE INTO import_issue (action_id, row_no, cells, issues) VALUES (?, ?, ?, ?)').run(importId, left.row, JSON.stringify(left.cells), JSON.stringify(left.issues));
}

/** The rows that were not imported, in their order, one by one. */
export function* leftRows(db: Db, importId: number): Generator<LeftRow> {
  const select = db.raw.prepare<[number], { row: number; cells: string; issues: string }>(
    'SELECT row_no AS row, cells, issues FROM import_issue WHERE action_id = ? AND row_no >= 0 ORDER BY row_no',
  );
  for (const { row, cells, issues } of select.iterate(importId)) {
    yield { row, cells: JSON.parse(cells) as string[], issues: JSON.parse(issues) as RowIssue[] };
  }
}

/** Keeps a change that waits until the index is built, under the negative number of its row. */
export function keepLater(db: Db, importId: number, row: number, later: Later): void {
  prepared(db.raw, "INSERT OR REPLACE INTO import_issue (action_id, row_no, cells, issues) VALUES (?, ?, ?, 'later')").run(importId, -row, JSON.stringify(later));
}

/** The first waiting changes in the order of their rows; empty when none are left. */
export function waitingChanges(db: Db, importId: number, limit: number): readonly { readonly row: number; readonly later: Later }[] {
  const rows = db.raw
    .prepare<[number, number], { row: number; cells: string }>(
      'SELECT -row_no AS row, cells FROM import_issue WHERE action_id = ? AND row_no < 0 ORDER BY row_no DESC LIMIT ?',
    )
    .all(importId, limit);
  return rows.map(({ row, cells }) => ({ row, later: JSON.parse(cells) as Later }));
}

/** Forgets a waiting change, in the transaction that made it. */
export function dropLater(db: Db, importId: number, row: number): void {
  prepared(db.raw, 'DELETE FROM import_issue WHERE action_id = ? AND row_no = ?').run(importId, -row);
}

/** The mapping last confirmed for a file with these headings. */
export function savedMapping(db: Db, signature: string): Mapping | null {
  const text = db.raw.prepare('SELECT mapping FROM saved_mapping WHERE signature = ?').pluck().get(signature);
  return typeof text === 'string' ? (JSON.parse(text) as Mapping) : null;
}

const KEPT_MAPPINGS = 200;

/** Remembers a mapping for files with these headings. */
export function saveMapping(db: Db, signature: string, mapping: Mapping, now: number): void {
  db.raw
    .prepare('INSERT OR REPLACE INTO saved_mapping (signature, mapping, used_at) VALUES (?, ?, ?)')
    .run(signature, JSON.stringify(mapping), now);
  db.raw
    .prepare('DELETE FROM saved_mapping WHERE signature NOT IN (SELECT signature FROM saved_mapping ORDER BY used_at DESC LIMIT ?)')
    .run(KEPT_MAPPINGS);
}
