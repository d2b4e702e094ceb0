/** Backups: one sealed, proved file by hand, and copies that are made, proved and tidied without anybody thinking of them. */
export { backupRoutes, copyPath } from './backup.routes.ts';
export { lookAtCopy } from './prove.ts';
export { runRestore } from './restore.job.ts';
export type { RestoreResult } from './restore.job.ts';
export type { CopiesDone, CopyDeps } from './run-copies.ts';
export { copyFirst, startDue } from './schedule.ts';
export { takeSnapshot } from './snapshot.ts';
