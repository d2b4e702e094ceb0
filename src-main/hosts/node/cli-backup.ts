/** `backup` and `verify`: copies of the book for a scheduler, with an exit code that says how it went. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { JobInfo } from '../../../shared/contract/events.ts';
import type { BackupProof } from '../../../shared/modules/backup.ts';
import type { CopiesDone } from '../../core/operations/backup/index.ts';
import { fill } from '../common/texts.ts';
import { EXIT } from './cli-exit.ts';
import { printable } from './cli-output.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext } from './cli-session.ts';
import { errorSentence } from './cli-texts.ts';
import type { CliTexts } from './cli-texts.ts';

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

/** Exit code 1 when a place failed, although others hold the copy. A server that cannot be reached is, like a stick that is not plugged in, no failure. */
function runEverywhere(ctx: CliContext): Promise<Answer> {
  return withBook(ctx, async (cli) => {
    const done = finished(await cli.runJob(() => cli.ask('backup.run', {}))) as CopiesDone;
    return { json: done, text: everywhereText(ctx.texts, done), ...(done.failed.length > 0 && { exitCode: EXIT.failed }) };
  });
}

/** What came of copies, in one line. */
export function everywhereText(texts: CliTexts, done: CopiesDone): string {
  return fill(texts.backup.everywhere, { written: done.written, failed: done.failed.length, waiting: done.waiting.length, size: done.sizeBytes });
}

interface Proof {
  readonly target: string;
  readonly name: string;
  readonly ok: boolean;
  readonly customers: number | null;
  /** Why nothing could be said of the copy; `null` when something was. */
  readonly unread: string | null;
}

/** Restores the newest copy of every place into a scratch folder; exit code 8 when one does not hold what it should, 1 when one could not be read at all. */
export function runVerify(ctx: CliContext): Promise<Answer> {
  return withBook(ctx, async (cli) => {
    const { targets } = await cli.ask('backup.status', {});
    const proofs: Proof[] = [];
    for (const target of targets.filter((one) => (one.state === 'here' || one.remote !== null) && one.copies > 0)) {
      const { copies } = await cli.ask('backup.copies', { id: target.id });
      const { name } = copies[0]!;
      const job = await cli.runJob(() => cli.ask('backup.prove', { id: target.id, name }));
      proofs.push({ target: target.folder ?? target.id, name, ...verdictOf(job) });
    }
    const { proved, damaged, unread, nothing } = ctx.texts.backup;
    const line = (p: Proof) => fill(p.ok ? proved : p.unread === null ? damaged : unread, { place: printable(p.target), name: p.name, customers: p.customers ?? 0, why: p.unread === null ? '' : errorSentence(ctx.call.language, { code: p.unread }) });
    const exitCode = proofs.some((p) => !p.ok && p.unread === null) ? EXIT.tampered : proofs.some((p) => !p.ok) ? EXIT.failed : null;
    return { json: { proofs }, text: proofs.length === 0 ? nothing : proofs.map(line).join('\n'), ...(exitCode !== null && { exitCode }) };
  });
}

/** What a proof says of a copy; what ended for another reason ends the command. */
function verdictOf(job: JobInfo): Pick<Proof, 'ok' | 'customers' | 'unread'> {
  if (job.state === 'done') return { ok: true, customers: (job.result as BackupProof).customers, unread: null };
  const code = job.error?.code ?? '';
  if (code.startsWith('place.')) return { ok: false, customers: null, unread: code };
  if (!code.startsWith('backup.')) finished(job);
  return { ok: false, customers: null, unread: null };
}
