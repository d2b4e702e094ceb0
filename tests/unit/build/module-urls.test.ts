import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { moduleUrls } from '../../../build/module-urls.ts';

const run = promisify(execFile);
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'module-urls-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

async function bundle(root: string): Promise<string> {
  const outDir = join(root, 'out', 'main');
  const entries = { index: join(root, 'src/index.ts') };
  const rolldownOptions = { input: entries, external: [/^node:/], output: { entryFileNames: '[name].js' } };
  await build({ configFile: false, root, logLevel: 'silent', plugins: [moduleUrls(outDir, entries)], build: { ssr: true, outDir, target: 'node24', rolldownOptions } });
  return outDir;
}

const worker = "import { parentPort } from 'node:worker_threads';\nimport { greeting } from './greeting.ts';\nparentPort?.postMessage(greeting);";
const starter = `
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
const sql = readFileSync(new URL('../migrations/1.sql', import.meta.url), 'utf8');
const folder = new URL('../migrations/', import.meta.url).pathname.endsWith('/migrations/');
new Worker(new URL('./deep/worker.ts', import.meta.url)).once('message', (text) => console.log(sql, folder, text));
`;
const files = {
  'src/index.ts': starter,
  'src/deep/worker.ts': worker,
  'src/deep/greeting.ts': "export const greeting: string = 'from the worker';",
  'migrations/1.sql': 'SELECT 1;',
};

describe('URLs of modules and files', () => {
  it('mean the same in the sources and in the bundle', async () => {
    const root = await plant(files);
    const expected = 'SELECT 1; true from the worker\n';
    expect((await run(process.execPath, [join(root, 'src/index.ts')])).stdout).toBe(expected);

    const outDir = await bundle(root);
    await rm(join(root, 'src'), { recursive: true });
    expect((await run(process.execPath, [join(outDir, 'index.js')])).stdout).toBe(expected);
    expect(await readdir(outDir)).toContain('worker.js');
  });

  it('fail the build when the module is missing', async () => {
    const root = await plant({ 'src/index.ts': "export const url = new URL('./gone.ts', import.meta.url);" });
    await expect(bundle(root)).rejects.toThrow('./gone.ts, which does not exist');
  });
});
