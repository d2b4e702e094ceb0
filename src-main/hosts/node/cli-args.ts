/** From words on the command line to a checked command. Nothing secret is ever taken from here. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../../shared/modules/words.ts';
import { defaultDataDir, systemLanguage } from '../common/data-dir.ts';
import { commandNames, commands, commonOptions, optionsOf } from './cli-commands.ts';
import type { CommandName } from './cli-commands.ts';

/** The command line is wrong: shown with the usage, exit code 2. `key` names the sentence in i18n `cli.usage`. */
export class UsageError extends Error {
  readonly key: UsageProblem;
  readonly facts: Readonly<Record<string, string>>;
  constructor(key: UsageProblem, facts: Readonly<Record<string, string>> = {}) {
    super(key);
    this.name = 'UsageError';
    this.key = key;
    this.facts = facts;
  }
}

export type UsageProblem =
  | 'noCommand'
  | 'unknownCommand'
  | 'unknownOption'
  | 'badOption'
  | 'tooFew'
  | 'tooMany'
  | 'noBook'
  | 'badValue'
  | 'noPassphrase'
  | 'noSecret'
  | 'twoPassphrases'
  | 'emptyPassphrase'
  | 'passphraseMismatch'
  | 'badJson'
  | 'badMapping'
  | 'noSuchColumn'
  | 'badExtension'
  | 'notEmpty';

export interface Invocation {
  readonly command: CommandName | null;
  readonly help: boolean;
  readonly version: boolean;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly language: Language;
  readonly dataDir: string;
  /** Absolute folder of the book. */
  readonly book: string | null;
  text(option: string): string | undefined;
  flag(option: string): boolean;
  /** A path as the user wrote it, made absolute. */
  path(written: string): string;
}

type Env = Readonly<Record<string, string | undefined>>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Throws `UsageError` for anything the command's table does not have. */
export function readInvocation(args: readonly string[], env: Env): Invocation {
  const command = commandOf(args);
  if (command === undefined) throw unknownStart(args);
  const { values, words } = parse(command, args);
  const string = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined);
  const flag = (option: string) => values[option] === true;
  // `npm run` changes the folder to the package's; the user meant the one they stood in.
  const base = (env['npm_lifecycle_event'] === 'regulars' ? env['INIT_CWD'] : undefined) ?? process.cwd();
  const path = (written: string) => resolve(base, written);
  const book = string('book');
  const help = flag('help') || (command === null && words[0] === 'help');
  if (command !== null && !help) checkCounts(command, words, book);
  const dataDir = string('data-dir');
  return {
    command,
    help,
    version: flag('version'),
    words,
    json: flag('json'),
    language: languageOf(string('lang'), env),
    dataDir: dataDir === undefined ? defaultDataDir(env) : path(dataDir),
    book: book === undefined ? null : path(book),
    text: string,
    flag,
    path,
  };
}

/** The language asked for by `--lang` anywhere on the line, else the system's: usage errors speak it too. */
export function languageOfArgs(args: readonly string[], env: Env): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const written = at < 0 ? undefined : args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length);
  return written === 'en' || written === 'zh-CN' ? written : systemLanguage(env);
}

function languageOf(written: string | undefined, env: Env): Language {
  if (written === undefined) return systemLanguage(env);
  if (written === 'en' || written === 'zh-CN') return written;
  throw new UsageError('badValue', { option: '--lang', value: written, allowed: 'zh-CN | en' });
}

/** The first word that is no option; options of `common` with a value may stand before it. `null`: none, but help was asked. */
function commandOf(args: readonly string[]): CommandName | null | undefined {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--help' || arg === '-h' || arg === 'help' || arg === '--version') return null;
    if (!arg.startsWith('-')) return commandNames.find((name) => name === arg);
    if (!arg.includes('=') && commonOptions[arg.replace(/^--/, '')]?.type === 'string') i++;
  }
  return undefined;
}

function unknownStart(args: readonly string[]): UsageError {
  const first = args.find((arg) => !arg.startsWith('-'));
  return first === undefined ? new UsageError('noCommand') : new UsageError('unknownCommand', { command: first });
}

function parse(command: CommandName | null, args: readonly string[]): { readonly values: Values; readonly words: readonly string[] } {
  const options = command === null ? { ...commonOptions, version: { type: 'boolean' as const } } : optionsOf(command);
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values, words: command === null ? positionals : positionals.slice(1) };
  } catch (error) {
    const unknown = (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const option = /'(-[^']*?)[ ']/.exec((error as Error).message)?.[1] ?? '';
    throw new UsageError(unknown ? 'unknownOption' : 'badOption', { option });
  }
}

function checkCounts(command: CommandName, words: readonly string[], book: string | undefined): void {
  const spec = commands[command];
  if (words.length < spec.words[0]) throw new UsageError('tooFew', { command });
  if (words.length > spec.words[1]) throw new UsageError('tooMany', { command, word: words[spec.words[1]] ?? '' });
  if (spec.book === 'needed' && book === undefined) throw new UsageError('noBook');
}

/** A whole number of at least `min`; the option's default when absent. */
export function wholeNumber(call: Invocation, option: string, fallback: number, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const written = call.text(option);
  if (written === undefined) return fallback;
  const value = /^\d{1,15}$/.test(written) ? Number(written) : Number.NaN;
  if (!(value >= min && value <= max)) throw new UsageError('badValue', { option: `--${option}`, value: written, allowed: max === Number.MAX_SAFE_INTEGER ? `≥ ${min}` : `${min} … ${max}` });
  return value;
}

/** One of a closed list of words. */
export function oneOf<const T extends string>(call: Invocation, option: string, allowed: readonly T[], fallback: T): T {
  const written = call.text(option);
  if (written === undefined) return fallback;
  const found = allowed.find((word) => word === written);
  if (found === undefined) throw new UsageError('badValue', { option: `--${option}`, value: written, allowed: allowed.join(' | ') });
  return found;
}
