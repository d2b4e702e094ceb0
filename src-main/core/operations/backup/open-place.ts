/** Opening a place that keeps copies. A folder is looked for first: a stick may come back under another letter, a disk under another name. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { RemoteConnection } from '../../../../shared/modules/backup-remote.ts';
import type { Db } from '../../database/open.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { Machine } from '../../kernel/ports.ts';
import { folderTarget, hasMark } from './drivers/index.ts';
import type { StorageTarget } from './drivers/index.ts';
import { disks } from './places.ts';
import type { StoredTarget } from './targets.repo.ts';
import { loginOf, moveTarget } from './targets.repo.ts';

export interface PlaceDeps {
  readonly machine: Machine;
  /** Opens a place on a server; tests put one in that fails. */
  readonly openRemote: (connection: RemoteConnection) => StorageTarget;
}

export const isRemote = ({ kind }: Pick<StoredTarget, 'kind'>): boolean => kind === 'webdav' || kind === 's3';

/** The place as it can be used now; `null` while its folder is not there. Whether a server answers is found out by using it: nothing is sent here. */
export async function openPlace(db: Db, target: StoredTarget, deps: PlaceDeps): Promise<StorageTarget | null> {
  if (isRemote(target)) {
    const login = loginOf(db, target.id);
    if (login === null) throw new AppFailure('backup.noTarget');
    return deps.openRemote(login);
  }
  const folder = await findFolder(db, target, deps.machine);
  return folder === null ? null : folderTarget(folder);
}

/** The folder as it is now. Never makes one where a disk should be. */
async function findFolder(db: Db, target: StoredTarget, machine: Machine): Promise<string | null> {
  if (target.kind === 'ring') {
    await makeFolder(target.folder);
    return target.folder;
  }
  if (await hasMark(target.folder, target.id)) return target.folder;
  const parts = target.folder.split(/[\\/]+/).filter((part) => part !== '');
  for (const root of await disks(machine)) {
    for (let from = parts.length - 1; from > 0; from--) {
      const folder = join(root, ...parts.slice(from));
      if (!(await hasMark(folder, target.id))) continue;
      moveTarget(db, target.id, folder);
      return folder;
    }
  }
  return null;
}
