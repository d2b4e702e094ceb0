import { say, type Topic } from '../../said.ts';

export const offline: Topic = {
  about: say`There is no account and no server of ours. Customers, usage, crashes: nothing is sent to us or to anybody else. Pull out the network cable and everything works.`,
  parts: [
    {
      title: 'When it goes online',
      points: [
        say`Only if you have added a server yourself in ${'backup.nav'}. Then it talks to that one server, and what it uploads is encrypted.`,
        say`It does not look for updates and downloads no fonts or pictures; this help is part of the program.`,
        say`On some computers the window opens in a browser. That is the computer talking to itself; nothing goes through the network.`,
      ],
    },
    {
      title: 'What you take out yourself',
      points: [
        say`Backups in a cloud folder are uploaded by the cloud program, encrypted.`,
        say`Exported tables, printed paper and phones on the clipboard are not encrypted. Delete or destroy them when you are done.`,
        say`Messages in tasks are copied and sent by you; Regulars does not send them.`,
      ],
    },
    {
      title: 'How to check',
      points: [say`${'checkUp.title'} says how often something was exported or printed this month; ${'privacy.audit.title'} has every single time.`],
    },
  ],
};
