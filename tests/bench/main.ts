/**
 * `npm run bench [-- --rows 100000|1000000] [--only p2,p3] [--dir FOLDER]`: measures the
 * figures the project promises, each beside a limit taken in the same run, and writes
 * tests/bench/RESULTS.md. Prepared books are kept in the folder (default tests/.output/bench).
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openBook, prepareBook, spoilBook } from './book.ts';
import { benchImport } from './p1-import.ts';
import { benchSearch } from './p2-search.ts';
import { benchLists } from './p3-lists.ts';
import { benchOpen } from './p8-open.ts';
import { benchEdits } from './p11-edit.ts';
import { benchCipher } from './p12-cipher.ts';
import { Report, writeResults } from './report.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000,1000000' }, only: { type: 'string' }, dir: { type: 'string' } },
});
const root = values.dir ?? fileURLToPath(new URL('../.output/bench', import.meta.url));
mkdirSync(root, { recursive: true });
const wanted = values.only?.toLowerCase().split(',');
const wants = (name: string) => wanted === undefined || wanted.includes(name);

const reports: Report[] = [];
for (const rows of values.rows.split(',').map(Number)) {
  const report = new Report(rows);
  process.stdout.write(`\n${rows.toLocaleString('en')} customers\n`);
  if (wants('p1') || wants('p10')) benchImport(root, rows, report);
  if (wanted?.every((name) => name === 'p1' || name === 'p10')) {
    reports.push(report);
    continue;
  }
  const dir = await prepareBook(root, rows);
  if (wants('p8')) benchOpen(dir, report);
  if (['p2', 'p3', 'p4', 'p11'].some(wants)) {
    const book = await openBook(dir, rows);
    if (wants('p2')) await benchSearch(book, report);
    if (wants('p3') || wants('p4')) await benchLists(book, report);
    if (wants('p11')) {
      await benchEdits(book, report);
      // The edits stay in the book: the next run starts from a fresh one.
      spoilBook(dir);
    }
    book.close();
  }
  if (wants('p12')) benchCipher(root, report);
  reports.push(report);
}
if (wanted === undefined) writeResults(fileURLToPath(new URL('./RESULTS.md', import.meta.url)), reports, 'npm run bench');
