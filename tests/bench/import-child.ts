/**
 * A process of its own that makes a book and imports a CSV with the product's core, as
 * the command line does, and reports time, memory and the longest stall of its main thread.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CoreEvent } from '../../shared/contract/events.ts';
import { createCore } from '../../src-main/core/app/create-core.ts';
import { silentLogger } from '../../src-main/core/kernel/logger.ts';
import { systemClock, systemRandom } from '../../src-main/core/kernel/ports.ts';

const [csv, dir] = process.argv.slice(2) as [string, string];
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });

const core = await createCore({
  clock: systemClock,
  random: systemRandom,
  logger: silentLogger,
  dataDir: join(dir, 'data'),
  host: 'node',
  keychain: null,
  files: { resolve: () => ({ kind: 'path', path: csv, name: 'customers.csv' }) },
  version: '0.1.0',
  workerEntry: new URL('../../src-main/core/jobs/job-worker.ts', import.meta.url),
});
const call = async <T>(method: string, input: unknown): Promise<T> => {
  const result = await core.call(method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};
const made = await core.createInFolder(join(dir, 'book'), { name: 'bench', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: 'granite willow 83 harbour' });
if (!made.ok) throw new Error(JSON.stringify(made.error));

const file = 'file-token-csv';
const { columns } = await call<{ columns: { target: unknown }[] }>('import.inspect', { file });
const memoryBefore = process.memoryUsage().rss;
// The key derivation before this had its own peak; sampled here is what the import needs.
let peakRss = 0;
const sampler = setInterval(() => void (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 25);
const stalls = monitorEventLoopDelay({ resolution: 1 });
const phases: [string, number][] = [];
let ended: (job: Extract<CoreEvent, { type: 'job.ended' }>['job']) => void = () => undefined;
core.onEvent((e) => {
  if (e.type === 'job.ended') ended(e.job);
  if (e.type === 'job.progress' && phases.at(-1)?.[0] !== e.job.phase) phases.push([e.job.phase, Math.round(performance.now() - from)]);
});
const cpu = process.cpuUsage();
stalls.enable();
const from = performance.now();
const job = await new Promise<Extract<CoreEvent, { type: 'job.ended' }>['job']>((resolve, reject) => {
  ended = resolve;
  call('import.start', { file, mapping: { columns: columns.map((c) => c.target) } }).catch(reject);
});
const wallMs = performance.now() - from;
stalls.disable();
clearInterval(sampler);
const used = process.cpuUsage(cpu);

// Ready to use: the index answers, nothing is left to be done.
const found = await call<{ rows: unknown[]; indexing: boolean }>('customers.search', { text: '王', limit: 50 });
const listed = await call<{ total: number; indexing: boolean }>('customers.list', { limit: 50 });
process.stdout.write(
  JSON.stringify({
    wallMs,
    cpuMs: (used.user + used.system) / 1000,
    result: job.result,
    error: job.error,
    state: job.state,
    maxRssMiB: peakRss / 2 ** 20,
    rssBeforeMiB: memoryBefore / 2 ** 20,
    stallMaxMs: stalls.max / 1e6,
    stallP99Ms: stalls.percentile(99) / 1e6,
    phases,
    found: found.rows.length,
    total: listed.total,
    indexing: found.indexing || listed.indexing,
  }),
);
await core.close();
