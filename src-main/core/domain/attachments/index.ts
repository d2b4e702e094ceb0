/** Attachments as records: listed, renamed, taken off. What moves file content is in operations/attachments. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Handler } from '../context.ts';
import { changeOwned } from '../customers/index.ts';
import { attachmentsOf, attachmentSums, rowToAttachment, totals } from './attachments.repo.ts';

const listAttachments: Handler<'attachments.list'> = ({ book }, { customerId, limit }) =>
  ok({ rows: attachmentsOf(book, customerId, limit), ...attachmentSums(book, customerId) });

const renameAttachment: Handler<'attachments.rename'> = (ctx, { id, name }) => {
  const row = changeOwned(ctx, 'attachment', 'attachments.rename', id, { name });
  return row ? ok(rowToAttachment(row)) : err('record.missing', { entity: 'attachment', id });
};

const removeAttachment: Handler<'attachments.remove'> = (ctx, { id }) =>
  changeOwned(ctx, 'attachment', 'attachments.remove', id, null) ? ok({}) : err('record.missing', { entity: 'attachment', id });

const attachmentTotals: Handler<'attachments.totals'> = ({ book }) => ok(totals(book.db));

export const attachmentRoutes = {
  'attachments.list': listAttachments,
  'attachments.rename': renameAttachment,
  'attachments.remove': removeAttachment,
  'attachments.totals': attachmentTotals,
};

export { attachmentSums, knownBlobs, namesOfBlob, noteBlob, rowToAttachment, unwantedBlobs } from './attachments.repo.ts';
export { mimeOf, SNIFF_BYTES } from './mime.ts';
