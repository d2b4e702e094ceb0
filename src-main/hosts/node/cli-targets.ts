/** `targets`: the places where copies of the book are kept. */
import type { BackupTarget } from '../../../shared/modules/backup.ts';
import type { RemoteConnection } from '../../../shared/modules/backup-remote.ts';
import { fill } from '../common/texts.ts';
import { UsageError } from './cli-args.ts';
import { printable } from './cli-output.ts';
import { readServerSecret } from './cli-passphrase.ts';
import { withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';
import { errorSentence } from './cli-texts.ts';

/** Lists the places; `--add DIR`, `--webdav URL`, `--s3 URL` and `--remove ID` change them first. */
export async function runTargets(ctx: CliContext): Promise<Answer> {
  const { call } = ctx;
  const connection = await connectionOf(ctx);
  return withBook(ctx, async (cli) => {
    const [add, remove] = [call.text('add'), call.text('remove')];
    if (add !== undefined) await cli.ask('backup.addTarget', { folder: call.path(add) });
    if (connection !== null) await cli.ask('backup.addRemote', { connection });
    if (remove !== undefined) await cli.ask('backup.removeTarget', { id: remove });
    const { targets } = await cli.ask('backup.status', {});
    return { json: { targets }, text: targets.map((target) => lineOf(ctx, target)).join('\n') };
  });
}

function lineOf({ texts, call }: CliContext, { id, folder, copies, state, lastError }: BackupTarget): string {
  const line = fill(texts.backup.target, { id, folder: printable(folder ?? texts.backup.ring), copies, state: texts.backup[state] });
  return lastError === null ? line : `${line}  ${errorSentence(call.language, { code: lastError })}`;
}

/** The server named on the command line, with its secret from a file or the keyboard; `null` when none is. */
export async function connectionOf({ call, texts }: CliContext): Promise<RemoteConnection | null> {
  const need = (option: string): string => {
    const written = call.text(option);
    if (written === undefined) throw new UsageError('badValue', { option: `--${option}`, value: '', allowed: '…' });
    return written;
  };
  if (call.text('webdav') !== undefined) return { type: 'webdav', url: need('webdav'), user: need('user'), secret: await readServerSecret(call, texts) };
  if (call.text('s3') === undefined) return null;
  const facts = { endpoint: need('s3'), bucket: need('bucket'), region: call.text('region') ?? '', prefix: call.text('prefix') ?? 'Regulars', keyId: need('key-id') };
  return { type: 's3', ...facts, secret: await readServerSecret(call, texts) };
}
