/** The snapshot of nothing: a new or small book lives in the delta alone. */
import { bytesOf, PARTS, SNAPSHOT_FORMAT } from './file.ts';
import type { SnapshotReader } from './file.ts';
import { createWeights } from '../mirror/collation.ts';

/** A reader without rows, at the very beginning of the log. */
export function emptySnapshot(bookId: string): SnapshotReader {
  let weights: Uint8Array | null = null;
  return {
    facts: { format: SNAPSHOT_FORMAT, bookId, seq: 0, mark: '', slots: 0 },
    get(part) {
      if (part === PARTS.weights) return (weights ??= bytesOf(createWeights()));
      return null;
    },
    close: () => undefined,
  };
}
