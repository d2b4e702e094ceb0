import { cli as texts } from '../../../../../shared/i18n/en/cli.ts';
import { code, commandsOf, say, type Topic } from '../../said.ts';

export const cli: Topic = {
  about: say`If you know your way around a terminal, you can do the same without a window: backups on a schedule, imports at night, data for another program.`,
  parts: [
    {
      title: 'How to use it',
      points: [
        say`In the folder with the source of Regulars, write ${code('npm run regulars -- COMMAND --book FOLDER')}. Below is the command only.`,
        say`The passphrase comes from a file with ${code('--passphrase-file FILE')}; without it you are asked. For results a program can read, add ${code('--json')}.`,
        say`While the book is open in a window, a command cannot open it: lock it first.`,
        say`All options and exit codes: ${code('--help')}, or ${code('import --help')} for one command.`,
      ],
    },
    {
      title: 'Examples',
      points: [
        say`See what would happen, and write nothing: ${code('import customers.xlsx --book shop --dry-run')}`,
        say`Every night, a backup to each place: ${code('backup --book shop --passphrase-file secret.txt')}`,
        say`Find somebody by initials: ${code('search wxm --book shop --json')}`,
      ],
    },
    { title: 'All commands', commands: commandsOf(texts.help.commands) },
  ],
};
