/**
 * A process that wants the lock: prints `won` or `busy <pid>`, and then waits to be killed,
 * or to be told `release` on standard input. Started by lock-file.test.ts.
 */
import { systemClock } from '../../../src-main/core/kernel/ports.ts';
import { acquireBookLock } from '../../../src-main/core/vault/lock-file.ts';

const [folder = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
process.stdin.once('data', () => {
  void acquireBookLock(folder, { clock: systemClock }).then((taken) => {
    process.stdout.write(taken.ok ? 'won\n' : `busy ${taken.error.pid}\n`);
    process.stdin.on('data', () => {
      void (taken.ok ? taken.value.release() : Promise.resolve()).then(() => process.exit(0));
    });
  });
});
