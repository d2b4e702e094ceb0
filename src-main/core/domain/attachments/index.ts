/** Attachments as records: listed, renamed, taken off. What moves file content is in operations/attachments. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { Handler, OpenBook } from '../context.ts';
import type { CustomMap } from '../custom-values.ts';
import { changeOwned } from '../customers/index.ts';
import { attachmentsOf, attachmentSums, rowToAttachment, totals } from './attachments.repo.ts';

const listAttachments: Handler<'attachments.list'> = ({ book }, { customerId, limit }) =>
  ok({ rows: attachmentsOf(book, customerId, limit), ...attachmentSums(book, customerId) });

const renameAttachment: Handler<'attachments.rename'> = (ctx, { id, name }) => {
  const row = changeOwned(ctx, 'attachment', 'attachments.rename', id, { name });
  return row ? ok(rowToAttachment(row)) : err('record.missing', { entity: 'attachment', id });
};

/** Fields of files that held it let it go in the same step, so that what is asked of them stays true. */
const removeAttachment: Handler<'attachments.remove'> = (ctx, { id }) => {
  const { book } = ctx;
  const held = customerWithout(book, id);
  const removed = changeOwned(ctx, 'attachment', 'attachments.remove', id, null, (w) => held && void w.update('customer', held.id, { custom: held.custom }));
  return removed ? ok({}) : err('record.missing', { entity: 'attachment', id });
};

/** The owner's custom values without this attachment; `null` when no field holds it. */
function customerWithout(book: OpenBook, attachmentId: number): { readonly id: number; readonly custom: CustomMap } | null {
  const owner = Number(book.rows.get('attachment', attachmentId)?.fields['customerId'] ?? 0);
  const custom = (book.rows.get('customer', owner)?.fields['custom'] ?? {}) as CustomMap;
  const { fields } = fieldBook(book.db);
  const holding = fields.filter(({ id, kind }) => kind === 'file' && (custom[String(id)] as readonly unknown[] | undefined)?.includes(attachmentId));
  if (holding.length === 0) return null;
  const next = { ...custom };
  for (const { id } of holding) {
    const left = (custom[String(id)] as readonly number[]).filter((one) => one !== attachmentId);
    if (left.length > 0) next[String(id)] = left;
    else Reflect.deleteProperty(next, String(id));
  }
  return { id: owner, custom: next };
}

const attachmentTotals: Handler<'attachments.totals'> = ({ book }) => ok(totals(book.db));

export const attachmentRoutes = {
  'attachments.list': listAttachments,
  'attachments.rename': renameAttachment,
  'attachments.remove': removeAttachment,
  'attachments.totals': attachmentTotals,
};

export { attachmentSums, knownBlobs, namesOfBlob, noteBlob, rowToAttachment, unwantedBlobs } from './attachments.repo.ts';
export { mimeOf, SNIFF_BYTES } from './mime.ts';
