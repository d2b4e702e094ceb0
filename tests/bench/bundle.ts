/**
 * Bundles the programs that are measured as processes, the way the product itself is
 * bundled: plain JavaScript, workers beside it. Otherwise start-up time and memory would
 * be those of the loader that strips types.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { mainConfig } from '../../build/configs.ts';
import { moduleUrls } from '../../build/module-urls.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Builds once per run; answers the folder with `import-child.js` and `open-child.js`. */
export async function bundlePrograms(root: string): Promise<string> {
  const outDir = join(root, 'programs');
  const config = mainConfig();
  const entries = { 'import-child': here('./import-child.ts'), 'open-child': here('./open-child.ts'), 'job-worker': here('../../src-main/core/jobs/job-worker.ts') };
  await build({
    ...config,
    plugins: [moduleUrls(outDir, entries)],
    build: { ...config.build, outDir, rolldownOptions: { ...config.build?.rolldownOptions, input: entries } },
  });
  return outDir;
}
