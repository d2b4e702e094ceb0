/**
 * p7: a backup made, and a book restored from it, beside a plain copy of the same file that is synced to the disk too; memory above idle
 * and what an edit takes meanwhile. The backup counts as done when its file stands proved at its place.
 */
import { closeSync, cpSync, createReadStream, createWriteStream, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { serveLoopback } from '../../src-main/hosts/loopback/serve.ts';
import { keptNote } from './kept.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, times } from './stats.ts';
import { asker, jobDone, PASSPHRASE, prepareFolder } from './whole-book.ts';
import type { Ask } from './whole-book.ts';

const RUNS = 3;
const MIB = 2 ** 20;
const LOOK_MS = 20;

export async function benchBackup(root: string, rows: number, report: Report): Promise<void> {
  const kept = await prepareFolder(root, rows);
  const ref = keptNote(kept);
  const dir = `${kept}-backup`;
  rmSync(dir, { recursive: true, force: true });
  cpSync(kept, dir, { recursive: true });
  const host = await serveLoopback({ dataDir: dir, language: 'zh-CN', idleMinutes: 0 });
  try {
    const ask = asker(host);
    await ask('session.unlock', { ref, secret: { type: 'passphrase', passphrase: PASSPHRASE } });
    while ((await ask('customers.list', { limit: 1 }))['indexing'] === true) await pause(50);
    const file = (path: string, name: string) => host.core.registerFile(name, { kind: 'path', path, name: 'book.regulars' });
    const [book] = readdirSync(join(dir, 'books'));
    const database = join(dir, 'books', book ?? '', 'crm.db');
    await measure(report, { ask, file, database, dir });
  } finally {
    await host.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Bench {
  readonly ask: Ask;
  readonly file: (path: string, token: string) => void;
  readonly database: string;
  readonly dir: string;
}

async function measure(report: Report, { ask, file, database, dir }: Bench): Promise<void> {
  const rounds: { copyMs: number; backupMs: number; restoreMs: number; mib: number; edits: number[] }[] = [];
  const some = (await ask('customers.list', { limit: 1 })) as unknown as { readonly rows: readonly { readonly id: number }[] };
  const id = some.rows[0]!.id;
  for (let run = 0; run < RUNS; run += 1) {
    const path = join(dir, `copy-${run}.regulars`);
    const copyMs = await copySynced(database, join(dir, 'plain.copy'));
    file(path, `bench-backup-${run}`);
    const idle = process.memoryUsage.rss();
    const watch = watchMemory();
    const backup = clocked(() => job(ask, 'backup.create', { file: `bench-backup-${run}` }));
    const edits = await editUntil(ask, id, backup);
    const backupMs = await backup;
    const mib = (watch() - idle) / MIB;
    const restoreMs = await clocked(() => job(ask, 'backup.restore', { file: `bench-backup-${run}`, secret: { type: 'passphrase', passphrase: PASSPHRASE } }));
    rounds.push({ copyMs, backupMs, restoreMs, mib, edits });
    rmSync(path);
  }
  const best = (of: (round: (typeof rounds)[number]) => number): number => Math.min(...rounds.map(of));
  const copyMs = best((round) => round.copyMs);
  const size = `${(statSync(database).size / MIB).toFixed(0)} MiB`;
  const [backupMs, restoreMs, mib] = [best((round) => round.backupMs), best((round) => round.restoreMs), best((round) => round.mib)];
  const edits = spreadOf(rounds.flatMap((round) => round.edits));
  report.figure('P7', 'backup, proved ÷ copying the file', times(backupMs / copyMs), '≤ 1.6×', backupMs / copyMs <= 1.6, `${ms(backupMs)} ÷ ${ms(copyMs)} ms, ${size}; rounds ${rounds.map((round) => ms(round.backupMs)).join(', ')}`);
  report.figure('P7', 'restore, proved ÷ copying the file', times(restoreMs / copyMs), '≤ 2.2×', restoreMs / copyMs <= 2.2, `${ms(restoreMs)} ms, key derivation included; rounds ${rounds.map((round) => ms(round.restoreMs)).join(', ')}`);
  report.figure('P7', 'memory above idle while a backup is made', `${mib.toFixed(0)} MiB`, '≤ 100 MiB', mib <= 100, 'of the whole process, with its worker');
  report.figure('P7', 'durable edits meanwhile, p99', `${ms(edits.p99)} ms`, '≤ 100 ms', edits.p99 <= 100, `p50 ${ms(edits.p50)}, max ${ms(edits.max)} ms, ${edits.n} edits`);
}

async function clocked(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function job(ask: Ask, method: string, input: object): Promise<void> {
  const { jobId } = await ask(method, input);
  await jobDone(ask, String(jobId));
}

/** The limit: bytes read, written and synced. */
async function copySynced(from: string, to: string): Promise<number> {
  const begun = performance.now();
  await pipeline(createReadStream(from, { highWaterMark: MIB }), createWriteStream(to));
  const fd = openSync(to, 'r+');
  fsyncSync(fd);
  closeSync(fd);
  const took = performance.now() - begun;
  rmSync(to);
  return took;
}

/** Answers the most the process held. */
function watchMemory(): () => number {
  let most = process.memoryUsage.rss();
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), LOOK_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}

async function editUntil(ask: Ask, id: number, end: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let done = false;
  void end.finally(() => (done = true));
  for (let n = 0; !done; n += 1) {
    const from = performance.now();
    await ask('customers.update', { id, patch: { notes: `改 ${n}` } });
    took.push(performance.now() - from);
    await pause(LOOK_MS);
  }
  return took;
}
