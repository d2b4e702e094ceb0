/** Files named on the command line. */
import { readFile, stat } from 'node:fs/promises';
import { AppFailure } from '../../../shared/kernel/result.ts';

/** Throws `file.missing` or `file.folder`, with the path, unless there is a file to read; said before the passphrase is asked for. */
export async function mustBeFile(path: string): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new AppFailure('file.missing', { file: path });
  if (info.isDirectory()) throw new AppFailure('file.folder', { file: path });
}

/** The text of a small file. Throws as `mustBeFile`. */
export async function readTextFile(path: string): Promise<string> {
  await mustBeFile(path);
  return readFile(path, 'utf8').catch(() => {
    throw new AppFailure('file.missing', { file: path });
  });
}
