/**
 * Writes a zip archive piece by piece, members stored as they are (pictures and PDFs do not
 * get smaller). Format: PKWARE APPNOTE 6.3 without ZIP64; names in UTF-8.
 */
import { crc32 } from 'node:zlib';
import { AppFailure } from '../../../../shared/kernel/result.ts';

export interface ZipMember {
  readonly name: string;
  /** Called twice: to measure, then to write. Must give the same bytes both times. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** What an archive without ZIP64 can hold. */
const MAX_BYTES = 0xffff_fffe;
const UTF8_NAMES = 0x0800;
const VERSION = 20;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/** The bytes of the archive, in order. `file.tooLarge` beyond 4 GiB. */
export async function* writeZip(members: readonly ZipMember[], madeAt: Date): AsyncGenerator<Uint8Array> {
  const done: Written[] = [];
  let offset = 0;
  for (const { name, content } of members) {
    const measured = await measure(content());
    const member: Written = { name: Buffer.from(name), ...measured, offset };
    offset += LOCAL_BYTES + member.name.length + member.size;
    if (offset > MAX_BYTES) throw new AppFailure('file.tooLarge', { maxBytes: MAX_BYTES });
    done.push(member);
    yield localHeader(member, madeAt);
    yield* content();
  }
  const directory = Buffer.concat(done.map((member) => directoryEntry(member, madeAt)));
  yield directory;
  yield end(done.length, directory.length, offset);
}

async function measure(content: AsyncIterable<Uint8Array>): Promise<{ crc: number; size: number }> {
  let [crc, size] = [0, 0];
  for await (const piece of content) {
    crc = crc32(piece, crc);
    size += piece.length;
  }
  return { crc, size };
}

const LOCAL_BYTES = 30;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;

/** Time and date as DOS kept them: two-second steps since 1980. */
function dosTime(at: Date): readonly [time: number, date: number] {
  return [(at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1), ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()];
}

/** Flags, method, time, crc and sizes: the same in both headers. */
function common(to: Buffer, at: number, { crc, size, name }: Written, madeAt: Date): void {
  const [time, date] = dosTime(madeAt);
  to.writeUInt16LE(VERSION, at);
  to.writeUInt16LE(UTF8_NAMES, at + 2);
  to.writeUInt16LE(time, at + 6);
  to.writeUInt16LE(date, at + 8);
  to.writeUInt32LE(crc, at + 10);
  to.writeUInt32LE(size, at + 14);
  to.writeUInt32LE(size, at + 18);
  to.writeUInt16LE(name.length, at + 22);
}

function localHeader(member: Written, madeAt: Date): Buffer {
  const head = Buffer.alloc(LOCAL_BYTES);
  head.writeUInt32LE(0x04034b50, 0);
  common(head, 4, member, madeAt);
  return Buffer.concat([head, member.name]);
}

function directoryEntry(member: Written, madeAt: Date): Buffer {
  const head = Buffer.alloc(DIRECTORY_BYTES);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  common(head, 6, member, madeAt);
  head.writeUInt32LE(member.offset, 42);
  return Buffer.concat([head, member.name]);
}

function end(count: number, size: number, offset: number): Buffer {
  const tail = Buffer.alloc(END_BYTES);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(size, 12);
  tail.writeUInt32LE(offset, 16);
  return tail;
}
