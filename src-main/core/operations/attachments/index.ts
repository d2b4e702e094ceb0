/** What moves the content of attachments: taking files in, showing them, giving them out. */
import { AppFailure, err, ok } from '../../../../shared/kernel/result.ts';
import type { Result, AppError } from '../../../../shared/kernel/result.ts';
import { MAX_ATTACHMENT_BYTES, MAX_PASTE_BYTES, MAX_PREVIEW_BYTES, MAX_THUMB_BYTES, READ_PART_BYTES } from '../../../../shared/modules/attachments.ts';
import type { Attachment } from '../../../../shared/modules/attachments.ts';
import type { Row } from '../../changes/rows.ts';
import { noteEvent, write } from '../../changes/write.ts';
import { mimeOf, noteBlob, rowToAttachment, SNIFF_BYTES } from '../../domain/attachments/index.ts';
import { findCustomer } from '../../domain/customers/index.ts';
import type { CallContext, ChosenFile, Handler, JobContext, OpenBook } from '../../domain/context.ts';
import type { PutBlob } from '../../vault/index.ts';
import { openChosen, writeChosen } from '../transfer/chosen-file.ts';
import { partReader } from './part-reader.ts';

const living = (book: OpenBook, id: number): Row | null => {
  const row = book.rows.get('attachment', id);
  return row && row.deletedAt === null ? row : null;
};
const missing = (id: number) => err('record.missing', { entity: 'attachment', id });

interface NewAttachment {
  readonly customerId: number;
  readonly followUpId: number | null;
  readonly name: string;
}

/** The owner's name, or what is wrong with where the file should go. */
function ownerOf(book: OpenBook, customerId: number, followUpId: number | undefined): Result<string, AppError> {
  const owner = findCustomer(book, customerId);
  if (!owner || owner.deletedAt !== null) return err('record.missing', { entity: 'customer', id: customerId });
  const followUp = followUpId === undefined ? null : book.rows.get('followUp', followUpId);
  if (followUpId !== undefined && followUp?.fields['customerId'] !== customerId) return err('record.missing', { entity: 'followUp', id: followUpId });
  return ok(owner.name);
}

const addAttachment: Handler<'attachments.add'> = (ctx, { customerId, followUpId, file: token, name }) => {
  const { book } = ctx;
  const owner = ownerOf(book, customerId, followUpId);
  if (!owner.ok) return owner;
  const file = book.file(token);
  if (!file) return err('file.missing');
  const input = { customerId, followUpId: followUpId ?? null, name: name ?? file.name.slice(-200) };
  return ok({ jobId: book.jobs.start('attachments.add', { fileName: input.name }, (job) => takeIn(ctx, job, file, input, owner.value)) });
};

async function takeIn(ctx: CallContext, job: JobContext, file: ChosenFile, input: NewAttachment, owner: string): Promise<Attachment> {
  const source = await openChosen(file);
  if (source.sizeBytes > MAX_ATTACHMENT_BYTES) throw new AppFailure('file.tooLarge', { limitBytes: MAX_ATTACHMENT_BYTES });
  const total = source.sizeBytes * 3;
  const before = { read: 0, seal: 1, verify: 2 };
  const onProgress: PutBlob['onProgress'] = (phase, bytes) => job.progress('attach', Math.min(total, before[phase] * source.sizeBytes + bytes), total);
  return keep(ctx, input, owner, { content: () => source.stream(), signal: job.signal, onProgress });
}

/** Seals the content and makes the record of it, in that order: a crash in between leaves a stray file, never a record without one. */
async function keep({ book, actor }: CallContext, input: NewAttachment, owner: string, put: PutBlob): Promise<Attachment> {
  let head: Uint8Array = new Uint8Array(0);
  const content = () =>
    tap(put.content(), (piece) => {
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, piece.subarray(0, SNIFF_BYTES - head.length)]);
    });
  const stored = await book.blobs.put({ ...put, content });
  const action = { kind: 'attachments.add', actor, origin: 'local' as const, facts: { name: owner } };
  const written = write(book.write, action, (w) => {
    noteBlob(w.db, stored.hash, stored.sizeBytes, w.now);
    return w.create('attachment', { ...input, blob: stored.hash, thumb: null, mime: mimeOf(input.name, head), sizeBytes: stored.sizeBytes });
  });
  book.undo.push(written.actionId);
  return rowToAttachment(book.rows.get('attachment', written.value)!);
}

/** Pictures on their way in, by book: in memory only, a few at a time. */
const pasting = new WeakMap<OpenBook, Map<string, Buffer[]>>();
const MAX_PASTING = 4;

const pasteAttachment: Handler<'attachments.paste'> = async (ctx, { upload, customerId, followUpId, name, data, last }) => {
  const owner = ownerOf(ctx.book, customerId, followUpId);
  if (!owner.ok) return owner;
  const uploads = pasting.get(ctx.book) ?? new Map<string, Buffer[]>();
  pasting.set(ctx.book, uploads);
  const parts = uploads.get(upload) ?? [];
  uploads.delete(upload);
  parts.push(Buffer.from(data, 'base64'));
  if (parts.reduce((sum, part) => sum + part.length, 0) > MAX_PASTE_BYTES) return err('file.tooLarge', { limitBytes: MAX_PASTE_BYTES });
  if (!last) {
    // The oldest was given up by its window.
    for (const old of [...uploads.keys()].slice(0, Math.max(0, uploads.size + 1 - MAX_PASTING))) uploads.delete(old);
    uploads.set(upload, parts);
    return ok({ attachment: null });
  }
  const whole = Buffer.concat(parts);
  const input = { customerId, followUpId: followUpId ?? null, name };
  return ok({ attachment: await keep(ctx, input, owner.value, { content: () => once(whole), signal: ctx.signal }) });
};

async function* tap(pieces: AsyncIterable<Uint8Array>, see: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    see(piece);
    yield piece;
  }
}

/** The picture is made in the window, which alone can draw; it is no step of undo, since nobody asked for it. */
const setThumb: Handler<'attachments.setThumb'> = async ({ book, actor }, { id, data }) => {
  const bytes = new Uint8Array(Buffer.from(data, 'base64'));
  if (!living(book, id)) return missing(id);
  if (bytes.length === 0 || bytes.length > MAX_THUMB_BYTES) return err('request.invalid', { reason: 'thumb' });
  const { hash, sizeBytes } = await book.blobs.put({ content: () => once(bytes) });
  if (!living(book, id)) return missing(id);
  write(book.write, { kind: 'attachments.thumb', actor, origin: 'job' }, (w) => {
    noteBlob(w.db, hash, sizeBytes, w.now);
    w.update('attachment', id, { thumb: hash });
  });
  return ok({});
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const listThumbs: Handler<'attachments.thumbs'> = async ({ book }, { ids }) => {
  const thumbs: { id: number; data: string }[] = [];
  for (const id of ids) {
    const hash = living(book, id)?.fields['thumb'];
    if (typeof hash !== 'string') continue;
    const bytes = await wholeOf(book, hash).catch((e: unknown) => {
      // A lost picture is drawn again from its file; the check names it.
      if (e instanceof AppFailure && e.error.code.startsWith('attachment.')) return null;
      throw e;
    });
    if (bytes) thumbs.push({ id, data: bytes.toString('base64') });
  }
  return ok({ thumbs });
};

async function wholeOf(book: OpenBook, hash: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of book.blobs.read(hash)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const reader = partReader(READ_PART_BYTES);

const readAttachment: Handler<'attachments.read'> = async ({ book }, { id, offset }) => {
  const row = living(book, id);
  if (!row) return missing(id);
  if (Number(row.fields['sizeBytes']) > MAX_PREVIEW_BYTES) return err('attachment.tooLarge', { limitBytes: MAX_PREVIEW_BYTES });
  const { bytes, next } = await reader.read(book, String(row.fields['blob']), offset);
  return ok({ data: bytes.toString('base64'), next });
};

/** A readable copy leaves the book: noted in the audit chain like any export. */
const saveAttachment: Handler<'attachments.save'> = ({ book, actor }, { id, file: token }) => {
  const row = living(book, id);
  if (!row) return missing(id);
  const target = book.file(token);
  if (!target) return err('file.missing');
  const jobId = book.jobs.start('attachments.save', { fileName: target.name }, async (job) => {
    const total = Number(row.fields['sizeBytes']);
    noteEvent(book.write, 'attachments.save', actor, 1);
    let done = 0;
    const content = tap(book.blobs.read(String(row.fields['blob'])), (piece) => {
      if (job.signal.aborted) throw new AppFailure('request.cancelled');
      job.progress('save', (done += piece.length), total);
    });
    await writeChosen(target, content);
    return { sizeBytes: total };
  });
  return ok({ jobId });
};

export const attachmentFileRoutes = {
  'attachments.add': addAttachment,
  'attachments.paste': pasteAttachment,
  'attachments.setThumb': setThumb,
  'attachments.thumbs': listThumbs,
  'attachments.read': readAttachment,
  'attachments.save': saveAttachment,
};

export { BIN_DAYS, checkBlobs, sweepBlobs } from './keep-house.ts';
