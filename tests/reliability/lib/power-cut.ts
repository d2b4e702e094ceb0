/**
 * Disks as a power cut leaves them. What was synced is there; of what was written since,
 * nothing, a random part, or random sectors of 512 bytes. Renames are taken as done at once:
 * every file of ours is synced before it is renamed, and the model checks just that.
 */
import { basename } from 'node:path';
import type { TraceOp } from './shim.ts';

export type Cut = 'nothing' | 'part' | 'sectors';
export const CUTS: readonly Cut[] = ['nothing', 'part', 'sectors'];

interface FileState {
  /** What is surely on the disk. */
  synced: Buffer;
  pending: TraceOp[];
}

const SECTOR = 512;

/** A file being put together: grows as it is written. */
class Image {
  private bytes: Buffer;
  private length: number;

  constructor(start: Buffer) {
    this.bytes = Buffer.from(start);
    this.length = start.length;
  }

  write(offset: number, data: Buffer): void {
    this.grow(offset + data.length);
    data.copy(this.bytes, offset);
  }

  truncate(length: number): void {
    if (length < this.length) this.bytes.fill(0, length, this.length);
    this.grow(length);
    this.length = length;
  }

  whole(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private grow(end: number): void {
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(Math.max(end, this.bytes.length * 2) - this.bytes.length)]);
    this.length = Math.max(this.length, end);
  }
}

function apply(image: Image, op: TraceOp): void {
  if (op.op === 't') image.truncate(op.offset);
  else image.write(op.offset, op.data);
}

function settle(state: FileState): void {
  if (state.pending.length === 0) return;
  const image = new Image(state.synced);
  for (const op of state.pending) apply(image, op);
  state.synced = image.whole();
  state.pending = [];
}

export interface Disk {
  /** Takes the next call of the trace. */
  next(op: TraceOp): void;
  /** The files a reader would find after a cut now, without those that SQLite makes anew. */
  cut(how: Cut, random: () => number): Map<string, Buffer>;
}

export function createDisk(): Disk {
  const files = new Map<string, FileState>();
  const file = (path: string): FileState => {
    const name = basename(path);
    let state = files.get(name);
    if (!state) files.set(name, (state = { synced: Buffer.alloc(0), pending: [] }));
    return state;
  };
  return {
    next(op) {
      if (op.op === 'w' || op.op === 't') file(op.path).pending.push(op);
      else if (op.op === 's') settle(file(op.path));
      else if (op.op === 'u') files.delete(basename(op.path));
      else if (op.op === 'r') {
        files.set(basename(op.data.toString('utf8')), file(op.path));
        files.delete(basename(op.path));
      } else if (op.op === 'o') file(op.path);
    },
    cut(how, random) {
      const out = new Map<string, Buffer>();
      for (const [name, state] of files) {
        if (name.endsWith('-shm')) continue;
        const image = new Image(state.synced);
        if (how !== 'nothing') for (const op of state.pending) partly(image, op, how, random);
        out.set(name, image.whole());
      }
      return out;
    },
  };
}

function partly(image: Image, op: TraceOp, how: Cut, random: () => number): void {
  if (how === 'part' || op.op === 't') {
    if (random() < 0.5) apply(image, op);
    return;
  }
  for (let at = 0; at < op.data.length; ) {
    const length = Math.min(SECTOR - ((op.offset + at) % SECTOR), op.data.length - at);
    if (random() < 0.5) image.write(op.offset + at, op.data.subarray(at, at + length));
    at += length;
  }
}
