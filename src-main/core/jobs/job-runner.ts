/**
 * Long work with progress, cancel and a result that stays. A job is a promise on the
 * core's own thread; heavy parts of it run in worker threads. Job rows are stored, so
 * that after a crash the user sees "interrupted", not silence.
 */
import type { CoreEvent, JobInfo } from '../../../shared/contract/events.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { sqliteFailure } from '../database/errors.ts';
import type { Db } from '../database/open.ts';
import type { JobContext, Jobs, WorkerJob } from '../domain/context.ts';
import type { Clock, Random } from '../kernel/ports.ts';

export interface JobRunnerDeps {
  /** Where job rows are kept; `null` before a book is open. */
  readonly db: Db | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly emit: (event: CoreEvent) => void;
  readonly inWorker: <T>(job: JobContext, work: WorkerJob) => Promise<T>;
  /** A bug in a job: logged by the composition root, told as `internal`. */
  readonly onBug: (e: unknown) => string;
}

const PROGRESS_EVERY_MS = 200;
const KEPT_ENDED = 50;

interface Live {
  info: JobInfo;
  readonly abort: AbortController;
  readonly finished: Promise<void>;
  lastSent: number;
}

export interface JobRunner extends Jobs {
  /** Asks all to stop and waits until they did. */
  close(): Promise<void>;
}

/** Marks jobs that were running when the program died, and answers a runner. */
export function createJobRunner(deps: JobRunnerDeps): JobRunner {
  const live = new Map<string, Live>();
  const ended = new Map<string, JobInfo>();
  recoverJobs(deps, ended);

  const keep = (info: JobInfo) => {
    ended.set(info.jobId, info);
    for (const id of [...ended.keys()].slice(0, Math.max(0, ended.size - KEPT_ENDED))) ended.delete(id);
  };
  const finish = (id: string, change: Partial<JobInfo>) => {
    const entry = live.get(id);
    if (!entry) return;
    entry.info = { ...entry.info, ...change, endedAt: deps.clock.now() };
    live.delete(id);
    keep(entry.info);
    try {
      saveJob(deps.db, entry.info);
    } catch (e) {
      // A full disk keeps the row at "running", told as interrupted next time; who waits for the end must hear of it now.
      deps.onBug(e);
    }
    deps.emit({ type: 'job.ended', job: entry.info });
  };
  const contextOf = (id: string, entry: () => Live): JobContext => ({
    jobId: id,
    signal: entry().abort.signal,
    progress(phase, done, total) {
      const job = entry();
      const newPhase = job.info.phase !== phase;
      job.info = { ...job.info, phase, done, total };
      const now = deps.clock.now();
      if (!newPhase && now - job.lastSent < PROGRESS_EVERY_MS) return;
      job.lastSent = now;
      deps.emit({ type: 'job.progress', job: job.info });
    },
    detail(facts) {
      const job = entry();
      job.info = { ...job.info, detail: { ...job.info.detail, ...facts } };
    },
  });

  return {
    start(name, detail, run) {
      const jobId = Buffer.from(deps.random.bytes(12)).toString('hex');
      const abort = new AbortController();
      const info: JobInfo = { jobId, name, state: 'running', phase: 'start', done: 0, total: null, startedAt: deps.clock.now(), endedAt: null, detail, result: null, error: null };
      saveJob(deps.db, info);
      const work = Promise.resolve().then(() => run(contextOf(jobId, () => live.get(jobId)!)));
      const finished = work.then(
        (result) => finish(jobId, { state: abort.signal.aborted ? 'cancelled' : 'done', result: result ?? null }),
        (e: unknown) => finish(jobId, endOf(e, abort.signal, deps)),
      );
      live.set(jobId, { info, abort, finished, lastSent: 0 });
      deps.emit({ type: 'job.progress', job: info });
      return jobId;
    },
    inWorker: (job, work) => deps.inWorker(job, work),
    list: () => [...[...live.values()].map((j) => j.info), ...[...ended.values()].reverse()],
    get: (id) => live.get(id)?.info ?? ended.get(id) ?? null,
    cancel(id) {
      const job = live.get(id);
      job?.abort.abort();
      return job !== undefined;
    },
    forget(test) {
      for (const [id, info] of ended) if (test(info)) ended.delete(id);
    },
    ended: (id) => live.get(id)?.finished ?? Promise.resolve(),
    running: (name) => [...live.values()].find((j) => j.info.name === name)?.info ?? null,
    async close() {
      for (const job of live.values()) job.abort.abort();
      await Promise.all([...live.values()].map((j) => j.finished));
    },
  };
}

function endOf(e: unknown, signal: AbortSignal, deps: JobRunnerDeps): Partial<JobInfo> {
  const failure = e instanceof AppFailure ? e : sqliteFailure(e);
  if (failure) {
    const state = failure.error.code === 'request.cancelled' && signal.aborted ? 'cancelled' : 'failed';
    return { state, error: failure.error };
  }
  return { state: 'failed', error: { code: 'internal', logId: deps.onBug(e) } };
}

function saveJob(db: Db | null, info: JobInfo): void {
  if (!db?.raw.open) return;
  // Results may be large (preview) and are only of this sitting: the row keeps the facts.
  const kept = JSON.stringify({ ...info, result: null });
  db.raw
    .prepare('INSERT OR REPLACE INTO job (id, name, state, info, started_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(info.jobId, info.name, info.state, kept, info.startedAt, info.endedAt);
}

function recoverJobs(deps: JobRunnerDeps, ended: Map<string, JobInfo>): void {
  if (!deps.db) return;
  const rows = deps.db.raw.prepare('SELECT info FROM job ORDER BY started_at DESC LIMIT ?').pluck().all(KEPT_ENDED) as string[];
  for (const text of rows.reverse()) {
    const stored = JSON.parse(text) as JobInfo;
    const info: JobInfo = stored.state === 'running' ? { ...stored, state: 'interrupted', endedAt: deps.clock.now() } : stored;
    if (info !== stored) saveJob(deps.db, info);
    ended.set(info.jobId, info);
  }
  deps.db.raw.prepare('DELETE FROM job WHERE id NOT IN (SELECT id FROM job ORDER BY started_at DESC LIMIT ?)').run(KEPT_ENDED);
}
