/** `create` and `restore`. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { bookKindSchema, languageSchema, presetSchema } from '../../../shared/modules/words.ts';
import type { RestoreResult } from '../../core/operations/backup/index.ts';
import { makeFolder } from '../../core/kernel/make-folder.ts';
import { fill } from '../common/texts.ts';
import { oneOf, UsageError } from './cli-args.ts';
import { mustBeFile } from './cli-files.ts';
import { printable } from './cli-output.ts';
import { readPassphrase } from './cli-passphrase.ts';
import { finished, valueOf, withCore } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';

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
 * Builds the book of a backup in a folder that does not exist yet (or is empty). It grows beside that folder and
 * takes its name when it is complete, so that a broken restore leaves nothing that looks like a book.
 */
export async function runRestore(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  const source = call.path(call.words[0] ?? '');
  const written = call.text('to');
  if (written === undefined) throw new UsageError('badValue', { option: '--to', value: '', allowed: 'DIR' });
  const dir = call.path(written);
  await mustBeFile(source);
  if (existsSync(dir) && (await readdir(dir)).length > 0) throw new UsageError('notEmpty', { dir });
  const passphrase = await readPassphrase(call, texts, false);
  const secret = call.flag('recovery') ? ({ type: 'recovery', code: passphrase } as const) : ({ type: 'passphrase', passphrase } as const);
  await makeFolder(dirname(dir));
  const workshop = await mkdtemp(join(dirname(dir), '.regulars-restore-'));
  try {
    const { bookId, erasedAgain } = await withCore(ctx, workshop, async (cli) => {
      const job = await cli.runJob(() => cli.ask('backup.restore', { file: cli.host.addFile(source), secret }));
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
