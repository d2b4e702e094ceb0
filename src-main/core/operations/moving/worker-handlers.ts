/** What of moving runs in worker threads. Inputs come from this module's own service. */
import type { WorkerHandler } from '../worker-book.ts';
import { runMove, takeBackMove, undoMove } from './move.job.ts';
import type { MoveInput } from './move.job.ts';
import { previewMove } from './preview.job.ts';
import type { MovePreviewInput } from './preview.job.ts';
import type { TargetAccess } from './target-book.ts';

export const movingHandlers: Readonly<Record<string, WorkerHandler>> = {
  'moving.preview': (book, input) => previewMove(book, input as MovePreviewInput),
  'moving.run': (book, input) => runMove(book, input as MoveInput),
  'moving.takeBack': (book, input) => takeBackMove(book, input as { target: TargetAccess; moveId: number }),
  'moving.undo': (book, input) => undoMove(book, input as { moveId: number }),
};
