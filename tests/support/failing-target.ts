/** A place in memory that keeps every rule of the interface, until it is told to fail at a step. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppFailure } from '../../shared/kernel/result.ts';
import type { StorageTarget } from '../../src-main/core/operations/backup/index.ts';

/** In the order in which a copy passes them. */
export const STEPS = ['check', 'put.begin', 'put.middle', 'put.readBack', 'put.name', 'list', 'get', 'remove', 'free'] as const;
export type Step = (typeof STEPS)[number];

export interface FailingTarget extends StorageTarget {
  readonly files: Map<string, Buffer>;
  /** What is thrown at a step; `null` lets all pass. */
  fail(at: Step | null, code?: string): void;
  readonly steps: Step[];
}

export function failingTarget(identity = 'memory'): FailingTarget {
  const files = new Map<string, Buffer>();
  const steps: Step[] = [];
  let failing: { readonly at: Step; readonly code: string } | null = null;
  const pass = (step: Step): void => {
    steps.push(step);
    if (failing?.at === step) throw new AppFailure(failing.code);
  };
  return {
    identity,
    files,
    steps,
    fail: (at, code = 'place.unreachable') => void (failing = at && { at, code }),
    check: async () => pass('check'),
    list: async () => {
      pass('list');
      return [...files].map(([name, bytes]) => ({ name, sizeBytes: bytes.length }));
    },
    async put(name, file, job) {
      pass('put.begin');
      const bytes = await readFile(file.path);
      job.progress('upload', bytes.length, bytes.length);
      pass('put.middle');
      pass('put.readBack');
      if (files.has(name)) throw new AppFailure('file.exists');
      pass('put.name');
      files.set(name, bytes);
      return createHash('sha256').update(bytes).digest('hex');
    },
    async *get(name, _signal, most) {
      pass('get');
      const bytes = files.get(name);
      if (!bytes) throw new AppFailure('backup.missing');
      yield bytes.subarray(0, most ?? bytes.length);
    },
    remove: async (name) => {
      pass('remove');
      files.delete(name);
    },
    free: async () => {
      pass('free');
      return null;
    },
  };
}
