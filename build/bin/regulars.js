#!/usr/bin/env node
/**
 * The `regulars` command of a checkout, for schedulers and scripts: it may be called from any folder and by any Node. It hands over
 * to the Node that `npm ci` installed beside it, else to the one it runs under, and passes arguments, streams and exit code through.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const own = join(root, 'node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(own) ? own : process.execPath;
const guard = pathToFileURL(join(root, 'build', 'require-node.js')).href;

const { status, error } = spawnSync(node, ['--import', guard, join(root, 'src-main', 'hosts', 'node', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
if (error) process.stderr.write(`${error.message}\n`);
process.exitCode = status ?? 1;
