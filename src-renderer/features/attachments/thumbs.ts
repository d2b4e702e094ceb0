/** Small pictures of images and PDF pages: drawn here once, kept sealed in the book. */
import { api } from '../../lib/api.ts';
import { MAX_PREVIEW_BYTES, MAX_THUMB_BYTES, type Attachment } from '../../../shared/modules/attachments.ts';
import { toBase64 } from './attach.ts';
import { lookOf, readContent } from './content.ts';

const EDGE_PX = 320;
const QUALITY = [0.8, 0.6, 0.4];

/** Draws and keeps the picture of an attachment; what cannot be drawn has none, which is no failure. */
export async function makeThumb(attachment: Attachment): Promise<void> {
  const look = lookOf(attachment.mime);
  if (attachment.hasThumb || attachment.sizeBytes > MAX_PREVIEW_BYTES || (look !== 'image' && look !== 'pdf')) return;
  const content = await readContent(attachment.id);
  if (!content.ok) return;
  try {
    const canvas = look === 'pdf' ? await pdfCanvas(content.value) : await imageCanvas(content.value, attachment.mime);
    const bytes = await encode(canvas);
    if (bytes) await api.call('attachments.setThumb', { id: attachment.id, data: toBase64(bytes) });
  } catch {
    // A broken picture stays without one; the preview says more.
  }
}

async function imageCanvas(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<HTMLCanvasElement> {
  const image = await createImageBitmap(new Blob([bytes], { type: mime }), { imageOrientation: 'from-image' });
  const scale = Math.min(1, EDGE_PX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // JPEG knows no transparency: what was see-through becomes paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return canvas;
}

async function pdfCanvas(bytes: Uint8Array<ArrayBuffer>): Promise<HTMLCanvasElement> {
  const { openPdf } = await import('./pdf.ts');
  const pdf = await openPdf(bytes);
  try {
    return await pdf.draw(1, { edgePx: EDGE_PX });
  } finally {
    pdf.close();
  }
}

async function encode(canvas: HTMLCanvasElement): Promise<Uint8Array | null> {
  for (const quality of QUALITY) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && blob.size <= MAX_THUMB_BYTES) return new Uint8Array(await blob.arrayBuffer());
  }
  return null;
}
