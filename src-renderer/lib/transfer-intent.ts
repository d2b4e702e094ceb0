/** What the user meant when coming to the import/export page from elsewhere: a command, or a file dropped on the window. */
import { create } from 'zustand';
import type { FileRef } from './files.ts';
import { onSessionEnd } from './session-end.ts';
import type { ListQuery } from '../../shared/modules/customers.ts';

interface Intent {
  readonly intent: 'import' | 'export' | null;
  /** A file that was dropped: the import starts with it. */
  readonly file: FileRef | null;
  /** What the list showed: the export offers it beside "all". */
  readonly query: ListQuery | null;
  readonly ids: readonly number[] | null;
}
const nothing: Intent = { intent: null, file: null, query: null, ids: null };
export const useTransferIntent = create<Intent>(() => nothing);
onSessionEnd(() => useTransferIntent.setState(nothing));

/** Takes the intent; the next visit of the page starts plain. */
export function clearIntent(): void {
  useTransferIntent.setState(nothing);
}
