import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { mainConfig, preloadConfig, rendererConfig } from './configs.ts';
import { fromRoot } from './paths.ts';

/** The two things that are built apart: the window alone is enough for the loopback host and the browser tests. */
export type Part = 'renderer' | 'main';

const sources: Readonly<Record<Part, readonly string[]>> = {
  renderer: ['src-renderer', 'shared', 'build', 'package-lock.json'],
  main: ['src-main', 'shared', 'build', 'package-lock.json'],
};
const outputs: Readonly<Record<Part, readonly string[]>> = { renderer: ['out/renderer'], main: ['out/main', 'out/preload'] };

async function filesUnder(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A digest over the names and contents of all sources of a part; contents, not times, so that a checkout or a copy is not a change. */
async function fingerprint(part: Part): Promise<string> {
  const files = (await Promise.all(sources[part].map((source) => filesUnder(fromRoot(source))))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(fromRoot('').length)).update('\0').update(await readFile(file)).update('\0');
  return hash.digest('hex');
}

const stampOf = (part: Part): string => fromRoot(`out/.built-${part}`);

/** Notes that the part's output matches the sources as they are now. */
export async function markBuilt(part: Part): Promise<void> {
  await mkdir(dirname(stampOf(part)), { recursive: true });
  await writeFile(stampOf(part), await fingerprint(part));
}

async function isStale(part: Part): Promise<boolean> {
  const stamp = await readFile(stampOf(part), 'utf8').catch(() => '');
  if (stamp !== (await fingerprint(part))) return true;
  const present = await Promise.all(outputs[part].map((path) => readdir(fromRoot(path)).catch(() => [])));
  return present.some((names) => names.length === 0);
}

/** Builds the part unless its output already matches the sources; `onBuild` is told before. Throws when the build fails. */
export async function buildIfStale(part: Part, onBuild: () => void = () => undefined): Promise<void> {
  if (!(await isStale(part))) return;
  onBuild();
  await rm(stampOf(part), { force: true });
  await asProduction(async () => {
    if (part === 'renderer') await build(rendererConfig());
    else {
      await build(mainConfig());
      await build(preloadConfig());
    }
  });
  await markBuilt(part);
}

/** The test runner sets NODE_ENV to `test`; then JSX becomes development calls, which the production React in the bundle lacks. */
async function asProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
