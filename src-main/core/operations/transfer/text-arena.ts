/** Many small texts outside the JavaScript heap, compressed in blocks: a million rows of a preview in some 80 MB. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

export interface TextArena {
  /** Keeps a text and answers its number: 0, 1, 2 … */
  add(text: string): number;
  get(no: number): string | null;
}

/** Large enough to compress well, small enough that reading one text costs some 50 µs. */
const BLOCK_BYTES = 1 << 16;
const CACHED_BLOCKS = 16;
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const BLOCK = 2 ** 32;

/** An empty arena. */
export function createTextArena(): TextArena {
  const blocks: Buffer[] = [];
  const cache = new Map<number, Buffer>();
  /** Of every text: its block × 2^32 + where it begins there. */
  const places: number[] = [];
  let open = Buffer.allocUnsafeSlow(2 * BLOCK_BYTES);
  let used = 0;
  const close = () => {
    blocks.push(zstdCompressSync(open.subarray(0, used), FAST));
    used = 0;
  };
  const read = (block: number): Buffer => {
    if (block === blocks.length) return open.subarray(0, used);
    const known = cache.get(block);
    if (known) return known;
    const bytes = zstdDecompressSync(blocks[block]!);
    cache.set(block, bytes);
    if (cache.size > CACHED_BLOCKS) cache.delete(cache.keys().next().value!);
    return bytes;
  };
  return {
    add(text) {
      const size = Buffer.byteLength(text);
      if (used > 0 && used + size > BLOCK_BYTES) close();
      if (size > open.length) open = Buffer.allocUnsafeSlow(size);
      places.push(blocks.length * BLOCK + used);
      used += open.write(text, used);
      return places.length - 1;
    },
    get(no) {
      const place = places[no];
      if (place === undefined) return null;
      const block = Math.floor(place / BLOCK);
      const next = places[no + 1];
      const bytes = read(block);
      return bytes.toString('utf8', place % BLOCK, next !== undefined && Math.floor(next / BLOCK) === block ? next % BLOCK : bytes.length);
    },
  };
}
