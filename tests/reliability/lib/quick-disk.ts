/**
 * The suites of faults work in memory where the machine has a memory disk with room: what a killed process, a failed call or a replayed
 * cut leaves does not depend on the disk below, and waiting for a real one at every commit is most of what they would do.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 1.5 * 2 ** 30;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}

/** Once per run; every suite and its children take their folders from `tmpdir()`. */
export default function quickDisk(): (() => void) | undefined {
  if (!hasRoom()) return undefined;
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(MEMORY, 'regulars-'));
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
