/**
 * The import as a union of steps. It lives in a store and not in the page, because the user may leave the page while it runs and come
 * back; it is forgotten at the lock.
 */
import { create } from 'zustand';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { ColumnTarget, ImportPreview, Inspection, ReadOptions } from '../../../shared/modules/transfer.ts';
import type { Input } from '../../../shared/contract/index.ts';
import type { FileRef } from '../../lib/files.ts';
import { onSessionEnd } from '../../lib/session-end.ts';

/** A file that was looked at, and how it is read. */
export interface Seen {
  readonly file: FileRef;
  readonly inspection: Inspection;
  readonly read: ReadOptions;
}
export interface ImportChoices {
  readonly onMatch: NonNullable<Input<'import.start'>['onMatch']>;
  readonly possibleDuplicates: NonNullable<Input<'import.start'>['possibleDuplicates']>;
  readonly tag: string;
}

export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'looking'; readonly file: FileRef }
  | { readonly step: 'refused'; readonly file: FileRef; readonly error: AppError }
  | ({ readonly step: 'read'; readonly busy: boolean; readonly error: AppError | null } & Seen)
  | ({ readonly step: 'columns'; readonly targets: readonly ColumnTarget[]; readonly error: AppError | null } & Seen)
  | ({
      readonly step: 'preview';
      /** Which preview this is: the answer of an earlier one is not shown. */
      readonly run: number;
      readonly targets: readonly ColumnTarget[];
      readonly choices: ImportChoices;
      readonly jobId: string | null;
      readonly preview: ImportPreview | null;
      readonly error: AppError | null;
    } & Seen)
  | { readonly step: 'running'; readonly fileName: string; readonly importId: number; readonly jobId: string }
  | { readonly step: 'result'; readonly fileName: string; readonly importId: number; readonly error: AppError | null };

export const defaultChoices: ImportChoices = { onMatch: 'fill', possibleDuplicates: 'create', tag: '' };

export const useImport = create<{ readonly state: ImportState }>(() => ({ state: { step: 'idle' } }));
onSessionEnd(() => setImport({ step: 'idle' }));

export function setImport(state: ImportState): void {
  useImport.setState({ state });
}

/** Changes the step only if it is still the one that asked: an answer may come when the user has already gone elsewhere. */
export function updateImport<S extends ImportState['step']>(step: S, change: (state: Extract<ImportState, { step: S }>) => ImportState): void {
  const { state } = useImport.getState();
  if (state.step === step) setImport(change(state as Extract<ImportState, { step: S }>));
}
