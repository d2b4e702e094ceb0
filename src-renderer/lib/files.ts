/** Files the user gives and takes. The renderer sees tokens and names, never paths. */
import { transport } from './api.ts';
import { FileRefused, type FileRef, type TargetRef } from './transport.ts';
import type { Result } from '../../shared/kernel/result.ts';

export type { FileRef, TargetRef } from './transport.ts';

export const SPREADSHEETS = '.csv,.tsv,.txt,.xlsx,.xls,.et';
export const BACKUPS = '.regulars';

/** Asks for a file to read; `ok` with `null` when the user changed their mind. */
export function pickFile(accept: string): Promise<Result<FileRef | null>> {
  return settle(() => transport().openFile(accept));
}

/** Takes in a file dropped on the window. */
export function dropFile(file: File): Promise<Result<FileRef>> {
  return settle(() => transport().takeFile(file));
}

/** Asks where a new file goes; `ok` with `null` when the user changed their mind. */
export function saveTarget(suggestedName: string): Promise<Result<TargetRef | null>> {
  return settle(() => transport().saveFile(suggestedName));
}

/** Gives the finished file to the user: a download in the browser, nothing to do where it was written in place. */
export function deliver(target: TargetRef): Promise<void> {
  return transport().deliver(target);
}

async function settle<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (cause) {
    if (cause instanceof FileRefused) return { ok: false, error: cause.error };
    throw cause;
  }
}

/** Saves text that was made in the window (recovery code): no server sees it. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The click has already taken the blob; the next task is late enough.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** The date for a file name: `2026-05-06`. */
export function fileDate(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

