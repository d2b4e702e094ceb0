/** Changes the book's key; tells when it begins, so that the kill comes somewhere in it, and when it was done. */
import { PASSPHRASE, startChildCore, tell } from '../lib/child-core.ts';

const [dir] = process.argv.slice(2) as [string];
const child = await startChildCore(dir, false);
let begun = false;
child.core.onEvent((e) => {
  if (begun || e.type !== 'job.progress' || e.job.name !== 'session.changeKey' || e.job.phase === 'start') return;
  begun = true;
  tell('R');
});
const { jobId, recoveryCode } = await child.call('session.changeKey', { passphrase: PASSPHRASE });
tell(`C ${recoveryCode}`);
tell(`E ${await child.job(jobId)}`);
// Whoever is faster than the kill waits for it: a pending promise alone would let the process end.
setInterval(() => undefined, 60_000);
