/** `rotate-key`: the whole book encrypted anew with a new key; its new recovery code is shown this once. */
import { RENEW_JOB } from '../../core/operations/key-change/index.ts';
import { fill } from '../common/texts.ts';
import { UsageError } from './cli-args.ts';
import { readPassphrase } from './cli-passphrase.ts';
import { finished, valueOf, withCore } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';

/** Takes the owner's passphrase alone: the new key is sealed with it. */
export async function runRotateKey(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  for (const option of ['recovery', 'person']) {
    if (call.flag(option) || call.text(option) !== undefined) throw new UsageError('badValue', { option: 'rotate-key', value: `--${option}`, allowed: '--passphrase-file | --passphrase-stdin' });
  }
  const passphrase = await readPassphrase(call, texts, false);
  return withCore(ctx, call.dataDir, async (cli) => {
    valueOf(await cli.host.core.openFolder(call.book ?? '', { type: 'passphrase', passphrase }));
    await workEnded(cli);
    let recoveryCode = '';
    const job = await cli.runJob(async () => {
      const started = await cli.ask('session.changeKey', { passphrase });
      recoveryCode = started.recoveryCode;
      return started;
    });
    finished(job);
    await workEnded(cli);
    const { people } = await cli.ask('people.list', {});
    const withoutPassphrase = people.filter(({ active, hasPassphrase }) => active && !hasPassphrase).map(({ name }) => name);
    const lines = [fill(texts.rotateKey.done, { code: recoveryCode }), withoutPassphrase.length === 0 ? '' : fill(texts.rotateKey.others, { names: withoutPassphrase.join(texts.rotateKey.and) })];
    return { json: { recoveryCode, withoutPassphrase }, text: lines.filter((line) => line !== '').join('\n\n') };
  });
}

/** What an opening goes on with, attachments of an earlier change among it, keeps the book busy; a command can wait. */
async function workEnded(cli: OpenCli): Promise<void> {
  for (;;) {
    const { jobs } = await cli.ask('jobs.list', {});
    const running = jobs.find(({ state, name }) => state === 'running' && name !== 'session.changeKey');
    if (!running) return;
    const ended = await cli.runJob(() => Promise.resolve({ jobId: running.jobId }));
    if (ended.name === RENEW_JOB) finished(ended);
  }
}
