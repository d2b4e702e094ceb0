/**
 * Loaded before our TypeScript entry points: tells in one line what is wrong when the Node that runs us is too old to read them, and
 * keeps the compiled form of our code (nothing else) from one start to the next, for this process and those it starts.
 * Plain JavaScript on purpose, so that an old Node gets as far as the message. `npm ci` installs a fitting Node from the registry
 * on Linux and Windows; on macOS the system's own must be 24.
 */
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major !== 24 || minor < 15) {
  const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || Intl.DateTimeFormat().resolvedOptions().locale);
  process.stderr.write(
    chinese
      ? `需要 Node 24.15 或更新的 24.x，当前是 ${process.versions.node}。请先运行 npm ci，或安装 Node 24。\n`
      : `Node 24.15 or a later 24.x is needed, this is ${process.versions.node}. Run npm ci first, or install Node 24.\n`,
  );
  process.exit(1);
}

process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node-compile/', import.meta.url));
nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE);
