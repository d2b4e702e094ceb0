/** Moves all customers of a book to the branch beside it; tells when the first of them were being written. */
import { join } from 'node:path';
import { PASSPHRASE, startChildCore, tell } from '../lib/child-core.ts';

const [dir] = process.argv.slice(2) as [string];
const child = await startChildCore(dir, false);
const { ref } = await child.call('books.add', { folder: join(dir, 'branch') });
let writing = false;
child.core.onEvent((e) => {
  if (writing || e.type !== 'job.progress' || e.job.phase !== 'writing') return;
  writing = true;
  tell('R');
});
const secret = { type: 'passphrase' as const, passphrase: PASSPHRASE };
const { jobId } = await child.call('moving.start', { ref, secret, selection: { query: {} }, choices: { mode: 'move', same: 'skip', alike: 'create' } });
tell(`E ${await child.job(jobId)}`);
// Whoever is faster than the kill waits for it: a pending promise alone would let the process end.
setInterval(() => undefined, 60_000);
