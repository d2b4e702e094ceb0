/** `create` and `restore`. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { RemoteConnection } from '../../../shared/modules/backup-remote.ts';
import { bookKindSchema, languageSchema, presetSchema } from '../../../shared/modules/words.ts';
import type { RestoreResult } from '../../core/operations/backup/index.ts';
import { makeFolder } from '../../core/kernel/make-folder.ts';
import { fill } from '../common/texts.ts';
import { oneOf, UsageError } from './cli-args.ts';
import { mustBeFile } from './cli-files.ts';
import { printable } from './cli-output.ts';
import { readPassphrase } from './cli-passphrase.ts';
import { finished, valueOf, withCore } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';
import { connectionOf } from './cli-targets.ts';

/** Makes a book in the folder of `--book`; the recovery code is shown this once. */
export async function runCreate(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  const dir = call.book ?? '';
  const input = {
    name: call.text('name') ?? basename(dir),
    language: oneOf(call, 'language', languageSchema.options, call.language),
    kind: oneOf(call, 'kind', bookKindSchema.options, 'both'),
    preset: oneOf(call, 'preset', presetSchema.options, 'general'),
  };
  if (input.name.trim() === '' || input.name.length > 80) throw new UsageError('badValue', { option: '--name', value: input.name, allowed: '1 … 80' });
  const passphrase = await readPassphrase(call, texts, true);
  return withCore(ctx, call.dataDir, async (cli) => {
    const made = valueOf(await cli.host.core.createInFolder(dir, { ...input, passphrase }));
    return { json: made, text: fill(texts.book.created, { dir: printable(dir), code: made.recoveryCode }) };
  });
}

/**
 * Builds the book of a backup, a file or one on a server, in a folder that does not exist yet (or is empty). It grows beside that folder and
 * takes its name when it is complete, so that a broken restore leaves nothing that looks like a book.
 */
export async function runRestore(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  const connection = await connectionOf(ctx);
  if (call.flag('list')) return listCopies(ctx, connection);
  const [word] = call.words;
  if ((word === undefined) === (connection === null)) throw new UsageError('badValue', { option: 'restore', value: word ?? '', allowed: 'FILE | --webdav | --s3' });
  const written = call.text('to');
  if (written === undefined) throw new UsageError('badValue', { option: '--to', value: '', allowed: 'DIR' });
  const dir = call.path(written);
  if (word !== undefined) await mustBeFile(call.path(word));
  if (existsSync(dir) && (await readdir(dir)).length > 0) throw new UsageError('notEmpty', { dir });
  const passphrase = await readPassphrase(call, texts, false);
  const secret = call.flag('recovery') ? ({ type: 'recovery', code: passphrase } as const) : ({ type: 'passphrase', passphrase } as const);
  await makeFolder(dirname(dir));
  const workshop = await mkdtemp(join(dirname(dir), '.regulars-restore-'));
  try {
    const { bookId, erasedAgain } = await withCore(ctx, workshop, async (cli) => {
      const source = connection === null ? { file: cli.host.addFile(call.path(word ?? '')) } : { remote: { connection, name: await nameOnServer(ctx, cli, connection) } };
      const job = await cli.runJob(() => cli.ask('backup.restore', { ...source, secret }));
      return finished(job) as RestoreResult;
    }, call.dataDir);
    const [built] = await readdir(join(workshop, 'books'));
    if (built === undefined) throw new AppFailure('backup.damaged');
    if (existsSync(dir)) await rmdir(dir);
    await rename(join(workshop, 'books', built), dir);
    return { json: { bookId, dir, erasedAgain }, text: fill(texts.book.restored, { dir: printable(dir) }) };
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

const noServer = () => new UsageError('badValue', { option: '--list', value: '', allowed: '--webdav | --s3' });

/** The copies on a server, newest first; nothing of them is read, so no passphrase is asked for. */
function listCopies(ctx: CliContext, connection: RemoteConnection | null): Promise<Answer> {
  if (connection === null) throw noServer();
  return withCore(ctx, ctx.call.dataDir, async (cli) => {
    const { copies } = await cli.ask('backup.findCopies', { connection });
    const lines = copies.map(({ name, at, sizeBytes }) => `${printable(name)}  ${new Date(at).toISOString().slice(0, 16)}Z  ${String(sizeBytes)}`);
    return { json: { copies }, text: lines.length === 0 ? ctx.texts.backup.noCopies : lines.join('\n') };
  });
}

/** The copy named by `--copy`, or the newest; where copies of several books lie, the newest might be of another one. */
async function nameOnServer({ call }: CliContext, cli: OpenCli, connection: RemoteConnection): Promise<string> {
  const { copies } = await cli.ask('backup.findCopies', { connection });
  const written = call.text('copy');
  if (written === undefined && new Set(copies.map(({ book }) => book)).size > 1) throw new UsageError('badValue', { option: '--copy', value: '', allowed: copies.map(({ name }) => name).join(' | ') });
  const found = copies.find(({ name }) => written === undefined || name === written);
  if (!found) throw new AppFailure('backup.missing');
  return found.name;
}
