#!/usr/bin/env node
/**
 * The `regulars` command of a checkout, for schedulers and scripts: it may be called from any folder and by any Node. It hands over
 * to the Node that `npm ci` installed beside it, else to the one it runs under, and passes arguments, streams, signals and exit code through.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = join(root, 'node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(own) ? own : process.execPath;
const guard = pathToFileURL(join(root, 'build', 'require-node.js')).href;

const child = spawn(node, ['--import', guard, join(root, 'src-main', 'hosts', 'node', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

// A terminal sends Ctrl+C to both of us, a scheduler only to this process: passing it on makes both the same, and the command takes
// two in one moment for one. Windows knows no such signals; there the console itself tells the command.
const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of passed) {
  process.on(signal, () => {
    if (process.platform !== 'win32') child.kill(signal);
  });
}
child.once('exit', (code, signal) => {
  process.exitCode = code ?? 1;
  if (signal === null) return;
  for (const name of passed) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
