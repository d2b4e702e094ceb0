/** Many small texts outside the JavaScript heap: a million of 150 bytes in 150 MB, without a garbage collector looking at them. */
export interface TextArena {
  /** Keeps a text and answers its number: 0, 1, 2 … */
  add(text: string): number;
  get(no: number): string | null;
}

const CHUNK_BYTES = 1 << 20;

/** An empty arena. */
export function createTextArena(): TextArena {
  const chunks: Buffer[] = [];
  const starts: number[] = [];
  let used = CHUNK_BYTES;
  return {
    add(text) {
      const size = Buffer.byteLength(text);
      if (used + size > CHUNK_BYTES) {
        chunks.push(Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, size)));
        used = 0;
      }
      chunks.at(-1)?.write(text, used);
      starts.push((chunks.length - 1) * 2 ** 32 + used, size);
      used += size;
      return starts.length / 2 - 1;
    },
    get(no) {
      const place = starts[no * 2];
      const size = starts[no * 2 + 1];
      if (place === undefined || size === undefined) return null;
      const start = place % 2 ** 32;
      return chunks[Math.floor(place / 2 ** 32)]?.toString('utf8', start, start + size) ?? null;
    },
  };
}
