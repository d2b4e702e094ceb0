/** Starting children and killing them at a moment chosen by a seed. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { childPath } from './child-path.ts';

/** Where the suites leave their figures. */
export const REPORTS = fileURLToPath(new URL('../../.output/reliability/', import.meta.url));

export interface Killed {
  /** Whole lines the child told before it died. */
  readonly lines: readonly string[];
  /** It ended by itself before the kill came. */
  readonly ended: boolean;
  readonly stderr: string;
}

/** Runs a child script; `delayMs` after its first line `R` it gets SIGKILL. */
export function runAndKill(script: string, args: readonly string[], delayMs: number): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childPath(script), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let stderr = '';
    let armed = false;
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString('utf8');
      if (armed || !out.includes('R\n')) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), delayMs);
    });
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      const whole = out.slice(0, out.lastIndexOf('\n') + 1);
      resolve({ lines: whole.split('\n').filter((l) => l !== '' && l !== 'R'), ended: signal === null, stderr });
    });
  });
}

const LANES = 2;

/** Does `work` with each number below `count`, two at a time: one is judged while another is being killed. */
export async function inLanes(count: number, work: (i: number) => Promise<void>): Promise<void> {
  const lane = async (from: number): Promise<void> => {
    for (let i = from; i < count; i += LANES) await work(i);
  };
  await Promise.all(Array.from({ length: LANES }, (_, from) => lane(from)));
}

/** Mulberry32, so that a failure can be repeated from its printed seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One line per suite, and its part of the report (run.ts). */
export function report(suite: string, figures: Readonly<Record<string, number | string>>): void {
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(`${REPORTS}${suite.replaceAll(/[^a-z0-9]+/gi, '-')}.json`, JSON.stringify({ suite, figures }));
  const parts = Object.entries(figures).map(([k, v]) => `${k} ${String(v)}`);
  process.stdout.write(`[reliability] ${suite}: ${parts.join(', ')}\n`);
}
