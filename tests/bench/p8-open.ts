/** P8: open the book and show the first 50 rows, in a fresh process, with a cold and a warm file cache. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from './report.ts';
import { ms, spreadOf, times } from './stats.ts';

export interface OpenTimes {
  /** Open, key, first 50 rows: what a person waits for. */
  readonly firstRowsMs: number;
  /** The same with SQL alone. */
  readonly bareMs: number;
  /** Until search and lists are complete. */
  readonly readyMs: number;
  readonly firstSearchMs: number;
  readonly rssMiB: number;
}

const RUNS = 7;

/** Tells the system to forget the file; false where that is not possible. */
function forget(path: string): boolean {
  return spawnSync('dd', [`of=${path}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' }).status === 0;
}

function openOnce(programs: string, dir: string, mode: 'product' | 'bare'): OpenTimes {
  const child = spawnSync(process.execPath, [join(programs, 'open-child.js'), dir, mode], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.status !== 0) throw new Error('opening failed');
  return JSON.parse(child.stdout) as OpenTimes;
}

export function benchOpen(programs: string, dir: string, report: Report): void {
  const files = ['crm.db', 'search.db'].map((name) => join(dir, name));
  const measure = (cold: boolean) => {
    const product: OpenTimes[] = [];
    const bare: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      for (const mode of ['product', 'bare'] as const) {
        if (cold && !files.every(forget)) return null;
        const run = openOnce(programs, dir, mode);
        if (mode === 'product') product.push(run);
        else bare.push(run.bareMs);
      }
    }
    const median = (values: number[]) => spreadOf(values).p50;
    return {
      first: median(product.map((p) => p.firstRowsMs)),
      bare: median(bare),
      ready: median(product.map((p) => p.readyMs)),
      search: median(product.map((p) => p.firstSearchMs)),
      rss: median(product.map((p) => p.rssMiB)),
    };
  };
  openOnce(programs, dir, 'product');
  const warm = measure(false)!;
  const cold = measure(true);
  if (cold) report.figure('P8', 'open + first 50 rows, cold', `${ms(cold.first)} ms`, '≤ 25 ms', cold.first <= 25, `limit: the same with SQL alone ${ms(cold.bare)} ms (${times(cold.first / cold.bare)}); key derivation not included`);
  report.figure('P8', 'open + first 50 rows, warm', `${ms(warm.first)} ms`, '≤ 10 ms', warm.first <= 10, `SQL alone ${ms(warm.bare)} ms (${times(warm.first / warm.bare)})`);
  report.note(`P8: search and lists complete after ${ms(warm.ready)} ms warm${cold ? `, ${ms(cold.ready)} ms cold` : ''}; first search then ${ms(warm.search)} ms; memory ${warm.rss.toFixed(0)} MiB; median of ${RUNS} fresh processes`);
}
