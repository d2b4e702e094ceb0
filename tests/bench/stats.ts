/** Percentiles, formatting and the description of the machine. */
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly n: number;
}

/** Percentiles of milliseconds (nearest rank). */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted[sorted.length - 1] ?? NaN, n: sorted.length };
}

export function timed<T>(run: () => T): { readonly value: T; readonly ms: number } {
  const from = performance.now();
  const value = run();
  return { value, ms: performance.now() - from };
}

export const ms = (v: number) => (v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v.toFixed(2));
export const times = (v: number) => `${v >= 10 ? v.toFixed(0) : v.toFixed(2)}×`;

export function machine(): string {
  const cpu = cpus();
  return `${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
}

export const load = () => loadavg()[0]!.toFixed(1);

/** Milliseconds of writing 16 KiB and syncing it, in the folder of the book. */
export function createSyncedWrite(dir: string): { once(): number; dispose(): void } {
  const path = join(dir, 'sync-probe');
  const fd = openSync(path, 'w');
  const block = Buffer.alloc(16_384, 0x5a);
  let at = 0;
  return {
    once: () =>
      timed(() => {
        writeSync(fd, block, 0, block.length, (at = (at + block.length) % (64 * 2 ** 20)));
        fdatasyncSync(fd);
      }).ms,
    dispose() {
      closeSync(fd);
      rmSync(path);
    },
  };
}
