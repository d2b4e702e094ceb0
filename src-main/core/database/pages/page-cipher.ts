/**
 * One page of a database file, decrypted past SQLite: what a repair reads around damage with.
 * Format: SQLite3 Multiple Ciphers, cipher chacha20 with a raw key, pages of 4096 bytes whose
 * last 32 are nonce (12), counter (4, little-endian) and Poly1305 tag (16). The first block of
 * the key stream, at counter XOR page number, holds the key of the tag and the key of the page.
 */
import type { Sodium } from '../../kernel/sodium.ts';

export const PAGE_SIZE = 4096;
/** Bytes of a page that SQLite sees. */
export const USABLE = PAGE_SIZE - 32;
/** Of the first page these stay as they are: SQLite must find the size of a page before it has a key. */
const PLAIN_HEAD = 24;
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

/** The page's plain bytes, or `null` when its tag does not fit: it was altered, or is another page's. */
export function openPage(sodium: Pick<Sodium, 'chacha20' | 'isTag'>, key: Uint8Array, number: number, sealed: Uint8Array): Buffer | null {
  if (sealed.length !== PAGE_SIZE) return null;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
  const nonce = sealed.subarray(USABLE, USABLE + 12);
  const counter = (bytes.readUInt32LE(USABLE + 12) ^ number) >>> 0;
  const keys = sodium.chacha20(key, nonce, counter, new Uint8Array(64));
  if (!sodium.isTag(sealed.subarray(USABLE + 16), sealed.subarray(0, USABLE + 16), keys.subarray(0, 32))) return null;
  const from = number === 1 ? PLAIN_HEAD : 0;
  const plain = Buffer.alloc(PAGE_SIZE);
  plain.set(sealed.subarray(0, from));
  plain.set(sodium.chacha20(keys.subarray(32), nonce, (counter + 1) >>> 0, sealed.subarray(from, USABLE)), from);
  if (number === 1) plain.set(MAGIC);
  return plain;
}
