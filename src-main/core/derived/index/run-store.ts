/**
 * Second half of the index build. Runs wait encrypted in a scratch file (they would be
 * a hundred megabytes in memory) and are merged key by key into the snapshot: rare keys
 * packed into blocks, frequent ones as one row per chunk.
 */
import { release } from '../../kernel/release.ts';
import { bytesOf, PARTS } from '../snapshot/file.ts';
import type { SnapshotWriter } from '../snapshot/file.ts';
import type { Scratch } from '../snapshot/scratch.ts';
import { BlockWriter } from './blocks.ts';
import type { ChunkDocs } from './blocks.ts';
import { RUN_SLOTS } from './chunk-run.ts';
import type { Run } from './chunk-run.ts';
import { CHUNK_SLOTS } from './sets.ts';

const PIECE_BYTES = 96 * 1024;

export interface RunStore {
  add(run: Run): void;
  /** Merges all runs into the snapshot. */
  merge(out: SnapshotWriter): void;
}

/** Keeps runs in the scratch file, one group each. */
export function createRunStore(scratch: Scratch): RunStore {
  let runs = 0;
  return {
    add(run) {
      let piece = 0;
      for (const parts of piecesOf(run)) scratch.put(runs, piece++, parts);
      runs++;
      release(run.keys, run.counts, run.docs);
    },
    merge(out) {
      const read = (run: number, piece: number) => scratch.get(run, piece);
      mergeRuns(Array.from({ length: runs }, (_, run) => new RunCursor(run, read)), out);
    },
  };
}

/** Cuts a run at key borders: `[n, 0]` as u32, keys, counts, documents. */
function* piecesOf(run: Run): Generator<readonly Uint8Array[]> {
  let from = 0;
  let doc = 0;
  while (from < run.keys.length) {
    let to = from;
    let docs = 0;
    while (to < run.keys.length && (to - from) * 12 + docs * 2 < PIECE_BYTES) docs += run.counts[to++]!;
    const head = new Uint32Array([to - from, 0]);
    yield [
      bytesOf(head),
      bytesOf(run.keys.subarray(from, to)),
      bytesOf(run.counts.subarray(from, to)),
      bytesOf(run.docs.subarray(doc, doc + docs)),
    ];
    from = to;
    doc += docs;
  }
}

class RunCursor {
  /** Current key; infinity at the end. */
  key = Infinity;
  private keys: Float64Array = new Float64Array(0);
  private counts: Uint32Array = new Uint32Array(0);
  private docs: Uint16Array = new Uint16Array(0);
  private at = -1;
  private docAt = 0;
  private piece = 0;
  readonly run: number;
  private readonly read: (run: number, piece: number) => Uint8Array | null;

  constructor(run: number, read: (run: number, piece: number) => Uint8Array | null) {
    this.run = run;
    this.read = read;
    this.next();
  }

  /** Documents of the current key, ascending. */
  current(): Uint16Array {
    return this.docs.subarray(this.docAt, this.docAt + this.counts[this.at]!);
  }

  next(): void {
    if (this.at >= 0) this.docAt += this.counts[this.at]!;
    this.at++;
    if (this.at >= this.keys.length && !this.load()) {
      this.key = Infinity;
      return;
    }
    this.key = this.keys[this.at]!;
  }

  private load(): boolean {
    const data = this.read(this.run, this.piece++);
    if (!data) return false;
    const { buffer, byteOffset, byteLength } = data;
    const n = new Uint32Array(buffer, byteOffset, 1)[0]!;
    this.keys = new Float64Array(buffer, byteOffset + 8, n);
    this.counts = new Uint32Array(buffer, byteOffset + 8 + n * 8, n);
    this.docs = new Uint16Array(buffer, byteOffset + 8 + n * 12, (byteLength - 8 - n * 12) / 2);
    this.at = 0;
    this.docAt = 0;
    return true;
  }
}

const RUNS_PER_CHUNK = CHUNK_SLOTS / RUN_SLOTS;

/** The documents of one key, with the runs of a chunk joined. */
function chunksOf(found: readonly RunCursor[]): ChunkDocs[] {
  const chunks: ChunkDocs[] = [];
  for (let i = 0; i < found.length; ) {
    const chunk = Math.floor(found[i]!.run / RUNS_PER_CHUNK);
    let end = i;
    let size = 0;
    while (end < found.length && Math.floor(found[end]!.run / RUNS_PER_CHUNK) === chunk) size += found[end++]!.current().length;
    const docs = new Uint16Array(size);
    for (let at = 0; i < end; i++) {
      const part = found[i]!.current();
      const offset = (found[i]!.run % RUNS_PER_CHUNK) * RUN_SLOTS;
      for (let d = 0; d < part.length; d++) docs[at++] = part[d]! + offset;
    }
    chunks.push({ chunk, docs });
  }
  return chunks;
}

function mergeRuns(cursors: readonly RunCursor[], out: SnapshotWriter): void {
  const writer = new BlockWriter(out);
  const found: RunCursor[] = [];
  for (;;) {
    let key = Infinity;
    for (const cursor of cursors) if (cursor.key < key) key = cursor.key;
    if (key === Infinity) break;
    found.length = 0;
    for (const cursor of cursors) if (cursor.key === key) found.push(cursor);
    writer.add(key, chunksOf(found));
    for (const cursor of found) cursor.next();
  }
  out.put(PARTS.blockFirst, 0, bytesOf(writer.finish()));
}
