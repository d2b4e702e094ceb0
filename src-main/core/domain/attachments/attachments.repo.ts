/** SQL of attachments and of the sealed files they stand for. */
import { and, count, desc, eq, isNull, sum } from 'drizzle-orm';
import type { Attachment } from '../../../../shared/modules/attachments.ts';
import type { Row } from '../../changes/rows.ts';
import { attachment } from '../../database/schema/portrait.ts';
import type { Db } from '../../database/open.ts';
import type { OpenBook } from '../context.ts';

export function rowToAttachment(row: Row): Attachment {
  const { blob: _, thumb, ...fields } = row.fields;
  return { ...fields, hasThumb: thumb !== null, id: row.id } as unknown as Attachment;
}

const mine = (customerId: number) => and(eq(attachment.customerId, customerId), isNull(attachment.deletedAt));

/** A customer's living attachments, latest first. */
export function attachmentsOf(book: OpenBook, customerId: number, limit: number): Attachment[] {
  const order = [desc(attachment.createdAt), desc(attachment.id)];
  const ids = book.db.orm.select({ id: attachment.id }).from(attachment).where(mine(customerId)).orderBy(...order).limit(limit).all();
  return ids.map(({ id }) => book.rows.get('attachment', id)).flatMap((row) => (row ? [rowToAttachment(row)] : []));
}

/** How many files a customer has, and their weight. */
export function attachmentSums(book: OpenBook, customerId: number): { readonly total: number; readonly sizeBytes: number } {
  const row = book.db.orm.select({ total: count(), sizeBytes: sum(attachment.sizeBytes) }).from(attachment).where(mine(customerId)).get();
  return { total: row?.total ?? 0, sizeBytes: Number(row?.sizeBytes ?? 0) };
}

/** Notes that a sealed file lies beside the book; in the transaction of the row that wants it. */
export function noteBlob(db: Db, hash: string, sizeBytes: number, now: number): void {
  db.raw.prepare('INSERT OR IGNORE INTO blob (hash, size_bytes, created_at) VALUES (?, ?, ?)').run(hash, sizeBytes, now);
}

/** Every sealed file the book knows, with the size of its content. */
export function knownBlobs(db: Db): { readonly hash: string; readonly sizeBytes: number }[] {
  return db.raw.prepare<[], { hash: string; sizeBytes: number }>('SELECT hash, size_bytes AS sizeBytes FROM blob ORDER BY hash').all();
}

/** Sealed files that no attachment wants which lives, or was deleted since `since`. */
export function unwantedBlobs(db: Db, since: number): string[] {
  const sql = `SELECT hash FROM blob b
    WHERE b.created_at < @since
      AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.blob = b.hash AND (a.deleted_at IS NULL OR a.deleted_at >= @since))
      AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.thumb = b.hash AND (a.deleted_at IS NULL OR a.deleted_at >= @since))`;
  return db.raw.prepare<[{ since: number }], string>(sql).pluck().all({ since });
}

/** Names of attachments that stand for a sealed file, for telling which one is damaged. */
export function namesOfBlob(db: Db, hash: string): string[] {
  const sql = 'SELECT DISTINCT name FROM attachment WHERE (blob = @hash OR thumb = @hash) AND deleted_at IS NULL ORDER BY id LIMIT 5';
  return db.raw.prepare<[{ hash: string }], string>(sql).pluck().all({ hash });
}

export function totals(db: Db): { readonly files: number; readonly sizeBytes: number; readonly attachments: number } {
  const files = db.raw.prepare<[], { n: number; bytes: number | null }>('SELECT count(*) AS n, sum(size_bytes) AS bytes FROM blob').get();
  const living = Number(db.raw.prepare('SELECT count(*) FROM attachment WHERE deleted_at IS NULL').pluck().get());
  return { files: files?.n ?? 0, sizeBytes: files?.bytes ?? 0, attachments: living };
}
