/** The content of an attachment in the window's memory, for as long as it is looked at. */
import { api } from '../../lib/api.ts';
import type { Reply } from '../../../shared/contract/index.ts';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import { fromBase64 } from './attach.ts';

/** Reads it part by part. */
export async function readContent(id: number, signal?: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, AppError>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const reply: Reply<'attachments.read'> = await api.call('attachments.read', { id, offset }, signal);
    if (!reply.ok) return reply;
    parts.push(fromBase64(reply.value.data));
    offset = reply.value.next;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return { ok: true, value: whole };
}

/** Kinds every browser draws by itself. */
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);

export type Look = 'image' | 'pdf' | 'text' | 'none';

/** How a file can be shown here. */
export function lookOf(mime: string): Look {
  if (IMAGES.has(mime)) return 'image';
  if (mime === 'application/pdf') return 'pdf';
  return mime.startsWith('text/') ? 'text' : 'none';
}
