import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, createAttemptLog, waitMs } from '../../../src-main/core/vault/index.ts';
import { tempFolder } from './support.ts';

describe('the delay after wrong passphrases', () => {
  it('is 1, 2, 4 … seconds and at most a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 1000].map(backoffMs)).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('is never more than the full pause, whatever happened to the clock', () => {
    const instant = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(fc.nat(100), instant, instant, (failures, lastAt, now) => {
        const wait = waitMs({ failures, lastAt }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(backoffMs(failures));
        if (now >= lastAt + backoffMs(failures)) expect(wait).toBe(0);
      }),
    );
  });

  it('ignores a spoilt file', async () => {
    for (const content of ['', '{"failures":-1,"lastAt":0}', '{"failures":1e9,"lastAt":0}', 'x', '{"failures":3,"lastAt":1,"more":1}']) {
      const folder = await tempFolder();
      await writeFile(join(folder, 'unlock.json'), content);
      expect(await createAttemptLog().read(folder)).toEqual({ failures: 0, lastAt: 0 });
    }
  });

  it('is remembered in memory where the folder cannot be written, and forgotten by success', async () => {
    const nowhere = join(await tempFolder(), 'none');
    const log = createAttemptLog();
    expect(await log.begin(nowhere, 5000)).toEqual({ retryInMs: 0, failures: 0 });
    expect(await log.begin(nowhere, 5000)).toEqual({ retryInMs: 1000, failures: 1 });
    const folder = await tempFolder();
    await log.begin(folder, 5000);
    await log.clear(folder);
    expect([await readdir(folder), await log.begin(folder, 5000)]).toEqual([[], { retryInMs: 0, failures: 0 }]);
  });
});
