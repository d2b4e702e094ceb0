import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { awaitJob, forgetJobs, noteJob, paceOf } from '../../../src-renderer/lib/use-job.ts';
import { createFakeCore } from '../../support/fake-core.ts';
import { useFakeTransport } from '../../support/fake-transport.ts';

const job = (more: Partial<JobInfo> = {}): JobInfo => ({
  jobId: 'j1', name: 'import.start', state: 'running', phase: '', done: 0, total: 100, startedAt: 0, endedAt: null, detail: {}, result: null, error: null, ...more,
}); // prettier-ignore

describe('waiting for a job', () => {
  let answer: JobInfo | null = null;
  beforeEach(() => {
    answer = null;
    forgetJobs();
    useFakeTransport(createFakeCore({ more: { 'jobs.get': () => (answer === null ? err('job.missing') : ok(answer)) } }));
  });
  afterEach(forgetJobs);

  it('ends with the event that says so', async () => {
    const ended = awaitJob('j1');
    noteJob(job({ done: 50 }));
    noteJob(job({ state: 'done', result: { created: 3 } }));
    expect(await ended).toEqual({ ok: true, value: { created: 3 } });
  });

  it('ends for a job that was over before anybody asked', async () => {
    answer = job({ state: 'done', result: 7 });
    expect(await awaitJob('j1')).toEqual({ ok: true, value: 7 });
  });

  it('tells a stop and a failure apart', async () => {
    noteJob(job({ state: 'cancelled' }));
    expect(await awaitJob('j1')).toMatchObject({ error: { code: 'request.cancelled' } });
    noteJob(job({ jobId: 'j2', state: 'failed', error: { code: 'disk.full' } }));
    expect(await awaitJob('j2')).toMatchObject({ error: { code: 'disk.full' } });
  });

  it('is not misled by progress that arrives after the end', async () => {
    noteJob(job({ state: 'done', result: 1 }));
    noteJob(job({ done: 99 }));
    expect(await awaitJob('j1')).toEqual({ ok: true, value: 1 });
  });
});

describe('paceOf', () => {
  it('says nothing too early, then rate and time left', () => {
    expect(paceOf(job({ done: 1 }), 100)).toBeNull();
    expect(paceOf(job({ done: 25 }), 5_000)).toEqual({ perSecond: 5, leftMs: 15_000 });
  });
  it('knows no time left without a total', () => {
    expect(paceOf(job({ done: 25, total: null }), 5_000)?.leftMs).toBeNull();
  });
});
