/**
 * Body of a `change_log` entry: JSON (UTF-8) of an array of `ChangeEntry`, small ones
 * as they are, large ones compressed. `codec` 0 = plain, 1 = zstd, 2 = raw deflate
 * (written where the runtime lacks zstd; both are always readable where zstd exists).
 */
import * as zlib from 'node:zlib';
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Fields } from './rows.ts';

export type ChangeOp = 'create' | 'update' | 'delete' | 'restore';

export interface ChangeEntry {
  readonly entity: EntityName;
  readonly id: number;
  readonly op: ChangeOp;
  /** `aseq` the row had before: the previous link of its history; 0 at creation. */
  readonly prev: number;
  /** Only the fields that changed; absent values are empty. */
  readonly before: Fields;
  readonly after: Fields;
  /** For `delete` and `restore`: who put the row away (see `deletedKind` of the tables). */
  readonly kind?: number;
}

const COMPRESS_FROM_BYTES = 2048;
const hasZstd = typeof zlib.zstdCompressSync === 'function';

/** Encodes the entries of one transaction. */
export function encodeBody(entries: readonly ChangeEntry[]): { readonly codec: number; readonly body: Buffer } {
  const plain = Buffer.from(JSON.stringify(entries), 'utf8');
  if (plain.length < COMPRESS_FROM_BYTES) return { codec: 0, body: plain };
  if (hasZstd) {
    const params = { [zlib.constants.ZSTD_c_compressionLevel]: 1 };
    return { codec: 1, body: zlib.zstdCompressSync(plain, { params }) };
  }
  return { codec: 2, body: zlib.deflateRawSync(plain, { level: 1 }) };
}

/** Decodes what `encodeBody` made; throws on anything else. */
export function decodeBody(codec: number, body: Buffer): readonly ChangeEntry[] {
  const plain = codec === 0 ? body : codec === 1 ? zlib.zstdDecompressSync(body) : zlib.inflateRawSync(body);
  return JSON.parse(plain.toString('utf8')) as ChangeEntry[];
}
