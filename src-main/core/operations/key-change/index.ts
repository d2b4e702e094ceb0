/** Changing the key a book is encrypted with, for when somebody left who may have kept what opens it. */
export { changeKey, freeBytes, roomFor } from './change-key.job.ts';
export type { FreeBytes } from './change-key.job.ts';
export { noteKeyChange, takeUpKeyChange } from './notes.ts';
export { startRenewing } from './renew-files.ts';
export { settledKeys } from './settle.ts';
