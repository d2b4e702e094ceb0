/**
 * Reads zip archives that may be hostile: members by exact name, from memory, never to
 * disk; sizes counted while inflating and not believed from the headers; duplicate
 * names, encryption and unknown methods refused. Format: PKWARE APPNOTE 6.3, ZIP64.
 */
import { createInflateRaw, crc32 } from 'node:zlib';
import { Readable } from 'node:stream';
import { AppFailure } from '../../../../shared/kernel/result.ts';

export interface ZipLimits {
  readonly maxEntries: number;
  /** All members together, expanded. */
  readonly maxExpandedBytes: number;
  /** Expanded ÷ packed of one member, looked at beyond `ratioFreeBytes`. */
  readonly maxRatio: number;
  readonly ratioFreeBytes: number;
}

/** A real workbook of 1,048,576 rows has a sheet of 1–2 GB that packs about 20:1; deflate's own limit is 1032:1. */
export const WORKBOOK_LIMITS: ZipLimits = {
  maxEntries: 10_000,
  maxExpandedBytes: 4 * 1024 ** 3,
  maxRatio: 200,
  ratioFreeBytes: 32 * 1024 ** 2,
};

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  readonly offset: number;
}

export interface ZipArchive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Expanded size as the directory declares it. */
  sizeOf(name: string): number;
  /** Expands one member piece by piece; throws `file.bomb` or `file.damaged`. */
  stream(name: string): AsyncIterable<Uint8Array>;
  /** A small member whole; throws `file.bomb` beyond `maxBytes`. */
  read(name: string, maxBytes: number): Promise<Uint8Array>;
}

/** Opens an archive. Throws `file.damaged`, `file.encrypted` or `file.bomb`. */
export function openZip(bytes: Uint8Array, limits: ZipLimits = WORKBOOK_LIMITS): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view, limits);
  const entry = (name: string): Entry => {
    const found = entries.get(name);
    if (!found) throw new AppFailure('file.damaged', { part: name });
    return found;
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    sizeOf: (name) => entry(name).size,
    stream: (name) => expand(bytes, view, entry(name), limits),
    read: (name, maxBytes) => readWhole(expand(bytes, view, entry(name), limits), maxBytes),
  };
}

async function readWhole(pieces: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes) throw new AppFailure('file.bomb', { maxBytes });
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

function damaged(part: string): AppFailure {
  return new AppFailure('file.damaged', { part });
}

function readDirectory(bytes: Uint8Array, view: DataView, limits: ZipLimits): Map<string, Entry> {
  const end = findEnd(view);
  const { count, start } = directoryPlace(view, end);
  if (count > limits.maxEntries) throw new AppFailure('file.bomb', { entries: count });
  const entries = new Map<string, Entry>();
  let at = start;
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged('directory');
    const next = at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const entry = readEntry(bytes, view, at, Math.min(next, bytes.length));
    if (entries.has(entry.name)) throw damaged('duplicate');
    entries.set(entry.name, entry);
    total += entry.size;
    if (total > limits.maxExpandedBytes) throw new AppFailure('file.bomb', { expandedBytes: total });
    at = next;
  }
  return entries;
}

/** The end record lies in the last 64 KB + 22 bytes, before the archive's comment. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw damaged('end');
}

function directoryPlace(view: DataView, end: number): { count: number; start: number } {
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count !== 0xffff && start !== 0xffffffff) return { count, start };
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw damaged('zip64');
  const record = toNumber(view, locator + 8);
  if (record + 56 > view.byteLength || view.getUint32(record, true) !== 0x06064b50) throw damaged('zip64');
  return { count: toNumber(view, record + 32), start: toNumber(view, record + 48) };
}

function toNumber(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged('zip64');
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('zip64');
  return Number(value);
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, next: number): Entry {
  const flags = view.getUint16(at + 8, true);
  if ((flags & 1) !== 0) throw new AppFailure('file.encrypted');
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  if (nameEnd > bytes.length) throw damaged('directory');
  const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/');
  const sizes = wideSizes(view, at, nameEnd, next);
  return { name, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), ...sizes };
}

/** Sizes and offset, from the ZIP64 extra field where the 32-bit ones say so; it holds only those, in this order. */
function wideSizes(view: DataView, at: number, extra: number, end: number): { size: number; packedSize: number; offset: number } {
  let size = view.getUint32(at + 24, true);
  let packedSize = view.getUint32(at + 20, true);
  let offset = view.getUint32(at + 42, true);
  if (size !== 0xffffffff && packedSize !== 0xffffffff && offset !== 0xffffffff) return { size, packedSize, offset };
  for (let p = extra; p + 4 <= end; p += 4 + view.getUint16(p + 2, true)) {
    if (view.getUint16(p, true) !== 1) continue;
    let field = p + 4;
    const take = (): number => toNumber(view, (field += 8) - 8);
    if (size === 0xffffffff) size = take();
    if (packedSize === 0xffffffff) packedSize = take();
    if (offset === 0xffffffff) offset = take();
    break;
  }
  return { size, packedSize, offset };
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const at = entry.offset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw damaged(entry.name);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packedSize > bytes.length) throw damaged(entry.name);
  return bytes.subarray(start, start + entry.packedSize);
}

async function* expand(bytes: Uint8Array, view: DataView, entry: Entry, limits: ZipLimits): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(bytes, view, entry);
  if (entry.method !== 0 && entry.method !== 8) throw damaged(entry.name);
  let size = 0;
  let crc = 0;
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed, entry.name)) {
    size += piece.length;
    if (size > limits.maxExpandedBytes) throw new AppFailure('file.bomb', { expandedBytes: size });
    if (size > limits.ratioFreeBytes && size > packed.length * limits.maxRatio)
      throw new AppFailure('file.bomb', { ratio: limits.maxRatio });
    crc = crc32(piece, crc);
    yield piece;
  }
  if (crc >>> 0 !== entry.crc >>> 0) throw damaged(entry.name);
}

async function* inflated(packed: Uint8Array, name: string): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  const source = Readable.from(slices(packed));
  source.pipe(inflate);
  try {
    for await (const piece of inflate) yield piece as Uint8Array;
  } catch (cause) {
    if (cause instanceof AppFailure) throw cause;
    throw damaged(name);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}
