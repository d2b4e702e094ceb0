/** `backup.create`: one sealed, proved file. Restoring needs no open book and is started by the session. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Handler } from '../../domain/context.ts';
import { noteEvent } from '../../changes/write.ts';
import type { BackupDeps } from './backup.job.ts';
import { runBackup } from './backup.job.ts';

/** The handler needs the keys of the open book, which no other handler may see. */
export function backupRoutes(deps: () => BackupDeps): { readonly 'backup.create': Handler<'backup.create'> } {
  return {
    'backup.create': ({ book, actor }, { file }) => {
      const target = book.file(file);
      if (!target) return err('file.missing');
      const jobId = book.jobs.start('backup.create', { fileName: target.name }, (job) =>
        runBackup(book, deps(), job, target, (customers) => noteEvent(book.write, 'backup.create', actor, customers)),
      );
      return ok({ jobId });
    },
  };
}

export { runRestore } from './restore.job.ts';
export type { RestoreResult } from './restore.job.ts';
export { takeSnapshot } from './snapshot.ts';
