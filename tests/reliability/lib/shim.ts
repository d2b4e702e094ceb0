/** Builds the LD_PRELOAD shim (faultfs.c) and speaks to it from inside the process it watches. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childPath } from './child-path.ts';

export const ERRNO = { EIO: 5, ENODEV: 19, ENOSPC: 28 } as const;
/** How a chosen call fails: once, from then on, half of it and from then on, or by the death of the process. */
export const MODE = { once: 1, sticky: 2, short: 3, kill: 4 } as const;

/** Compiles the shim into `folder`; `null`, with a line that says so, where that cannot be. */
export function buildShim(folder: string): string | null {
  if (process.platform !== 'linux') return skip('LD_PRELOAD exists on Linux only');
  const out = join(folder, 'faultfs.so');
  if (existsSync(out)) return out;
  try {
    const source = fileURLToPath(new URL('./faultfs.c', import.meta.url));
    execFileSync('gcc', ['-O2', '-fPIC', '-shared', '-Wall', '-o', out, source, '-ldl', '-lpthread'], { stdio: 'pipe' });
    return out;
  } catch (e) {
    if (e instanceof Error && 'code' in e && e.code === 'ENOENT') return skip('gcc is not installed');
    throw e;
  }
}

function skip(why: string): null {
  process.stdout.write(`[reliability] SKIPPED fault injection: ${why}\n`);
  return null;
}

export interface ChildRun {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Runs a child script below the shim to its end. */
export function runShimmed(shim: string, script: string, args: readonly string[]): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LD_PRELOAD: shim, UV_USE_IO_URING: '0' };
    const child = spawn(process.execPath, [childPath(script), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    let out = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stderr, lines: out.split('\n').filter((l) => l !== '') }));
  });
}

function command(text: string): void {
  try {
    closeSync(openSync(`/faultfs/${text}`, 'r'));
  } catch {
    // The shim answers "no such file" to what asks nothing.
  }
}

/** From inside a watched process. */
export const faults = {
  watch: (folder: string) => command(`watch?${folder}`),
  /** The n-th of these calls fails from now on; 0 counts only. */
  arm: (n: number, ops: string, errno: number, mode: number) => command(`arm?${String(n)},${ops},${String(errno)},${String(mode)}`),
  disarm: () => command('disarm'),
  trace: (file: string) => command(`trace?${file}`),
  /** Calls since `arm`, and how many of them failed. */
  count(): { calls: number; faults: number } {
    const [calls = 0, failed = 0] = readFileSync('/faultfs/count', 'utf8').split(' ').map(Number);
    return { calls, faults: failed };
  },
};

export interface TraceOp {
  /** `o` open, `w` write, `s` sync, `t` truncate, `r` rename, `l` link, `u` unlink. */
  readonly op: string;
  readonly path: string;
  readonly offset: number;
  readonly data: Buffer;
}

/** Reads a trace; the form is in faultfs.c. */
export function* readTrace(file: string): Generator<TraceOp> {
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; ) {
    const [pathLength, length] = [bytes.readUInt32LE(at + 1), bytes.readUInt32LE(at + 5)];
    const pathAt = at + 17;
    const dataAt = pathAt + pathLength;
    yield {
      op: String.fromCharCode(bytes[at]!),
      path: bytes.toString('utf8', pathAt, dataAt),
      offset: Number(bytes.readBigUInt64LE(at + 9)),
      data: bytes.subarray(dataAt, dataAt + length),
    };
    at = dataAt + length;
  }
}
