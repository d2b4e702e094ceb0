/** Where copies could be kept on this computer: disks that were plugged in, and folders that a service synchronises. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackupPlaceKind } from '../../../../shared/modules/backup.ts';
import type { Machine } from '../../kernel/ports.ts';
import { syncServiceOf } from '../../vault/index.ts';
import { isFolder } from './drivers/index.ts';

export interface Place {
  readonly kind: BackupPlaceKind;
  readonly name: string;
  readonly folder: string;
}


const below = async (folder: string): Promise<string[]> => (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((e) => e.isDirectory() || e.isSymbolicLink()).map((e) => join(folder, e.name));
const LETTERS = [...'DEFGHIJKLMNOPQRSTUVWXYZ'];

/** Roots of the disks that are not the system's own. */
export async function disks(machine: Machine): Promise<string[]> {
  const { platform, user, root } = machine;
  if (platform === 'win32') return there(LETTERS.map((letter) => `${letter}:\\`));
  if (platform === 'darwin') return below(join(root, 'Volumes'));
  const lists = await Promise.all([`media/${user}`, `run/media/${user}`, 'mnt'].map((folder) => below(join(root, folder))));
  return lists.flat();
}

/** Folders of the services that keep one on this computer. */
async function cloudFolders({ home, env, platform }: Machine): Promise<string[]> {
  const named = [env['OneDrive'], env['OneDriveConsumer'], env['OneDriveCommercial']].filter((path) => path !== undefined);
  const inHome = await below(home);
  const apple = platform === 'darwin' ? [join(home, 'Library/Mobile Documents/com~apple~CloudDocs'), ...(await below(join(home, 'Library/CloudStorage')))] : [];
  return there([...new Set([...named, ...inHome.filter((path) => syncServiceOf(basename(path)) !== null), ...apple])]);
}

async function there(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(async (path) => ((await isFolder(path)) ? path : null)));
  return found.filter((path) => path !== null);
}

/** Everything found, disks first. Folders of services are told by the service's name. */
export async function findPlaces(machine: Machine): Promise<Place[]> {
  const [roots, clouds] = await Promise.all([disks(machine), cloudFolders(machine)]);
  return [
    ...roots.map((folder): Place => ({ kind: 'disk', name: basename(folder) || folder, folder })),
    ...clouds.map((folder): Place => ({ kind: 'cloud', name: syncServiceOf(folder) ?? basename(folder), folder })),
  ];
}

/** What kind of place a folder is, as far as its path tells. */
export async function kindOf(folder: string, machine: Machine): Promise<BackupPlaceKind> {
  if (syncServiceOf(folder) !== null) return 'cloud';
  return (await disks(machine)).some((root) => folder.startsWith(root)) ? 'disk' : 'folder';
}
