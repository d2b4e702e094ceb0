/** Repairing a damaged book: what is wrong with it, and building it anew beside the damaged one, which is never written to. */
export { assertNothingMissing, lookAtBook } from './look.ts';
export type { CopySource } from './look.ts';
export { runRepair } from './repair.job.ts';
export type { RepairDeps } from './repair.job.ts';
export { sweepAside } from './files.ts';
