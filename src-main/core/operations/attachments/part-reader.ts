/**
 * Sealed content can only be read from its start. A preview asks for one part after the
 * other, so the reader stays where it is until the next part is asked for: a file is
 * decrypted once, not once per part.
 */
import type { OpenBook } from '../../domain/context.ts';

interface OpenRead {
  readonly book: OpenBook;
  readonly hash: string;
  readonly pieces: AsyncGenerator<Uint8Array, void, undefined>;
  at: number;
  rest: Buffer;
}

export interface PartReader {
  /** `next` is the offset of the following part, `null` at the end. Throws what `BlobStore.read` throws. */
  read(book: OpenBook, hash: string, offset: number): Promise<{ readonly bytes: Buffer; readonly next: number | null }>;
}

/** Keeps at most one file open between two calls, and that one for 20 s. */
export function partReader(partBytes: number, keepMs = 20_000): PartReader {
  let kept: OpenRead | null = null;
  let timer: NodeJS.Timeout | null = null;
  const take = (): OpenRead | null => {
    const was = kept;
    kept = null;
    if (timer) clearTimeout(timer);
    timer = null;
    return was;
  };
  const keep = (open: OpenRead) => {
    void take()?.pieces.return();
    kept = open;
    timer = setTimeout(() => void take()?.pieces.return(), keepMs).unref();
  };
  return {
    async read(book, hash, offset) {
      let open = take();
      if (!open || open.book !== book || open.hash !== hash || open.at !== offset) {
        await open?.pieces.return();
        open = { book, hash, pieces: book.blobs.read(hash), at: 0, rest: Buffer.alloc(0) };
        await fill(open, offset);
        const skipped = Math.min(offset, open.rest.length);
        open.rest = open.rest.subarray(skipped);
        open.at = offset;
      }
      // One byte more tells whether there is another part.
      const more = await fill(open, partBytes + 1);
      const bytes = open.rest.subarray(0, partBytes);
      open.rest = open.rest.subarray(bytes.length);
      open.at += bytes.length;
      const next = more ? open.at : null;
      if (more) keep(open);
      return { bytes, next };
    },
  };
}

/** Reads on until `wanted` bytes are waiting; false when the content ended before. */
async function fill(open: OpenRead, wanted: number): Promise<boolean> {
  const pieces = [open.rest];
  let have = open.rest.length;
  while (have < wanted) {
    const { value, done } = await open.pieces.next();
    if (done) break;
    pieces.push(Buffer.from(value));
    have += value.length;
  }
  open.rest = Buffer.concat(pieces);
  return have >= wanted;
}
