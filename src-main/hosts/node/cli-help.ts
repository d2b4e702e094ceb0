/** `--help`, as a whole and per command, in both languages. */
import type { Language } from '../../../shared/modules/words.ts';
import { EXIT } from './cli-exit.ts';
import { commandNames } from './cli-commands.ts';
import type { CommandName } from './cli-commands.ts';
import { displayWidth } from './cli-output.ts';
import { cliTexts } from './cli-texts.ts';

/** What `regulars --help` or `regulars COMMAND --help` prints. */
export function helpText(language: Language, command: CommandName | null): string {
  const { help } = cliTexts(language);
  const common = [help.commonTitle, ...pairs(help.common), '', help.exitTitle, ...pairs(exitCodes(help.exit))];
  if (command === null) {
    const about = Object.fromEntries(commandNames.map((name) => [name, help.commands[name].about]));
    return [help.title, '', help.synopsis, '', help.commandsTitle, ...pairs(about), '', help.more, '', ...common, ''].join('\n');
  }
  const { usage, about, options, notes } = help.commands[command];
  const own = Object.keys(options).length === 0 ? [] : [help.optionsTitle, ...pairs(options), ''];
  return [`${help.usageTitle} ${usage}`, '', about, '', ...own, ...(notes === '' ? [] : [notes, '']), ...common, ''].join('\n');
}

function exitCodes(texts: Readonly<Record<keyof typeof EXIT, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(EXIT).map(([name, code]) => [` ${code}`, texts[name as keyof typeof EXIT]]));
}

function pairs(entries: Readonly<Record<string, string>>): readonly string[] {
  const width = Math.max(...Object.keys(entries).map(displayWidth));
  return Object.entries(entries).map(([name, text]) => `  ${name}${' '.repeat(width - displayWidth(name))}  ${text}`);
}
