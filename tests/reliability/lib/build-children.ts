/**
 * The children as the program is shipped: bundled into few files. Loading some 500 modules takes a process most of a second, and a
 * worker thread as long again; with thousands of processes that die young, the machine would do little else.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { mainConfig } from '../../../build/configs.ts';
import { moduleUrls } from '../../../build/module-urls.ts';
import { BUNDLES } from './child-path.ts';

const CHILDREN = fileURLToPath(new URL('../children/', import.meta.url));

/** Bundles them all; once per run, before the first suite (vitest.config.ts). */
export default async function buildChildren(): Promise<void> {
  const scripts = readdirSync(CHILDREN).filter((name) => name.endsWith('.ts'));
  const input = {
    ...Object.fromEntries(scripts.map((name) => [name.slice(0, -'.ts'.length), `${CHILDREN}${name}`])),
    'job-worker': fileURLToPath(new URL('../../../src-main/core/jobs/job-worker.ts', import.meta.url)),
  };
  const shipped = mainConfig();
  await build({
    ...shipped,
    plugins: [moduleUrls(BUNDLES, input)],
    build: { ...shipped.build, outDir: BUNDLES, rolldownOptions: { ...shipped.build?.rolldownOptions, input } },
  });
}
