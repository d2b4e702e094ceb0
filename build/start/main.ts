import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fromRoot, projectRoot } from '../paths.ts';
import { buildIfStale, type Part } from '../stale.ts';
import { findElectron } from './electron.ts';
import { startTexts } from './texts.ts';

/**
 * `npm start`: builds what is stale and opens the app, in Electron where its runtime can be had, else through the loopback host after
 * one line saying so. `--no-open` never opens anything: the loopback host prints its address. Other arguments are passed on.
 */
const args = process.argv.slice(2);
const texts = startTexts(process.env);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function build(part: Part): Promise<void> {
  await buildIfStale(part, () => say(texts.building));
}

/** Becomes the given program as far as one process can: same terminal, same signals, same exit code. */
function handOver(command: string, commandArgs: readonly string[]): void {
  const child = spawn(command, commandArgs, { stdio: 'inherit', cwd: process.env['INIT_CWD'] ?? process.cwd() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    say(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal === null ? 1 : constants.signals[signal])));
}

const noOpen = args.includes('--no-open');
const electron = await findElectron(!noOpen, () => say(texts.downloading));
await build('renderer');

if ('path' in electron && !noOpen) {
  await build('main');
  handOver(electron.path, [projectRoot, ...args]);
} else {
  if ('reason' in electron) say(texts.browserInstead[electron.reason]);
  handOver(process.execPath, [fromRoot('src-main/hosts/loopback/main.ts'), ...args]);
}
