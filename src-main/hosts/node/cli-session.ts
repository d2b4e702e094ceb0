/** What every command that opens a book shares: opening and closing it, calls that throw, jobs that are waited for. */
import type { Input, MethodName, Output } from '../../../shared/contract/index.ts';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { createInProcess } from './in-process.ts';
import type { InProcess } from './in-process.ts';
import type { Invocation } from './cli-args.ts';
import { createProgress } from './cli-output.ts';
import { readPassphrase } from './cli-passphrase.ts';
import type { CliTexts } from './cli-texts.ts';

/** What a command answers: the document of `--json`, and the same for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  readonly exitCode?: number;
}

export interface CliContext {
  readonly call: Invocation;
  readonly texts: CliTexts;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

export interface OpenCli {
  readonly host: InProcess;
  ask<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  /** Starts a job and waits for its end, whatever it is; Ctrl+C cancels it. */
  runJob(start: () => Promise<{ readonly jobId: string }>): Promise<JobInfo>;
}

/** Opens the book named by `--book`, runs `work`, and closes it whatever happens. */
export async function withBook<T>(ctx: CliContext, work: (cli: OpenCli) => Promise<T>): Promise<T> {
  const { call, texts } = ctx;
  const passphrase = call.book === null ? null : await readPassphrase(call, texts, false);
  return withCore(ctx, call.dataDir, async (cli) => {
    if (call.book !== null && passphrase !== null) {
      const secret = call.flag('recovery') ? ({ type: 'recovery', code: passphrase } as const) : ({ type: 'passphrase', passphrase, person: call.text('person') } as const);
      valueOf(await cli.host.core.openFolder(call.book, secret));
    }
    return work(cli);
  });
}

/** A core without a book, closed whatever happens. */
export async function withCore<T>(ctx: CliContext, dataDir: string, work: (cli: OpenCli) => Promise<T>, copiesIn?: string): Promise<T> {
  const host = await createInProcess(dataDir, {}, copiesIn);
  try {
    return await work({
      host,
      ask: async (method, input) => valueOf(await host.core.call(method, input, { signal: ctx.signal })) as Output<typeof method>,
      runJob: (start) => runJob(ctx, host, start),
    });
  } finally {
    await host.core.close();
  }
}

async function runJob(ctx: CliContext, host: InProcess, start: () => Promise<{ readonly jobId: string }>): Promise<JobInfo> {
  const progress = createProgress(ctx.texts);
  const seen: JobInfo[] = [];
  let onEnded: (job: JobInfo) => void = (job) => void seen.push(job);
  // Subscribed before the start: a short job may have ended before its id is known here.
  const off = host.core.onEvent((event) => {
    if (event.type === 'job.progress') progress.show(event.job.phase, event.job.done, event.job.total);
    else if (event.type === 'job.ended') onEnded(event.job);
  });
  try {
    const { jobId } = await start();
    const cancel = () => void host.core.call('jobs.cancel', { jobId });
    ctx.signal.addEventListener('abort', cancel, { once: true });
    if (ctx.signal.aborted) cancel();
    const early = seen.find((job) => job.jobId === jobId);
    return early ?? (await new Promise<JobInfo>((resolve) => (onEnded = (job) => job.jobId === jobId && resolve(job))));
  } finally {
    off();
    progress.end();
  }
}

/** The value of a `Result`; an expected failure goes on as `AppFailure`. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppFailure(result.error.code, result.error);
}

/** The result of a job that must have been finished. Throws what it failed with, or `request.cancelled`. */
export function finished(job: JobInfo): unknown {
  if (job.state === 'done') return job.result;
  throw new AppFailure(job.error?.code ?? (job.state === 'cancelled' ? 'request.cancelled' : 'internal'), { ...job.error });
}
