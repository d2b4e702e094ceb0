/** What kind of file it is: by its first bytes, and only then by its name. */

/** Enough for every signature below. */
export const SNIFF_BYTES = 4096;

const ascii = (head: Uint8Array, from: number, to: number) => Buffer.from(head.subarray(from, to)).toString('latin1');
const starts = (head: Uint8Array, ...bytes: number[]) => bytes.every((b, i) => head[i] === b);

/** Signatures from the formats' own specifications; AVIF and HEIC are told by the brand in the `ftyp` box (ISO 14496-12). */
const SIGNATURES: readonly (readonly [string, (head: Uint8Array) => boolean])[] = [
  ['image/png', (h) => starts(h, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['image/jpeg', (h) => starts(h, 0xff, 0xd8, 0xff)],
  ['image/gif', (h) => /^GIF8[79]a/.test(ascii(h, 0, 6))],
  ['image/webp', (h) => ascii(h, 0, 4) === 'RIFF' && ascii(h, 8, 12) === 'WEBP'],
  ['image/bmp', (h) => ascii(h, 0, 2) === 'BM' && h.length > 26],
  ['image/avif', (h) => ascii(h, 4, 8) === 'ftyp' && /^avi[fs]/.test(ascii(h, 8, 12))],
  ['image/heic', (h) => ascii(h, 4, 8) === 'ftyp' && /^(heic|heix|mif1|msf1)/.test(ascii(h, 8, 12))],
  ['application/pdf', (h) => ascii(h, 0, 1024).includes('%PDF-')],
];

const BY_NAME: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  csv: 'text/csv',
};

/** The media type; `text/plain` for anything that reads as UTF-8 text, whatever it is called: it is never run or rendered. */
export function mimeOf(name: string, head: Uint8Array): string {
  const found = SIGNATURES.find(([, fits]) => fits(head));
  if (found) return found[0];
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const known = BY_NAME[extension];
  if (known) return known;
  return isText(head) ? 'text/plain' : 'application/octet-stream';
}

function isText(head: Uint8Array): boolean {
  if (head.length === 0 || head.includes(0)) return false;
  try {
    // A character may be cut at the end of what was read.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
