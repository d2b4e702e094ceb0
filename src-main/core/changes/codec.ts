/**
 * Body of a `change_log` entry: JSON (UTF-8) of an array of `ChangeEntry`, small ones
 * as they are, large ones compressed. `codec` 0 = plain, 1 = zstd, 2 = raw deflate
 * (written where the runtime lacks zstd; both are always readable where zstd exists).
 * With 4 added, rows created in bulk (`packed.ts`) come before the JSON: u32 their
 * length, they themselves, then the other entries.
 */
import * as zlib from 'node:zlib';
import type { EntityName } from '../../../shared/modules/history.ts';
import type { ChangeEntry } from './entry.ts';
import { entriesOf } from './created.ts';
import { unpackRows } from './packed.ts';

export type { ChangeEntry, ChangeOp } from './entry.ts';

const COMPRESS_FROM_BYTES = 2048;
const hasZstd = typeof zlib.zstdCompressSync === 'function';

const PACKED = 4;

/** Encodes the entries of one transaction, and the rows it created in bulk, if any. */
export function encodeBody(entries: readonly ChangeEntry[], created: Uint8Array | null = null): { readonly codec: number; readonly body: Buffer } {
  const json = Buffer.from(JSON.stringify(entries), 'utf8');
  const plain = created === null ? json : joinParts(created, json);
  const form = created === null ? 0 : PACKED;
  if (plain.length < COMPRESS_FROM_BYTES) return { codec: form, body: plain };
  if (hasZstd) {
    const params = { [zlib.constants.ZSTD_c_compressionLevel]: 1 };
    return { codec: form + 1, body: zlib.zstdCompressSync(plain, { params }) };
  }
  return { codec: form + 2, body: zlib.deflateRawSync(plain, { level: 1 }) };
}

function joinParts(created: Uint8Array, json: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(4 + created.length + json.length);
  out.writeUInt32LE(created.length, 0);
  out.set(created, 4);
  out.set(json, 4 + created.length);
  return out;
}

function unpressed(codec: number, body: Buffer): Buffer {
  const compression = codec % PACKED;
  return compression === 0 ? body : compression === 1 ? zlib.zstdDecompressSync(body) : zlib.inflateRawSync(body);
}

/** Ids of the rows of one entity that a body created, changed, deleted or restored; the values are left packed. */
export function idsInBody(codec: number, body: Buffer, entity: EntityName): readonly number[] {
  const plain = unpressed(codec, body);
  const end = codec < PACKED ? 0 : 4 + plain.readUInt32LE(0);
  const packed = codec < PACKED ? null : unpackRows(plain.subarray(4, end));
  const others = JSON.parse(plain.toString('utf8', end)) as ChangeEntry[];
  const ids = others.filter((entry) => entry.entity === entity).map((entry) => entry.id);
  return packed?.entity === entity ? [...packed.ids, ...ids] : ids;
}

/** Decodes what `encodeBody` made; throws on anything else. */
export function decodeBody(codec: number, body: Buffer): readonly ChangeEntry[] {
  const plain = unpressed(codec, body);
  if (codec < PACKED) return JSON.parse(plain.toString('utf8')) as ChangeEntry[];
  const end = 4 + plain.readUInt32LE(0);
  const others = JSON.parse(plain.toString('utf8', end)) as ChangeEntry[];
  return [...others, ...entriesOf(unpackRows(plain.subarray(4, end)))];
}
