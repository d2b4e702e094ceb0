/**
 * Contact keys of the snapshot: hash and slot packed into one double, sorted, in chunks.
 * A look-up reads one chunk; the row itself decides (hashes can collide).
 */
import { release } from '../../kernel/release.ts';
import { bytesOf, PARTS } from '../snapshot/file.ts';
import type { SnapshotReader, SnapshotWriter } from '../snapshot/file.ts';
import type { Scratch } from '../snapshot/scratch.ts';
import { lowerBound } from '../index/sets.ts';
import type { CustomerRow } from '../row.ts';
import { keyHash, rowKeys } from './contact-keys.ts';

/** 32 hash bits and the low 21 bits of the slot. */
const SLOT_ROOM = 2 ** 21;
const CHUNK = 1024;

function pack(hash: number, slot: number): number {
  return hash * SLOT_ROOM + (slot % SLOT_ROOM);
}

const WAITING = 1 << 16;

/** Collects the keys of rows during a build; they wait in the scratch file. */
export class KeyHashes {
  private readonly scratch: Scratch;
  private readonly group: number;
  private readonly packed = new Float64Array(WAITING);
  private used = 0;
  private pieces = 0;

  constructor(scratch: Scratch, group: number) {
    this.scratch = scratch;
    this.group = group;
  }

  /** Adds all keys of a row. */
  addRow(row: CustomerRow, slot: number): void {
    rowKeys(row, (kind, key) => {
      this.packed[this.used++] = pack(keyHash(kind, key), slot);
      if (this.used < WAITING) return;
      this.scratch.put(this.group, this.pieces++, [bytesOf(this.packed)]);
      this.used = 0;
    });
  }

  /** Sorts and writes them. */
  write(out: SnapshotWriter): void {
    const sorted = new Float64Array(this.pieces * WAITING + this.used);
    for (let piece = 0; piece < this.pieces; piece++) {
      const data = this.scratch.get(this.group, piece)!;
      sorted.set(new Float64Array(data.buffer, data.byteOffset, WAITING), piece * WAITING);
    }
    sorted.set(this.packed.subarray(0, this.used), this.pieces * WAITING);
    sorted.sort();
    const firsts: number[] = [];
    for (let at = 0; at < sorted.length; at += CHUNK) {
      firsts.push(sorted[at]!);
      out.put(PARTS.keyHashes, firsts.length, bytesOf(sorted.subarray(at, at + CHUNK)));
    }
    release(sorted);
    out.put(PARTS.keyHashes, 0, bytesOf(Float64Array.from(firsts)));
  }
}

/** Looks keys up in a snapshot. */
export class KeyHashReader {
  private readonly source: SnapshotReader;
  private readonly firsts: Float64Array;

  constructor(source: SnapshotReader) {
    this.source = source;
    const data = source.get(PARTS.keyHashes, 0);
    this.firsts = data ? new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8) : new Float64Array(0);
  }

  /** Slots below `slots` of rows that may have a key of this hash; beyond two million rows low bits stand for several. */
  find(hash: number, slots: number): number[] {
    const found: number[] = [];
    const from = hash * SLOT_ROOM;
    let chunk = Math.max(0, lowerBound(this.firsts, from) - 1);
    for (; chunk < this.firsts.length && this.firsts[chunk]! < from + SLOT_ROOM; chunk++) {
      const packed = this.chunk(chunk);
      for (let i = lowerBound(packed, from); i < packed.length && packed[i]! < from + SLOT_ROOM; i++) {
        for (let slot = packed[i]! - from; slot < slots; slot += SLOT_ROOM) found.push(slot);
      }
    }
    return found;
  }

  private chunk(no: number): Float64Array {
    const data = this.source.get(PARTS.keyHashes, no + 1);
    if (!data) throw new Error('contact keys: a chunk is missing');
    return new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8);
  }
}
