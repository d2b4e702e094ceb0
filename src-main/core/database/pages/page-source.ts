/**
 * The pages of a database that nobody has open: its file and its write-ahead log, read only.
 * Where SQLite stops at the first torn frame of the log, this goes on, because each page
 * proves itself by its own tag.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Sodium } from '../../kernel/sodium.ts';
import { openPage, PAGE_SIZE } from './page-cipher.ts';

const WAL_HEAD = 32;
const FRAME_HEAD = 24;
const FRAME = FRAME_HEAD + PAGE_SIZE;
/** Pages kept decrypted: a walk comes back to the inner ones. */
const KEPT = 512;

export interface Page {
  readonly bytes: Buffer;
  /** The newest version could not be read: this is how the page was before. */
  readonly stale: boolean;
}

export interface PageSource {
  /** Pages the database has, or should have. */
  readonly count: number;
  /** `null`: nothing of the page can be read. */
  read(number: number): Page | null;
  /** Changes lie in a torn log whose pages nobody can tell. */
  readonly lostFrames: number;
  readonly frames: number;
  close(): void;
}

interface Wal {
  /** Offsets of a page's frames, oldest first. */
  readonly frames: ReadonlyMap<number, readonly number[]>;
  readonly total: number;
  readonly lost: number;
  /** Pages after the last commit that can be read; 0 when there is none. */
  readonly pages: number;
}

const NO_WAL: Wal = { frames: new Map(), total: 0, lost: 0, pages: 0 };

function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, at));
}

function openOptional(path: string): number | null {
  return existsSync(path) ? openSync(path, 'r') : null;
}

/** The marks of the log's present generation: those of its head, or of its first frames when the head itself is damaged. */
function saltOf(fd: number, total: number): string {
  const salts = Array.from({ length: Math.min(total, 3) }, (_, i) => readAt(fd, WAL_HEAD + i * FRAME + 8, 8).toString('hex'));
  const head = readAt(fd, 16, 8).toString('hex');
  if (salts.includes(head)) return head;
  return salts.find((salt, i) => salts.indexOf(salt) !== i) ?? salts[0] ?? head;
}

/** Which frames belong to the book: up to the last commit of the present generation. */
function readWal(fd: number, opens: (number: number, sealed: Buffer) => boolean): Wal {
  const total = Math.floor((fstatSync(fd).size - WAL_HEAD) / FRAME);
  if (total < 1) return NO_WAL;
  const salt = saltOf(fd, total);
  const heads = Array.from({ length: total }, (_, i) => readAt(fd, WAL_HEAD + i * FRAME, FRAME_HEAD));
  const commits = heads.flatMap((head, i) => (head.subarray(8, 16).toString('hex') === salt && head.readUInt32BE(4) !== 0 ? [i] : []));
  const last = commits.at(-1) ?? -1;
  const frames = new Map<number, number[]>();
  let lost = 0;
  for (let i = 0; i <= last; i++) {
    const number = heads[i]!.readUInt32BE(0);
    const at = WAL_HEAD + i * FRAME + FRAME_HEAD;
    // A number that was altered fails the tag: whose page it was is not known then.
    if (!opens(number, readAt(fd, at, PAGE_SIZE))) lost++;
    frames.set(number, [...(frames.get(number) ?? []), at]);
  }
  return { frames, total: last + 1, lost, pages: last < 0 ? 0 : heads[last]!.readUInt32BE(4) };
}

/** Opens the files of the database at `path`; missing ones hold no page. Nothing is ever written. */
export function openPages(sodium: Pick<Sodium, 'chacha20' | 'isTag'>, path: string, key: Uint8Array): PageSource {
  const file = openOptional(path);
  const log = openOptional(`${path}-wal`);
  const opens = (number: number, sealed: Buffer) => number > 0 && openPage(sodium, key, number, sealed) !== null;
  const wal = log === null ? NO_WAL : readWal(log, opens);
  const size = file === null ? 0 : fstatSync(file).size;
  const kept = new Map<number, Page | null>();
  const load = (number: number): Page | null => {
    const versions = (wal.frames.get(number) ?? []).toReversed();
    for (const [i, at] of versions.entries()) {
      const bytes = openPage(sodium, key, number, readAt(log!, at, PAGE_SIZE));
      if (bytes) return { bytes, stale: i > 0 };
    }
    const bytes = file === null ? null : openPage(sodium, key, number, readAt(file, (number - 1) * PAGE_SIZE, PAGE_SIZE));
    return bytes && { bytes, stale: versions.length > 0 };
  };
  const read = (number: number): Page | null => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const page = load(number);
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
    kept.set(number, page);
    return page;
  };
  const inHeader = read(1)?.bytes.readUInt32BE(28) ?? 0;
  return {
    count: Math.max(wal.pages, Math.ceil(size / PAGE_SIZE), inHeader),
    read,
    lostFrames: wal.lost,
    frames: wal.total,
    close() {
      if (file !== null) closeSync(file);
      if (log !== null) closeSync(log);
    },
  };
}
