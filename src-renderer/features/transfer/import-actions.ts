/** What moves the import from step to step. Each action talks to the core and writes the next state. */
import type { AppError } from '../../../shared/kernel/result.ts';
import type { ColumnTarget, ImportColumn, ImportPreview, Inspection, ReadOptions } from '../../../shared/modules/transfer.ts';
import { api } from '../../lib/api.ts';
import type { FileRef } from '../../lib/files.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { defaultChoices, setImport, updateImport, useImport, type ImportChoices, type ImportState, type Seen } from './import-state.ts';

/** Looks at a file; the next step shows how it was read, or why it cannot be. */
export async function lookAt(file: FileRef): Promise<void> {
  setImport({ step: 'looking', file });
  const reply = await api.call('import.inspect', { file: file.token });
  updateImport('looking', (state) => {
    if (state.file.token !== file.token) return state;
    if (!reply.ok) return { step: 'refused', file, error: reply.error };
    return { step: 'read', file, inspection: reply.value, read: {}, busy: false, error: null };
  });
}

/** Reads the file's head again with another encoding, sheet or header row; what is shown stays until the answer is there. */
export async function readAgain(change: ReadOptions): Promise<void> {
  const { state } = useImport.getState();
  if (state.step !== 'read') return;
  const read = { ...state.read, ...change };
  setImport({ ...state, read, busy: true, error: null });
  const reply = await api.call('import.inspect', { file: state.file.token, read });
  updateImport('read', (now) => {
    if (now.read !== read) return now;
    return reply.ok ? { ...now, inspection: reply.value, busy: false } : { ...now, busy: false, error: reply.error };
  });
}

/** On to the columns, with the mapping the core proposes. */
export function toColumns(seen: Seen, targets?: readonly ColumnTarget[]): void {
  const { file, inspection, read } = seen;
  setImport({ step: 'columns', file, inspection, read, targets: targets ?? inspection.columns.map((column) => column.target), error: null });
}

/** Back to how the file is read. */
export function toRead({ file, inspection, read }: Seen): void {
  setImport({ step: 'read', file, inspection, read, busy: false, error: null });
}

type DateReadings = NonNullable<ImportColumn['ambiguousDate']>['readings'];

let runs = 0;

/** Goes through the whole file without writing; a changed `onMatch` starts again. */
export async function toPreview(seen: Seen, targets: readonly ColumnTarget[], choices: ImportChoices = defaultChoices): Promise<void> {
  const { file, inspection, read } = seen;
  const run = ++runs;
  setImport({ step: 'preview', run, file, inspection, read, targets, choices, jobId: null, preview: null, error: null });
  const update = (change: Partial<Extract<ImportState, { step: 'preview' }>>) =>
    updateImport('preview', (state) => (state.run === run ? { ...state, ...change } : state));
  const started = await api.call('import.preview', { file: file.token, read, mapping: { columns: [...targets] }, onMatch: choices.onMatch });
  if (!started.ok) return refuse(run, started.error);
  const { jobId } = started.value;
  const { state } = useImport.getState();
  // Left before the job had a number: nobody waits for it any more.
  if (state.step !== 'preview' || state.run !== run) return leavePreview(jobId, null);
  update({ jobId });
  const ended = await awaitJob(jobId);
  if (ended.ok) update({ preview: ended.value as ImportPreview });
  else refuse(run, ended.error);
}

const ABOUT_COLUMNS: ReadonlySet<string> = new Set(['import.noName', 'import.ambiguousDate', 'import.badMapping']);

/** Shows an error where it can be mended: what is wrong with the columns, at the columns. */
function refuse(run: number, error: AppError): void {
  updateImport('preview', (state) => {
    if (state.run !== run) return state;
    if (!ABOUT_COLUMNS.has(error.code)) return { ...state, error };
    const { file, read, targets } = state;
    return { step: 'columns', file, read, targets, error, inspection: withQuestion(state.inspection, error) };
  });
}

/** A large file may show only in the whole that its dates can be read two ways: the question comes with the error. */
export function withQuestion(inspection: Inspection, error: AppError): Inspection {
  const { column, example, readings } = error;
  if (error.code !== 'import.ambiguousDate' || typeof example !== 'string' || !Array.isArray(readings)) return inspection;
  const ambiguousDate = { example, readings: readings as DateReadings };
  return { ...inspection, columns: inspection.columns.map((one) => (one.header === column ? { ...one, ambiguousDate } : one)) };
}

/** Leaves the preview; its job, if still running, is not worth finishing. */
export function leavePreview(jobId: string | null, preview: ImportPreview | null): void {
  if (jobId !== null && preview === null) void api.call('jobs.cancel', { jobId });
}

/** Changes a choice that needs no new preview. */
export function choose(change: Partial<ImportChoices>): void {
  updateImport('preview', (state) => ({ ...state, choices: { ...state.choices, ...change } }));
}

/** Starts writing. */
export async function startImport(): Promise<void> {
  const { state } = useImport.getState();
  if (state.step !== 'preview') return;
  const { file, read, targets, choices } = state;
  const tag = choices.tag.trim();
  const reply = await api.call('import.start', {
    file: file.token,
    read,
    mapping: { columns: [...targets] },
    onMatch: choices.onMatch,
    possibleDuplicates: choices.possibleDuplicates,
    ...(tag !== '' && { tag }),
  });
  if (!reply.ok) refuse(state.run, reply.error);
  else follow(file.name, reply.value);
}

/** Goes on with an interrupted import. */
export async function resumeImport(importId: number, file: FileRef) {
  const reply = await api.call('import.resume', { importId, file: file.token });
  if (reply.ok) follow(file.name, reply.value);
  return reply;
}

/** Shows a running import until it has ended, then its result. */
function follow(fileName: string, { importId, jobId }: { readonly importId: number; readonly jobId: string }): void {
  setImport({ step: 'running', fileName, importId, jobId });
  void awaitJob(jobId).then((ended) => {
    updateImport('running', (state) => {
      if (state.jobId !== jobId) return state;
      const error = ended.ok || ended.error.code === 'request.cancelled' ? null : ended.error;
      return { step: 'result', fileName, importId, error };
    });
  });
}
