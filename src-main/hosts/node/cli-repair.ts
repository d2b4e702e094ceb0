/** `repair`: a damaged book built anew, with an exit code that says whether anything is missing. */
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { RepairLook, RepairReport } from '../../../shared/modules/repair.ts';
import { fill } from '../common/texts.ts';
import { EXIT } from './cli-exit.ts';
import { mustBeFile } from './cli-files.ts';
import { printable } from './cli-output.ts';
import { readPassphrase } from './cli-passphrase.ts';
import { finished, withCore } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';

/** Takes the newest backup found unless told otherwise; of a book of which nothing can be read, the backup alone. */
export async function runRepair(ctx: CliContext): Promise<Answer> {
  const { call, texts } = ctx;
  const typed = await readPassphrase(call, texts, false);
  const secret = call.flag('recovery') ? ({ type: 'recovery', code: typed } as const) : ({ type: 'passphrase', passphrase: typed } as const);
  return withCore(ctx, call.dataDir, async (cli) => {
    const ref = await cli.host.core.shelve(call.path(call.book ?? ''));
    const look = finished(await cli.runJob(() => cli.ask('repair.look', { ref, secret }))) as RepairLook;
    const how = call.flag('restore') || !look.readable ? 'restore' : 'salvage';
    const source = await sourceOf(ctx, cli, look);
    if (how === 'restore' && Object.keys(source).length === 0) throw new AppFailure('backup.missing');
    const report = finished(await cli.runJob(() => cli.ask('repair.run', { ref, secret, how, ...source, dryRun: call.flag('dry-run') }))) as RepairReport;
    return answerOf(ctx, report);
  });
}

async function sourceOf({ call }: CliContext, cli: OpenCli, { copies }: RepairLook): Promise<{ file?: string; copy?: string }> {
  const from = call.text('from');
  if (from !== undefined) {
    const path = call.path(from);
    await mustBeFile(path);
    return { file: cli.host.addFile(path) };
  }
  const newest = copies[0];
  return call.flag('no-backup') || newest === undefined ? {} : { copy: newest.ref };
}

function answerOf({ call, texts }: CliContext, report: RepairReport): Answer {
  const sum = (of: 'lost' | 'stub' | 'older') => report.kinds.reduce((total, kind) => total + kind[of], 0);
  const customers = report.kinds.find(({ kind }) => kind === 'customer')?.kept ?? 0;
  const isWhole = report.missing.length === 0 && report.unnamed === 0 && report.changes === 0;
  const lines = [
    fill(call.flag('dry-run') ? texts.repair.wouldBe : texts.repair.done, { customers, fromCopy: report.fromCopy }),
    isWhole ? '' : fill(texts.repair.missing, { lost: sum('lost'), stub: sum('stub'), older: sum('older'), changes: report.changes }),
    ...report.missing.map(({ kind, id, state, name }) => `  ${kind}  ${id}  ${state}  ${printable(name ?? '')}`),
    report.aside === null ? '' : fill(texts.repair.aside, { folder: printable(report.aside) }),
  ];
  return { json: report, text: lines.filter((line) => line !== '').join('\n'), ...(!isWhole && { exitCode: EXIT.tampered }) };
}
