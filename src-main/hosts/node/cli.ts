/** Entry of the `regulars` command: reads the line, runs one command, writes its answer, ends with its exit code. */
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { fill } from '../common/texts.ts';
import { appVersion } from '../common/version.ts';
import { languageOfArgs, readInvocation, UsageError } from './cli-args.ts';
import { runAudit } from './cli-audit.ts';
import { runBackup, runVerify } from './cli-backup.ts';
import { runRepair } from './cli-repair.ts';
import { runCreate, runRestore } from './cli-book.ts';
import { runCall, runMethods, runServe } from './cli-contract.ts';
import { runExport, runList, runSearch, runShow } from './cli-customers.ts';
import { runPerson } from './cli-person.ts';
import { EXIT, exitCodeOf } from './cli-exit.ts';
import { helpText } from './cli-help.ts';
import { runImport, runUndoImport } from './cli-import.ts';
import { runRotateKey } from './cli-rotate.ts';
import { printable, writeOut } from './cli-output.ts';
import type { Answer, CliContext } from './cli-session.ts';
import { runTargets } from './cli-targets.ts';
import { cliTexts, errorSentence } from './cli-texts.ts';

const runners = {
  create: runCreate,
  import: runImport,
  'undo-import': runUndoImport,
  search: runSearch,
  list: runList,
  show: runShow,
  export: runExport,
  person: runPerson,
  backup: runBackup,
  verify: runVerify,
  targets: runTargets,
  audit: runAudit,
  restore: runRestore,
  repair: runRepair,
  'rotate-key': runRotateKey,
  methods: async () => runMethods(),
  call: runCall,
} as const satisfies Record<string, (ctx: CliContext) => Promise<Answer>>;

async function main(args: readonly string[]): Promise<number> {
  const language = languageOfArgs(args, process.env);
  const json = args.includes('--json');
  try {
    const call = readInvocation(args, process.env);
    if (call.version) return await print(`${appVersion}\n`);
    if (call.help || call.command === null) return await print(helpText(call.language, call.command));
    const ctx: CliContext = { call, texts: cliTexts(call.language), signal: interruptSignal(call.command) };
    if (call.command === 'serve') return await runServe(ctx);
    const answer = await runners[call.command](ctx);
    await writeOut(call.json ? `${JSON.stringify(answer.json)}\n` : `${answer.text}\n`);
    return answer.exitCode ?? EXIT.ok;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error, language, json);
    return failed(error, language, json);
  }
}

async function print(text: string): Promise<number> {
  await writeOut(text);
  return EXIT.ok;
}

/** One press of Ctrl+C arrives once from the terminal and once from each program that started us and passes it on (npm, build/bin). */
const ONE_PRESS_MS = 300;

/** The first Ctrl+C asks the work to stop cleanly; the second ends the program at once. `serve` has its own way. */
function interruptSignal(command: string): AbortSignal {
  const abort = new AbortController();
  if (command === 'serve') return abort.signal;
  let pressedAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!abort.signal.aborted) pressedAt = performance.now();
      else if (performance.now() - pressedAt > ONE_PRESS_MS) process.exit(EXIT.cancelled);
      abort.abort();
    });
  }
  return abort.signal;
}

async function wrongUsage(error: UsageError, language: Language, json: boolean): Promise<number> {
  const texts = cliTexts(language);
  const message = fill(texts.usage[error.key], error.facts);
  process.stderr.write(`${printable(message)}\n\n${texts.help.synopsis}\n`);
  if (json) await writeOut(`${JSON.stringify({ error: { code: `usage.${error.key}`, ...error.facts, message } })}\n`);
  return EXIT.usage;
}

async function failed(error: unknown, language: Language, json: boolean): Promise<number> {
  if (!(error instanceof AppFailure) && process.env['REGULARS_DEBUG']) process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  const facts: AppError = error instanceof AppFailure ? error.error : { code: 'internal' };
  const message = errorSentence(language, facts);
  process.stderr.write(`${printable(message)}\n`);
  for (const detail of ['column', 'example', 'file'] as const) {
    if (typeof facts[detail] === 'string') process.stderr.write(`  ${detail}: ${printable(facts[detail])}\n`);
  }
  if (json) await writeOut(`${JSON.stringify({ error: { ...facts, message } })}\n`);
  return exitCodeOf(facts);
}

process.exit(await main(process.argv.slice(2)));
