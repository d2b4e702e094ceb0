/** `person`: everything about one customer as an archive to hand over. */
import { existsSync, rmSync } from 'node:fs';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { fill } from '../common/texts.ts';
import { UsageError } from './cli-args.ts';
import { idOf } from './cli-import.ts';
import { printable } from './cli-output.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';

/** Writes the archive to a new file. */
export async function runPerson(ctx: CliContext): Promise<Answer> {
  const { call } = ctx;
  const id = idOf(call.words[0] ?? '');
  const to = call.text('to');
  if (to === undefined) throw new UsageError('badValue', { option: '--to', value: '', allowed: 'FILE.zip' });
  const path = call.path(to);
  if (existsSync(path)) {
    if (!call.flag('force')) throw new AppFailure('file.exists', { file: path });
    rmSync(path);
  }
  return withBook(ctx, async (cli) => {
    const result = finished(await cli.runJob(() => cli.ask('privacy.exportPerson', { id, file: cli.host.addFile(path) }))) as { readonly files: number; readonly lost: number };
    return { json: { file: path, ...result }, text: fill(ctx.texts.book.exported, { rows: 1, file: printable(path) }) };
  });
}
