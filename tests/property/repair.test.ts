/** Any damage whatever: after the repair the book is sound, and what is missing is told. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DamagedBook } from '../support/damaged-book.ts';
import { createDamagedBook, flip, PAGE, rowsIn, SECRET, silentlyLost } from '../support/damaged-book.ts';

let book: DamagedBook;
let pages = 0;
beforeAll(async () => {
  book = await createDamagedBook(30);
  pages = statSync(join(book.test.bookDir, 'crm.db')).size / PAGE;
});
afterAll(() => book.dispose());

it('loses nothing silently, whichever pages are damaged and wherever the file ends', async () => {
  const harm = fc.record({ share: fc.constantFrom(0.03, 0.2, 0.5, 0.85), seed: fc.nat(), cut: fc.option(fc.double({ min: 0.2, max: 1, noNaN: true }), { nil: null, freq: 3 }) });
  await fc.assert(
    fc.asyncProperty(harm, async ({ share, seed, cut }) => {
      book.reset();
      let state = seed;
      const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
      for (let page = 1; page <= pages; page++) if (next() < share) book.damage(flip(page, Math.floor(next() * PAGE)));
      if (cut !== null) book.damage((bytes) => bytes.subarray(0, Math.floor(bytes.length * cut)));
      const report = await book.repair();
      expect(silentlyLost(book.before, await rowsIn(book.test.bookDir), report)).toEqual([]);
      expect(await book.test.core.call('session.unlock', { ref: book.ref, secret: SECRET })).toMatchObject({ ok: true });
      const job = await book.test.job((await book.test.call('data.check', {})).jobId);
      expect(job.result).toEqual({ findings: [] });
      await book.test.call('session.lock', {});
      for (const name of ['search.db', 'search.db-wal']) rmSync(join(book.test.bookDir, name), { force: true });
    }),
    {
      numRuns: Number(process.env['REPAIR_RUNS'] ?? 12),
      // A customer of whom only the newest change is known, which is newer than every lost one.
      examples: [[{ share: 0.2, seed: 1701580228, cut: null }], [{ share: 0.2, seed: 646991677, cut: null }]],
    },
  );
}, 180_000);
