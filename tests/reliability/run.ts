/**
 * `npm run test:reliability`: the suites of faults alone, then their figures as one table, on the screen and in
 * tests/.output/reliability/report.md. `npm run test:reliability:long` tries ten times as much of everything (hours).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { REPORTS } from './lib/kill.ts';

/** What a suite tries in a long run; its default stands in the suite. */
const LONG = {
  RELIABILITY_KILLS: 3850,
  RELIABILITY_IMPORT_KILLS: 750,
  RELIABILITY_MOVE_KILLS: 280,
  RELIABILITY_KEY_KILLS: 400,
  RELIABILITY_POWER_MOMENTS: 36_000,
  RELIABILITY_FAULT_POINTS: 10_000,
  RELIABILITY_TAMPERED: 100_000,
  RELIABILITY_LOCK_ROUNDS: 120,
  RELIABILITY_SCHEDULES: 5000,
  RELIABILITY_WRITER_TIMES: 10,
} as const;

interface Figures {
  readonly suite: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

const { values } = parseArgs({ options: { long: { type: 'boolean', default: false } } });
rmSync(REPORTS, { recursive: true, force: true });
const env = { ...process.env, ...(values.long ? Object.fromEntries(Object.entries(LONG).map(([name, tries]) => [name, String(tries)])) : {}) };
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const from = Date.now();
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'reliability'], { stdio: 'inherit', env });
const minutes = Math.round((Date.now() - from) / 60_000);

function suites(): Figures[] {
  try {
    return readdirSync(REPORTS)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(`${REPORTS}${name}`, 'utf8')) as Figures);
  } catch {
    return [];
  }
}

const rows = suites().map(({ suite, figures }) => `| ${suite} | ${Object.entries(figures).map(([what, n]) => `${what} ${n}`).join(', ')} |`);
const head = `${new Date().toISOString().slice(0, 16)}Z, ${process.platform} ${process.arch}, ${cpus().length} cores, ${minutes} min${status === 0 ? '' : ', SOME FAILED'}`;
const text = `# Reliability\n\n${head}\n\n| Suite | Figures |\n|---|---|\n${rows.join('\n')}\n`;
process.stdout.write(`\n${text}`);
if (rows.length > 0) writeFileSync(`${REPORTS}report.md`, text);
process.exitCode = status ?? 1;
