import { keys, say, type Topic } from '../../said.ts';

export const counter: Topic = {
  about: say`At the counter not everybody needs to see the phones and amounts on your screen.`,
  parts: [
    {
      title: 'Cover',
      points: [
        say`${keys('mod+shift+h')} turns phones and amounts into dots; press and hold one to see it. The same keys bring them back.`,
        say`In the settings, under ${'settings.sections.security'}, switch on ${'settings.security.away'}: nobody can read this window while you are in another.`,
        say`Switch on ${'settings.security.copied'}, so that copied phones do not stay on the clipboard.`,
        say`On Windows and macOS there is also ${'settings.security.capture'}.`,
      ],
    },
    {
      title: 'When you leave your seat',
      points: [
        say`${keys('mod+l')} locks at once. What held the keys and what showed customers ends then and starts anew. A browser has a memory of its own; closing it empties that too.`,
        say`In case you forget, set ${'settings.security.autoLock'}.`,
      ],
    },
    {
      title: 'What this does not stop',
      points: [say`It stops the eyes of people beside you, but not a program that records the screen, nor a phone that photographs it.`],
    },
  ],
};
