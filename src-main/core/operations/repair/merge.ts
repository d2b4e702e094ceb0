/** What a backup still has of what the book lost. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import { auditHead } from '../../changes/audit.ts';
import { readRedactions } from '../../changes/redaction.ts';
import { registry } from '../../changes/registry.ts';
import type { WriteDeps } from '../../changes/write.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Db } from '../../database/open.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { IdRange } from '../../database/pages/btree.ts';
import { isIn } from './salvage.ts';

/** Tables of which each row is written once and never changed. */
const ONCE = ['audit', 'action'] as const;
/** Where the program and this computer keep notes; they are taken as they are. */
const NOTES = ['setting', 'redaction', 'erased', 'blob', 'number_series', 'saved_mapping', 'import_batch', 'import_issue', 'book_move', 'book_move_row', 'backup_target', 'backup_copy', 'backup_login'] as const;

/** A backup must be of an earlier point of the very same line: its last entry is one of the book's. */
export function assertSameLine(book: Db, copy: Db, mark: { readonly seq: number; readonly hash: string } | null): void {
  const head = auditHead(copy);
  const hash = Buffer.from(head.hash).toString('hex');
  const here = book.raw.prepare<[number], Buffer>('SELECT hash FROM audit WHERE seq = ?').pluck().get(head.seq)?.toString('hex') ?? (mark?.seq === head.seq ? mark.hash : undefined);
  if (here !== undefined && here !== hash) throw new AppFailure('repair.otherLine');
}

function copyTable(copy: Db, book: Db, table: string): void {
  const columns = (book.raw.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).join(', ');
  const insert = book.raw.prepare(`INSERT OR IGNORE INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
  for (const row of copy.raw.prepare(`SELECT ${columns} FROM ${table}`).raw().iterate()) insert.run(...(row as unknown[]));
}

/** Log entries that are lost, but none that an erasure has rewritten since. */
function copyLog(copy: Db, { db, mac }: WriteDeps): void {
  const { bodies } = readRedactions(db, mac);
  const insert = db.raw.prepare('INSERT OR IGNORE INTO change_log (seq, action_id, stamp, row_count, codec, body) VALUES (?, ?, ?, ?, ?, ?)');
  for (const found of copy.raw.prepare('SELECT seq, action_id, stamp, row_count, codec, body FROM change_log').raw().iterate()) {
    const row = found as [number, number, string, number, number, Buffer];
    const wanted = bodies.get(row[0]);
    if (wanted === undefined || Buffer.compare(wanted, mac(row[5])) === 0) insert.run(...row);
  }
}

/** Takes from the backup what lies in lost ranges and is newer there or not here at all. Answers which rows. */
export function mergeCopy(write: WriteDeps, copy: Db, lost: ReadonlyMap<string, readonly IdRange[]>): { readonly entity: EntityName; readonly id: number }[] {
  const { db, rows } = write;
  if (lost.has('change_log')) copyLog(copy, write);
  for (const table of [...ONCE, ...NOTES]) if (lost.has(table)) copyTable(copy, db, table);
  const taken: { entity: EntityName; id: number }[] = [];
  const theirs = createRowStore(copy);
  for (const { name: entity, table } of Object.values(registry)) {
    const ranges = lost.get(table);
    if (!ranges) continue;
    for (const id of copy.raw.prepare<[], number>(`SELECT id FROM ${table} ORDER BY id`).pluck().all()) {
      if (!isIn(ranges, id)) continue;
      const [then, now] = [theirs.get(entity, id)!, rows.get(entity, id)];
      if (now && now.aseq >= then.aseq) continue;
      if (now) rows.update(entity, then, Object.keys(then.fields));
      else rows.insert(entity, then);
      taken.push({ entity, id });
    }
  }
  return taken;
}
