/** `backup`, `verify`, `targets`: copies of the book for a scheduler, with an exit code that says how it went. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { BackupProof, BackupTarget } from '../../../shared/modules/backup.ts';
import type { CopiesDone } from '../../core/operations/backup/index.ts';
import { fill } from '../common/texts.ts';
import { EXIT } from './cli-exit.ts';
import { printable } from './cli-output.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';

/** With a file: one sealed file that opens with today's passphrase. Without: a copy at every place of the book that is there. */
export async function runBackup(ctx: CliContext): Promise<Answer> {
  const [word] = ctx.call.words;
  if (word === undefined) return runEverywhere(ctx);
  const path = ctx.call.path(word);
  if (existsSync(path)) throw new AppFailure('file.exists', { file: path });
  return withBook(ctx, async (cli) => {
    const job = await cli.runJob(() => cli.ask('backup.create', { file: cli.host.addFile(path) }));
    finished(job);
    const { size: sizeBytes } = await stat(path);
    return { json: { file: path, sizeBytes }, text: fill(ctx.texts.book.backedUp, { file: printable(path), size: sizeBytes }) };
  });
}

/** Exit code 1 when a place failed, although others hold the copy. */
function runEverywhere(ctx: CliContext): Promise<Answer> {
  return withBook(ctx, async (cli) => {
    const done = finished(await cli.runJob(() => cli.ask('backup.run', {}))) as CopiesDone;
    const text = fill(ctx.texts.backup.everywhere, { written: done.written, failed: done.failed.length, size: done.sizeBytes });
    return { json: done, text, ...(done.failed.length > 0 && { exitCode: EXIT.failed }) };
  });
}

/** Restores the newest copy of every place into a scratch folder; exit code 8 when one does not hold what it should. */
export function runVerify(ctx: CliContext): Promise<Answer> {
  return withBook(ctx, async (cli) => {
    const { targets } = await cli.ask('backup.status', {});
    const proofs: { target: string; name: string; ok: boolean; customers: number | null }[] = [];
    for (const target of targets.filter((one) => one.state === 'here' && one.copies > 0)) {
      const { copies } = await cli.ask('backup.copies', { id: target.id });
      const { name } = copies[0]!;
      const job = await cli.runJob(() => cli.ask('backup.prove', { id: target.id, name }));
      if (job.state !== 'done' && job.error?.code.startsWith('backup.') !== true) finished(job);
      proofs.push({ target: target.folder ?? target.id, name, ok: job.state === 'done', customers: job.state === 'done' ? (job.result as BackupProof).customers : null });
    }
    const { proved, damaged, nothing } = ctx.texts.backup;
    const lines = proofs.map((p) => fill(p.ok ? proved : damaged, { place: printable(p.target), name: p.name, customers: p.customers ?? 0 }));
    const isBad = proofs.some((p) => !p.ok);
    return { json: { proofs }, text: lines.length === 0 ? nothing : lines.join('\n'), ...(isBad && { exitCode: EXIT.tampered }) };
  });
}

/** Lists the places; `--add DIR` and `--remove ID` change them first. */
export function runTargets(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  return withBook(ctx, async (cli) => {
    const [add, remove] = [call.text('add'), call.text('remove')];
    if (add !== undefined) await cli.ask('backup.addTarget', { folder: call.path(add) });
    if (remove !== undefined) await cli.ask('backup.removeTarget', { id: remove });
    const { targets } = await cli.ask('backup.status', {});
    const line = (target: BackupTarget) => fill(texts.backup.target, { id: target.id, folder: printable(target.folder ?? texts.backup.ring), copies: target.copies, state: texts.backup[target.state] });
    return { json: { targets }, text: targets.map(line).join('\n') };
  });
}
