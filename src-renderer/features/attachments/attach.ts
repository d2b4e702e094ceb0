/** Putting files into a customer's record: chosen, dropped or pasted. */
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { dropFile, fileDate, pickFile } from '../../lib/files.ts';
import type { FileRef } from '../../lib/files.ts';
import type { Translate } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { MAX_PASTE_BYTES, PASTE_PART_BYTES, type Attachment } from '../../../shared/modules/attachments.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';

/** Lets the user choose a file; a refusal is told. */
export async function chooseFile(t: Translate): Promise<WaitingFile | null> {
  const reply = await pickFile('');
  if (reply.ok) return reply.value && { kind: 'token', name: reply.value.name, ref: reply.value };
  showToast({ kind: 'error', text: errorLine(t, reply.error) });
  return null;
}

/** A file that waits for its record: behind a token of the host, dropped on the window, or from the clipboard. */
export type WaitingFile =
  | { readonly kind: 'token'; readonly name: string; readonly ref: FileRef }
  | { readonly kind: 'dropped'; readonly name: string; readonly file: File }
  | { readonly kind: 'pasted'; readonly name: string; readonly file: File };

export interface Place {
  readonly customerId: number;
  readonly followUpId?: number;
}

/** The pictures of a paste; text is left to the field it goes into. */
export function pastedFiles(t: Translate, data: DataTransfer): WaitingFile[] {
  const stamp = `${fileDate()} ${new Date().toTimeString().slice(0, 5).replace(':', '.')}`;
  return [...data.files].map((file) => {
    const isImage = file.type.startsWith('image/');
    const extension = file.type === 'image/jpeg' ? 'jpg' : (file.type.split('/')[1] ?? 'png');
    const unnamed = file.name === '' || /^image\.\w+$/.test(file.name);
    return { kind: 'pasted', file, name: isImage && unnamed ? `${t('portrait.attachments.pasted', { date: stamp })}.${extension}` : file.name };
  });
}

export const droppedFiles = (files: readonly File[]): WaitingFile[] => files.map((file) => ({ kind: 'dropped', name: file.name, file }));

/** Takes all in, one after the other, and answers what went in; each failure is told by itself and keeps nobody else from going in. */
export async function attachAll(t: Translate, files: readonly WaitingFile[], place: Place): Promise<readonly Attachment[]> {
  const taken: Attachment[] = [];
  for (const file of files) {
    const reply = await attach(file, place);
    if (!reply.ok) {
      const code = reply.error.code === 'file.tooLarge' && file.kind === 'pasted' ? t('portrait.attachments.pasteTooLarge') : errorLine(t, reply.error);
      showToast({ kind: 'error', text: file.name, detail: code });
      continue;
    }
    taken.push(reply.value);
    if (files.length === 1) showToast({ kind: 'success', text: t('portrait.attachments.added', { name: reply.value.name }) });
  }
  return taken;
}

async function attach(file: WaitingFile, place: Place): Promise<Result<Attachment, AppError>> {
  if (file.kind === 'pasted') return paste(file.file, file.name, place);
  const ref = file.kind === 'token' ? { ok: true as const, value: file.ref } : await take(file.file);
  if (!ref.ok) return ref;
  const started = await api.call('attachments.add', { ...place, file: ref.value.token, name: file.name.slice(-200) });
  if (!started.ok) return started;
  const ended = await awaitJob(started.value.jobId);
  return ended.ok ? { ok: true, value: ended.value as Attachment } : ended;
}

/** A host that will not take a dropped file says so by throwing. */
async function take(file: File): Promise<Result<FileRef, AppError>> {
  try {
    return await dropFile(file);
  } catch {
    return { ok: false, error: { code: 'file.missing' } };
  }
}

async function paste(file: File, name: string, place: Place): Promise<Result<Attachment, AppError>> {
  if (file.size > MAX_PASTE_BYTES) return { ok: false, error: { code: 'file.tooLarge', limitBytes: MAX_PASTE_BYTES } };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const upload = crypto.randomUUID();
  for (let at = 0; ; at += PASTE_PART_BYTES) {
    const last = at + PASTE_PART_BYTES >= bytes.length;
    const data = toBase64(bytes.subarray(at, at + PASTE_PART_BYTES));
    const reply = await api.call('attachments.paste', { upload, ...place, name: name.slice(-200), data, last });
    if (!reply.ok) return reply;
    if (last) return reply.value.attachment ? { ok: true, value: reply.value.attachment } : { ok: false, error: { code: 'internal' } };
  }
}

/** Bytes as base64, in slices that fit a call's argument list. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
