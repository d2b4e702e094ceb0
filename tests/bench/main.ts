/**
 * `npm run bench [-- --rows 100000,1000000] [--only p2,p3] [--dir FOLDER]`: measures the
 * figures the project promises, each beside a limit taken in the same run, and writes
 * tests/bench/RESULTS.md (sections not measured this time stay as tests/bench/results has
 * them). Books and CSV files wait in the folder, tests/.output/bench.
 *
 * p1 import, its memory and stalls (P1, P10) · p2 search · p3 lists and pages (P3, P4) ·
 * p7 backup and restore · p8 opening · p11 edits · p12 cost of the cipher ·
 * p13 lists by formulas · p14 segments and bulk edit · p15 profile pages ·
 * p16 as many sales: lists, sums, receivables · p17 stages of the lifecycle ·
 * p18 tasks · p-window the window in a browser (P2 key press, P10).
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBook, prepareBook } from './book.ts';
import type { BenchBook } from './book.ts';
import { bundlePrograms } from './bundle.ts';
import { spoil } from './kept.ts';
import { benchImport } from './p1-import.ts';
import { benchSearch } from './p2-search.ts';
import { benchLists } from './p3-lists.ts';
import { benchBackup } from './p7-backup.ts';
import { benchOpen } from './p8-open.ts';
import { benchEdits } from './p11-edit.ts';
import { benchCipher } from './p12-cipher.ts';
import { benchFormulas } from './p13-formula.ts';
import { addRelated, benchSegments } from './p14-segments.ts';
import { benchSales } from './p16-sales.ts';
import { benchLifecycle } from './p17-lifecycle.ts';
import { benchProfiles } from './p15-profile.ts';
import { benchTasks } from './p18-tasks.ts';
import { benchWindow } from './p-window.ts';
import { Report, SECTIONS, writeResults } from './report.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000,1000000' }, only: { type: 'string' }, dir: { type: 'string' } },
});
const root = values.dir ?? fileURLToPath(new URL('../.output/bench', import.meta.url));
mkdirSync(root, { recursive: true });
const wanted = values.only?.toLowerCase().split(',') ?? [...SECTIONS];
const sizes = values.rows.split(',').map(Number);

async function withBook(dir: string, rows: number, run: (book: BenchBook) => Promise<void>): Promise<void> {
  const book = await openBook(dir, rows);
  try {
    await run(book);
  } finally {
    book.close();
  }
}

for (const rows of sizes) {
  process.stdout.write(`\n${rows.toLocaleString('en')} customers\n`);
  const sections: Readonly<Record<(typeof SECTIONS)[number], (report: Report) => Promise<void> | void>> = {
    p1: async (report) => benchImport(root, await bundlePrograms(root), rows, report),
    p2: async (report) => withBook(await prepareBook(root, rows), rows, (book) => benchSearch(book, report)),
    p3: async (report) => withBook(await prepareBook(root, rows), rows, (book) => benchLists(book, report)),
    p7: (report) => benchBackup(root, rows, report),
    p8: async (report) => benchOpen(await bundlePrograms(root), await prepareBook(root, rows), report),
    p11: async (report) => {
      const dir = await prepareBook(root, rows);
      // The edits stay in the book: the next run makes it anew.
      spoil(dir);
      await withBook(dir, rows, (book) => benchEdits(book, report));
    },
    p12: (report) => benchCipher(root, report),
    p13: async (report) => {
      const dir = await prepareBook(root, rows);
      spoil(dir);
      await benchFormulas(dir, rows, report);
    },
    p14: async (report) => {
      const dir = await prepareBook(root, rows);
      spoil(dir);
      addRelated(dir, rows);
      await withBook(dir, rows, (book) => benchSegments(book, report));
    },
    p16: (report) => benchSales(root, rows, report),
    p15: async (report) => {
      const dir = await prepareBook(root, rows);
      spoil(dir);
      addRelated(dir, rows);
      benchProfiles(dir, rows, report);
    },
    p17: (report) => benchLifecycle(root, rows, report),
    p18: async (report) => {
      const dir = await prepareBook(root, rows);
      spoil(dir);
      benchTasks(dir, rows, report);
    },
    'p-window': (report) => benchWindow(root, rows, report),
  };
  for (const name of SECTIONS) {
    if (!wanted.includes(name)) continue;
    const report = new Report();
    await sections[name](report);
    report.save(rows, name);
  }
}
writeResults(fileURLToPath(new URL('./RESULTS.md', import.meta.url)));
