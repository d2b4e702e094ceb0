import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

const moduleUrl = /new URL\(\s*(['"])(\.{1,2}\/[^'"]*)\1,\s*import\.meta\.url,?\s*\)/g;

/**
 * Lets the main side say `new URL('./job-worker.ts', import.meta.url)` for a worker or child process and mean it both ways: Node runs
 * the source as it is, and in the bundle the file becomes an entry of its own, beside the others. URLs of other files and folders
 * (migrations) are rewritten so that they still point at the same place from `outDir`. A URL of a missing module fails the build.
 */
export function moduleUrls(outDir: string, entries: Readonly<Record<string, string>>): Plugin {
  const nameOf = new Map(Object.entries(entries).map(([name, file]) => [resolve(file), name]));
  const emitted = new Set<string>();
  return {
    name: 'regulars:module-urls',
    buildStart: () => emitted.clear(),
    transform(code, id) {
      if (id.includes('/node_modules/') || !code.includes('import.meta.url')) return null;
      const rewritten = code.replace(moduleUrl, (_match, _quote, target: string) => {
        const file = resolve(dirname(id), target);
        if (!file.endsWith('.ts')) {
          const folder = target.endsWith('/') ? '/' : '';
          return `new URL(${JSON.stringify(relative(outDir, file).split(sep).join('/') + folder)}, import.meta.url)`;
        }
        if (!existsSync(file)) this.error(`${id} refers to ${target}, which does not exist`);
        const name = nameOf.get(file) ?? basename(file, '.ts');
        if (!nameOf.has(file) && !emitted.has(file)) {
          emitted.add(file);
          this.emitFile({ type: 'chunk', id: file, fileName: `${name}.js` });
        }
        return `new URL("./${name}.js", import.meta.url)`;
      });
      return rewritten === code ? null : { code: rewritten, map: null };
    },
  };
}
