import type { BackupConcern } from '../../../shared/modules/backup.ts';

/** How bad it is: `bad` asks for something to be done today, `hint` for something to be thought of. */
export function worst(concerns: readonly BackupConcern[]): 'good' | 'hint' | 'bad' {
  if (concerns.length === 0) return 'good';
  return concerns.every((concern) => concern === 'noTarget') ? 'hint' : 'bad';
}
