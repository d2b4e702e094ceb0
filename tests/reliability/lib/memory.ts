/** The memory of living processes, searched where it lies: what a core dump would hold, without writing one. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

export interface Sought {
  readonly what: string;
  readonly bytes: Buffer;
}

const PIECE = 16 * 1024 * 1024;

/** Linux lets a process look into those it started. */
export const canLook = process.platform === 'linux';

/** A process and everything it started. */
export function familyOf(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It ended in between.
    return 0;
  }
}

/** How often each of these is in the memory of a process, which stands still meanwhile. */
export function countInMemory(pid: number, sought: readonly Sought[]): Map<string, number> {
  const counts = new Map(sought.map(({ what }) => [what, 0]));
  process.kill(pid, 'SIGSTOP');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      // What may be read, but not the parts of files that nobody wrote to, nor the kernel's own pages.
      const found = /^([0-9a-f]+)-([0-9a-f]+) (r)(.)\S+ \S+ \S+ (\d+) *(\S*)/.exec(line);
      if (!found || (found[4] !== 'w' && found[5] !== '0') || found[6]!.startsWith('[v')) continue;
      countInRange(memory, parseInt(found[1]!, 16), parseInt(found[2]!, 16), sought, counts);
    }
    return counts;
  } finally {
    closeSync(memory);
    process.kill(pid, 'SIGCONT');
  }
}

function countInRange(memory: number, from: number, to: number, sought: readonly Sought[], counts: Map<string, number>): void {
  const overlap = Math.max(...sought.map(({ bytes }) => bytes.length)) - 1;
  const buffer = Buffer.allocUnsafe(PIECE + overlap);
  let kept = 0;
  for (let at = from; at < to; at += PIECE) {
    const read = readSome(memory, buffer, kept, Math.min(PIECE, to - at), at);
    if (read === 0) return;
    const piece = buffer.subarray(0, kept + read);
    // What lies wholly in the overlap was counted with the piece before.
    for (const { what, bytes } of sought) for (let hit = piece.indexOf(bytes); hit >= 0; hit = piece.indexOf(bytes, hit + 1)) if (hit + bytes.length > kept) counts.set(what, counts.get(what)! + 1);
    kept = Math.min(overlap, piece.length);
    piece.copy(buffer, 0, piece.length - kept);
  }
}

/** Pages that were reserved and never given cannot be read: there is nothing in them. */
function readSome(memory: number, buffer: Buffer, at: number, length: number, from: number): number {
  try {
    return readSync(memory, buffer, at, length, from);
  } catch {
    return 0;
  }
}
