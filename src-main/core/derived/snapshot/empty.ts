/** The snapshot of nothing: a new or small book lives in the delta alone. */
import { SNAPSHOT_FORMAT } from './file.ts';
import type { SnapshotReader } from './file.ts';

/** A reader without rows and without parts, at the very beginning of the log. */
export function emptySnapshot(bookId: string): SnapshotReader {
  return {
    facts: { format: SNAPSHOT_FORMAT, bookId, seq: 0, mark: '', slots: 0 },
    get: () => null,
    close: () => undefined,
  };
}
