import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';

const SOURCE = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { readlinkSync } = require('node:fs');
  const { getPriority } = require('node:os');
  import(workerData).then(({ stepBack }) => {
    stepBack();
    parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));
  });`;

describe('a background thread', () => {
  it.runIf(process.platform === 'linux')('steps back behind the thread that answers, which keeps its priority', async () => {
    const before = getPriority(process.pid);
    const worker = new Worker(SOURCE, { eval: true, workerData: new URL('../../../src-main/core/kernel/background-thread.ts', import.meta.url).href });
    const own = await new Promise<number>((resolve, reject) => worker.on('message', resolve).on('error', reject));
    await worker.terminate();
    expect(own).toBe(Math.max(5, before));
    expect(getPriority(process.pid)).toBe(before);
  });
});
