/** `rotate-key`: the whole book encrypted anew with a new key; its new recovery code is shown this once. */
import type { FreshCopy } from '../../core/operations/backup/index.ts';
import { RENEW_JOB } from '../../core/operations/backup/index.ts';
import { fill } from '../common/texts.ts';
import { UsageError } from './cli-args.ts';
import { everywhereText } from './cli-backup.ts';
import { EXIT } from './cli-exit.ts';
import { readPassphrase } from './cli-passphrase.ts';
import { finished, valueOf, withCore } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';
import { errorSentence } from './cli-texts.ts';

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
    const { copyJobId } = finished(job) as { readonly copyJobId: string | null };
    await workEnded(cli);
    const { people } = await cli.ask('people.list', {});
    const withoutPassphrase = people.filter(({ active, hasPassphrase }) => active && !hasPassphrase).map(({ name }) => name);
    const copy = copyJobId === null ? null : await cli.ask('jobs.get', { jobId: copyJobId });
    const copied = copy?.state === 'done' ? (copy.result as FreshCopy) : null;
    const failure = copy === null || copied !== null ? null : (copy.error ?? { code: 'request.cancelled' });
    const lines = [fill(texts.rotateKey.done, { code: recoveryCode }), copied === null ? '' : everywhereText(texts, copied), failure === null ? '' : fill(texts.rotateKey.noCopy, { why: errorSentence(call.language, failure) }), withoutPassphrase.length === 0 ? '' : fill(texts.rotateKey.others, { names: withoutPassphrase.join(texts.rotateKey.and) })];
    return { json: { recoveryCode, withoutPassphrase, backup: copied, backupError: failure?.code ?? null }, text: lines.filter((line) => line !== '').join('\n\n'), ...(failure !== null && { exitCode: EXIT.failed }) };
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
