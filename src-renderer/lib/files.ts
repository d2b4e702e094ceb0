/** Files the user gives and takes. The renderer sees tokens and names, never paths. */
import { transport } from './api.ts';
import { FileRefused, type FileRef, type TargetName, type TargetRef } from './transport.ts';
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

/** What a host refuses, as a value. */
export async function settle<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (cause) {
    if (cause instanceof FileRefused) return { ok: false, error: cause.error };
    throw cause;
  }
}

/** Saves text that was made in the window (recovery code): no server sees it. `ok` with `null` when the user changed their mind. */
export function saveText(name: string, text: string): Promise<Result<TargetName | null>> {
  return settle(() => transport().saveText(name, text));
}

/** True where a folder can be chosen in a dialog of the system; elsewhere its path is typed. */
export function canPickFolder(): boolean {
  return transport().pickFolder !== null;
}

/** Asks for a folder; `null` when the user changed their mind. */
export async function pickFolder(): Promise<string | null> {
  return (await transport().pickFolder?.()) ?? null;
}

const NAME_CHARS = 60;

/** The name of a book or a person as part of a file's name: short enough, and without what some disk cannot hold. */
export function nameForFile(name: string): string {
  const clean = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, NAME_CHARS).join('').trim();
}

/** The date for a file name: `2026-05-06`. */
export function fileDate(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

