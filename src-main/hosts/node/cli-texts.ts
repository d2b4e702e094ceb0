/** The words of the command line, in the language it speaks. */
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { texts } from '../../../shared/i18n/index.ts';
import { cli as english } from '../../../shared/i18n/en/cli.ts';
import { cli as chinese } from '../../../shared/i18n/zh-CN/cli.ts';
import { fill } from '../common/texts.ts';

/** Names of values in `--option VALUE` are translated too, so options are not compared key by key. */
type Words<T> = { readonly [K in keyof T]: K extends 'options' ? Readonly<Record<string, string>> : T[K] extends string ? string : Words<T[K]> };
export type CliTexts = Words<typeof chinese>;

/** All sentences of the command line in one language. */
export function cliTexts(language: Language): CliTexts {
  return language === 'zh-CN' ? chinese : english;
}

/** What happened and what can be done, for an error of the contract. */
export function errorSentence(language: Language, error: AppError): string {
  const known: Readonly<Record<string, { readonly what: string; readonly remedy: string }>> = texts[language].errors;
  const entry = known[error.code.replaceAll('.', '_')];
  if (entry === undefined) return `${texts[language].errors.internal.what} (${error.code})`;
  const facts = plainFacts(error);
  for (const [name, value] of Object.entries(facts)) {
    if (name.endsWith('Ms') && typeof value === 'number') facts['seconds'] = Math.max(1, Math.ceil(value / 1000));
  }
  return fill([entry.what, entry.remedy].filter((part) => part !== '').join(' '), facts);
}

/** What is wrong with one cell or row of an imported file. */
export function issueSentence(language: Language, code: string): string {
  const known: Readonly<Record<string, string>> = texts[language].transfer.issues;
  return known[code.replaceAll('.', '_')] ?? code;
}

function plainFacts(error: AppError): Record<string, string | number> {
  return Object.fromEntries(Object.entries(error).filter((e): e is [string, string | number] => typeof e[1] === 'string' || typeof e[1] === 'number'));
}
