/** Finding a place again: a stick may come back under another letter, a disk under another name. */
import { join } from 'node:path';
import type { Db } from '../../database/open.ts';
import { makeFolder } from '../../kernel/make-folder.ts';
import type { Machine } from '../../kernel/ports.ts';
import { disks } from './places.ts';
import { hasMark } from './target-folder.ts';
import type { StoredTarget } from './targets.repo.ts';
import { moveTarget } from './targets.repo.ts';

/** The place's folder as it is now; `null` while it is not there. Never makes a folder where a disk should be. */
export async function reach(db: Db, target: StoredTarget, machine: Machine): Promise<string | null> {
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
