import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../build/paths.ts';
import { findElectron } from '../../build/start/electron.ts';

/** Runs what `npm start -- --no-open` runs until it prints an address, then ends it as Ctrl+C would. Returns all it printed. */
async function startAndEnd(language: string): Promise<{ readonly printed: string; readonly code: number | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-start-'));
  const args = ['--import', './build/require-node.js', 'build/start/main.ts', '--no-open', '--data-dir', folder];
  const child = spawn(process.execPath, args, { cwd: fromRoot(''), env: { ...process.env, LC_ALL: language } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (/http:\/\/127\.0\.0\.1:\d+\/\S+\s/.test(printed)) child.kill('SIGINT');
    });
  }
  const [code] = (await once(child, 'exit')) as [number | null];
  await rm(folder, { recursive: true, force: true });
  return { printed, code };
}

describe('npm start -- --no-open', () => {
  it.each([
    ['zh_CN.UTF-8', /Electron.*浏览器/],
    ['en_US.UTF-8', /Electron.*browser/],
  ])('prints an address of this computer, says in one line why it is not Electron, and ends on Ctrl+C (%s)', async (language, why) => {
    const { printed, code } = await startAndEnd(language);
    expect(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/);
    // Where an Electron is installed there is nothing to explain.
    const explanations = 'reason' in (await findElectron(false, () => undefined)) ? 1 : 0;
    expect(printed.split('\n').filter((line) => why.test(line))).toHaveLength(explanations);
    expect(printed).not.toContain('Error');
    if (process.platform !== 'win32') expect(code).toBe(0);
  });
});
