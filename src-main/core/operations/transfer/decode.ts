/**
 * Bytes to text, piece by piece. GB18030 is cut by ourselves at bytes that cannot be
 * part of a longer character: the platform's streaming decoder throws when a damaged
 * four-byte character meets the end of a small piece (Node 24), whole pieces never do.
 */
import type { TextEncodingName } from './encoding.ts';

export interface PieceDecoder {
  push(piece: Uint8Array): string;
  end(): string;
}

/** Beyond this a "line" without any separator is no text; cut it anywhere. */
const MAX_CARRY = 8 * 1024 * 1024;

/** A decoder for one file; bytes that fit no character become U+FFFD. A byte order mark at the start is dropped. */
export function createPieceDecoder(encoding: TextEncodingName): PieceDecoder {
  if (encoding === 'gb18030') return gb18030Decoder();
  const decoder = new TextDecoder(encoding);
  return { push: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}

function gb18030Decoder(): PieceDecoder {
  const decoder = new TextDecoder('gb18030');
  let carry: Uint8Array = new Uint8Array(0);
  return {
    push(piece) {
      const bytes = carry.length === 0 ? piece : Buffer.concat([carry, piece]);
      const cut = bytes.length > MAX_CARRY ? bytes.length : lastPlainByte(bytes) + 1;
      // A copy, before the reader uses its buffer again.
      carry = new Uint8Array(bytes.subarray(cut));
      return cut === 0 ? '' : decoder.decode(bytes.subarray(0, cut));
    },
    end: () => decoder.decode(carry),
  };
}

/** Second, third and fourth bytes of GB18030 are 0x30 or above. */
function lastPlainByte(bytes: Uint8Array): number {
  let at = bytes.length - 1;
  while (at >= 0 && (bytes[at] ?? 0) >= 0x30) at--;
  return at;
}
