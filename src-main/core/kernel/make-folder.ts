/** Folders for what people keep, wherever they ask for them. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { systemCode, toDiskFailure } from './atomic-file.ts';

/**
 * Makes a folder and the folders above it that are missing, readable by this user only.
 * Step by step instead of `recursive: true`, which never returns in file systems that the
 * kernel makes up (below /proc a new folder is "not found" although its parent is there):
 * such a place answers `disk.denied` at once. Throws `disk.*`.
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  let at = resolve(folder);
  while (!(await isFolder(at)) && dirname(at) !== at) {
    missing.push(at);
    at = dirname(at);
  }
  for (const next of missing.reverse()) await makeOne(next);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw toDiskFailure(error);
  });
  return found?.isDirectory() ?? false;
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = systemCode(error);
    // Somebody else made it between the look and now.
    if (code === 'EEXIST' && (await isFolder(folder))) return;
    if (code === 'EEXIST' || (code === 'ENOENT' && (await isFolder(dirname(folder))))) throw new AppFailure('disk.denied', { system: code });
    throw toDiskFailure(error);
  }
}
