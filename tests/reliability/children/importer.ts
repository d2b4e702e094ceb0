/** Imports a file into the book; tells when the work began and, should it get so far, that it ended. */
import { join } from 'node:path';
import { startChildCore, tell } from '../lib/child-core.ts';

const [dir] = process.argv.slice(2) as [string];
const child = await startChildCore(dir, false, { by: 'keychain' });
const file = child.file(join(dir, 'customers.csv'));
const { columns } = await child.call('import.inspect', { file });
const mapping = { columns: columns.map((c) => c.target) };
// The kill comes at a random moment after the first batch was written, however slow the machine is.
let writing = false;
child.core.onEvent((e) => {
  if (writing || e.type !== 'job.progress' || e.job.phase !== 'writing') return;
  writing = true;
  tell('R');
});
const { jobId, importId } = await child.call('import.start', { file, mapping, onMatch: 'update' });
const ended = child.job(jobId);
tell(`S ${String(importId)}`);
tell(`E ${await ended}`);
// Whoever is faster than the kill waits for it: a pending promise alone would let the process end.
setInterval(() => undefined, 60_000);
