/** Long work of the core as the window sees it: one store fed by events, hooks to watch one job or all. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { JobInfo } from '../../shared/contract/events.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { api, tellFailure } from './api.ts';

interface JobStore {
  /** The job a page shows by itself: the line at the foot leaves it out. */
  readonly shown: string | null;
  readonly jobs: Readonly<Record<string, JobInfo>>;
}
const useStore = create<JobStore>(() => ({ jobs: {}, shown: null }));
const POLL_MS = 1_000;

/** Takes in what an event or an answer says of a job; an ended job never runs again. */
export function noteJob(job: JobInfo): void {
  if (job.error !== null) tellFailure(job.error);
  useStore.setState(({ jobs }) => {
    const known = jobs[job.jobId];
    if (known !== undefined && known.state !== 'running' && job.state === 'running') return { jobs };
    return { jobs: { ...jobs, [job.jobId]: job } };
  });
}

/** Forgets all jobs (at the lock). */
export function forgetJobs(): void {
  useStore.setState({ jobs: {}, shown: null });
}

/** Learns of jobs that began before this window was open, or while its stream was cut. */
export async function refreshJobs(): Promise<void> {
  const reply = await api.call('jobs.list', {});
  if (reply.ok) for (const job of reply.value.jobs) noteJob(job);
}

/** All jobs known, in the order they began. */
export function useJobs(): readonly JobInfo[] {
  const jobs = useStore((state) => state.jobs);
  return Object.values(jobs).sort((a, b) => a.startedAt - b.startedAt);
}

/** One job, kept fresh: by events, and by asking once a second in case the stream is cut. `null` until something is known. */
export function useJob(jobId: string | null): JobInfo | null {
  const job = useStore((state) => (jobId === null ? null : (state.jobs[jobId] ?? null)));
  const running = jobId !== null && (job === null || job.state === 'running');
  useEffect(() => {
    if (!running) return;
    const ask = () => void askJob(jobId);
    ask();
    const timer = setInterval(ask, POLL_MS);
    return () => clearInterval(timer);
  }, [jobId, running]);
  return job;
}

async function askJob(jobId: string): Promise<void> {
  const reply = await api.call('jobs.get', { jobId });
  if (reply.ok) noteJob(reply.value);
}

/** The job that a page shows by itself. */
export function useShownJob(): string | null {
  return useStore((state) => state.shown);
}

/** Says that this component shows the job, for as long as it is on screen. */
export function useShowJob(jobId: string): void {
  useEffect(() => {
    useStore.setState({ shown: jobId });
    return () => useStore.setState({ shown: null });
  }, [jobId]);
}

/** True when this window knows that the job has ended. */
export function isSettled(jobId: string): boolean {
  const job = useStore.getState().jobs[jobId];
  return job !== undefined && job.state !== 'running';
}

/** Waits until the job has ended: its result, or its error (`job.cancelled` when it was stopped). */
export function awaitJob(jobId: string): Promise<Result<unknown>> {
  return new Promise((resolve) => {
    const timer = setInterval(() => void askJob(jobId), POLL_MS);
    const check = () => {
      const job = useStore.getState().jobs[jobId];
      if (job === undefined || job.state === 'running') return;
      clearInterval(timer);
      stop();
      resolve(outcomeOf(job));
    };
    const stop = useStore.subscribe(check);
    void askJob(jobId).then(check);
  });
}

/** What an ended job came to. */
export function outcomeOf(job: JobInfo): Result<unknown> {
  if (job.state === 'done') return { ok: true, value: job.result };
  return { ok: false, error: job.error ?? { code: job.state === 'cancelled' ? 'request.cancelled' : 'internal' } };
}

/** Rows per second and time left from what a job reports; `null` while too little is known. */
export function paceOf(job: JobInfo, now: number): { readonly perSecond: number; readonly leftMs: number | null } | null {
  const passed = now - job.startedAt;
  if (job.done <= 0 || passed < 500) return null;
  const perSecond = job.done / (passed / 1000);
  const leftMs = job.total === null || job.total < job.done ? null : ((job.total - job.done) / perSecond) * 1000;
  return { perSecond, leftMs };
}
